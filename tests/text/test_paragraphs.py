from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Span
from audiobook.text.limits import LIMITS
from audiobook.text.paragraphs import within_limits
from audiobook.text.sources.base import Block
from tests.helpers import book_of, ink, texts_of

N = LIMITS.paragraph_chars


def test_what_any_author_writes_stays_whole() -> None:
    """The very same block."""
    block = Block("word " * (N // 5 - 1) + "end", 3)
    assert list(within_limits(block)) == [block]


@given(
    st.lists(st.sampled_from(["word", "x" * (N // 3), "y" * (2 * N)]), min_size=1, max_size=12), st.sampled_from(" \n")
)
def test_what_is_longer_is_parted_between_words(words: list[str], blank: str) -> None:
    """No letter is lost, no part is too long, offsets, lines and italics stay true, a chapter opens once."""
    text = blank.join(words)
    block = Block(text, 7, start=100, italics=(Span(0, len(text)),), opens="One")
    parts = list(within_limits(block))
    for part in parts:
        assert len(part.text) <= N
        assert part.start is not None
        assert text[part.start - 100 :].startswith(part.text)
        assert part.line == 7 + text.count("\n", 0, part.start - 100)
    assert ink(*(part.text for part in parts)) == ink(text)
    assert [part.italics for part in parts] == [(Span(0, len(part.text)),) for part in parts]
    assert [part.opens for part in parts] == ["One", *[""] * (len(parts) - 1)]
    assert replace(parts[0], text="x", italics=()) == replace(block, text="x", italics=())


def test_a_word_of_two_million_letters_is_read_in_parts() -> None:
    """Every pattern behind it sees an end."""
    book = book_of("a" * 2_000_000 + " " + "9" * 100_000)
    assert max(map(len, texts_of(book))) <= N
    assert ink(*texts_of(book)) == {"a": 2_000_000, "9": 100_000}


def test_blanks_without_end_are_no_paragraph() -> None:
    """A page may hold more of them in a row than a paragraph may be long."""
    block = Block("a" + "\u00a0" * 3 * N + "b", 1)
    assert [part.text for part in within_limits(block)] == ["a", "b"]
