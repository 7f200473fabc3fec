"""AAC tracks one after the other without encoding again: as ADTS, where each frame stands alone and says its length."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Final

from audiobook.audio.ffmpeg import run
from audiobook.errors import AudioError
from audiobook.files import scratch

FRAME_SAMPLES: Final = 1024
_HEADER: Final = 7
"""Bytes of a header without a checksum (ISO/IEC 13818-7, 6.2.1), as ffmpeg writes it."""


def join_aac(tracks: Sequence[Path], target: Path) -> tuple[int, ...]:
    """Write all tracks to `target`, and give how many samples each of them takes there.

    A track brings the frame that its decoder runs in with, and its last frame whole: it is heard FRAME_SAMPLES after
    its beginning, and takes up to two frames (46 ms) more than it plays.

    Raises AudioError if a track is no AAC, OSError or OutputError if the disk refuses.
    """
    with target.open("wb") as joined:
        return tuple(FRAME_SAMPLES * _append(track, joined, target) for track in tracks)


def _append(track: Path, joined: IO[bytes], target: Path) -> int:
    """Give the number of frames."""
    with scratch(target) as piece:
        run(["-i", f"file:{track}", "-map", "0:a", "-c", "copy", "-f", "adts", f"file:{piece}"], target)
        n_frames = 0
        with piece.open("rb") as content:
            for frame in _frames(content):
                joined.write(frame)
                n_frames += 1
    return n_frames


def _frames(content: IO[bytes]) -> Iterator[bytes]:
    while header := content.read(_HEADER):
        frame = header + content.read(_length(header) - _HEADER)
        if len(frame) != _length(header):
            raise AudioError("the sound of a chapter breaks off in the middle of a frame")
        yield frame


def _length(header: bytes) -> int:
    """Give the length of a frame in bytes, its header included."""
    if len(header) < _HEADER or header[0] != 0xFF or header[1] >> 4 != 0xF:
        raise AudioError("the sound of a chapter is not what ffmpeg calls ADTS")
    return (header[3] & 3) << 11 | header[4] << 3 | header[5] >> 5
