"""The same sound at another sample rate, so that engines of different rates go into one chapter.

libsoxr does it (the package `soxr`): its "HQ" keeps what lies below 0.91 of the lower rate's half as it is, with 100 dB
between it and whatever else would be folded into it, for 0.3 ms per second of speech. `audioop.ratecv` interpolates
between neighbours, which is heard; ffmpeg's resampler is as good, but a process for each clip takes 40 ms.
"""

from typing import Final

_QUALITY: Final = "HQ"


def n_resampled(n_samples: int, from_hz: int, to_hz: int) -> int:
    """Give how many samples `resampled` makes of so many: as long as before, to the nearest whole sample."""
    return (2 * n_samples * to_hz + from_hz) // (2 * from_hz)


def resampled(pcm: bytes, from_hz: int, to_hz: int) -> bytes:
    """Give mono, signed 16-bit little-endian samples at another rate; as they are if it is the same one.

    There are `n_resampled` of them, and what is heard is heard when it was: the filter is linear in phase and its
    delay is taken away. The same samples give the same bytes; waves that would rise above full scale are cut there.
    """
    if from_hz == to_hz:
        return pcm
    import numpy as np  # noqa: PLC0415 - a book of one rate needs neither of the two
    import soxr  # noqa: PLC0415

    samples = np.frombuffer(pcm, dtype="<i2").astype(np.float32)
    sound = soxr.resample(samples, from_hz, to_hz, quality=_QUALITY)
    n_samples = n_resampled(len(samples), from_hz, to_hz)
    whole = np.zeros(n_samples, dtype=np.float32)
    whole[: len(sound)] = sound[:n_samples]
    return bytes(np.clip(np.rint(whole), -32768, 32767).astype("<i2").tobytes())
