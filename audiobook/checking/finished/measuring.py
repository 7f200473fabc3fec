"""Measures one finished sound file: decodes it once, walks it once, reads its tags."""

import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from audiobook.audio.decoding import DecodingError, decoding
from audiobook.checking.finished.levels import Levels
from audiobook.checking.finished.meter import Meter
from audiobook.checking.finished.mp4 import read_mp4
from audiobook.checking.finished.mpeg import walk
from audiobook.checking.finished.sound import MP4, Sound
from audiobook.checking.finished.tags import Tags
from audiobook.files import explained

_PIECE: Final = 1 << 20
"""Bytes that are read at once: a file of ten hours is walked in memory that does not grow with it."""


def measure(path: Path, *, listen: bool = True) -> Sound:
    """Give all that is known of a sound file; the result can come from another process.

    listen: decode it, which takes nearly all of the time.

    A file that is damaged or no sound at all is measured too. Raises OutputError if it cannot be read, AudioError if
    there is no ffmpeg.
    """
    levels, trouble = _levels(path) if listen else (None, "")
    if path.suffix.lower() in MP4:
        with _mapped(path) as data:
            mp4 = read_mp4(data)
        return Sound(path.name, levels, trouble, mp4.tags if mp4 else Tags(""), mp4=mp4)
    from audiobook.checking.finished.id3_tags import read_id3  # noqa: PLC0415 - mutagen: 40 ms that others need not spend

    with explained("read", path), path.open("rb") as file:
        mpeg = walk(_Pieces(file))
    return Sound(path.name, levels, trouble, read_id3(path), mpeg=mpeg)


def _levels(path: Path) -> tuple[Levels | None, str]:
    try:
        with decoding(path) as decoded:
            meter = Meter(decoded.sample_rate_hz, decoded.n_channels)
            for piece in decoded.pieces(meter.n_bytes):
                meter.add(piece)
        loudness_lufs, true_peak_dbtp = decoded.loudness()
    except DecodingError as error:
        return None, error.hint or error.problem
    return replace(meter.levels(), loudness_lufs=loudness_lufs, true_peak_dbtp=true_peak_dbtp), ""


class _Pieces:
    """A file from which some bytes at a time are wanted, mostly one after the other."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._length = file.seek(0, 2)
        self._start, self._piece = 0, b""

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, piece: slice) -> bytes:
        start, end, _ = piece.indices(self._length)
        if start < self._start or end > self._start + len(self._piece):
            self._start = self._file.seek(start)
            self._piece = self._file.read(max(end - start, _PIECE))
        return self._piece[start - self._start : end - self._start]


@contextmanager
def _mapped(path: Path) -> Iterator[memoryview]:
    """Give a file's bytes without reading those that nobody looks at: an MP4's sound."""
    with explained("read", path), path.open("rb") as file:
        if not file.seek(0, 2):
            yield memoryview(b"")
            return
        # closed with its last view: an error on its way up still holds some, and closing under them hides it
        yield memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
