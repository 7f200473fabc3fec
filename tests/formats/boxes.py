"""What is written in an MP4 file, box by box (ISO/IEC 14496-12), by no library that wrote it."""

import itertools
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_HEADER: Final = 8


@dataclass(frozen=True)
class Box:
    """A box: its kind, and what is in it."""

    kind: str
    body: bytes

    def boxes(self) -> Iterator["Box"]:
        """Give the boxes in it."""
        return boxes(self.body)

    def at(self, *kinds: str) -> "Box":
        """Give the first box on this way down."""
        inner = self
        for kind in kinds:
            inner = next(box for box in inner.boxes() if box.kind == kind)
        return inner

    def numbers(self, skip: int) -> list[int]:
        """Give the 32-bit numbers in it, after so many bytes."""
        return list(struct.unpack(f">{(len(self.body) - skip) // 4}I", self.body[skip:]))


def boxes(content: bytes) -> Iterator[Box]:
    """Give the boxes of a file, or in a box."""
    while content:
        size = int.from_bytes(content[:4])
        yield Box(content[4:_HEADER].decode("latin-1"), content[_HEADER:size])
        content = content[size:]


def quicktime_chapters(content: bytes) -> list[tuple[float, str]]:
    """Give the chapters of the text track that the sound names as its list of chapters: start in seconds, title."""
    moov = Box("file", content).at("moov")
    sound, *others = (box for box in moov.boxes() if box.kind == "trak")
    (wanted,) = sound.at("tref", "chap").numbers(0)
    (track,) = (trak for trak in others if trak.at("tkhd").numbers(0)[3] == wanted)
    scale = track.at("mdia", "mdhd").numbers(0)[3]
    table = track.at("mdia", "minf", "stbl")
    runs = table.at("stts").numbers(8)
    durations = [length for n, length in zip(runs[::2], runs[1::2], strict=True) for _ in range(n)]
    starts = itertools.accumulate(durations[:-1], initial=0)
    return [(start / scale, title) for start, title in zip(starts, _texts(table, content), strict=True)]


def _texts(table: Box, content: bytes) -> Iterator[str]:
    """Give the samples of a text track that has them all in one chunk."""
    same_size, n_samples, *sizes = table.at("stsz").numbers(4)
    (offset,) = table.at("stco").numbers(8)
    for size in sizes or [same_size] * n_samples:
        n_bytes = int.from_bytes(content[offset : offset + 2])
        yield content[offset + 2 : offset + 2 + n_bytes].decode()
        offset += size
