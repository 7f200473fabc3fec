"""What a paragraph shows on a page: italics, lines that mean something, ornaments. Pure."""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from audiobook.model import Paragraph, Span
from audiobook.text.marks import ITALICS

_ORNAMENTS: Final = "*#~_+=-–—•·"
_NARROWEST_WRAP: Final = 50
"""In characters: nobody wraps prose narrower than this; shorter lines are verse, an address, a list."""


def italics_and_marks(paragraph: Paragraph) -> tuple[Sequence[Span], frozenset[int]]:
    """Give what is in italics, and the places of the marks that say so in plain text, which are not shown."""
    if paragraph.start is None:
        return paragraph.italics, frozenset()
    found = [Span(match.start(), match.end()) for match in ITALICS.finditer(paragraph.text)]
    return found, frozenset(place for span in found for place in (span.start, span.end - 1))


def has_lines(text: str) -> bool:
    """Say whether the line breaks in a paragraph mean something: verse, not prose that was wrapped.

    Whoever wraps prose breaks a line because the next word does not fit; in verse it nearly always would.
    """
    lines = [line.strip() for line in text.split("\n")]
    width = max(map(len, lines))
    if len(lines) == 1 or width < _NARROWEST_WRAP:
        return len(lines) > 1
    return any(len(line) + 1 + len((after.split() or [""])[0]) <= width for line, after in pairwise(lines))


def is_ornament(text: str) -> bool:
    """Say whether this only parts scenes: stars, flowers, a row of dashes."""
    return all(letter.isspace() or letter in _ORNAMENTS or unicodedata.category(letter)[0] == "S" for letter in text)
