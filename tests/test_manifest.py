import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.manifest import (
    VERSION,
    CastEntry,
    MadeChapter,
    MadeFile,
    Manifest,
    clips_by_speaker,
    from_json,
    sealed,
    to_json,
)
from audiobook.model import Artifact, ChapterKind, LeftOut

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
COUNT = st.integers(0, 10**12)
NUMBER = st.floats(allow_nan=False, allow_infinity=False)
PART = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="/\\:."), min_size=1)
FILE = st.lists(PART, min_size=1, max_size=3).map("/".join)
MANIFESTS = st.builds(
    Manifest,
    story=TEXT,
    inputs=TEXT,
    title=TEXT,
    author=TEXT,
    language=TEXT,
    made_with=st.dictionaries(TEXT, TEXT, max_size=3),
    cast=st.tuples(st.builds(CastEntry, TEXT, TEXT, TEXT, NUMBER, NUMBER, NUMBER, TEXT)),
    chapters=st.tuples(
        st.builds(
            MadeChapter,
            COUNT,
            TEXT,
            st.sampled_from(ChapterKind),
            COUNT,
            st.integers(1, 96_000),
            st.dictionaries(TEXT, st.tuples(TEXT, TEXT)),
        )
    ),
    files=st.tuples(st.builds(MadeFile, st.builds(Artifact, FILE, TEXT, TEXT, COUNT), st.none() | COUNT, TEXT, TEXT)),
    left_out=st.tuples(st.builds(LeftOut, TEXT, TEXT, COUNT)),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
SMALL = Manifest(
    story="t.md",
    inputs="i",
    title="T",
    author="A",
    language="en",
    made_with={"audiobook": "1"},
    cast=(CastEntry("Ida", "tone", "low", 1.0, 0.0, 0.0, "tone 1"),),
    chapters=(MadeChapter(1, "One", ChapterKind.STORY, 44_100, 22_050, {"narrator": ("k1", "k2")}),),
    files=(MadeFile(Artifact("01 - One.mp3", "audio/mpeg", "00", 9), 1, "mp3", "r"),),
    left_out=(LeftOut("***", "scene break", 3),),
)


@given(MANIFESTS)
def test_a_manifest_is_read_back_as_it_was_written(manifest: Manifest) -> None:
    """What the last build made is known to the next one, whatever the titles."""
    assert from_json(to_json(manifest)) == manifest


def test_the_same_build_writes_the_same_manifest() -> None:
    """No clock, no path of this machine: two machines can be compared."""
    assert to_json(SMALL) == to_json(replace(SMALL))
    assert json.loads(to_json(SMALL))["chapters"][0]["duration_s"] == 2.0


def test_a_file_is_found_by_its_path() -> None:
    """Or is not there."""
    assert SMALL.find("01 - One.mp3") is SMALL.files[0]
    assert SMALL.find("02 - Two.mp3") is None
    assert SMALL.by_path() == {file.artifact.path: file for file in SMALL.files}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "1", '"x"', "{}", '{"manifest": 1}', "[" * 100_000, "9" * 9999]
)
def test_a_damaged_manifest_is_none(text: str) -> None:
    """Then all is made anew; no build fails for it."""
    assert from_json(text) is None


def unsealed(manifest: Manifest) -> str:
    """Give the manifest without its checksum."""
    opening, _, rest = to_json(manifest).split("\n", 2)
    return f"{opening}\n{rest}"


def test_sealing_anew_what_is_whole_changes_nothing() -> None:
    """The tests here can seal what they spoil."""
    assert sealed(unsealed(SMALL)) == to_json(SMALL)


@given(at=st.integers(0, len(to_json(SMALL)) - 1), letter=st.characters())
def test_no_damage_goes_unseen(at: int, letter: str) -> None:
    """Whichever letter is another, and wherever it is cut, it is no manifest: nothing is removed that it names."""
    text = to_json(SMALL)
    assert text[at] == letter or from_json(text[:at] + letter + text[at + 1 :]) is None
    assert from_json(text[:at]) is None


def test_a_number_beyond_all_numbers_is_none() -> None:
    """1e999 is infinite in JSON, and no count of samples."""
    assert from_json(sealed(unsealed(SMALL).replace("44100", "1e999"))) is None


def test_another_version_is_none() -> None:
    """A manifest of another program version is not guessed at."""
    assert from_json(sealed(unsealed(SMALL).replace(f'"manifest": {VERSION}', '"manifest": 1'))) is None


@given(st.data(), JSON)
def test_a_manifest_with_anything_in_it_is_read_or_none(data: st.DataObject, junk: Any) -> None:  # noqa: ANN401
    """Any value in any place: the reader gives a manifest that can be written again, or None."""
    value = json.loads(to_json(SMALL))
    holder, key = data.draw(st.sampled_from(list(places(value))))
    holder[key] = junk
    found = from_json(sealed(json.dumps(value, indent=1)))
    if found is not None:
        assert from_json(to_json(found)) == found


def places(value: Any) -> Any:  # noqa: ANN401
    """Give every (container, key) in a JSON value."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places(value[key])


@pytest.mark.parametrize(
    "path",
    [
        "../x.mp3",
        "/etc/x",
        "a/../b.mp3",
        "a//b",
        "a/.b",
        ".ignore",
        "a\\b",
        ".hidden",
        "..",
        "C:x.mp3",
        "",
        "a\0b",
        "a\nb",
        "\ud800",
    ],
)
def test_a_tampered_manifest_names_no_file_elsewhere(path: str) -> None:
    """Old files are deleted by what it names: only plain names in the story's own folder, or in one there, count."""
    value = json.loads(to_json(SMALL))
    value["artifacts"][0]["path"] = path
    assert from_json(sealed(json.dumps(value, indent=1))) is None


def test_clips_are_grouped_by_speaker_in_order() -> None:
    """Who said what, in the order of the chapter."""
    pairs = [("Ida", "1"), ("narrator", "2"), ("Ida", "3")]
    assert clips_by_speaker(pairs) == {"Ida": ("1", "3"), "narrator": ("2",)}


@pytest.mark.parametrize(("key", "number"), [("n_samples", -1), ("sample_rate_hz", 0)])
def test_a_chapter_of_no_length_is_none(key: str, number: int) -> None:
    """Who divides by what a damaged manifest says does not fail: it is no manifest."""
    value = json.loads(to_json(SMALL))
    value["chapters"][0][key] = number
    assert from_json(sealed(json.dumps(value, indent=1))) is None
