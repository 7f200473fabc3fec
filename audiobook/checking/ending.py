"""How loud the very end of a clip is, compared with the other clips of its voice. Pure.

A neural voice lets a sentence fade: its last 20 ms are some 35 dB below the whole, and hardly ever above -25. A clip
that was cut off ends in the middle of a sound. eSpeak ends abruptly as it is (-15 dB, with a wide spread), so what is
too loud an end is learned for each voice.
"""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from audiobook.checking.pace import ENOUGH
from audiobook.model import Voice

_SIGMA: Final = 1.4826
"""Standard deviation over median deviation, if it is a normal distribution."""
_FAR: Final = 5.0
_LEAST_SPREAD_DB: Final = 2.0
_SOFT_DB: Final = -20.0
"""So soft an end is never that of a clip that was cut off."""


def loudest_endings(endings: Iterable[tuple[Voice, float]]) -> Mapping[Voice, float]:
    """Give for each voice how loud a clip may end, in dB below (or above) the clip; none for a voice with few clips.

    endings: of all clips, each with its voice.
    """
    by_voice: dict[Voice, list[float]] = defaultdict(list)
    for voice, ending_db in endings:
        by_voice[voice].append(ending_db)
    return {voice: _loudest(found) for voice, found in by_voice.items() if len(found) >= ENOUGH}


def _loudest(endings_db: list[float]) -> float:
    usual = statistics.median(endings_db)
    spread = _SIGMA * statistics.median(abs(ending - usual) for ending in endings_db)
    return max(_SOFT_DB, usual + _FAR * max(_LEAST_SPREAD_DB, spread))
