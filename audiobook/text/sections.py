"""Which parts of a story's file are heard: chapters are, title pages not, unless a person wishes otherwise. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.errors import StoryError, did_you_mean
from audiobook.model import LeftOut, Section
from audiobook.text.choice import ASKED, Choice, Wish
from audiobook.text.limits import LIMITS
from audiobook.text.sources.base import Block, BlockKind
from audiobook.text.sources.furniture import NOTES
from audiobook.text.sources.headings import MIN_CHAPTER_WORDS, is_bare_heading, is_chapter, is_numeral

Part = Sequence[Block]
"""The blocks of one section, in order; never empty."""

_PLACES: Final = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")
_MAX_TITLE: Final = 80
_NONE: Final = Choice()


@dataclass(frozen=True, slots=True)
class Sorted:
    """All sections of a story: which of them are heard, and which are not."""

    parts: tuple[Part, ...]
    """Those that are heard, in order."""
    silent: tuple[Part, ...]
    """Those that are not."""
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...]


def asides(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Give the runs of blocks that are no part of the story, each for one reason and with at most one title."""
    part: list[Block] = []
    for block in blocks:
        if part and (block.aside != part[-1].aside or block.opens):
            yield part
            part = []
        if block.aside:
            part.append(block)
    if part:
        yield part


def title_of(part: Part, otherwise: str) -> str:
    """Give what the contents call a section, else its headings: "Part One: Chapter 1"."""
    opened = list(dict.fromkeys(_one_line(block.opens) for block in part if block.opens))
    headings = [line for block in _without_sections(_headings(part)) for line in _title_lines(block.text)]
    titles = opened or headings
    return ": ".join([*(title.rstrip(" .:—–-") for title in titles[:-1]), *titles[-1:]]) or otherwise


def _without_sections(headings: Sequence[Block]) -> Iterator[Block]:
    """Leave out the number of the first section below "Chapter One"."""
    before = ""
    for block in headings:
        if not (is_chapter(before) and is_numeral(block.text)):
            yield block
        before = block.text


def _title_lines(heading: str) -> Iterator[str]:
    """Give a heading on one line, but "Chapter 1" apart from the title on the line below it."""
    first, _, rest = heading.partition("\n")
    if rest and is_bare_heading(first):
        yield first
    yield _one_line(rest if rest and is_bare_heading(first) else heading)


def sort_out(parts: Sequence[Part], book_title: str, choice: Choice = _NONE) -> Sorted:
    """Part what is heard from what is left out. Raises StoryError for a choice that meets nothing."""
    n_story = sum(not part[0].aside for part in parts)
    titles = [_found_title(part, book_title if n_story == 1 else "") for part in parts]
    reasons = ["" if choice.footnotes and part[0].aside == NOTES else part[0].aside for part in parts]
    for wish in choice.wishes:
        for at in _meant(wish, titles):
            reasons[at] = "" if wish.keep else ASKED
    if sum(not reason for reason in reasons) > LIMITS.chapters:
        raise StoryError(f"there are more than {LIMITS.chapters:,} chapters", hint="part the story into several files")
    sections, heard = [], list[Part]()
    for part, title, reason in zip(parts, titles, reasons, strict=True):
        number = None if reason else len(heard) + 1
        if number:
            heard.append(part)
        sections.append(Section(title or f"Chapter {number or '-'}", _n_words(part), number, reason))
    left_out = (
        LeftOut("\n".join(block.text for block in part), reason, part[0].line)
        for part, reason in zip(parts, reasons, strict=True)
        if reason
    )
    silent = (part for part, reason in zip(parts, reasons, strict=True) if reason)
    return Sorted(tuple(heard), tuple(silent), tuple(sections), tuple(left_out))


def _found_title(part: Part, otherwise: str) -> str:
    aside = part[0].aside
    return (
        title_of(part, otherwise)[:_MAX_TITLE] if not aside else title_of(part, aside.removeprefix("the ").capitalize())
    )


def _meant(wish: Wish, titles: Sequence[str]) -> Sequence[int]:
    """Give the indices of the sections that are named."""
    what = wish.what.strip()
    found = _PLACES.fullmatch(what)
    if found:
        first, last = int(found[1]), int(found[2] or found[1])
        if 1 <= first <= last <= len(titles):
            return range(first - 1, last)
    begins = [at for at, title in enumerate(titles) if what and title.casefold().startswith(what.casefold())]
    if not begins:
        hint = did_you_mean(what, filter(None, titles)) or "`audiobook chapters STORY` lists them, with their places"
        raise StoryError(f'{wish.place}: there is no section "{what}"', hint=hint)
    return begins


def _n_words(part: Part) -> int:
    return sum(len(block.text.split()) for block in part if block.kind != BlockKind.BREAK)


def _headings(part: Part) -> Sequence[Block]:
    """Give the headings at the beginning, or right after an epigraph."""
    first = next((n for n, b in enumerate(part) if b.kind == BlockKind.HEADING), len(part))
    if _n_words(part[:first]) >= MIN_CHAPTER_WORDS:
        return ()
    end = next((n for n in range(first, len(part)) if part[n].kind != BlockKind.HEADING), len(part))
    return part[first:end]


def _one_line(text: str) -> str:
    return " ".join(text.split())
