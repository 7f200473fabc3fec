"""What is measured in a sound. Pure."""

import math
from dataclasses import dataclass
from typing import Final

HOP_S: Final = 0.05
ONSET_DBFS: Final = -50.0
"""A hop louder than this is speech, no room tone."""
DEAD_DBFS: Final = -90.0
"""A hop quieter than this is no room, but nothing at all."""


@dataclass(frozen=True, slots=True)
class Levels:
    """What was measured in a whole sound, all channels together. Levels in dB of full scale, -inf for silence."""

    sample_rate_hz: int
    n_channels: int
    n_samples: int
    """Per channel."""
    rms_dbfs: float
    """Over all of it, ungated."""
    peak_dbfs: float
    """Of samples."""
    floor_dbfs: float
    """RMS of the quietest 500 ms, in steps of 50 ms."""
    dead_s: float
    """The longest stretch below DEAD_DBFS."""
    head_s: float
    """Before the first hop that is louder than ONSET_DBFS; the whole length where none is."""
    tail_s: float
    """After the last one."""
    head_dbfs: float | None
    """RMS of that; None where there is no such time."""
    tail_dbfs: float | None
    side_dbfs: float | None
    """RMS of what two channels differ by; None for other than two."""
    true_peak_dbtp: float = math.nan
    """Between samples too; NaN until somebody has measured it, as below."""
    loudness_lufs: float = math.nan

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.n_samples / self.sample_rate_hz
