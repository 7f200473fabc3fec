"""How voices sound, as measured: how alike any two are, how high, how hoarse, how clear. Pure.

The figures come from benchmarks/voice_table.py, which writes them down for every voice that our engines bring. How
alike two voices are is the cosine of what a speaker encoder makes of them: 1 is one voice, and people who are to be
told apart should stay below .85.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt
from typing import Final

from audiobook.model import Voice

ALIKE: Final = 0.83
"""Voices from here on are too alike for people who meet. Listeners' figure is .85; another passage moves a cosine by
up to .02."""


@dataclass(frozen=True)
class Measured:
    """One voice at one pitch."""

    id: str
    """As voices.yaml has it: "pyttsx3:en-us+f3"."""
    pitch_st: float
    f0_hz: float
    """Median over what is voiced; 0 for a whisper."""
    melody_st: float
    """Standard deviation of the pitch: how lively it is."""
    harmonics_db: float
    """Harmonics over noise: a hoarse voice has few."""
    jitter_percent: float
    pace_wpm: float
    misheard_percent: float
    """Words that a recognizer gets wrong; -1 where only the plain pitch was listened to."""
    self_percent: float
    """Cosine of the voice with itself, saying something else."""


@dataclass(frozen=True)
class Catalogue:
    """All voices that were measured."""

    voices: tuple[Measured, ...] = ()
    cosines: tuple[str, ...] = field(default=(), repr=False)
    """For each voice its cosine with those before it, two digits each."""

    def measured(self, voice: Voice) -> Measured | None:
        """Give what was measured of a voice at the nearest pitch; None for a voice that was not."""
        number = self._number(f"{voice.engine}:{voice.name}", voice.prosody.pitch_st)
        return None if number is None else self.voices[number]

    def likeness(self, one: Voice, other: Voice) -> float | None:
        """Give how alike two voices are, 0..1; None where one of them was never measured.

        A blend is taken for the sum of its voices, which is what its style is; by ear of the encoder it is a little
        farther from each than that says.
        """
        if (one.engine, one.name, one.prosody.pitch_st) == (other.engine, other.name, other.prosody.pitch_st):
            return 1.0
        ours, theirs = self._parts(one), self._parts(other)
        if not ours or not theirs:
            return None
        if len(ours) == len(theirs) == 1:
            return self._cosine(ours[0][0], theirs[0][0])
        return self._dot(ours, theirs) / sqrt(self._dot(ours, ours) * self._dot(theirs, theirs))

    def _dot(self, one: tuple[tuple[int, float], ...], other: tuple[tuple[int, float], ...]) -> float:
        return sum(p * q * self._cosine(i, j) for i, p in one for j, q in other)

    def _cosine(self, one: int, other: int) -> float:
        if one == other:
            return 1.0
        row, column = max(one, other), min(one, other)
        return int(self.cosines[row][2 * column : 2 * column + 2]) / 100

    def _parts(self, voice: Voice) -> tuple[tuple[int, float], ...]:
        """Give the measured voices that a voice is made of, with their shares; none if one is unknown."""
        key = voice.engine, voice.name, voice.prosody.pitch_st
        if key not in self._known:
            self._known[key] = self._taken_apart(voice)
        return self._known[key]

    def _taken_apart(self, voice: Voice) -> tuple[tuple[int, float], ...]:
        whole = self._number(f"{voice.engine}:{voice.name}", voice.prosody.pitch_st)  # "en-us+f3" is no blend
        if whole is not None:
            return ((whole, 1.0),)
        parts = tuple(
            (self._number(f"{voice.engine}:{name}", voice.prosody.pitch_st), share)
            for name, share in _shares(voice.name)
        )
        known = tuple((number, share) for number, share in parts if number is not None)
        return known if len(known) == len(parts) else ()

    def _number(self, key: str, pitch_st: float) -> int | None:
        there = self._by_id.get(key, ())
        return min(there, key=lambda n: abs(self.voices[n].pitch_st - pitch_st), default=None)

    @cached_property
    def _known(self) -> dict[tuple[str, str, float], tuple[tuple[int, float], ...]]:
        """What was taken apart before: a cast of fifty is asked about a million times."""
        return {}

    @cached_property
    def _by_id(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for number, voice in enumerate(self.voices):
            found[voice.id] = (*found.get(voice.id, ()), number)
        return found


def _shares(name: str) -> Iterator[tuple[str, float]]:
    """Take a blend apart: "af_heart:0.6+bf_emma:0.4", or half and half without shares."""
    for part in name.split("+"):
        voice, _, share = part.partition(":")
        try:
            yield voice.strip(), float(share or 1)
        except ValueError:  # a name with a colon in it
            yield part, 1.0


def parse_catalogue(text: str) -> Catalogue:
    """Give the catalogue that benchmarks/voice_table.py wrote."""
    value = json.loads(text)
    return Catalogue(tuple(Measured(*row) for row in value["voices"]), tuple(value["cosines"]))
