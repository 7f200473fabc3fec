"""How much of a chapter the limiter will take away, known before it runs.

The limiter is ffmpeg's alimiter. What it takes depends on the voice: peaks that return with each pitch period pull the
level down for good, a lone crack hardly at all. So a few clips are gone through as it would, in steps of 10 ms; over
14 eSpeak voices and noise, at 0 to 12 dB over the ceiling, the result was within 0.3 dB of alimiter's.
"""

import audioop
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from audiobook.audio.samples import FULL_SCALE, WIDTH
from audiobook.model import Timeline

ATTACK_S: Final = 0.005
RELEASE_S: Final = 0.050
"""alimiter's own; quicker ones follow the single waves of a low voice, which rattles."""
_HOP_S: Final = 0.010
_MOST_CLIPS: Final = 40
"""Heard at most: clips are alike enough that 40 tell of all within 0.1 dB, and an hour costs no more than a minute."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A sample of the chapter's sound, as the limiter sees it."""

    hops: tuple[tuple[float, float], ...]
    """Peak (1 is full scale) and energy of each 10 ms, at the gains of the placements."""

    def loss_db(self, drive_db: float) -> float:
        """Say by how much the RMS falls if the sound is raised to `drive_db` above the limiter's ceiling.

        drive_db: gain of the sound less the ceiling, in dB. As in alimiter, the gain falls at once to what a peak
        needs, and rises again in a straight line that would reach 1 in RELEASE_S.
        """
        ceiling = 10 ** (-drive_db / 20)
        gain, rise, before, after = 1.0, 0.0, 0.0, 0.0
        for peak, energy in self.hops:
            gain = min(1.0, gain + rise)
            if peak * gain > ceiling:
                gain = ceiling / peak
                rise = (1 - gain) * _HOP_S / RELEASE_S
            before += energy
            after += energy * gain * gain
        return 10 * math.log10(before / after) if after else 0.0


def rehearse(timeline: Timeline, read: Callable[[str], bytes]) -> Rehearsal:
    """Go through the clips of a chapter, or an even choice of them if there are many.

    read: gives the samples of a clip for its key, at the timeline's rate. Keys are hashes, so the lowest ones are as
    good as drawn by lot.
    """
    step = round(_HOP_S * timeline.sample_rate_hz) * WIDTH
    hops = []
    for placement in sorted(timeline.placements, key=lambda p: p.clip.key)[:_MOST_CLIPS]:
        pcm = read(placement.clip.key)
        scale = 10 ** (placement.gain_db / 20) / FULL_SCALE
        for start in range(0, len(pcm), step):
            hop = pcm[start : start + step]
            hops.append((audioop.max(hop, WIDTH) * scale, len(hop) * (audioop.rms(hop, WIDTH) * scale) ** 2))
    return Rehearsal(tuple(hops))
