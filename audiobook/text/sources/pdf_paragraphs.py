"""Lines of a PDF -> paragraphs, as a reader's eye makes them: by indents, by gaps, by short last lines. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from audiobook.text.marks import SENTENCE_END
from audiobook.text.sources.pdf_lines import PdfLine

_LARGE: Final = 1.15
"""Size of a heading's letters to those of the text, at the least."""
_INDENT: Final = 0.6
"""In heights of the letters: less is no indent."""
_DEEP: Final = 2.5
"""More than this beyond the margin is verse, or centred, and no first line of a paragraph."""
_MOST_FIRST: Final = 6.0
"""In the same measure: half an inch, as manuscripts are typed, is up to five."""
_SAME: Final = 0.3
_GAP: Final = 1.35
"""Distance to the line above, to the usual one, from which on a paragraph begins."""
_SHORT: Final = 0.8
"""Length of a line to that of a full one, below which it is the last of a paragraph."""
_COMMON: Final = 0.04
"""Share of the lines that must be indented or have a gap above, for a text to be set so."""
_OFTEN: Final = 0.1
"""Share of the lines that a margin is common to."""
_COLUMNED: Final = 0.25
"""Share of the lines that begin at the margin of a right column, if there is one."""
_COLUMN: Final = 14
"""Heights of letters between the left edges of two columns, at the least."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a whole text is set."""

    size: float
    """Of the letters of its paragraphs, in points."""
    pitch: float
    """Usual distance between two lines, in points."""
    n_full: int
    """Characters of a full line."""
    by_indent: bool
    by_gap: bool
    margins: Mapping[tuple[int, bool], float]
    """(0 for even pages from 0, right column?) -> left edge of the lines; 0 for a right column that is not there."""
    n_columned: int
    """Pages in two columns."""
    large: tuple[float, ...]
    """Sizes of headings, the largest first."""
    first: float = 0.0
    """Usual indent of the first line of a paragraph, in heights of the letters; 0 where there is none."""

    def indent(self, line: PdfLine) -> float:
        """Give how far a line begins from its margin, in heights of the letters."""
        margin, right = (self.margins[line.page % 2, side] for side in (False, True))
        return (line.x - (right if right and line.x > right - self.size else margin)) / self.size

    def is_large(self, line: PdfLine) -> bool:
        """Say whether it is set like a heading."""
        return line.size in self.large

    def level(self, line: PdfLine) -> int:
        """Give the level of a heading by its size, from 1."""
        return self.large.index(line.size) + 1

    def begins(self, line: PdfLine, before: PdfLine) -> bool:
        """Say whether a line begins a paragraph. before: the line right before it."""
        if abs(line.size - before.size) > 0.1 * self.size:
            return True
        return not self.is_large(line) and (self._has_gap(line, before) or self._is_set_off(line, before))

    def _has_gap(self, line: PdfLine, before: PdfLine) -> bool:
        return line.page == before.page and before.y - line.y > _GAP * self.pitch

    def _is_set_off(self, line: PdfLine, before: PdfLine) -> bool:
        """Say whether a paragraph begins by its indent, or where a text has neither indents nor gaps, by its length."""
        if self.indent(line) > _INDENT:
            return line.page != before.page or not self.is_deep(line, before)
        if self.is_deep(before, before):
            return True
        is_across = before.page != line.page or before.y < line.y  # over a page or a column, gaps say nothing
        if self.by_indent or (self.by_gap and not is_across):
            return False
        return len(before.text) < _SHORT * self.n_full and SENTENCE_END.search(before.text) is not None

    def is_deep(self, line: PdfLine, before: PdfLine) -> bool:
        """Say whether both are lines of verse, of an address, of whatever stands far from the margin."""
        indents = (self.indent(line), self.indent(before))
        return min(indents) > _DEEP and any(abs(indent - self.first) > _SAME for indent in indents)


def text_size(pages: Sequence[Sequence[PdfLine]]) -> float:
    """Give the size of the letters that most of a text is set in, in points; there must be a line."""
    sizes = Counter[float]()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def setting_of(pages: Sequence[Sequence[PdfLine]]) -> Setting:
    """Find how a text is set from all of its lines; there must be one."""
    lines = [line for page in pages for line in page]
    size = text_size(pages)
    steps = [a.y - b.y for page in pages for a, b in pairwise(page) if a.size == b.size == size and a.y > b.y]
    pitch = Counter(round(step, 1) for step in steps).most_common(1)[0][0] if steps else 1.2 * size
    margins, n_columned = _margins(pages, size)
    lengths = sorted(len(line.text) for line in lines if line.size == size)
    draft = Setting(
        size=size,
        pitch=pitch,
        n_full=lengths[int(0.9 * (len(lengths) - 1))],
        by_indent=True,
        by_gap=sum(step > _GAP * pitch for step in steps) >= _COMMON * len(lines),
        margins=margins,
        n_columned=n_columned,
        large=tuple(sorted({line.size for line in lines if line.size >= _LARGE * size}, reverse=True)),
    )
    firsts = Counter(round(after, 1) for page in pages for after in _indents(page, draft))
    first, n_indented = firsts.most_common(1)[0] if firsts else (0.0, 0)
    return replace(draft, by_indent=n_indented >= _COMMON * len(lines), first=first)


def _indents(page: Sequence[PdfLine], setting: Setting) -> Iterator[float]:
    """Give the indents of lines between two that have none."""
    indents = [setting.indent(line) for line in page]
    for before, indent, after in zip(indents, indents[1:], indents[2:], strict=False):
        if max(before, after) <= _INDENT < indent <= _MOST_FIRST:
            yield indent


def _margins(pages: Sequence[Sequence[PdfLine]], size: float) -> tuple[dict[tuple[int, bool], float], int]:
    """Give the left edges of columns, and how many pages have two. Left and right pages may lie differently."""
    margins, n_columned = dict[tuple[int, bool], float](), 0
    for side in (0, 1):
        lines = [line for page in pages[side::2] for line in page if line.size == size]
        edges = Counter(round(line.x) for line in lines)
        common = sorted(x for x, n in edges.items() if n >= _OFTEN * len(lines))
        left = common[0] if common else min((line.x for line in lines), default=0.0)
        right = next((x for x in common if x > left + _COLUMN * size and edges[x] >= _COLUMNED * len(lines)), 0.0)
        n_columned += sum(_is_columned(page, right) for page in pages[side::2]) if right else 0
        margins[side, False], margins[side, True] = left, right
    return margins, n_columned


def _is_columned(page: Sequence[PdfLine], right: float) -> bool:
    return sum(abs(line.x - right) < 1 for line in page) >= _COLUMNED * max(1, len(page))


def paragraphs(pages: Sequence[Sequence[PdfLine]], setting: Setting) -> Iterator[list[PdfLine]]:
    """Give the lines of each paragraph and of each heading in turn."""
    part: list[PdfLine] = []
    for page in pages:
        for line in page:
            if part and setting.begins(line, part[-1]):
                yield part
                part = []
            part.append(line)
    if part:
        yield part
