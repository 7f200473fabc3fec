"""Seals beside files that cannot carry a checksum inside: `one.mp3.crc` tells whether `one.mp3` is what was written."""

import zlib
from pathlib import Path
from typing import Final

from audiobook.files import explained, write_whole

_SUFFIX: Final = ".crc"
_CHUNK: Final = 1 << 20


def seal(path: Path) -> None:
    """Write down what a file is now. Raises OutputError."""
    with explained("read", path):
        found = _sum(path)
    write_whole(_beside(path), found, durable=False)


def is_whole(path: Path) -> bool:
    """Say whether a file is there, and is what it was when it was sealed; all of it is read."""
    try:
        return _beside(path).read_bytes() == _sum(path)
    except OSError:
        return False


def remove_sealed(path: Path) -> None:
    """Remove a file and its seal, if it has one. Raises OSError."""
    path.unlink(missing_ok=True)
    _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + _SUFFIX)


def _sum(path: Path) -> bytes:
    """Give length and CRC-32 in words; of the name too, or two files that changed places would both be whole."""
    n_bytes, crc = 0, zlib.crc32(path.name.encode())
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            n_bytes, crc = n_bytes + len(chunk), zlib.crc32(chunk, crc)
    return f"{n_bytes} {crc:08x}\n".encode()
