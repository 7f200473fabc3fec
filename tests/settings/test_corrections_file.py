import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.dialogue.corrections import Correction
from audiobook.errors import SettingsError
from audiobook.settings.corrections_file import add_corrections, add_same_person
from audiobook.strict_yaml import parse

MINE = """# my corrections
script:
  - words: "Nobody"   # a sign
    speaker: Anna
  # more to come

same_person:
  - name: Anna
    also: the lady
"""
WORDS = st.text(alphabet="abc “”\"'\\:#-{}[]&*!|>%@`\té", min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)


def test_an_empty_file_gets_its_list() -> None:
    """The first answer makes the file."""
    assert add_corrections("", "c", [Correction("It is.", None)]) == (
        'script:\n  - words: "It is."\n    speaker: "narrator"\n'
    )


def test_several_are_added_in_their_order() -> None:
    """An answer for a whole run is one change of the file."""
    twice = add_corrections(MINE, "c", [Correction("Yes", "Boris"), Correction("No", None, after="the window")])
    one_by_one = add_corrections(MINE, "c", [Correction("Yes", "Boris")])
    assert twice == add_corrections(one_by_one, "c", [Correction("No", None, after="the window")])


def test_what_a_person_wrote_stays() -> None:
    """Every line of it, comments included; the new entry comes after the last one of its list."""
    added = add_corrections(MINE, "c", [Correction("Yes", "Boris", after="the window")])
    assert [line for line in added.splitlines() if line in MINE.splitlines()] == MINE.splitlines()
    assert [s.text("words") for s in parse(added, "c").sections("script")] == ["Nobody", "Yes"]
    added = add_same_person(added, "c", "Boris", "a man")
    assert [s.text("also") for s in parse(added, "c").sections("same_person")] == ["the lady", "a man"]


@given(WORDS, WORDS)
def test_any_words_come_back(words: str, speaker: str) -> None:
    """Whatever is in them, YAML reads them as they were, spaces apart."""
    section = next(parse(add_corrections("", "c", [Correction(words, speaker)]), "c").sections("script"))
    assert (section.text("words"), section.text("speaker")) == (" ".join(words.split()), " ".join(speaker.split()))


def test_a_file_written_otherwise_is_refused_not_spoiled() -> None:
    """A list in brackets cannot be added to line by line."""
    with pytest.raises(SettingsError, match="nothing can be added"):
        add_corrections("script: [{words: a, speaker: b}]\n", "c", [Correction("c", "d")])


def test_each_list_keeps_its_own_indent() -> None:
    """They need not be alike."""
    before = "script:\n- words: Yes\n  speaker: Ida\nsame_person:\n    - name: Ida\n      also: the lady\n"
    after = add_same_person(before, "c", "Bo", "the man")
    assert after == before + '    - name: "Bo"\n      also: "the man"\n'
    assert add_corrections(before, "c", [Correction("No", "Bo")]).startswith(
        'script:\n- words: Yes\n  speaker: Ida\n- words: "No"\n  speaker: "Bo"\n'
    )
