"""Plain text: paragraphs between blank lines, or one a line; headings by their words; Project Gutenberg's frame."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from audiobook.model import Form, LeftOut
from audiobook.text.front_matter import read_front_matter
from audiobook.text.sources.apparatus import Sifted, sift
from audiobook.text.sources.base import Block, BlockKind, Manuscript
from audiobook.text.sources.decoded import decode
from audiobook.text.sources.gutenberg import Frame, find_frame, stated_charset
from audiobook.text.sources.headings import (
    CHAPTER_LEVEL,
    SUBTITLE_LEVEL,
    is_bare_heading,
    is_numeral,
    is_split_heading,
    is_subtitle,
    is_title,
    kind_of_line,
    with_sections,
)
from audiobook.text.sources.lines import Group, Line, Wrapping, groups_of, lines_of, single_spaced, wrapping_of

_LICENCE: Final = "Project Gutenberg's licence"


class PlainSource:
    """Reads .txt, and whatever has no better reader."""

    is_risky = False

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the file apart; offsets are code points into the decoded file."""
        decoded = decode(data, place, stated_charset(data))
        text = decoded.text
        front = read_front_matter(text, place)
        frame = find_frame(text, front.end)
        groups = list(groups_of(single_spaced(list(lines_of(text, frame.start, frame.end)))))
        sifted = sift(groups, frame.title)
        wrapping = wrapping_of(sifted.groups)
        return Manuscript(
            blocks=tuple(with_sections([*_blocks(text, sifted, wrapping)])),
            title=front.title or frame.title,
            author=front.author or frame.author or sifted.author,
            language=front.language or frame.language,
            narrator=front.narrator,
            unquoted_speech=front.unquoted_speech,
            about=front.about,
            cover=front.cover,
            left_out=(*front.left_out(text), *_framed(text, front.end, frame), *sifted.left_out),
            notes=decoded.notes,
            is_clean=frame.is_there,
        )


def _framed(text: str, start: int, frame: Frame) -> Iterator[LeftOut]:
    """Give what stands before and after the story."""
    for begin, end in ((start, frame.start), (frame.end, len(text))):
        written = text[begin:end]
        if written.strip():
            n_before = len(written) - len(written.lstrip())
            yield LeftOut(written.strip(), _LICENCE, text.count("\n", 0, begin + n_before) + 1)


def _blocks(text: str, sifted: Sifted, wrapping: Wrapping) -> Iterator[Block]:
    for group in _titled(sifted.groups):
        for position, (part, kind, level) in enumerate(_parted(group, wrapping)):
            written = text[part[0].start : part[-1].start + len(part[-1].text)]
            is_verse = bool(wrapping) and kind == BlockKind.TEXT and not group.aside and wrapping.is_verse(part)
            yield Block(
                text=written,
                line=part[0].number,
                kind=kind,
                level=level,
                start=part[0].start,
                n_blank_before=0 if position else group.n_blank,
                form=Form.VERSE if is_verse else Form.PROSE,
                aside=group.aside,
            )


_Part = tuple[Sequence[Line], BlockKind, int]


def _parted(group: Group, wrapping: Wrapping) -> Iterator[_Part]:
    """Part lines without a blank one between them into paragraphs and headings.

    "CHAPTER I." may have its title, or its first paragraph, right below; without blank lines at all, headings and
    breaks stand between paragraphs. Lines of headings only are a table of contents, and no headings.
    """
    lines = group.lines
    kinds = [kind_of_line(line.text) for line in lines]
    if group.aside:
        yield lines, BlockKind.TEXT, 0
    elif group.level:
        yield lines, BlockKind.HEADING, group.level
    elif len(lines) == 1:
        yield lines, *kinds[0]
    elif len(lines) == 2 and is_split_heading(lines[0].text, lines[1].text):
        yield lines, BlockKind.HEADING, CHAPTER_LEVEL
    else:
        if all(kind == BlockKind.HEADING for kind, _ in kinds):
            kinds = [(BlockKind.TEXT, 0)] * len(lines)
        headed = kinds[0][0] == BlockKind.HEADING and not is_numeral(lines[0].text)
        if headed:
            yield lines[:1], *kinds[0]
        if headed and is_subtitle([line.text for line in lines[1:]]):
            yield lines[1:], BlockKind.HEADING, SUBTITLE_LEVEL
        else:
            yield from _body(lines[headed:], kinds[headed:], wrapping)


def _body(lines: Sequence[Line], kinds: Sequence[tuple[BlockKind, int]], wrapping: Wrapping) -> Iterator[_Part]:
    if wrapping:
        for part in wrapping.paragraphs(lines):
            yield part, BlockKind.TEXT, 0
        return
    for line, (kind, level) in zip(lines, kinds, strict=True):
        # a line "I" between others is a word, not a number
        yield ([line], BlockKind.TEXT, 0) if is_numeral(line.text) else ([line], kind, level)


def _titled(groups: Sequence[Group]) -> Iterator[Group]:
    """Make headings of titles that stand below "CHAPTER I" with a blank line between them."""
    is_bare = False
    for group in groups:
        is_below = is_bare and not group.aside and not group.level and is_title([line.text for line in group.lines])
        yield replace(group, level=SUBTITLE_LEVEL) if is_below else group
        is_bare = len(group.lines) == 1 and not group.aside and is_bare_heading(group.lines[0].text)
