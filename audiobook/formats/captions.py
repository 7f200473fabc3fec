"""What is read on a screen while it is heard: a chapter as cues of one or two lines, exact to the sample. Pure.

A cue is an utterance, which is a sentence or the part of one that somebody says; a long one is parted. It begins with
the first sound of its words and ends with the last: nothing is held into a pause, so that a highlight goes out when the
voice falls silent.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audiobook.formats.base import ChapterEdition
from audiobook.formats.written_words import written_words
from audiobook.model import Placement, Span, WordTime

N_LINES: Final = 2
"""Of a cue: what is read at a glance."""
_MARK: Final = re.compile(r"[,;:!?…][\"'”’»)\]]*$|[—―–]$")
"""Where a reader takes a breath. No full stop: within an utterance it is that of "Dr."."""
_WORTH: Final = {",": 0.24} | dict.fromkeys(";:!?…—―–", 0.36)
"""A cut at this mark may be so much further (of the whole length) from where it should be than one at no mark."""
_FULL: Final = 0.9
"""How full cues can be on average, as words do not break."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Some words on the screen, and when: half-open, in samples of the chapter's timeline."""

    start: int
    end: int
    speaker: str
    """Name of the character; empty for the narrator."""
    text: str
    """As in the book, with its quotation marks, on one line."""
    words: tuple[WordTime, ...] = ()
    """Its words, with the marks at them: spans in `text`, times on the timeline, in order. Empty where the engine
    gave none; what is said otherwise than written ("42") may be several words with one time."""


def cues(chapter: ChapterEdition, n_columns: int = 65, *, named: bool = False) -> tuple[Cue, ...]:
    """Give the cues of a chapter, in order, never two at once, none empty.

    n_columns: characters in a line; an utterance that needs more than two lines is parted at its best marks, or else
    between words, never within one. Its parts begin and end with their words where the engine gave word times, else
    by their shares of its characters.
    named: a cue begins with the name of its speaker ("Anna: ") where that is another than before, and a character:
    for formats that have no place for names.
    """
    found: list[Cue] = []
    for placement in chapter.timeline.placements:
        who = placement.utterance.speaker
        speaker = "" if who is None else chapter.speakers[who]
        is_new = named and speaker and not (found and found[-1].speaker == speaker)
        found += _cues(placement, speaker, _label(speaker) if is_new else "", n_columns)
    return tuple(found)


def lines(text: str, n_columns: int) -> tuple[Span, ...]:
    """Part the text of a cue into as few lines as can be, about equally long; spaces between them are in none.

    A line has at most `n_columns` characters, or one word that is longer.
    """
    n_lines = len(_filled(text, n_columns))
    least = min(-(-len(text) // n_lines), n_columns)
    return next(found for n in range(least, n_columns + 1) if len(found := _filled(text, n)) == n_lines)


def in_ticks(found: Sequence[Cue], sample_rate_hz: int, ticks_per_s: int) -> tuple[tuple[int, int], ...]:
    """Give when each cue starts and ends as a file writes it, each rounded once.

    A cue lasts at least one tick, and waits for the end of the cue before it.
    """
    times: list[tuple[int, int]] = []
    for cue in found:
        start, end = (in_tick(sample, sample_rate_hz, ticks_per_s) for sample in (cue.start, cue.end))
        start = max(start, times[-1][1]) if times else start
        times.append((start, max(end, start + 1)))
    return tuple(times)


def in_tick(sample: int, sample_rate_hz: int, ticks_per_s: int) -> int:
    """Give the nearest tick; no floating point, which drifts."""
    return (2 * sample * ticks_per_s + sample_rate_hz) // (2 * sample_rate_hz)


def clock(ticks: int, ticks_per_s: int) -> tuple[int, int, int, int]:
    """Give hours, minutes, seconds and the ticks that are left."""
    seconds, rest = divmod(ticks, ticks_per_s)
    return seconds // 3600, seconds // 60 % 60, seconds % 60, rest


def _filled(text: str, n_columns: int) -> tuple[Span, ...]:
    """Fill line after line with words."""
    found: list[Span] = []
    for word in re.finditer(r"\S+", text):
        if found and word.end() - found[-1].start <= n_columns:
            found[-1] = Span(found[-1].start, word.end())
        else:
            found.append(Span(*word.span()))
    return tuple(found)


def _cues(placement: Placement, speaker: str, label: str, n_columns: int) -> Iterator[Cue]:
    text = label + _folded(placement.utterance.text)
    words = written_words(text, placement, len(label))
    spans = _parts(text, Span(0, len(text)), len(label), n_columns)
    for span, start, end in _timed(text, spans, words, placement):
        inside = (word for word in words if span.start <= word.span.start and word.span.end <= span.end)
        moved = (WordTime(Span(w.span.start - span.start, w.span.end - span.start), w.start, w.end) for w in inside)
        yield Cue(start, end, speaker, text[span.start : span.end], tuple(moved))


def _label(speaker: str) -> str:
    """Give "The conductor: "."""
    name = _folded(speaker)
    return f"{name[:1].upper()}{name[1:]}: "


def _folded(text: str) -> str:
    return " ".join(text.split())


def _parts(text: str, span: Span, n_label: int, n_columns: int) -> Sequence[Span]:
    """Part a span of the text at spaces until each part fits into a cue, or is one word.

    The parts are as few as can be, about equally long. The first characters, the label, stay with what follows them.
    """
    part = text[span.start : span.end]
    spaces = [i for i, sign in enumerate(part) if sign == " " and span.start + i >= n_label]
    if len(_filled(part, n_columns)) <= N_LINES or not spaces:
        return (span,)
    n_parts = max(2, math.ceil(len(part) / (_FULL * N_LINES * n_columns)))
    share = n_parts // 2 / n_parts

    def badness(at: int) -> float:
        mark = _MARK.search(part, max(0, at - 5), at)
        return abs(at / len(part) - share) - (_WORTH[mark[0][0]] if mark else 0.0)

    cut = span.start + min(spaces, key=badness)
    before, after = Span(span.start, cut), Span(cut + 1, span.end)
    return (*_parts(text, before, n_label, n_columns), *_parts(text, after, n_label, n_columns))


def _timed(
    text: str, spans: Sequence[Span], words: Sequence[WordTime], placement: Placement
) -> Iterator[tuple[Span, int, int]]:
    """Give each part its time: the whole clip to all, the times of words at the edges within.

    Parts that would share one sample, of a clip shorter than its text has parts, are one.
    """
    begin, end = placement.start, placement.start + placement.clip.n_samples
    when = _clock(len(text), words, begin, end)
    cuts = [(when(before.end), when(after.start)) for before, after in pairwise(spans)]
    first, start = spans[0], begin
    for after, (stop, resume) in zip(spans[1:], cuts, strict=True):
        if start < stop <= resume < end:
            yield first, start, stop
            first, start = after, resume
        else:
            first = Span(first.start, after.end)
    yield first, start, end


def _clock(n_characters: int, words: Sequence[WordTime], begin: int, end: int) -> Callable[[int], int]:
    """Give what says at which sample a place in the text is heard: straight lines between what is known."""
    known = [(0, begin)]
    for word in words:
        known += ((word.span.start, word.start), (word.span.end, word.end))
    known.append((n_characters, end))
    places = [place for place, _ in known]

    def when(place: int) -> int:
        at = min(bisect_right(places, place), len(known) - 1)
        (left, before), (right, after) = known[at - 1], known[at]
        return before + (after - before) * (place - left) // max(1, right - left)

    return when
