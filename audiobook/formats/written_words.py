"""Word times of what was said -> word times of what is written: "42", not "forty two". Pure."""

import bisect
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from audiobook.model import Placement, Span, WordTime, written_span

_WORD: Final = re.compile(r"[^\s—―–]+")


def written_words(text: str, placement: Placement, begin: int = 0) -> tuple[WordTime, ...]:
    """Give the words of `text`, which is what is written of an utterance, with their times on the timeline.

    They are in order, each with the marks at it ("“No,”"); none has a time if the engine gave none. Words that are said
    together ("6, 1937") have one time together.
    text: the utterance's own, or with other blanks. begin: where in `text` the utterance begins.
    """
    utterance, said = placement.utterance, placement.clip.words
    if not said:
        return ()
    shown = _words_of(text, begin)
    return tuple(
        WordTime(Span(shown[first].start, shown[last].end), placement.start + start, placement.start + end)
        for first, last, start, end in _together(placement, _words_of(utterance.text, 0))
    )


def _words_of(text: str, begin: int) -> Sequence[Span]:
    """Give where words stand: what has a letter or a digit, or a picture or a sign that is said."""
    return [Span(*found.span()) for found in _WORD.finditer(text, begin) if any(map(_is_heard, found[0]))]


def _is_heard(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) in {"Mn", "Mc", "So", "Sc", "Sm"} or sign in "&@#%"


def _together(placement: Placement, written: Sequence[Span]) -> Iterator[tuple[int, int, int, int]]:
    """Give first and last of the written words that are said together, and when that begins and ends."""
    ends = [word.end for word in written]
    found: list[tuple[int, int, int, int]] = []
    for word in placement.clip.words:
        span = written_span(placement.utterance.links, word.span)
        if span is None:
            continue
        first = bisect.bisect_right(ends, span.start)
        last = bisect.bisect_left(ends, span.end)
        last -= last == len(written) or written[last].start >= span.end
        if last < first:
            continue
        if found and first <= found[-1][1]:
            begin, _, start, _ = found.pop()
            found.append((begin, last, start, word.end))
        else:
            found.append((first, last, word.start, word.end))
    yield from found
