"""Chapters and scenes of a story that has no headings: by the room that its author leaves."""

from audiobook.model import Book
from audiobook.text.chapters import make_book
from audiobook.text.sources.base import Block, Manuscript
from tests.helpers import book_of, headings_of, paragraphs_of, texts_of, titles_of

LONG = "The ice came nearer and the lamps were lit one after the other along the shore. " * 8 + "Ice."


def book_of_gaps(*written: tuple[int, str]) -> Book:
    """Read blocks with so many blank lines before them."""
    blocks = (Block(text, n, n_blank_before=room) for n, (room, text) in enumerate(written, 1))
    return make_book(Manuscript(tuple(blocks), title="The Ferry", is_clean=True), "x")


def test_of_two_widths_the_wider_parts_chapters() -> None:
    """Page breaks, and empty paragraphs between scenes."""
    chapter = [(1, LONG), (1, LONG), (2, "A scene. " + LONG)]
    book = book_of_gaps(*chapter, (6, LONG), *chapter[1:], (6, LONG), *chapter[1:])
    assert titles_of(book) == ["Chapter 1", "Chapter 2", "Chapter 3"]
    assert [p.starts_scene for p in paragraphs_of(book)] == [False, False, True] * 3


def test_scraps_are_no_chapters() -> None:
    """A title page goes with the first chapter, "The End" with the last."""
    page = [(1, "The Ferry"), (6, "Ida Lind"), (6, LONG), (1, LONG)]
    book = book_of_gaps(*page, (6, LONG), (1, LONG), (1, LONG), (6, LONG), (1, LONG), (6, "The End"))
    assert len(book.chapters) == 3
    assert texts_of(book)[:2] == ["The Ferry", "Ida Lind"]
    assert texts_of(book)[-1] == "The End"


def test_lines_like_titles_at_the_gaps_are_headings() -> None:
    """Where most chapters have one; else they are said as they stand."""
    parts = [[(6, title), (1, LONG), (1, LONG)] for title in ("The Ice", "A Lamp in the Window", "What Anna Said")]
    book = book_of_gaps((1, "The Ferry"), *(line for part in parts for line in part))
    assert headings_of(book) == ["The Ice", "A Lamp in the Window", "What Anna Said"]
    assert titles_of(book) == headings_of(book)
    one = book_of_gaps((1, LONG), (1, LONG), *parts[0], (6, LONG), (1, LONG), (6, LONG), (1, LONG))
    assert headings_of(one) == []


def test_room_below_a_heading_is_no_scene() -> None:
    """Typists leave some."""
    text = f"CHAPTER I\n\n\n\n{LONG}\n\nIce.\n\nIce.\n\nIce.\n\nIce.\n\n\n\nA scene.\n\nCHAPTER II\n\n\n\n{LONG}\n"
    assert [p.text for p in paragraphs_of(book_of(text)) if p.starts_scene] == ["A scene."]
