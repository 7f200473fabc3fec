"""Whether a picture in a book can be its cover, by its first bytes: nothing is ever decoded. Pure."""

from audiobook.pictures import picture
from audiobook.text.limits import LIMITS


def why_no_cover(data: bytes) -> str:
    """Say why a picture cannot be a cover, as it follows "the cover"; empty for one that can."""
    if len(data) > LIMITS.cover_bytes:
        return f"is larger than {LIMITS.cover_bytes >> 20} MB"
    found = picture(data)
    if not found.media_type or found.width == found.height == 0:
        return "is neither JPEG nor PNG"
    if not 0 < found.width * found.height <= LIMITS.cover_pixels:
        return f"has {found.width:,} x {found.height:,} pixels; {LIMITS.cover_pixels:,} is the limit"
    return ""


def taken_cover(data: bytes, place: str) -> tuple[bytes, tuple[str, ...]]:
    """Give a picture that can be a cover, else a note of why it cannot."""
    why = why_no_cover(data)
    return (b"", (f"{place}: the cover {why}: it is not taken over",)) if why else (data, ())
