"""What eSpeak tells while it speaks -> when each word of the text is heard. Pure.

eSpeak has events for words too, but they do not say when a word ends, and not always when it begins: before a vowel
that follows "l", "m", "n" or "r", the event comes before that consonant is heard (synthesize.c: it is spoken as the
beginning of the vowel). Those of phonemes come at the sample where the phoneme sounds, and pauses are phonemes.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Final, NamedTuple

from audiobook.model import Span, WordTime

_RUN: Final = re.compile(r"\S+")
_WORD: Final = re.compile(r"\w(?:\S*\w)?")


class Phone(NamedTuple):
    """One phoneme or pause, as it begins."""

    position: int
    """Where in the text the word stands that it belongs to, in code points."""
    sample: int
    """At which it begins; it lasts to the next one."""
    silent: bool
    """A pause."""


class _Heard(NamedTuple):
    """The stretch of sound that is one word, or some that eSpeak reads as one."""

    run: int
    starts: Sequence[int]
    """Of its phonemes, without the pause that may follow."""
    end: int


def packed(phones: Sequence[Phone]) -> bytes:
    """Give them as bytes, for the way to the same program on the same machine (`unpacked`)."""
    return array("q", [number for phone in phones for number in phone]).tobytes()


def unpacked(content: bytes) -> tuple[Phone, ...]:
    """Give back what was packed."""
    numbers = array("q", content)
    return tuple(
        Phone(position, sample, bool(silent))
        for position, sample, silent in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    )


def word_times(text: str, phones: Sequence[Phone], n_samples: int) -> tuple[WordTime, ...]:
    """Give the times of the words of `text`, in order, without the marks around them.

    phones: all of them, in order, for a sound of `n_samples`.

    Of some words that eSpeak reads as one ("of the") each gets a share of the phonemes, by its letters. What has no
    phoneme of its own (a dash) is left out; a sign that is read ("&") is a word.
    """
    runs = [(found.start(), found.end()) for found in _RUN.finditer(text)]
    words = [_WORD.search(text, *run) for run in runs]
    times: list[WordTime] = []
    heard = _heard([start for start, _ in runs], phones, n_samples)
    for unit, after in pairwise((*heard, _Heard(len(runs), (), n_samples))):
        spans = [Span(*word.span()) for word in words[unit.run : after.run] if word]
        times += _shared(spans or [Span(*runs[unit.run])], unit)
    return tuple(times)


def _heard(starts: Sequence[int], phones: Sequence[Phone], n_samples: int) -> Iterator[_Heard]:
    """Put the phones together that belong to one run of the text. starts: of the runs."""
    latest, sounding = 0, list[tuple[int, int, int]]()
    for phone, after in pairwise((*phones, Phone(0, n_samples, silent=True))):
        latest = max(latest, bisect_right(starts, phone.position) - 1)
        if not phone.silent and phone.sample < after.sample:
            sounding.append((latest, phone.sample, after.sample))
    for run, group in groupby(sounding, key=lambda sound: sound[0]):
        sounds = list(group)
        yield _Heard(run, [start for _, start, _ in sounds], sounds[-1][2])


def _shared(spans: Sequence[Span], unit: _Heard) -> Iterator[WordTime]:
    """Give each word its phonemes, at least one while there are some."""
    bounds, n_phones = [*unit.starts, unit.end], len(unit.starts)
    n_letters = [0, *accumulate(span.end - span.start for span in spans)]
    shares = (round(n_phones * n / n_letters[-1]) for n in n_letters)
    cuts = (min(max(i, min(share, n_phones - len(spans) + i)), n_phones) for i, share in enumerate(shares))
    for span, (first, after) in zip(spans, pairwise(cuts), strict=True):
        if first < after:
            yield WordTime(span, bounds[first], bounds[after])
