import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.pictures import picture

SEGMENT = b"\xff\xe0\x00\x10JFIF" + bytes(10)


def jpeg(width: int, height: int, marker: int = 0xC0) -> bytes:
    """Give the beginning of a JPEG, with a table before its size."""
    table = b"\xff\xc4\x00\x05abc"
    return (
        b"\xff\xd8" + SEGMENT + table + bytes([0xFF, marker, 0, 17, 8]) + struct.pack(">HH", height, width) + bytes(9)
    )


@pytest.mark.parametrize("marker", [0xC0, 0xC1, 0xC2])
def test_a_jpeg_tells_its_size(marker: int) -> None:
    """Baseline, extended or progressive."""
    assert picture(jpeg(2400, 3200, marker)) == ("image/jpeg", 2400, 3200)


def test_a_png_tells_its_size() -> None:
    """In its first chunk."""
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 2400, 2401)
    assert picture(data) == ("image/png", 2400, 2401)


@given(st.binary(max_size=200))
def test_what_is_damaged_has_no_size(data: bytes) -> None:
    """And is no error."""
    assert picture(b"\xff\xd8" + data).media_type == "image/jpeg"
    assert picture(b"GIF89a" + data) == ("", 0, 0)
