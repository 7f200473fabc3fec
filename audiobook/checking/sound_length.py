"""How long a sound says it is, by mutagen."""

from typing import IO

from mutagen import File, MutagenError


def stated_length_s(file: IO[bytes]) -> float | None:
    """Give the length that the header of a sound states, up to 50 ms too long; None if it is no sound that is known.

    MP3 and AAC come in whole frames, with silence before and after what was encoded.
    """
    try:
        found = File(file)
    except MutagenError:
        return None
    length_s = getattr(getattr(found, "info", None), "length", None)
    return float(length_s) if length_s else None
