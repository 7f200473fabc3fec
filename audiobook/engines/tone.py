"""An engine that plays a tone per word. It needs nothing and is quick: for tests, and to hear a timeline at a glance.

The pitch of a tone tells voice and word, its length tells the letters; so other words sound otherwise, as with a real
engine, and so does silence before and after them.
"""

import math
import sys
import zlib
from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from audiobook.engines.said import sayable_with
from audiobook.errors import VoiceError, did_you_mean
from audiobook.model import Gender, Phonemes, Speech, Voice, VoiceInfo

_RATE_HZ: Final = 22050
_AMPLITUDE: Final = 8000
_LETTER_S: Final = 0.06
_BETWEEN_S: Final = 0.03
_BEFORE_S: Final = 0.05
_AFTER_S: Final = 0.20
_STEPS: Final = 12
"""Words differ by up to this many quarter tones."""


class _Tone(NamedTuple):
    pitch_hz: float
    gender: Gender
    timbre: tuple[str, ...] = ()


_VOICES: Final = {
    "bright": _Tone(260.0, Gender.FEMALE, ("high",)),
    "deep": _Tone(70.0, Gender.MALE, ("low",)),
    "high": _Tone(210.0, Gender.FEMALE),
    "low": _Tone(110.0, Gender.MALE),
    "mid": _Tone(160.0, Gender.UNKNOWN),
}


class ToneEngine:
    """Tones instead of words, the same for the same request everywhere."""

    name = "tone"
    n_per_task = 16

    def fingerprint(self, voice: Voice) -> str:  # noqa: ARG002 - one for all voices
        """Name the version of this file's sound."""
        return "tone 1"

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List the voices, sorted by name."""
        return tuple(
            VoiceInfo(self.name, name, tone.gender, accent="", licence="MIT", timbre=tone.timbre)
            for name, tone in sorted(_VOICES.items())
        )

    def check(self, voice: Voice) -> None:
        """Raise VoiceError if there is no such voice."""
        if voice.name not in _VOICES:
            hint = did_you_mean(voice.name, _VOICES)
            raise VoiceError(f'engine "{self.name}" has no voice "{voice.name}"', hint=hint)

    def unsaid(self, ipa: str, voice: Voice) -> str:  # noqa: ARG002 - a tone is a tone
        """Give nothing: it has a tone for any pronunciation."""
        return ""

    def synthesize(self, text: str, voice: Voice, phonemes: Sequence[Phonemes] = ()) -> Speech:
        """Play a tone per word, or per its phonemes.

        Raises SynthesisError for a text without words, VoiceError for an unknown voice.
        """
        self.check(voice)
        said, sounds = sayable_with(text, phonemes)
        words = _worded(said, sounds).split()
        pitch_hz = _VOICES[voice.name].pitch_hz * 2 ** (voice.prosody.pitch_st / 12)
        between = _silence(_BETWEEN_S)
        tones = between.join(_word(word, pitch_hz, voice.prosody.rate) for word in words)
        return Speech(_silence(_BEFORE_S) + tones + _silence(_AFTER_S), _RATE_HZ)


def _worded(text: str, phonemes: Sequence[Phonemes]) -> str:
    for sound in reversed(phonemes):
        text = f"{text[: sound.span.start]}{sound.ipa}{text[sound.span.end :]}"
    return text


def _word(word: str, pitch_hz: float, rate: float) -> bytes:
    step = zlib.crc32(word.encode("utf-8", "replace")) % _STEPS
    wave = _wave(round(_RATE_HZ / (pitch_hz * 2 ** (step / 24))))
    return wave * max(1, round(len(word) * _LETTER_S / rate * _RATE_HZ * 2 / len(wave)))


@lru_cache(maxsize=1024)
def _wave(n_samples: int) -> bytes:
    """Give one period of a sine, beginning and ending near zero: repeated, it is a tone without clicks."""
    period = array("h", (round(_AMPLITUDE * math.sin(2 * math.pi * i / n_samples)) for i in range(n_samples)))
    if sys.byteorder == "big":
        period.byteswap()
    return period.tobytes()


def _silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * _RATE_HZ))
