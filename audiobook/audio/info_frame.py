"""The frame before the sound of an MP3, which says how long it is (pure).

It has no standard: this is as LAME's VbrTag.c writes it. ffmpeg counts only what is cut off from the last frame of all,
and LAME makes one frame more than the sound needs: of 1 to 46 samples in a last frame, the rest would be heard too.
"""

from typing import Final

from audiobook.errors import AudioError

SIZE: Final = 190
"""Bytes that its checksum is of: all that says anything."""
_FRAME_SAMPLES: Final = 1152
_MARK: Final = slice(21, 25)
"""After the header and the side information of a mono frame; flags, then the number of frames follow."""
_N_FRAMES: Final = slice(29, 33)
_ADDED: Final = slice(162, 165)
"""Samples before the sound and after it, 12 bits each; a decoder's own delay counts as after."""
_CHECKSUM: Final = slice(175, 177)
_POLYNOMIAL: Final = 0xA001
"""Of CRC-16/ARC, its bits in reverse."""


def with_length(frame: bytes, n_samples: int) -> bytes:
    """Give the first SIZE bytes of a mono MP3 that decodes to so many samples.

    frame: as ffmpeg wrote them. Raises AudioError if they are no such frame, or sound of that length has other frames.
    """
    before = int.from_bytes(frame[_ADDED]) >> 12
    after = int.from_bytes(frame[_N_FRAMES]) * _FRAME_SAMPLES - before - n_samples
    if len(frame) != SIZE or frame[_MARK] != b"Info" or not 0 <= after < 1 << 12:
        raise AudioError(
            "ffmpeg has not encoded the sound that it was given",
            hint="Build again; if IMAGEIO_FFMPEG_EXE is set, try without it.",
        )
    stated = bytearray(frame)
    stated[_ADDED] = (before << 12 | after).to_bytes(3)
    stated[_CHECKSUM] = bytes(2)
    stated[_CHECKSUM] = checksum(bytes(stated)).to_bytes(2)
    return bytes(stated)


def checksum(data: bytes) -> int:
    """Give the CRC-16/ARC of some bytes."""
    register = 0
    for byte in data:
        register ^= byte
        for _ in range(8):
            register = register >> 1 ^ (_POLYNOMIAL if register & 1 else 0)
    return register
