"""How long a clip takes for its letters, compared with the other clips of its voice. Pure.

A voice takes about so long for each letter, and some time more for the edges of a clip. Both are fitted to its clips
by least squares, three times over, each time without the clips far from the line (a clip that is cut off, babbles or
falls silent must not teach what is usual). How far a clip may be off is learned from the rest: their median deviation.
"""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from audiobook.model import Voice

ENOUGH: Final = 12
"""Clips that tell how a voice speaks; one with fewer is compared with all voices together."""

_N_FITS: Final = 3
_FAR: Final = 3.0
_SIGMA: Final = 1.4826
"""Standard deviation over median deviation, if it is a normal distribution."""
_LEAST_SPREAD: Final = 0.05
_EDGE_SPREAD_S: Final = 0.08
"""Also of a clip of one letter: one "No" is dragged, another is not."""
_LETTERS_PER_DIGIT: Final = 5
_LETTERS_PER_MARK: Final = 4
"""A comma takes as long as so many letters."""


@dataclass(frozen=True, slots=True)
class Length:
    """A clip, measured."""

    voice: Voice
    text: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """How a voice speaks."""

    edge_s: float
    """Of every clip."""
    letter_s: float
    spread: float
    """Standard deviation, as a part of how long it should take."""

    def expected_s(self, text: str) -> float:
        """Give how long the voice usually takes for a text."""
        return max(_EDGE_SPREAD_S, self.edge_s + self.letter_s * n_letters(text))

    def deviation(self, length: Length) -> float:
        """Give how many standard deviations a clip is longer (or shorter) than usual."""
        expected_s = self.expected_s(length.text)
        return (length.seconds - expected_s) / (_EDGE_SPREAD_S + self.spread * expected_s)


def n_letters(text: str) -> float:
    """Count letters, with so many for each digit and for each mark between words as take as long to say."""
    marks = sum(a in ",.;:!?…" and b == " " for a, b in pairwise(text))
    digits = sum(c.isdigit() for c in text)
    return sum(c.isalpha() for c in text) + _LETTERS_PER_DIGIT * digits + _LETTERS_PER_MARK * marks


def paces(lengths: Iterable[Length]) -> Mapping[Voice, Pace]:
    """Give how each voice speaks, by all that it says; none where even all voices together say too little to tell."""
    by_voice: dict[Voice, list[Length]] = defaultdict(list)
    for length in lengths:
        by_voice[length.voice].append(length)
    everything = [length for said in by_voice.values() for length in said]
    if len(everything) < ENOUGH:
        return {}
    usual = _fitted(everything)
    return {voice: _fitted(said) if len(said) >= ENOUGH else usual for voice, said in by_voice.items()}


def _fitted(said: Sequence[Length]) -> Pace:
    kept = list(said)
    pace = Pace(statistics.median(length.seconds for length in said), 0.0, _LEAST_SPREAD)
    for _ in range(_N_FITS):
        letters = [n_letters(length.text) for length in kept]
        if len(set(letters)) < 2:  # no line goes through one point
            break
        line = statistics.linear_regression(letters, [length.seconds for length in kept])
        pace = Pace(line.intercept, line.slope, 0.0)
        off = [abs(length.seconds / pace.expected_s(length.text) - 1) for length in said]
        spread = max(_LEAST_SPREAD, _SIGMA * statistics.median(off))
        pace = Pace(line.intercept, line.slope, spread)
        kept = [length for length, far in zip(said, off, strict=True) if far <= _FAR * spread]
    return pace
