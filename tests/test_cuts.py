import pytest

from audiobook.cuts import Cut, without
from audiobook.errors import CorrectionError
from audiobook.model import Script
from tests.helpers import book_of, script_of
from tests.laws import check_script

STORY = """The Ferry

Chapter 1

“No,” said Ida. “No.” She went in. It rained.

THE FERRY

“No.” Oskar laughed.

[A lamp, drawn by the author.]

Chapter 2

It snowed.
"""
BOOK = book_of(STORY)
WHOLE = script_of(BOOK)


def cut(*cuts: Cut) -> Script:
    """Cut the story, and see that what is not said is listed."""
    script = without(WHOLE, BOOK, cuts)
    check_script(BOOK, script)
    return script


def gone(*cuts: Cut) -> list[str]:
    """Give what is said no more."""
    kept = {utterance.locus for utterance in cut(*cuts).utterances()}
    return [utterance.text for utterance in WHOLE.utterances() if utterance.locus not in kept]


@pytest.mark.parametrize(
    ("words", "said_no_more"),
    [
        ("A lamp, drawn by the author", ["[A lamp, drawn by the author.]"]),
        ("“No,” said Ida.", ["“No,”", "said Ida."]),
        ("“no” said IDA no", ["“No,”", "said Ida.", "“No.”"]),
        ("She went in. It rained.", ["She went in.", "It rained."]),
        ("Chapter 2", ["Chapter 2"]),
    ],
)
def test_a_sentence_some_or_a_paragraph_is_cut_by_its_words(words: str, said_no_more: list[str]) -> None:
    """Marks and capitals count for nothing."""
    assert gone(Cut(words)) == said_no_more


def test_of_the_same_words_those_are_cut_that_are_meant() -> None:
    """By the words before them; or all."""
    assert [item.line for item in cut(Cut("No", after="the ferry")).left_out if item.reason == "you asked for it"] == [
        9
    ]
    assert gone(Cut("No", every=True)) == ["“No,”", "“No.”", "“No.”"]
    with pytest.raises(
        CorrectionError, match=r"c:3: the cut “No” fits 3 places of the story \(lines 5, 5, 9\)"
    ) as said:
        cut(Cut("No", place="c:3"))
    assert "`every: true`" in said.value.hint


@pytest.mark.parametrize(
    "words", ["went in", "It rained. THE FERRY", "She went in. It", "It hailed.", "She went in. No."]
)
def test_what_is_nowhere_said_so_is_refused(words: str) -> None:
    """A part of a sentence would leave one that is none; a cut whose words are gone is a mistake."""
    with pytest.raises(CorrectionError, match=f"c:1: the cut “{words}” matches nothing"):
        cut(Cut(words, place="c:1"))
    with pytest.raises(CorrectionError, match="has no words"):
        cut(Cut("..."))


def test_cuts_may_meet() -> None:
    """What two of them name is gone once, and listed once."""
    assert gone(Cut("She went in."), Cut("She went in. It rained.")) == ["She went in.", "It rained."]


def test_the_pause_before_a_cut_is_the_longer_one() -> None:
    """A paragraph's end stays a paragraph's end."""
    before, *_, last, after = WHOLE.chapters[0].utterances[-6:]
    assert last.text == "Oskar laughed."
    kept = cut(Cut(last.text), Cut(after.text)).chapters[0].utterances
    assert kept[-1].pause_s == after.pause_s > WHOLE.chapters[0].utterances[-3].pause_s
    assert before in kept


def test_a_chapter_of_which_nothing_is_left_is_none() -> None:
    """The others keep their numbers; a story of which nothing is left is refused."""
    assert [c.number for c in cut(Cut("Chapter 2"), Cut("It snowed.")).chapters] == [1]
    with pytest.raises(CorrectionError, match="leaves nothing to say"):
        without(script_of(book_of("It snowed.")), book_of("It snowed."), [Cut("It snowed.")])
