"""The person's own cover, read and looked at."""

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

from audiobook.cover.drawing import SIDE
from audiobook.errors import SettingsError
from audiobook.files import read_named

_MOST_BYTES: Final = 64 << 20
"""Of a picture that somebody names."""
_TYPES: Final = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png"}
"""By what Pillow calls them. MPO: a JPEG with more pictures behind the first, as telephones make them."""


@dataclass(frozen=True, slots=True)
class Given:
    """A picture that a person gave."""

    data: bytes
    """As it is in its file."""
    media_type: str
    """"image/jpeg" or "image/png"."""
    notes: tuple[str, ...] = ()
    """Where shops would not take it, and why."""


def read_cover(path: Path, place: str = "") -> Given:
    """Read a cover. Raises SettingsError, with the place that names it, if it is no JPEG or PNG that can be shown."""
    before = f"{place}: " if place else ""
    try:
        data = read_named(path, _MOST_BYTES)
    except OSError as error:
        hint = "its path begins in the folder of the file that names it; `cover: none` does without"
        raise SettingsError(f"{before}the cover {path} cannot be read: {error.strerror}", hint=hint) from None
    return look_at(data, str(path), before)


def look_at(data: bytes, name: str, before: str = "") -> Given:
    """Look at a picture called so. Raises SettingsError, beginning with `before`, as read_cover does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of pictures that would fill the memory
            picture = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
            picture.load()
    except UnidentifiedImageError:
        hint = "save it as one of the two"
        raise SettingsError(f"{before}the cover {name} is neither JPEG nor PNG", hint=hint) from None
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError) as error:
        hint = "open it in a program for pictures and save it again"
        raise SettingsError(f"{before}the cover {name} is damaged: {error}", hint=hint) from None
    return Given(data, _TYPES[str(picture.format)], tuple(f"{name}: {note}" for note in _notes(picture)))


def _notes(picture: Image.Image) -> list[str]:
    width, height = picture.size
    notes = []
    if width != height:
        notes.append(f"the cover is {width} x {height} pixels; shops want a square, and players cut it to one")
    elif width < SIDE:
        notes.append(f"the cover is {width} pixels wide; shops want {SIDE} and more")
    if picture.mode in ("CMYK", "YCCK", "LAB"):
        notes.append(f"the cover is {picture.mode}, for print; save it as RGB")
    return notes
