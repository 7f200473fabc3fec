"""Golden alignments: what a recognizer really wrote, and what is wrong with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.checking.alignment import Kind, align
from audiobook.checking.words import words_of

_ROWS = st.lists(st.sampled_from("the a chair chairs stood stand by 12 twelve door Ivan went".split()), max_size=12)


def wrong(wanted: str, heard: str, names: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Give the steps that are not right, as (kind, wanted, heard)."""
    steps = align(words_of(wanted), words_of(heard), names)
    return [(s.kind.value, " ".join(s.wanted), " ".join(s.heard)) for s in steps if s.kind is not Kind.HEARD]


@pytest.mark.parametrize(
    ("wanted", "heard"),
    [
        ("It has attacked me.", "it has attacked me"),
        ("called the landlady", "Called the land lady."),
        ("There were any one of them", "There were anyone of them"),
        ("in October of nineteen thirty-seven", "in October of 1937."),
        ("I was twenty-two", "I was 22"),
        ("the colour of the grey theatre", "The color of the gray theater"),
        ("Okay, I cannot", "OK, I can not"),
        ("over there by the stairs", "over their by the stares"),
    ],
)
def test_another_spelling_is_no_error(wanted: str, heard: str) -> None:
    """Homophones, British and American spelling, one word or two, figures or words: it sounds the same."""
    assert wrong(wanted, heard) == []


@pytest.mark.parametrize(
    ("wanted", "heard", "expected"),
    [
        ("The big chair stood there.", "The big stood there.", [("dropped", "chair", "")]),
        ("She put down the lamp.", "She put put down the lamp.", [("invented", "", "put")]),
        ("She put down the lamp.", "She put down the yellow lamp.", [("invented", "", "yellow")]),
        ("You are ill,", "You are Bob.", [("misheard", "ill", "bob")]),
        (
            "There are eighteen years of it.",
            "There are years of it.",
            [("dropped", "eighteen", "")],
        ),
        ("Come in.", "", [("dropped", "come", ""), ("dropped", "in", "")]),
    ],
)
def test_dropped_repeated_and_invented_words_are_found(
    wanted: str, heard: str, expected: list[tuple[str, str, str]]
) -> None:
    """Each is told apart from words that only sound otherwise."""
    assert wrong(wanted, heard) == expected


def test_a_name_may_be_heard_as_anything_but_nothing() -> None:
    """Nobody who hears "Samarin" can know it; but he hears something."""
    assert wrong("said Samarin to Lenin", "said summer in to landing", ("samarin", "lenin")) == []
    assert wrong("said Samarin to Lenin", "said to landing", ("samarin", "lenin")) == [("dropped", "samarin", "")]


@given(_ROWS, _ROWS)
def test_every_word_of_both_is_in_one_step(wanted: list[str], heard: list[str]) -> None:
    """In order; and a step says where its words stand."""
    steps = align(wanted, heard, {"Ivan"})
    assert [word for step in steps for word in step.wanted] == wanted
    assert [word for step in steps for word in step.heard] == heard
    assert all(list(step.wanted) == wanted[step.start : step.start + len(step.wanted)] for step in steps)


@given(_ROWS)
def test_the_same_words_are_right(words: list[str]) -> None:
    """Nothing is wrong with what was heard as it was to be said."""
    assert all(step.kind is Kind.HEARD for step in align(words, words))
