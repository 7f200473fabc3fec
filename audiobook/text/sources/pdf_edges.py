"""What stands above and below the text of a PDF's pages: running heads and page numbers. Pure.

A line at the edge of a page is one of them if it is there on three pages and more at the same height, or is the number
that the pages around it make it out to be.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from audiobook.text.sources.pdf_lines import PdfLine

_EDGE: Final = 2
"""Lines at the top and at the bottom of a page that may be no text."""
_FEWEST: Final = 3
_HEIGHT: Final = 3.0
"""Points by which lines may differ and still be at one height."""
_NUMBER: Final = re.compile(
    r"[\[(–—-]?\s*(?:page\s+)?(\d{1,4}|[ivxlc]{1,8})(?:\s*(?:/|of)\s*\d{1,4})?\s*[\])–—-]?", re.IGNORECASE
)
_WITH_NUMBER: Final = re.compile(r"(?:(\d{1,4})\s+)?(.*?)(?:(?<!\s)\s+(\d{1,4})(?:\s*(?:/|of)\s*\d{1,4})?)?")
_COUNTED: Final = re.compile(r"(?:chapter|part|book|volume|letter|act|scene)\b", re.IGNORECASE)
_MOST_BEFORE: Final = 60
"""Pages before the one that is numbered 1."""
_MOST_HEAD: Final = 60
"""Characters of a running head."""
_SHARE: Final = 0.3
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

_SMALL: Final = 0.92
"""Size of a foot note's letters to that of the text, at most."""
_NOTE: Final = re.compile(r"(?:\[?\d{1,3}[\]).]?|[*†‡§¶]{1,3})\s*[^\W\d_\"'“‘(]")

Page = Sequence[PdfLine]


def furniture(pages: Sequence[Page]) -> frozenset[PdfLine]:
    """Give the lines that are running heads and page numbers."""
    edges = [line for page in pages for line in _edges(page)]
    numbers = frozenset(_page_numbers(edges))
    heads = frozenset(_repeated(edges))
    # a head that names a short chapter is there on a page or two: at the height of the others, where text never is
    places = Counter(map(_place, heads))
    text = {_place(line) for page in pages for line in page if line not in heads and len(line.text) > _MOST_HEAD}
    usual = {place for place, n in places.items() if n >= _FEWEST and n >= _SHARE * len(pages)} - text
    return numbers | heads | {line for line in edges if _place(line) in usual}


def foot_notes(pages: Sequence[Page], size: float) -> Iterator[Page]:
    """Give the notes in small letters at the feet of pages, each from its mark on. size: of the text, in points."""
    for page in pages:
        n_small = next((n for n, line in enumerate(reversed(page)) if line.size > _SMALL * size), 0)
        feet = page[len(page) - n_small :]
        marked = [n for n, line in enumerate(feet) if _NOTE.match(line.text)]
        for start, end in pairwise([*marked, len(feet)]):
            yield feet[start:end]


def _place(line: PdfLine) -> tuple[int, float]:
    return round(line.y / _HEIGHT), line.size


def _edges(page: Page) -> Iterator[PdfLine]:
    by_height = sorted(page, key=lambda line: line.y)
    yield from by_height[:_EDGE]
    yield from by_height[max(_EDGE, len(by_height) - _EDGE) :]


def _page_numbers(edges: Sequence[PdfLine]) -> Iterator[PdfLine]:
    """Give lines that are a number, where it counts as the pages do."""
    offsets = defaultdict[int, list[PdfLine]](list)
    for line in edges:
        found = _NUMBER.fullmatch(line.text)
        if found:
            offsets[_value(found[1]) - line.page].append(line)
    for lines in offsets.values():
        if len({line.page for line in lines}) >= _FEWEST:
            yield from lines


def _repeated(edges: Sequence[PdfLine]) -> Iterator[PdfLine]:
    """Give lines that come again at the same height; a page number beside the words does not count."""
    pages = defaultdict[tuple[str, int, float], set[int]](set)
    for line in edges:
        pages[_words(line), *_place(line)].add(line.page)
    for line in edges:
        height, size = _place(line)
        near = (pages.get((_words(line), h, size), ()) for h in (height - 1, height, height + 1))
        if sum(map(len, near)) >= _FEWEST:
            yield line


def _words(line: PdfLine) -> str:
    """Give a line without the number of its page; "Chapter 2" above a chapter is no number of a page."""
    found = _WITH_NUMBER.fullmatch(line.text)
    number = (found[1] or found[3]) if found else None
    if found is None or number is None or not 0 <= int(number) - line.page <= _MOST_BEFORE or _COUNTED.match(found[2]):
        return line.text.casefold()
    return found[2].casefold()


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    values = [_ROMAN[letter] for letter in number.lower()]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))
