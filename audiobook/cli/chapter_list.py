"""`chapters`: what a story's file consists of, and what of it is heard."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from audiobook.cli import terminal
from audiobook.cli.options import stories_from
from audiobook.files import write_whole
from audiobook.locks import changing
from audiobook.model import Book
from audiobook.settings.corrections import corrections_file, load_choice
from audiobook.settings.corrections_file import add_wishes
from audiobook.settings.reading import read_text
from audiobook.text.choice import Choice, Wish
from audiobook.text.read import read_book

_WORDS_PER_MINUTE: Final = 155
"""Of an audiobook at its usual pace: about 9,300 an hour."""
_AN_HOUR: Final = 60
_PLACES: Final = re.compile(r"[\d\s,-]+")


def chapters(story: Path | None, keep: Sequence[str], skip: Sequence[str], *, write: bool, as_json: bool) -> None:
    """Show the sections of the stories; with write, note what is kept and skipped beside each."""
    # of two about one section the later counts: `--skip 2-9 --keep 5` hears the fifth
    asked = [*_wishes(skip, "--skip", keep=False), *_wishes(keep, "--keep", keep=True)]
    books = [(path, read_book(path, _with(load_choice(path), asked))) for path in stories_from(story)]
    if as_json:
        values = [_json(path, book) for path, book in books]
        terminal.echo_json_of(values)
    else:
        for _, book in books:
            _show(book)
    if write and asked:
        for path, _ in books:
            _write(corrections_file(path), asked)


def _with(choice: Choice, asked: Sequence[Wish]) -> Choice:
    return replace(choice, wishes=(*choice.wishes, *asked))


def _wishes(lists: Sequence[str], place: str, *, keep: bool) -> Iterator[Wish]:
    """Read "2,5-7" as two places, and anything else as the beginning of one title."""
    for each in lists:
        items = each.split(",") if _PLACES.fullmatch(each) else [each]
        yield from (Wish(keep, item.strip(), place) for item in items if item.strip())


def _show(book: Book) -> None:
    author = f" by {book.author}" if book.author else ""
    terminal.echo(terminal.style(book.title, bold=True) + author)
    rows = [
        (
            str(place),
            "-" if section.chapter is None else str(section.chapter),
            section.title,
            f"{section.n_words:,}",
            f"{_minutes(section.n_words):,.0f}",
            f"left out: {section.reason}" if section.reason else "",
        )
        for place, section in enumerate(book.sections, 1)
    ]
    terminal.echo(terminal.table(rows, ("", "chapter", "title", "words", "minutes", "")))
    n_words = sum(section.n_words for section in book.sections if section.chapter)
    heard = terminal.count(len(book.chapters), "chapter")
    terminal.echo(f"{heard}, {n_words:,} words, about {_length(_minutes(n_words))}")
    for note in book.notes:
        terminal.echo(f"  note: {note}")


def _minutes(n_words: int) -> float:
    return n_words / _WORDS_PER_MINUTE


def _length(minutes: float) -> str:
    return f"{minutes / 60:.1f} hours" if minutes >= _AN_HOUR else terminal.count(max(1, round(minutes)), "minute")


def _json(path: Path, book: Book) -> dict[str, Any]:
    return {
        "story": str(path),
        "title": book.title,
        "author": book.author,
        "language": book.language,
        "sections": [
            {
                "place": place,
                "chapter": section.chapter,
                "title": section.title,
                "words": section.n_words,
                "minutes": round(_minutes(section.n_words), 1),
                "left_out": section.reason or None,
            }
            for place, section in enumerate(book.sections, 1)
        ],
        "notes": list(book.notes),
    }


def _write(path: Path, asked: Sequence[Wish]) -> None:
    with changing(path, "audiobook chapters --write"):
        before = read_text(path) if path.exists() else ""
        write_whole(path, add_wishes(before, str(path), asked).encode())
    terminal.echo(f"{path}: noted", err=True)
