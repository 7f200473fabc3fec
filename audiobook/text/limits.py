"""What a story may be at most, so that a hostile one costs seconds and says why it is refused. Pure.

The figures leave honest books room: the largest compression ratio of a text that we know is 32, the deepest nesting
below 40.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of anything."""

    file_bytes: int = 200_000_000
    zip_entries: int = 10_000
    entry_bytes: int = 64 << 20
    """Of one file inside an archive, unpacked."""
    unpacked_bytes: int = 512 << 20
    """Of all files inside an archive together."""
    ratio: int = 200
    """Unpacked to packed, of a file inside an archive that is larger than `ratio_above_bytes`."""
    ratio_above_bytes: int = 8 << 20
    depth: int = 160
    """Of elements inside each other; each takes three frames of the stack, which has a thousand."""
    html_open: int = 5_000
    """Elements that may stand open at once before a page is parsed; what is deeper than `depth` is then lifted."""
    doctype_chars: int = 20_000
    chars: int = 20_000_000
    """Of the text of a story."""
    page_bytes: int = 100_000_000
    """Of all pages of a book, marks included."""
    chapters: int = 2_000
    pdf_pages: int = 5_000
    pdf_page_bytes: int = 20 << 20
    """Of the drawing instructions of one page, unpacked."""
    paragraph_chars: int = 20_000
    """Longer ones are parted at words: no pattern that looks at a paragraph shall see more."""
    combining: int = 4
    """Accents in a row on one letter."""
    pronunciations: int = 20_000
    ipa_chars: int = 200
    cover_pixels: int = 25_000_000
    cover_bytes: int = 16 << 20
    child_memory_bytes: int = 1_500_000_000
    child_cpu_s: int = 60
    child_wall_s: float = 90.0


LIMITS: Final = Limits()
