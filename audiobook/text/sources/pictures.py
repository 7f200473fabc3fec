"""What a picture is, by its first bytes: nothing is ever decoded. Pure."""

import struct
from typing import Final

from audiobook.text.limits import LIMITS

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_JPEG_SIZES: Final = frozenset([*range(0xC0, 0xD0)]) - {0xC4, 0xC8, 0xCC}
"""Markers of frames, which say how large the picture is (ITU T.81, table B.1)."""


def why_no_cover(data: bytes) -> str:
    """Say why a picture cannot be a cover, as it follows "the cover"; empty for one that can."""
    if len(data) > LIMITS.cover_bytes:
        return f"is larger than {LIMITS.cover_bytes >> 20} MB"
    size = _png_size(data) if data.startswith(_PNG) else _jpeg_size(data) if data.startswith(_JPEG) else None
    if size is None:
        return "is neither JPEG nor PNG"
    if not 0 < size[0] * size[1] <= LIMITS.cover_pixels:
        return f"has {size[0]:,} x {size[1]:,} pixels; {LIMITS.cover_pixels:,} is the limit"
    return ""


def _png_size(data: bytes) -> tuple[int, int] | None:
    return (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) if len(data) >= 24 else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        if marker in _JPEG_SIZES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + max(length, 2)
    return None
