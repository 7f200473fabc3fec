"""The decoder: a finished file goes into ffmpeg, samples come out, as they are wanted."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from audiobook.audio.ffmpeg import running
from audiobook.errors import AudioError

WIDTH: Final = 4
"""Bytes of a sample: 32-bit floats, big-endian, since a decoded sound may go beyond full scale."""
_METER: Final = "ebur128=peak=true:framelog=verbose"
"""Loudness and true peak. (`framelog=quiet` fails on ffmpeg 5.1, and prints a summary of zeros all the same.)"""
_CONTAINERS: Final = "aac,flac,mov,mp3,ogg,wav"
"""Whatever a file is called, ffmpeg takes it for what is in it, and a playlist in it would open other files."""
_HEADER: Final = 24
_SUMMARY: Final = re.compile(r"\bI:\s+(\S+) LUFS.*\bPeak:\s+(\S+) dBFS", re.DOTALL)


class DecodingError(AudioError):
    """A file holds no sound that ffmpeg can decode."""


@dataclass(slots=True)
class Decoding:
    """A sound that is being decoded."""

    sample_rate_hz: int
    n_channels: int
    _samples: IO[bytes]
    _said: list[str] = field(default_factory=list)

    def pieces(self, n_bytes: int) -> Iterator[bytes]:
        """Give the samples of all channels in turn, so many bytes at a time; the last piece may be shorter."""
        while piece := self._samples.read(n_bytes):
            yield piece

    def loudness(self) -> tuple[float, float]:
        """Give integrated loudness (LUFS) and true peak (dBTP), once the `with` block has ended."""
        found = _SUMMARY.search(self._said[0])
        if not found:
            raise DecodingError("ffmpeg did not say how loud the sound is", hint=f"It said: {self._said[0]}")
        return float(found[1]), float(found[2])


@contextmanager
def decoding(path: Path) -> Iterator[Decoding]:
    """Decode the first sound in a file, whatever its format, while the block reads it to its end.

    Raises DecodingError if there is none, or if it cannot be decoded to its end, AudioError if ffmpeg cannot be
    started; whatever goes wrong, no ffmpeg stays behind.
    """
    # One thread: several files are decoded at once. Sun's AU is the simplest container that is not limited to 4 GB.
    source = ["-nostats", "-threads", "1", "-filter_threads", "1"]
    source += ["-format_whitelist", _CONTAINERS, "-protocol_whitelist", "file", "-i", f"file:{path}"]
    target = ["-map", "0:a:0", "-map_metadata", "-1", "-af", _METER, "-c:a", "pcm_f32be", "-f", "au", "pipe:1"]
    with running([*source, *target], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as (process, listener):
        assert process.stdout is not None
        header = process.stdout.read(_HEADER)
        decoded = _opened(header, process.stdout) if len(header) == _HEADER else None
        if decoded is not None:
            yield decoded
    if process.returncode or decoded is None:
        raise DecodingError(f"{path} cannot be decoded", hint=f"ffmpeg: {_last_line(listener.last_words)}")
    decoded._said.append(listener.last_words)  # noqa: SLF001 - our own


def _opened(header: bytes, samples: IO[bytes]) -> Decoding:
    offset, rate_hz, n_channels = (int.from_bytes(header[at : at + 4]) for at in (4, 16, 20))
    samples.read(offset - _HEADER)
    return Decoding(rate_hz, n_channels, samples)


def _last_line(said: str) -> str:
    return said.splitlines()[-1] if said else "nothing"
