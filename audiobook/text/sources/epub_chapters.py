"""Puts an EPUB's contents and its blocks together: where chapters begin, and what is no part of the story. Pure."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from audiobook.text.sources.base import Block, BlockKind
from audiobook.text.sources.epub_contents import Entry, chapter_starts
from audiobook.text.sources.epub_sections import CONTENTS, by_title
from audiobook.text.sources.headings import PART_WORDS, by_words, letters
from audiobook.text.sources.prose import Prose

_FEWEST_CHAPTERS: Final = 2
"""Contents of one line ("Start reading") say nothing: the headings decide."""
_WIDE: Final = 9
"""Blank lines before a page, in a book that has neither contents nor headings."""
_PART: Final = re.compile(rf"(?:{PART_WORDS})\b", re.IGNORECASE)
_MOST_PART_WORDS: Final = 100
"""Of the page of a part: its title and a motto."""
_FEWEST_LINKS: Final = 5
"""Paragraphs in a row that are links: a list of contents among the pages of a story."""


def opened(prose: Prose, entries: Sequence[Entry]) -> Sequence[Block]:
    """Give the blocks with the chapters that the contents name, and with what their titles say is no story."""
    blocks = _without_lists(prose)
    found = {at: title for at, title in chapter_starts(entries, prose.places).items() if at < len(blocks)}
    starts = _with_parts(blocks, found)
    first_of_pages = sorted({at for (_, element), at in prose.places.items() if not element})
    edges = sorted({*starts, *first_of_pages, len(blocks)})
    for at, title in starts.items():
        reason = by_title(title)
        end = edges[bisect_right(edges, at)]
        for n in range(at, end if reason else at):
            blocks[n] = replace(blocks[n], aside=blocks[n].aside or reason)
    told = [at for at in starts if not blocks[at].aside]
    for at, title in starts.items():
        if blocks[at].aside or len(told) >= _FEWEST_CHAPTERS:
            blocks[at] = replace(blocks[at], opens=title)
            _mark_headings(blocks, at, title)
    return blocks if len(told) >= _FEWEST_CHAPTERS else _without_contents(blocks, first_of_pages)


def _without_contents(blocks: Sequence[Block], pages: Sequence[int]) -> Sequence[Block]:
    """Part a book whose contents say nothing by its headings, else by its pages. pages: where these begin."""
    headed = list(by_words(blocks))
    if not any(block.kind == BlockKind.HEADING and not block.aside for block in headed):
        for at in pages:
            if at < len(headed):
                headed[at] = replace(headed[at], n_blank_before=_WIDE)
    return headed


def _with_parts(blocks: Sequence[Block], starts: Mapping[int, str]) -> dict[int, str]:
    """Join "Part One", with its motto, to the chapter that follows it."""
    joined: dict[int, str] = {}
    held: int | None = None
    for at, title in starts.items():
        n_words = 0 if held is None else sum(len(block.text.split()) for block in blocks[held:at])
        if held is not None and n_words <= _MOST_PART_WORDS and not any(b.aside for b in blocks[held : at + 1]):
            joined[held] = f"{joined[held].rstrip(' .:')}: {title}"
        else:
            joined[at] = title
        held = at if _PART.match(title) else None
    return joined


def _mark_headings(blocks: list[Block], at: int, title: str) -> None:
    """Make headings of the first lines of a chapter that only say its title again."""
    rest = letters(title)
    while rest and at < len(blocks):
        said = letters(blocks[at].text)
        if not said or not rest.startswith(said):
            return
        if blocks[at].kind == BlockKind.TEXT:
            blocks[at] = replace(blocks[at], kind=BlockKind.HEADING, level=2)
        rest = rest[len(said) :]
        at += 1


def _without_lists(prose: Prose) -> list[Block]:
    """Give the blocks, with every list of links, and the heading above it, marked as no part of the story."""
    blocks, n_linked = list(prose.blocks), 0
    for at in range(len(blocks) + 1):
        if at in prose.linked:
            n_linked += 1
            continue
        if n_linked >= _FEWEST_LINKS:
            first = at - n_linked
            first -= first > 0 and by_title(blocks[first - 1].text) == CONTENTS
            for n in range(first, at):
                blocks[n] = replace(blocks[n], aside=blocks[n].aside or CONTENTS)
        n_linked = 0
    return blocks
