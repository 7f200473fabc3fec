"""Where sentences begin and end in English prose with dialogue in it. Pure.

A sentence may hold a quotation and its cue: `“Denied!” came the reply.` is one. Stretches that no engine takes in one
go are parted at clauses.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from audiobook.model import Span
from audiobook.text.marks import CLOSING, DASHES, OPENING, SPACES

MAX_CHARS: Final = 800
"""Longest stretch that is said in one go, in code points."""

_CLOSERS: Final = CLOSING + ")]*_"
_STOP: Final = re.compile(rf"(?<![.!?…])([.!?…]++)((?:[{SPACES}]?[{re.escape(_CLOSERS)}])*+)\s+")
"""Begins only where a run of stops does, so that ten thousand dots in a row take no quadratic time."""
_NEXT_WORD: Final = re.compile(rf"[{re.escape(OPENING + DASHES + SPACES)}(\[*_¿¡ -]*+(\w?)")
_LAST_WORD: Final = re.compile(rf"([^\s{re.escape(OPENING + DASHES)}(\[]{{1,20}})$")
_CUE: Final = re.compile(
    r"(?:I|(?:the|a|an|my|his|her|our|their)\s(?:\w+\s){0,3}\w+|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2})\s"
    r"(?:\w+ly\s)?(?:said|says?|asked|asks|cried|replied|answered|called|exclaimed|shouted|whispered|muttered|murmured"
    r"|demanded|repeated|added|agreed|began|went on|continued|thundered|sighed|returned|inquired|enquired)\b"
)
_NEVER_LAST: Final = frozenset(
    "capt cf cmdr col dr fr gen hon lt maj messrs mlle mme mr mrs ms mt prof rev sgt sr st viz vs".split()
)
"""A stop after these never ends a sentence."""
_BEFORE_NUMBER: Final = frozenset(["fig", "no", "nos", "p", "pp", "vol"])
"""A stop after these ends no sentence where a number follows."""
_CLAUSE: Final = re.compile(rf"[;:—–][{re.escape(CLOSING)})]*\s*|,[{re.escape(CLOSING)})]*\s+|[。！？、]|\s+")


def sentences(text: str) -> tuple[Span, ...]:
    """Give the sentences of a paragraph in order, without blank edges; together they hold all of its words."""
    cuts = [0, *(m.end() for m in _STOP.finditer(text) if _ends_sentence(text, m)), len(text)]
    spans = (_trimmed(text, start, end) for start, end in pairwise(cuts))
    return tuple(part for span in spans if span for part in _parted(text, span))


def _ends_sentence(text: str, stop: re.Match[str]) -> bool:
    follows = _NEXT_WORD.match(text, stop.end())
    first = follows[1] if follows else ""
    if first.islower():
        return False
    if stop[2] and _CUE.match(text, stop.end()):  # “Where?” Anna asked.
        return False
    return stop[1] != "." or bool(stop[2]) or not _is_abbreviation(text, stop.start(), before_number=first.isdigit())


def _is_abbreviation(text: str, stop: int, *, before_number: bool) -> bool:
    last = _LAST_WORD.search(text, max(0, stop - 20), stop)
    if not last:
        return False
    word = last[1]
    if before_number and word.lower() in _BEFORE_NUMBER:
        return True
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    return is_initial or word.lower() in _NEVER_LAST or re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", word) is not None


def _parted(text: str, span: Span) -> Iterator[Span]:
    """Part what is too long, at the last clause that fits, else at the last word, else anywhere."""
    start = span.start
    while span.end - start > MAX_CHARS:
        cut = _clause_end(text, start, start + MAX_CHARS)
        piece = _trimmed(text, start, cut)
        if piece:
            yield piece
        start = cut
    rest = _trimmed(text, start, span.end)
    if rest:
        yield rest


def _clause_end(text: str, start: int, limit: int) -> int:
    at_clause = at_word = 0
    for found in _CLAUSE.finditer(text, start + MAX_CHARS // 3, limit):
        if found[0].isspace():
            at_word = found.end()
        else:
            at_clause = found.end()
    return at_clause or at_word or limit


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end else None
