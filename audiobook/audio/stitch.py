"""The sound of a chapter, clip by clip, in bounded memory."""

import array
import itertools
import math
import random
import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

with warnings.catch_warnings():  # it looks for an ffmpeg on PATH and says that there is none; we bring our own
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

from audiobook.audio.loudness import Mix
from audiobook.audio.samples import WIDTH
from audiobook.errors import AudioError
from audiobook.model import Placement, Timeline

BLOCK_S: Final = 5
"""Length of a chunk, and of the loop of room tone under it: whole seconds, as pydub cuts by the millisecond."""
_TONE_SEED: Final = 1851
_TONE_CUTOFF_HZ: Final = 700
"""Above it the room tone falls by 12 dB an octave, as in a room with its door shut; white noise would hiss."""


def pcm_chunks(timeline: Timeline, mix: Mix, read: Callable[[str], bytes]) -> Iterator[bytes]:
    """Give the sound of the chapter from its first to its last sample, in chunks of at most 5 s.

    read: gives the samples of a clip for its key, at the timeline's rate (`ClipCache.read`); called once for each
    placement, in order.

    Chunks are mono, signed 16-bit little-endian, at the timeline's rate, `timeline.n_samples` in all. Room tone runs
    under all of it, speech too: eSpeak is digitally silent at every comma. Raises AudioError for a clip whose length
    is not the one the timeline was made with.
    """
    tone = room_tone(timeline.sample_rate_hz, mix.room_tone_dbfs)
    n_bytes = len(tone.raw_data)
    for block in _blocks(_dry(timeline, mix, read, n_bytes), n_bytes):
        full = _segment(block.ljust(n_bytes, b"\0"), timeline.sample_rate_hz)
        yield full.overlay(tone).raw_data[: len(block)]


def room_tone(sample_rate_hz: int, rms_dbfs: float) -> AudioSegment:
    """Give 5 s of the sound of a quiet room, the same every time; it may be looped without a click."""
    loud = _segment(_room_noise(sample_rate_hz), sample_rate_hz)
    return loud.apply_gain(rms_dbfs - loud.dBFS)


@lru_cache(maxsize=4)
def _room_noise(sample_rate_hz: int) -> bytes:
    """Give low-passed noise, far louder than needed.

    White noise goes through two one-pole low-passes, its end first: when they come to the beginning they have forgotten
    where they began, so the end of the loop runs into its start.
    """
    n_samples = BLOCK_S * sample_rate_hz
    white = array.array("h", random.Random(_TONE_SEED).randbytes(WIDTH * n_samples))  # noqa: S311 - a sound
    n_before = sample_rate_hz // 10
    dark = _low_passed(_low_passed(white[-n_before:] + white, sample_rate_hz), sample_rate_hz)
    return array.array("h", map(int, itertools.islice(dark, n_before, None))).tobytes()


def _low_passed(samples: Iterable[float], sample_rate_hz: int) -> Iterator[float]:
    share = 1 - math.exp(-2 * math.pi * _TONE_CUTOFF_HZ / sample_rate_hz)
    return itertools.accumulate(samples, lambda last, new: last + share * (new - last))


def _dry(timeline: Timeline, mix: Mix, read: Callable[[str], bytes], most_bytes: int) -> Iterator[bytes]:
    """Give clips and digital silence in turn; silence in pieces of at most `most_bytes`."""
    end = 0
    for placement in timeline.placements:
        yield from _silence(placement.start - end, most_bytes)
        yield _gained(placement, mix, read, timeline.sample_rate_hz)
        end = placement.start + placement.clip.n_samples
    yield from _silence(timeline.n_samples - end, most_bytes)


def _silence(n_samples: int, most_bytes: int) -> Iterator[bytes]:
    whole, rest = divmod(WIDTH * n_samples, most_bytes)
    yield from itertools.repeat(bytes(most_bytes), whole)
    yield bytes(rest)


def _gained(placement: Placement, mix: Mix, read: Callable[[str], bytes], sample_rate_hz: int) -> bytes:
    pcm = read(placement.clip.key)
    if len(pcm) != WIDTH * placement.clip.n_samples:
        raise AudioError(
            f"the clip of {placement.utterance.spoken!r} is not as long as it was when the chapter was laid out",
            hint="Build again: the clip will be made anew.",
        )
    return bytes(_segment(pcm, sample_rate_hz).apply_gain(placement.gain_db + mix.clip_gain_db).raw_data)


def _blocks(pieces: Iterable[bytes], n_bytes: int) -> Iterator[bytes]:
    """Cut the pieces anew, into blocks of n_bytes; the last may be shorter."""
    pending = bytearray()
    for piece in pieces:
        pending += piece
        while len(pending) >= n_bytes:
            yield bytes(pending[:n_bytes])
            del pending[:n_bytes]
    if pending:
        yield bytes(pending)


def _segment(pcm: bytes, sample_rate_hz: int) -> AudioSegment:
    return AudioSegment(data=pcm, sample_width=WIDTH, frame_rate=sample_rate_hz, channels=1)
