"""Titles -> names of files and folders that every system takes. Pure."""

import hashlib
import re
import unicodedata
from typing import Final

IGNORE: Final = ".ignore"
"""An empty file of this name makes media servers pass its folder by, or they would count a book twice."""
_MAX_BYTES: Final = 80
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]+')
_DEVICES: Final = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\..*)?")
"""Names that Windows keeps for itself."""


def folder_name(stem: str) -> str:
    """Give the name of a story's output folder: lower case letters, digits and dashes, never empty.

    A name with letters that have no likeness in ASCII gets some digits of its hash: two books with Russian names are
    not to overwrite each other.
    """
    plain = unicodedata.normalize("NFKD", stem)
    name = _cut(re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-"))
    if any(letter.isalnum() and not letter.isascii() for letter in plain):
        return f"{name or 'story'}-{hashlib.sha256(stem.encode(errors='surrogatepass')).hexdigest()[:6]}"
    return f"{name}-story" if _DEVICES.fullmatch(name) else name or "story"


def book_name(title: str, extension: str) -> str:
    """Give "The Fourth Chair.epub": the title as far as every disk takes it, never empty."""
    safe = _safe(title)
    return f"{f'{safe} (book)' if _DEVICES.fullmatch(safe) else safe or 'Book'}{extension}"


def chapter_name(number: int, n_chapters: int, title: str, extension: str) -> str:
    """Give "03 - The Wasteland.mp3": sorted by number, readable, safe on every disk."""
    width = max(2, len(str(n_chapters)))
    safe = _safe(title)
    return f"{number:0{width}} - {safe}{extension}" if safe else f"{number:0{width}}{extension}"


def safe_name(text: str) -> str:
    """Give a name for a file or folder that reads like the text; empty where no disk takes any of its letters."""
    safe = _safe(text)
    return f"{safe}_" if _DEVICES.fullmatch(safe) else safe


def _safe(title: str) -> str:
    return _cut(" ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", title)).split()).strip(". "))


def _cut(name: str) -> str:
    return name.encode()[:_MAX_BYTES].decode(errors="ignore").rstrip(". -")
