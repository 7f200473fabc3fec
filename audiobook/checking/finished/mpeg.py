"""The frames of an MP3, walked one by one: what it is made of, whatever its header promises. Pure.

Frame headers: ISO/IEC 11172-3, 2.4.1.3, and 13818-3 for the lower rates. The frame that states the length (Xing or
Info, with what LAME adds) has no standard; it is as LAME's VbrTag.c writes it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol


class Bytes(Protocol):
    """What is walked: bytes, or a file that gives them piece by piece."""

    def __len__(self) -> int:
        """Give how many there are."""

    def __getitem__(self, piece: slice, /) -> bytes:
        """Give some of them."""


_VERSIONS: Final = {0: 3, 2: 2, 3: 1}
"""Bits -> MPEG version; 3 stands for what is called 2.5."""
_RATES_HZ: Final = {1: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 3: (11_025, 12_000, 8_000)}
_KBPS: Final = {
    (1, 1): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (1, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (1, 3): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (2, 1): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (2, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""(1, or 2 for lower rates; layer) -> bit rates by their numbers, from 1; (2, 2) stands for (2, 3), too."""
_MODES: Final = ("stereo", "joint stereo", "dual channel", "mono")
_MONO: Final = 3
_DECODER_DELAY: Final = 529
"""Samples by which every decoder is late, counted as padding by who cuts it off."""
_ID3V1: Final = 128
_MOST_STRANGE: Final = 16 * 1024 * 1024
"""Bytes to look for the next frame in: more than a tag with pictures in the middle of a file, less than a whole WAV."""
_FIELDS: Final = ((1, 4), (2, 4), (4, 100), (8, 4))
"""Of the frame that states the length: flag, bytes. They are frames, bytes, table of contents, quality."""


class Frame(NamedTuple):
    """What one frame's header says."""

    version: int
    layer: int
    kbps: int
    sample_rate_hz: int
    mode: str
    n_bytes: int
    n_samples: int
    """Per channel."""


class Promise(NamedTuple):
    """What the frame before the sound says about it."""

    n_frames: int | None
    delay: int
    """Samples that an encoder put before the sound; 0 where nothing is said."""
    padding: int
    """The same after it."""


@dataclass(frozen=True, slots=True)
class Mpeg:
    """An MP3 as it lies on the disk."""

    first: Frame
    n_frames: int
    """Whole frames of sound; the one that states the length is none."""
    kbps: Mapping[int, int]
    """Bit rate -> frames that have it."""
    modes: Mapping[str, int]
    """Channel mode -> frames."""
    sample_rates_hz: tuple[int, ...]
    promise: Promise | None
    """None: nothing states the length, and players guess."""
    n_strange_bytes: int
    """Between frames, where nothing but frames should be."""
    n_missing_bytes: int
    """Of the last frame."""

    @property
    def is_mp3(self) -> bool:
        """Say whether it is Layer III."""
        return self.first.layer == 3

    @property
    def seconds(self) -> float:
        """How long its frames are."""
        return self.n_frames * self.first.n_samples / self.first.sample_rate_hz

    @property
    def promised_s(self) -> float:
        """How long a player takes it to be before it has played it: stated, or guessed from its size."""
        if self.promise and self.promise.n_frames is not None:
            return self.promise.n_frames * self.first.n_samples / self.first.sample_rate_hz
        bits = sum(kbps * n for kbps, n in self.kbps.items()) * 1000 * self.first.n_samples / self.first.sample_rate_hz
        return bits / (1000 * self.first.kbps)


def walk(data: Bytes) -> Mpeg | None:
    """Walk all frames of a file; None if there are none."""
    start, end = _after_tags(data), _before_tags(data)
    frames = _frames(data, start, end)
    found = next(frames, None)
    if found is None:
        return None
    at, first = found
    promise = _promise(data[at : at + first.n_bytes], first)
    kbps, modes, rates = Counter[int](), Counter[str](), dict[int, None]()
    n_frames = n_strange = n_missing = 0
    expected = start
    if promise is None:
        frames = _chained(found, frames)
    else:
        n_strange, expected = at - start, at + first.n_bytes
    for at, frame in frames:
        n_strange += at - expected
        expected = at + frame.n_bytes
        if expected > end:
            n_missing, expected = expected - end, end
            break
        n_frames += 1
        kbps[frame.kbps] += 1
        modes[frame.mode] += 1
        rates[frame.sample_rate_hz] = None
    n_strange += max(0, end - expected)
    if n_strange > (end - start) / 2:
        return None  # samples, text or pictures in which something looked like frames
    return Mpeg(first, n_frames, kbps, modes, tuple(rates), promise, n_strange, n_missing)


def _chained(first: tuple[int, Frame], others: Iterator[tuple[int, Frame]]) -> Iterator[tuple[int, Frame]]:
    yield first
    yield from others


def _frames(data: Bytes, at: int, end: int) -> Iterator[tuple[int, Frame]]:
    """Give every frame with its place; what looks like one among strange bytes must be followed by another.

    The last one may reach beyond the end. Gives up where there is none for too long.
    """
    kind: Frame | None = None
    in_step, left = False, at
    while at + 4 <= end and at - left < _MOST_STRANGE:
        frame = _frame(data[at : at + 4])
        if frame and (kind is None or _is_alike(frame, kind)) and (in_step or _is_followed(data, at, frame, end)):
            yield at, frame
            kind, in_step = frame, True
            at = left = at + frame.n_bytes
        else:
            in_step = False
            at = _next_sync(data, at + 1, end)


def _is_followed(data: Bytes, at: int, frame: Frame, end: int) -> bool:
    after = at + frame.n_bytes
    if after + 4 > end:
        return after == end
    following = _frame(data[after : after + 4])
    return following is not None and _is_alike(frame, following)


def _is_alike(one: Frame, other: Frame) -> bool:
    return one[:2] == other[:2] and one.sample_rate_hz == other.sample_rate_hz


def _next_sync(data: Bytes, at: int, end: int) -> int:
    """Give the next place where a frame might begin, or the end."""
    while at < end:
        window = data[at : min(end, at + 65_536)]
        found = window.find(b"\xff")
        if found >= 0:
            return at + found
        at += len(window)
    return end


def _frame(head: bytes) -> Frame | None:
    """Read a frame's four bytes; None if they are none's (free format, which players refuse, is taken for none)."""
    version = _VERSIONS.get(head[1] >> 3 & 3)
    layer = 4 - (head[1] >> 1 & 3)
    rate, number = head[2] >> 2 & 3, head[2] >> 4
    if head[0] != 0xFF or head[1] < 0xE0 or version is None or layer == 4 or rate == 3 or number in {0, 15}:
        return None
    kbps = _KBPS[min(version, 2), layer if version == 1 else min(layer, 2)][number - 1]
    sample_rate_hz = _RATES_HZ[version][rate]
    n_samples = 384 if layer == 1 else 576 if layer == 3 and version > 1 else 1152
    padding = head[2] >> 1 & 1
    if layer == 1:
        n_bytes = (12_000 * kbps // sample_rate_hz + padding) * 4
    else:
        n_bytes = n_samples // 8 * 1000 * kbps // sample_rate_hz + padding
    return Frame(version, layer, kbps, sample_rate_hz, _MODES[head[3] >> 6], n_bytes, n_samples)


# ----------------------------------------------------------------------------------------------------- around the sound


def _promise(content: bytes, frame: Frame) -> Promise | None:
    """Read the frame that states the length; None if this is one of sound."""
    if content[36:40] == b"VBRI":  # Fraunhofer's encoder
        return Promise(int.from_bytes(content[50:54]), 0, 0)
    is_mono = frame.mode == _MODES[_MONO]
    at = 4 + ((17 if is_mono else 32) if frame.version == 1 else (9 if is_mono else 17))
    if content[at : at + 4] not in {b"Xing", b"Info"}:
        return None
    flags = int.from_bytes(content[at + 4 : at + 8])
    n_frames = int.from_bytes(content[at + 8 : at + 12]) if flags & 1 else None
    lame = at + 8 + sum(size for flag, size in _FIELDS if flags & flag)
    gaps = content[lame + 21 : lame + 24]
    if len(gaps) < 3 or not content[lame : lame + 4].isalnum():
        return Promise(n_frames, 0, 0)
    return Promise(n_frames, gaps[0] << 4 | gaps[1] >> 4, (gaps[1] & 15) << 8 | gaps[2])


def _after_tags(data: Bytes) -> int:
    """Give where the sound begins: after ID3v2 tags, and zeros that pad them."""
    at = 0
    while len(head := data[at : at + 10]) == 10 and head[:3] == b"ID3":
        n_bytes = sum((byte & 127) << 7 * (3 - i) for i, byte in enumerate(head[6:]))
        at += 10 + n_bytes + (10 if head[5] & 16 else 0)
    while (window := data[at : at + 4096]) and not window.strip(b"\0"):
        at += len(window)
    return at + len(window) - len(window.lstrip(b"\0"))


def _before_tags(data: Bytes) -> int:
    """Give where the sound ends: before ID3v1 and APE tags."""
    end = len(data)
    if data[max(0, end - _ID3V1) : end][:3] == b"TAG":
        end -= _ID3V1
    footer = data[max(0, end - 32) : end]
    if footer[:8] == b"APETAGEX" and len(footer) == 32:
        has_header = footer[23] & 128
        end -= int.from_bytes(footer[12:16], "little") + (32 if has_header else 0)
    return max(0, end)


def decoded_length(mpeg: Mpeg) -> int:
    """Give how many samples a decoder gives that cuts off what the encoder added."""
    added = mpeg.promise.delay + mpeg.promise.padding if mpeg.promise else 0
    return mpeg.n_frames * mpeg.first.n_samples - added
