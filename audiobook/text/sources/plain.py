"""Plain text: paragraphs between blank lines, or one a line; headings by their words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audiobook.text.front_matter import read_front_matter
from audiobook.text.marks import CLOSING, DASHES, OPENING, SPACES
from audiobook.text.sources.base import SCENE_BREAK, Block, BlockKind, Manuscript
from audiobook.text.sources.decoded import decode

_NUMBER: Final = (
    r"(?:\d{1,4}|[ivxlc]{1,9}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven"
    r"|eigh|nine)teen|(?:twenty|thirty|forty|fifty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|the (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last))"
)
_TITLE: Final = r"(?:\s*[.:—–-]*\s*|\s*[.:—–-]+\s*\S.{1,80}|\s+[\"“‘]?[^\W\d_a-z].{1,80})"
"""What may follow "Chapter Two": nothing, or a title; but not " was dull."."""
_PART: Final = re.compile(rf"(?i:(?:book|part|volume)\s+{_NUMBER})\b{_TITLE}")
_CHAPTER: Final = re.compile(
    rf"(?i:chapter\s+{_NUMBER})\b{_TITLE}"
    rf"|(?i:prologue|epilogue|preface|foreword|afterword|introduction|interlude)\b{_TITLE}"
)
_NUMERAL: Final = re.compile(r"(?:\d{1,3}|[IVXLC]{1,8})\.?")
_MAX_HEADING: Final = 100
_MAX_SUBTITLE: Final = 60
_SUBTITLE_LEVEL: Final = 4
_SENTENCE: Final = re.compile(rf"^[{OPENING}{DASHES}]|[.!?…,;:。！？][{CLOSING}{SPACES})]*$")
"""Begins with speech, or ends like a sentence."""
_MAX_WRAP: Final = 100
"""Nobody wraps lines wider than this by hand: longer lines are paragraphs."""


class PlainSource:
    """Reads .txt, and whatever has no better reader."""

    is_risky = False

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the file apart; offsets are code points into the decoded file."""
        decoded = decode(data, place)
        front = read_front_matter(decoded.text, place)
        lines = list(_lines(decoded.text, front.end))
        return Manuscript(
            blocks=tuple(_blocks(decoded.text, lines)),
            title=front.title,
            author=front.author,
            language=front.language,
            narrator=front.narrator,
            unquoted_speech=front.unquoted_speech,
            about=front.about,
            cover=front.cover,
            left_out=front.left_out(decoded.text),
            notes=decoded.notes,
        )


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    start: int


def _lines(text: str, start: int) -> Iterator[_Line]:
    """Give the lines from an offset on, blank ones too, without their blank edges."""
    number = text.count("\n", 0, start) + 1
    for raw in text[start:].split("\n"):
        bare = raw.strip()
        yield _Line(bare, number, start + (len(raw) - len(raw.lstrip()) if bare else 0))
        number += 1
        start += len(raw) + 1


def _blocks(text: str, lines: list[_Line]) -> Iterator[Block]:
    groups = list(_groups(lines))
    wrapped = _is_wrapped([group for _, group in groups])
    for n_blank, group in groups:
        for position, (part, kind, level) in enumerate(_parted(group, wrapped=wrapped)):
            written = text[part[0].start : part[-1].start + len(part[-1].text)]
            yield Block(written, part[0].number, kind, level, part[0].start, 0 if position else n_blank)


_Part = tuple[list[_Line], BlockKind, int]


def _parted(group: list[_Line], *, wrapped: bool) -> Iterator[_Part]:
    """Part lines without a blank one between them into paragraphs and headings.

    "CHAPTER I." may have its title, or its first paragraph, right below; without blank lines at all, headings and
    breaks stand between paragraphs. Lines of headings only are a table of contents, and no headings.
    """
    kinds = [_kind(line.text) for line in group]
    if len(group) == 1:
        yield group, *kinds[0]
        return
    if all(kind == BlockKind.HEADING for kind, _ in kinds):
        kinds = [(BlockKind.TEXT, 0)] * len(group)
    headed = kinds[0][0] == BlockKind.HEADING and not _NUMERAL.fullmatch(group[0].text)
    if headed:
        yield group[:1], *kinds[0]
        if len(group) == 2 and _is_subtitle(group[1].text):
            yield group[1:], BlockKind.HEADING, _SUBTITLE_LEVEL
            return
    rest = group[headed:]
    if wrapped:
        yield rest, BlockKind.TEXT, 0
        return
    for line, (kind, level) in zip(rest, kinds[headed:], strict=True):
        # a line "I" between others is a word, not a number
        yield ([line], BlockKind.TEXT, 0) if _NUMERAL.fullmatch(line.text) else ([line], kind, level)


def _is_subtitle(line: str) -> bool:
    return len(line) <= _MAX_SUBTITLE and not _SENTENCE.search(line)


def _groups(lines: list[_Line]) -> Iterator[tuple[int, list[_Line]]]:
    """Give runs of lines that are not blank, each with the number of blank lines before it."""
    n_blank, group = 0, list[_Line]()
    for line in lines:
        if line.text:
            group.append(line)
        elif group:
            yield n_blank, group
            n_blank, group = 1, []
        else:
            n_blank += 1
    if group:
        yield n_blank, group


def _is_wrapped(groups: list[list[_Line]]) -> bool:
    """Say whether lines were broken to fit a page: the next word would mostly not have fitted on the line before."""
    joints = [(a.text, b.text) for group in groups for a, b in pairwise(group)]
    widths = sorted(len(line.text) for group in groups for line in group)
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    if not joints or width > _MAX_WRAP:
        return False
    fits = sum(len(line) + 1 + len(after.split(maxsplit=1)[0]) <= width - 4 for line, after in joints)
    return fits <= 0.3 * len(joints)


def _kind(line: str) -> tuple[BlockKind, int]:
    if SCENE_BREAK.fullmatch(line):
        return BlockKind.BREAK, 0
    if len(line) > _MAX_HEADING:
        return BlockKind.TEXT, 0
    if _PART.fullmatch(line):
        return BlockKind.HEADING, 2
    if _CHAPTER.fullmatch(line) or _NUMERAL.fullmatch(line):
        return BlockKind.HEADING, 3
    return BlockKind.TEXT, 0
