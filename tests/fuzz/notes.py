"""Targets: what a person, or the last build, wrote down: settings, corrections, lexicons, the manifest."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from audiobook.cuts import without
from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.corrections import Correction
from audiobook.errors import AudiobookError, SettingsError
from audiobook.manifest import from_json, is_path_of_ours, to_json
from audiobook.model import Character, Gender, Locus, Span, Utterance, Voice
from audiobook.pronouncing import Pronouncing
from audiobook.retakes import Retake, with_retakes
from audiobook.settings.cast_file import add_characters
from audiobook.settings.corrections import (
    corrections_file,
    load_choice,
    load_corrections,
    load_cuts,
    load_retakes,
    load_same_people,
)
from audiobook.settings.corrections_file import add_corrections, add_retakes, add_same_person, add_wishes
from audiobook.settings.lexicons import load_lexicon
from audiobook.settings.voices_yaml import load_settings
from audiobook.text.choice import Wish
from audiobook.text.lexicon import Entry, Lexicon
from audiobook.text.read import parse_book
from audiobook.text.spoken import spoken_form
from tests.fuzz.stories import PLS
from tests.fuzz.target import Target, text_of
from tests.helpers import profile, script_of
from tests.laws import check_dialogue, check_links, check_script
from tests.test_manifest import SMALL

_ROOT: Final = Path(__file__).parents[2]
_YAML: Final = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
_INCLUDED: Final = "engine: tone\ncharacters:\n  Ida: {voice: low, lexicon: names.yaml}\n"
_LEXICON: Final = "Oskar: {ipa: ˈɔskɑr}\nLind: Lint\nnew york:\n  - {say: 2 b, by: Ida}\n  - say: York\n"
_STORY: Final = (
    "“Come in,” said Oskar. “There is no boat.”\n\n“When?” asked Ida. She looked at the sign: “No Smoking”.\n\n"
    "“Yes.”\n\nHe turned to the window. “Yes,” he said. We should go he said."
)


# ------------------------------------------------------------------------------------------------------------ settings


@cache
def _kept() -> TemporaryDirectory[str]:
    return TemporaryDirectory()


def _folder() -> Path:
    """Give a folder of files that settings may name."""
    folder = Path(_kept().name)
    if not (folder / "cast.yaml").exists():
        (folder / "cast.yaml").write_text(_INCLUDED)
        (folder / "names.yaml").write_text(_LEXICON)
        (folder / "names.pls").write_bytes(PLS.encode())
    return folder


@contextmanager
def _in_words(folder: Path, *names: str) -> Iterator[None]:
    """Check that what is refused is refused with the file, and the line where there is one."""
    try:
        yield
    except AudiobookError as error:
        files = "|".join(map(re.escape, (*names, "cast.yaml", "names.yaml", "names.pls")))
        if not re.search(rf"{re.escape(str(folder))}/(?:{files})(?::\d+: | )", error.problem):
            raise AssertionError(f"it does not say where: {error.problem}") from error
        raise


def _check_settings(data: bytes) -> None:
    folder = _folder()
    path = folder / "voices.yaml"
    path.write_bytes(data)
    with _in_words(folder, path.name):
        load_settings(path)
    text = data.decode("utf-8-sig")
    _check_added(text, lambda: add_characters(text, "v", [(Character("z", "Zed: 2"), profile("low", Gender.MALE))]))


def _check_added(text: str, add: Callable[[], str]) -> None:
    """Check that an entry is added without a line of the text being lost, or refused."""
    with suppress(SettingsError):
        lines = iter(add().splitlines())
        assert all(line in lines or re.search(r":\s*(?:\{\s*\}|~|null)", line) for line in text.splitlines())


# --------------------------------------------------------------------------------------------------------- corrections


def _check_corrections(data: bytes) -> None:
    folder = _folder()
    story = folder / "x.md"
    corrections_file(story).write_bytes(data)
    with _in_words(folder, "x.corrections.yaml"):
        corrections, same = load_corrections(story), load_same_people(story)
        book = parse_book(_STORY.encode(), story, load_choice(story))
        dialogue = attribute(book, corrections=corrections, same=same)
        check_dialogue(book, dialogue)
        script = without(script_of(book), book, load_cuts(story))
        check_script(book, script)
        script, unused = with_retakes(script, load_retakes(story), dialogue)
    assert len(unused) <= len(load_retakes(story))
    assert len(script.chapters) == len(book.chapters)
    text = data.decode("utf-8-sig")
    for add in (
        lambda: add_corrections(text, "c", [Correction("“Yes: 1”", "Zed", after="the # window")]),
        lambda: add_same_person(text, "c", "Ida", "the lady"),
        lambda: add_retakes(text, "c", [Retake("Yes.", "narrator", 1)]),
        lambda: add_wishes(text, "c", [Wish(keep=True, what="Notes", place="c")]),
    ):
        _check_added(text, add)


# ------------------------------------------------------------------------------------------------------------ lexicons


def _check_lexicon(data: bytes, name: str) -> None:
    folder = _folder()
    path = folder / name
    path.write_bytes(data)
    with _in_words(folder, name):
        entries = load_lexicon(path)
    check_pronouncing(entries, " and ".join(entry.written for entry in entries[:50]) or "nothing")


def check_pronouncing(entries: Sequence[Entry], text: str) -> None:
    """Check that a lexicon leaves links in order, and that phonemes stand at words, in order and apart."""
    said = spoken_form(text, "en")
    if not said.text:
        return
    voice = Voice("tone", "low")
    place = Locus(1, 0, Span(0, len(text)))
    plain = Utterance(place, text, said.text, None, voice, voice, 0.0, 0.0, links=said.links)
    pronouncing = Pronouncing(Lexicon(entries), {None: frozenset({"narrator"})}, lambda ipa, _voice: ipa[:0])
    found = pronouncing.utterance(plain)
    check_links(text, found.spoken, found.links)
    edges = [at for sound in found.phonemes for at in (sound.span.start, sound.span.end)]
    assert edges == sorted(edges)
    assert all(at <= len(found.spoken) for at in edges)


# ------------------------------------------------------------------------------------------------------------ manifest


def _check_manifest(data: bytes) -> None:
    found = from_json(text_of(data))
    if found is not None:
        written = to_json(found)
        assert from_json(written) == found
        assert all(is_path_of_ours(file.artifact.path) for file in found.files)
        written.encode()
        json.loads(written, parse_constant=_refuse)


def _refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


# --------------------------------------------------------------------------------------------------------------- seeds


@cache
def _documented() -> Sequence[str]:
    """Give every piece of YAML that the documentation shows."""
    pages = [_ROOT / "README.md", *sorted((_ROOT / "docs").glob("*.md"))]
    return [found for page in pages for found in _YAML.findall(page.read_text("utf-8"))]


_SETTINGS: Final = (
    """include: cast.yaml
lexicon: [names.yaml, names.pls]
engine: tone
narrator: {voice: mid, character: Ida}
""",
    """engine: tone
characters:
  Oskar Lind:
    aliases: [the ferryman]
    voice: low
    gender: male
    rate: 1.1
    pitch: -2
    gain: 3
    manner: off
pools:
  male: [low, {voice: mid, rate: 0.9}]
""",
    """pauses: {sentence: 0.4, scene: 3}
loudness: {rms: -20, true_peak: -3, room_tone: -70}
formats: [mp3, m4b, srt]
narrated_by: Nobody
cover: none
unquoted_speech: yes
layout: audiobookshelf
""",
)
_CORRECTIONS: Final = """script:
  - words: "There is no boat."
    speaker: Ida
  - words: "Yes"
    after: "to the window"
    speaker: Boris
  - {words: No Smoking, speaker: narrator}
  - {words: We should go, speaker: Ida}
same_person:
  - {name: Ida, also: the lady}
retakes:
  - {words: “When?”, speaker: Ida, take: 2}
leave_out:
  - words: He turned to the window. “Yes,” he said.
  - {words: “Yes.”, after: no smoking}
  - {words: Yes, every: true}
sections:
  - keep: Notes
  - skip: '2'
"""


def _settings() -> Sequence[bytes]:
    return [text.encode() for text in (*_SETTINGS, (_ROOT / "voices.yaml").read_text("utf-8"), *_documented())]


def _corrections() -> Sequence[bytes]:
    return [text.encode() for text in (_CORRECTIONS, *_documented())]


def _lexicons() -> Sequence[bytes]:
    return [text.encode() for text in (_LEXICON, *_documented())]


def _manifests() -> Sequence[bytes]:
    twice = replace(SMALL, chapters=SMALL.chapters * 2, cast=SMALL.cast * 2, title="“É” \\ 日")
    return [to_json(SMALL).encode(), to_json(twice).encode(), json.dumps(json.loads(to_json(twice))).encode()]


NOTES: Final = (
    Target("settings", _check_settings, _settings),
    Target("corrections", _check_corrections, _corrections, fixed_s=2.0),
    Target("lexicon", lambda data: _check_lexicon(data, "l.yaml"), _lexicons),
    Target("pls", lambda data: _check_lexicon(data, "l.pls"), lambda: [PLS.encode()]),
    Target("manifest", _check_manifest, _manifests),
)
