"""How fast and how high a neural voice can be asked to speak, and the words for what it cannot."""

from typing import Final

from audiobook.errors import VoiceError

MOST_PITCH_ST: Final = 8.0
"""Farther away from its own pitch it is no voice any more."""


def check_rate(engine: str, rate: float, slowest: float, fastest: float) -> None:
    """Raise VoiceError for a rate outside slowest..fastest. engine: as people call it: "Kokoro"."""
    if not slowest <= rate <= fastest:
        raise VoiceError(f"{engine} cannot speak at rate {rate:g}", hint=f"Use {slowest:g} to {fastest:g}.")


def check_pitch(engine: str, pitch_st: float) -> None:
    """Raise VoiceError for more than MOST_PITCH_ST up or down. engine: as above."""
    if abs(pitch_st) > MOST_PITCH_ST:
        hint = f"Use {-MOST_PITCH_ST:+g} to {MOST_PITCH_ST:+g}, or a lower or higher voice."
        raise VoiceError(f"{engine} cannot change its pitch by {pitch_st:+g} semitones", hint=hint)
