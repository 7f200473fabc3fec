"""Drop caps of a PDF: large letters beside the lines of a paragraph, put back before the word that they begin. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from audiobook.model import Span
from audiobook.text.sources.initials import is_initial, is_letter
from audiobook.text.sources.pdf_lines import PdfLine

_LARGE: Final = 1.5
"""Size of a drop cap to that of the text, at the least."""
_BESIDE: Final = 2.0
"""How far a line beside a drop cap begins from it at most, in heights of the drop cap."""
_NEAR: Final = 1.0
"""How far left of a drop cap its margin may be, in the same measure."""
_MOST: Final = 20
"""Drop caps on a page."""
_FIRST: Final = re.compile(r"\w+")
_WORDS: Final = frozenset("AIO")
"""Letters that are words."""

Page = Sequence[PdfLine]


def with_initials(pages: Sequence[Page], size: float) -> list[list[PdfLine]]:
    """Give the pages with each drop cap on the line that it belongs to, whenever it was drawn. size: of the text."""
    known = {word for page in pages for line in page for word in line.text.casefold().split()}
    return [_joined(page, size, known) for page in pages]


def _joined(page: Page, size: float, known: set[str]) -> list[PdfLine]:
    lines = list(page)
    for initial in [line for line in page if line.size >= _LARGE * size and is_letter(line.text)][:_MOST]:
        beside = [n for n, line in enumerate(lines) if _is_beside(line, initial)]
        first = max(beside, key=lambda n: lines[n].y, default=None)
        if first is None or not is_initial(initial.text, lines[first].text):
            continue
        margin = min(line.x for line in lines if line.x > initial.x - _NEAR * initial.size)
        for n in [*_shortened(lines, beside)]:  # they are no verse, though they begin far from the margin
            lines[n] = replace(lines[n], x=initial.x if n == first else margin)
        lines[first] = _with(initial.text, lines[first], known)
        lines.remove(initial)
    return lines


def _shortened(lines: Page, beside: Sequence[int]) -> Iterator[int]:
    """Give the lines that make room for a drop cap, down to the first that does not: it may hang below its letter."""
    yield from beside
    last = beside[-1]
    while last + 1 < len(lines) and abs(lines[last + 1].x - lines[last].x) < 1:
        last += 1
        yield last


def _is_beside(line: PdfLine, initial: PdfLine) -> bool:
    foot = initial.y - 0.3 * line.size
    return (
        line.size < initial.size / _LARGE
        and 0 < line.x - initial.x <= _BESIDE * initial.size
        and foot <= line.y <= initial.y + initial.size
    )


def _with(letter: str, line: PdfLine, known: set[str]) -> PdfLine:
    """Give a line with its first letter. "A" may be a word: it is one where the text knows the rest as a word alone."""
    first = _FIRST.match(line.text)
    rest = first[0].casefold() if first else ""
    is_word = letter[-1] in _WORDS and rest in known and letter[-1].casefold() + rest not in known
    before = letter + " " * is_word
    moved = tuple(Span(span.start + len(before), span.end + len(before)) for span in line.italics)
    return replace(line, text=before + line.text, italics=moved)
