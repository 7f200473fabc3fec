"""How large a picture is, from its first bytes. Pure."""

from typing import Final, NamedTuple

_JPEG: Final = b"\xff\xd8"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_NO_SIZE: Final = {0xC4, 0xC8, 0xCC}
"""Markers of JPEG among C0..CF that say nothing of the size: tables (ITU-T T.81, table B.1)."""
_ALONE: Final = {0x01, *range(0xD0, 0xD8)}
"""Markers without a segment behind them."""


class Picture(NamedTuple):
    """What a picture is."""

    media_type: str
    """"image/jpeg", "image/png", or empty for what is neither."""
    width: int
    """In pixels; 0 where it is not known."""
    height: int


def picture(data: bytes) -> Picture:
    """Say of what kind a picture is, and how large."""
    if data.startswith(_PNG):
        return Picture("image/png", int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
    if data.startswith(_JPEG):
        width, height = _jpeg_size(data)
        return Picture("image/jpeg", width, height)
    return Picture("", 0, 0)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
        elif 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return 0, 0
