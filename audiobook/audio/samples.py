"""The samples of one clip: how loud they are, and where the speech in them begins and ends.

Everywhere: mono, signed 16-bit little-endian. The work is done by `audioop`, in C, which pydub stands on too: it is as
quick as pydub's silence detection (0.3 ms a clip), and workers need not import pydub for it (40 ms each).
"""

import audioop
import io
import math
import sys
import wave
from array import array
from typing import Final, NamedTuple

WIDTH: Final = 2
"""Bytes of a sample."""
FULL_SCALE: Final = 32768

_ENDING_S: Final = 0.020
_FAINTEST: Final = 1e-3
"""Stands for digital silence, which has no level in dB."""
_HOP_S: Final = 0.005
_EDGE_S: Final = 0.010
"""Kept outside the speech, and faded: a sound cut at its first sample clicks."""
_THRESHOLD_DB: Final = -45.0
"""Below the clip's peak. A final "f" or "h" of eSpeak lies at -28..-33 dB, its silence at minus infinity."""


def as_wav(pcm: bytes, sample_rate_hz: int) -> bytes:
    """Give a WAV file of the samples."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(WIDTH)
        sound.setframerate(sample_rate_hz)
        sound.writeframes(pcm)
    return file.getvalue()


def rms(pcm: bytes) -> float:
    """Give the root mean square, 0..1 of full scale; 0 for no samples."""
    return audioop.rms(pcm, WIDTH) / FULL_SCALE


def peak(pcm: bytes) -> float:
    """Give the largest sample, 0..1 of full scale; 0 for no samples."""
    return audioop.max(pcm, WIDTH) / FULL_SCALE


def ending_db(pcm: bytes, sample_rate_hz: int) -> float:
    """Give how loud the last 20 ms are beside the whole, in dB: far below 0 where speech has faded."""
    end = audioop.rms(pcm[-WIDTH * round(_ENDING_S * sample_rate_hz) :], WIDTH)
    whole = audioop.rms(pcm, WIDTH)
    return 20 * math.log10(max(end, _FAINTEST) / max(whole, _FAINTEST))


class Trimmed(NamedTuple):
    """Speech without the silence around it."""

    pcm: bytes
    start: int
    """The sample at which it began."""


def trim(pcm: bytes, sample_rate_hz: int) -> Trimmed:
    """Give the samples without the silence at their ends; empty if there is nothing but silence.

    The edge that is kept is faded in and out; what is heard is left as it is, sample for sample.
    """
    loudest = audioop.max(pcm, WIDTH)
    if not loudest:
        return Trimmed(b"", 0)
    threshold = loudest * 10 ** (_THRESHOLD_DB / 20)
    hop = max(1, round(_HOP_S * sample_rate_hz)) * WIDTH
    start, end = 0, len(pcm)
    while audioop.max(pcm[start : start + hop], WIDTH) <= threshold:
        start += hop
    while audioop.max(pcm[max(0, end - hop) : end], WIDTH) <= threshold:
        end -= hop
    edge = round(_EDGE_S * sample_rate_hz) * WIDTH
    kept_before, kept_after = min(edge, start), min(edge, len(pcm) - end)
    trimmed = (
        _faded(pcm[start - kept_before : start], rising=True)
        + pcm[start:end]
        + _faded(pcm[end : end + kept_after], rising=False)
    )
    return Trimmed(trimmed, (start - kept_before) // WIDTH)


def _faded(pcm: bytes, *, rising: bool) -> bytes:
    """Give the samples with a straight fade from (or to) nothing."""
    samples = array("h", pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    n = len(samples)
    for i in range(n):
        gain = i if rising else n - 1 - i
        samples[i] = samples[i] * gain // n
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()
