"""Golden books: tests/data/books/<law>/input.txt|md is read as expected.json says.

`pytest --update-golden` writes expected.json anew; read the diff before you commit it.
"""

import json
from pathlib import Path

import pytest

from audiobook.model import Book, Paragraph
from audiobook.text.read import read_book
from audiobook.text.sources.registry import OURS

BOOKS = Path(__file__).parent.parent / "data" / "books"
CASES = sorted(folder for folder in BOOKS.iterdir())


def shown(book: Book) -> str:
    """Give all that matters of a book, short enough to be read in a diff."""
    value = {
        "title": book.title,
        "author": book.author,
        "language": book.language,
        "narrator": book.narrator,
        "chapters": [{"title": c.title, "paragraphs": list(map(line, c.paragraphs))} for c in book.chapters],
        "left_out": [f"{item.line} {item.reason}: {item.text}" for item in book.left_out],
        "notes": [note.replace("\\", "/").rpartition("input.")[2] for note in book.notes],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def line(paragraph: Paragraph) -> str:
    """Give a paragraph's line, kind and beginning."""
    after = ", after a break" if paragraph.starts_scene else ""
    return f"{paragraph.line} {paragraph.kind}{after}: {paragraph.text[:40]}"


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_book_is_read_as_its_golden_file_says(folder: Path, update_golden: bool) -> None:  # noqa: FBT001
    """Title, author, chapters, what is left out and why: all as a person agreed to."""
    (story,) = folder.glob("input.*")
    expected = folder / "expected.json"
    found = shown(read_book(story))
    if update_golden:
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_golden_folder_holds_nothing_else(folder: Path) -> None:
    """One story and what is expected of it: a file that no test reads is a mistake."""
    suffixes = sorted(path.suffix for path in folder.iterdir())
    assert suffixes in (sorted([".json", suffix]) for suffix in map(".{}".format, OURS))
    assert all(path.stem in ("input", "expected") for path in folder.iterdir())
