"""The player's page: the template, filled in with the book and its contents. Pure."""

from collections.abc import Sequence
from html import escape
from string import Template
from typing import Final

from audiobook.formats.base import BookEdition, ChapterEdition, Entry
from audiobook.formats.markup import direction
from audiobook.formats.player_text import hue
from audiobook.model import ChapterKind

_MOST_NAMES: Final = 16
"""Of the cast: more are a crowd, not a list."""


def numbered(folder: str, entry: Entry, contents: Sequence[Entry]) -> str:
    """Give "audio/03.m4a", "text/03.js": short, and safe on every server."""
    width = max(2, len(str(max(entry.number for entry in contents))))
    return f"{folder}{entry.number:0{width}}{'.m4a' if folder == 'audio/' else '.js'}"


def page(template: str, book: BookEdition) -> str:
    """Give the page of a book; the same book gives the same page."""
    edition = book.edition
    chapters = [chapter for chapter in book.chapters if chapter.entry.kind is not ChapterKind.SAMPLE]
    contents = [chapter.entry for chapter in chapters]
    seconds = sum(chapter.timeline.n_samples / chapter.timeline.sample_rate_hz for chapter in chapters)
    texts = {
        "book": edition.identifier or f"{edition.author}: {edition.title}",
        "title": edition.title,
        "author": edition.author,
        "narrator": edition.narrator,
        "language": edition.language,
        "direction": direction(edition.language),
        "length": in_words(seconds),
        "notice": edition.notice,
        "icon": edition.cover.file_name if edition.cover else "data:,",
    }
    return Template(template).substitute(
        {name: escape(text) for name, text in texts.items()},
        cover=_cover(book, "cover"),
        plate=_cover(book, "plate"),
        cast="".join(_cast(edition.cast)),
        chapters="".join(_line(chapter, contents) for chapter in chapters),
    )


def clock(seconds: float) -> str:
    """Give 4:07 or 1:02:45."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def in_words(seconds: float) -> str:
    """Give "2 h 5 min", "20 min", or "40 s"."""
    minutes = round(seconds / 60)
    if not minutes:
        return f"{round(seconds)} s"
    hours, minutes = divmod(minutes, 60)
    return " ".join(f"{n} {unit}" for n, unit in ((hours, "h"), (minutes, "min")) if n)


def _cover(book: BookEdition, kind: str) -> str:
    cover = book.edition.cover
    return f'<img class="{kind}" src="{cover.file_name}" alt="" width="600" height="600">' if cover else ""


def _cast(names: Sequence[str]) -> Sequence[str]:
    shown = [f'<li data-hue="{hue(name, names)}">{escape(name)}</li>' for name in names[:_MOST_NAMES]]
    n_more = len(names) - len(shown)
    return [*shown, f"<li>and {n_more} more</li>"] if n_more else shown


def _line(chapter: ChapterEdition, contents: Sequence[Entry]) -> str:
    """Give a line of the contents: a link to the sound, for a browser that runs no scripts too."""
    entry, timeline = chapter.entry, chapter.timeline
    seconds = timeline.n_samples / timeline.sample_rate_hz
    return (
        f'\n<li><a href="{numbered("audio/", entry, contents)}" data-number="{entry.number}" '
        f'data-text="{numbered("text/", entry, contents)}" data-seconds="{seconds:.3f}">'
        f'<span class="name">{escape(entry.title)}</span> <span class="length">{clock(seconds)}</span></a></li>'
    )
