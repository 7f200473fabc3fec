"""How loud each voice is mixed, and how loud the chapter comes out (pure).

Every figure follows from what a clip knows of itself (length, RMS, peak) and from its place, so the chapter is not
gone through twice, once to measure and once to write. Levels are RMS in dB of full scale, a square wave of full scale
being 0 dBFS.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from audiobook.audio.speech_level import SILENCE_LUFS
from audiobook.model import LoudnessTarget, Timeline

REFERENCE_LUFS: Final = -22.0
"""Loudness that every voice is levelled to before the chapter is brought to its target."""
PCM_PEAK_DBFS: Final = -1.0
"""Peak of the stitched 16-bit samples: as far up as is safe with the room tone added."""
TRUE_PEAK_MARGIN_DB: Final = 1.2
"""The limiter holds samples; between them, and after MP3, the wave rises higher: speech by 0.7 dB, noise by 1.1."""
MOST_LIMITING_DB: Final = 20.0
"""No peak is pushed further over the ceiling; only a chapter of one or two words would ask for more."""


@dataclass(frozen=True, slots=True)
class Mix:
    """All levels of a chapter: first stitched to 16-bit samples, then mastered as floats."""

    clip_gain_db: float
    """Added to the gain of every placement: the loudest clip then peaks at PCM_PEAK_DBFS and nothing clips."""
    room_tone_dbfs: float
    """RMS of the room tone in the stitched samples."""
    master_gain_db: float
    """From the stitched samples to the finished sound."""
    ceiling_dbfs: float
    """Where the limiter stops the samples of the finished sound."""


def voice_gain_db(calibration_lufs: float) -> float:
    """Give the gain that levels a voice to all others.

    calibration_lufs: loudness of one fixed sentence in that voice (`speech_level.loudness_lufs`), the same for all
    voices, so that a voice's level hangs on nothing that the book says. A silent one is left as it is.
    """
    return REFERENCE_LUFS - calibration_lufs if calibration_lufs > SILENCE_LUFS else 0.0


def mix(timeline: Timeline, target: LoudnessTarget, loss_db: Callable[[float], float]) -> Mix:
    """Give the levels that bring the chapter to its target, RMS over the whole file, pauses included.

    loss_db: what the limiter takes from the RMS of sound raised to so many dB above its ceiling
    (`limiter.Rehearsal.loss_db`); never falls as its argument rises.

    The energy of a file is the sum over its clips and the room tone, so but for the limiter the gain is exact. A
    silent chapter gets gains of 0 dB.
    """
    spoken = [p for p in timeline.placements if p.clip.n_samples and p.clip.peak > 0]
    ceiling_dbfs = target.true_peak_dbtp - TRUE_PEAK_MARGIN_DB
    if not spoken:
        return Mix(0.0, target.room_tone_dbfs, 0.0, ceiling_dbfs)
    peak_dbfs = max(_to_db(p.clip.peak) + p.gain_db for p in spoken)
    energy = sum(_to_power(_to_db(p.clip.rms) + p.gain_db) * p.clip.n_samples for p in spoken)
    wanted = _to_power(target.rms_dbfs) - _to_power(target.room_tone_dbfs)
    gain_db = 10 * math.log10(wanted * timeline.n_samples / energy)
    most_db = ceiling_dbfs + MOST_LIMITING_DB - peak_dbfs
    gain_db = _made_up(gain_db, most_db, lambda raised_db: loss_db(raised_db - ceiling_dbfs))
    clip_gain_db = PCM_PEAK_DBFS - peak_dbfs
    master_gain_db = gain_db - clip_gain_db
    return Mix(clip_gain_db, target.room_tone_dbfs - master_gain_db, master_gain_db, ceiling_dbfs)


def _made_up(gain_db: float, most_db: float, loss_db: Callable[[float], float]) -> float:
    """Raise a gain, up to a limit, so that `gain_db` is left of it after the loss; by halving, to 0.1 dB or better."""
    if gain_db >= most_db or not loss_db(gain_db):
        return min(gain_db, most_db)
    low_db, high_db = gain_db, most_db
    for _ in range(8):
        middle_db = (low_db + high_db) / 2
        if middle_db - loss_db(middle_db) < gain_db:
            low_db = middle_db
        else:
            high_db = middle_db
    return high_db


def _to_db(amplitude: float) -> float:
    return 20 * math.log10(amplitude)


def _to_power(level_db: float) -> float:
    return float(10 ** (level_db / 10))
