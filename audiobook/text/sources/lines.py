"""The lines of a plain text: runs of them between blank ones, and whether they were broken to fit a page. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audiobook.text.marks import STOP
from audiobook.text.sources.headings import is_heading

_MAX_WRAP: Final = 100
"""Nobody wraps lines wider than this by hand: longer lines are paragraphs."""
_MIN_WRAP: Final = 40
"""Nor narrower than this."""
_LEAST_INDENT: Final = 2
_TAB: Final = 4
"""Columns of a tab; writers have 2 to 8."""
_DOUBLE: Final = 0.8
"""Share of the lines that must have one blank line below them, for a text to be typed with double spacing."""
_TORN: Final = 0.6
"""Share of its full lines that end in the middle of a sentence then; short paragraphs fill lines, but end sentences."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its blank edges."""

    text: str
    number: int
    start: int
    """Offset of its first character that is not blank."""
    indent: int = 0
    """Columns before it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines with no blank one among them; never none."""

    lines: tuple[Line, ...]
    n_blank: int
    """Blank lines before it."""
    aside: str = ""
    """Why it is no part of the story; else empty."""
    level: int = 0
    """Of the heading that it is by what other lines say; 0: its own words decide."""

    @property
    def text(self) -> str:
        """Give its words on one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def n_words(self) -> int:
        """Give how many words there are."""
        return sum(len(line.text.split()) for line in self.lines)


def lines_of(text: str, start: int, end: int) -> Iterator[Line]:
    """Give the lines between two offsets, blank ones too."""
    number = text.count("\n", 0, start) + 1
    for raw in text[start:end].split("\n"):
        bare = raw.strip()
        n_before = len(raw) - len(raw.lstrip()) if bare else 0
        yield Line(bare, number, start + n_before, len(raw[:n_before].expandtabs(_TAB)))
        number += 1
        start += len(raw) + 1


def groups_of(lines: Sequence[Line]) -> Iterator[Group]:
    """Give the runs of lines that are not blank."""
    n_blank, run = 0, list[Line]()
    for line in lines:
        if line.text:
            run.append(line)
        elif run:
            yield Group(tuple(run), n_blank)
            n_blank, run = 1, []
        else:
            n_blank += 1
    if run:
        yield Group(tuple(run), n_blank)


def single_spaced(lines: Sequence[Line]) -> Sequence[Line]:
    """Give the lines of a text, but for the blank ones of double spacing, as manuscripts were typed."""
    n_lines = sum(bool(line.text) for line in lines)
    threes = [*zip(lines, lines[1:], lines[2:], strict=False)]
    n_double = sum(bool(line.text and after.text) and not between.text for line, between, after in threes)
    if n_double < _DOUBLE * n_lines:
        return lines
    wrapping = wrapping_of([*groups_of([line for line in lines if line.text])])
    if not wrapping:
        return lines
    full = [(line, gap) for line, gap, after in threes if not gap.text and wrapping.is_full(line, after)]
    n_torn = sum(STOP.search(line.text) is None for line, _ in full)
    if n_torn < _TORN * len(full):
        return lines
    removed = {gap.number for _, gap in full}
    return [line for line in lines if line.number not in removed]


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a text were broken."""

    width: int
    """Columns of a full line; 0: a line is a paragraph, and nothing was broken."""

    def __bool__(self) -> bool:
        """Say whether lines were broken to fit a page."""
        return self.width > 0

    def is_verse(self, lines: Sequence[Line]) -> bool:
        """Say whether lines were broken although the next word would have fitted, as in verse and in addresses."""
        room = [self._fits(a.text, b.text, lines[0].indent) for a, b in pairwise(lines)]
        return bool(room) and sum(room) > 0.5 * len(room)

    def paragraphs(self, lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
        """Part lines without a blank one among them where a paragraph begins with an indent, as typists had it."""
        least = min(line.indent for line in lines)
        begins = [n for n, line in enumerate(lines) if n and line.indent >= least + _LEAST_INDENT]
        n_ended = sum(STOP.search(lines[n - 1].text) is not None for n in begins)
        if n_ended < 0.8 * len(begins):  # verse is indented too, in the middle of its sentences
            begins = []
        for start, end in pairwise([0, *begins, len(lines)]):
            yield lines[start:end]

    def is_full(self, line: Line, after: Line) -> bool:
        """Say whether the first word of the line after would not have fitted on a line."""
        return bool(line.text and after.text) and not self._fits(line.text, after.text, line.indent)

    def _fits(self, line: str, after: str, indent: int) -> bool:
        return indent + len(line) + 1 + len(after.split(maxsplit=1)[0]) <= self.width - 4


def wrapping_of(groups: Sequence[Group]) -> Wrapping:
    """Say how lines were broken: where they were, the next word would mostly not have fitted on the line before.

    Long lines count for more: a poem in a novel has many that are short.
    """
    joints = [(a, b) for group in groups if not group.aside for a, b in pairwise(group.lines) if not is_heading(a.text)]
    widths = sorted(line.indent + len(line.text) for joint in joints for line in joint)
    width = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    if not _MIN_WRAP <= width <= _MAX_WRAP:
        return Wrapping(0)
    found = Wrapping(width)
    n_all = sum(len(line.text) for line, _ in joints)
    n_fitting = sum(len(line.text) for line, after in joints if found.is_verse((line, after)))
    return found if n_fitting <= 0.3 * n_all else Wrapping(0)
