from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.quotations import find_quotations
from audiobook.model import Book
from tests.dialogue.stories import story
from tests.laws import check_dialogue, check_quotations

WORDS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        " ",
        "\n",
        ".",
        ",",
        "?",
        "!",
        ":",
        "—",
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        "「",
        "」",
        "don’t",
        "dit-il",
        "said",
        "Ruth",
        "Mr.",
        "Tobias",
        "he",
        "she",
        "I",
        "the man",
        "a voice",
    ]
)
ODD = st.lists(WORDS, min_size=1, max_size=40).map(" ".join) | st.text(max_size=80)
PARAGRAPHS = st.lists(ODD.map(str.strip).filter(bool), min_size=1, max_size=6)
PLAIN = st.text(alphabet="abcdefg ABC,.", min_size=1, max_size=30).filter(lambda text: any(c.isalnum() for c in text))


def book_of(paragraphs: list[str]) -> Book:
    """Give a story of these paragraphs."""
    return story(*paragraphs)


@given(PARAGRAPHS)
def test_parts_lie_in_their_paragraphs_and_never_overlap(paragraphs: list[str]) -> None:
    """Any text at all: every part is inside its paragraph, and no two share a character."""
    check_quotations(book_of(paragraphs))


@settings(deadline=None)
@given(PARAGRAPHS)
@example(["“ “ dit-il dit-il"])  # a single mark stands before the quotation: no sentence to look for a cue in
def test_any_text_is_attributed_in_the_same_way_twice(paragraphs: list[str]) -> None:
    """No text crashes it; the same text gives the same dialogue; every speech has a known speaker, a mention none."""
    book = book_of(paragraphs)
    dialogue = attribute(book)
    assert dialogue == attribute(book)
    assert [a.quotation for a in dialogue.attributions] == list(find_quotations(book))
    check_dialogue(book, dialogue)


@given(st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=6))
def test_every_pair_of_marks_is_accounted_for(pieces: list[tuple[str, str]]) -> None:
    """Balanced curly marks around words are each exactly one part, marks included."""
    text = "".join(f"x{narration} “{speech}” " for narration, speech in pieces).strip()
    book = book_of([text])
    parts = [book.text_at(part) for quotation in find_quotations(book) for part in quotation.parts]
    assert parts == [f"“{speech}”" for _, speech in pieces]


@pytest.mark.parametrize(
    "text",
    [
        "“" * 60_000,
        '" ' * 60_000,
        "”" * 60_000,
        "“a” " * 15_000,
        "a" * 300_000,
        "said " * 60_000,
        "“A,” said Ruth. " * 8_000,
        "“Go,” said a voice from the hall. " * 4_000,
        "“Go,” said a man in black. The man sat. " * 4_000,
        "“Who is there?” “Ruth,” said the voice, and its owner " * 4_000,
        "a man the man a voice " * 20_000,
        "“Go,” said the Abc" + " Def, Ghi" * 20_000,
        " ".join(f"“X{i:x},” said Q{i:x}z." for i in range(8_000)),
        ". " * 100_000,
        "he said, " * 40_000,
        "—" * 60_000,
        "— a " * 40_000,
        "—a, he said. " * 15_000,
        "—a, he said. You go. " * 10_000,
        "—a" + ", he said, and" * 15_000,
        "—No —dijo Juan—. " * 10_000,
        "— а, — сказал он. " * 10_000,
        "« a, dit-il, " * 15_000,
        "'" * 60_000,
        "'a " * 40_000,
        "a' " * 60_000,
        "‘a’s " * 30_000,
        "「" * 60_000,
        "「a」と" * 20_000,
        "»«" * 30_000,
        "„“" * 30_000,
    ],
    ids=lambda text: f"{text[:12]}...",
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    """A huge paragraph of one thing takes seconds, not hours."""
    began = process_time()
    attribute(book_of([text.strip()]))
    assert process_time() - began < 8
