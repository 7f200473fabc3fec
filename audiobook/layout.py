"""How files are laid out: in a folder of the story's own, or in one that Audiobookshelf reads. Pure.

Audiobookshelf takes author, series, title and narrator from the names of folders, and joins all sound that it finds in
one into one book (its documentation, "Book Directory Structure"): so there is one set of sound, and none below it.
"""

import re
from collections.abc import Sequence
from typing import Final

from audiobook.errors import SettingsError
from audiobook.model import Book
from audiobook.naming import IGNORE, safe_name

PLAIN: Final = "plain"
AUDIOBOOKSHELF: Final = "audiobookshelf"
LAYOUTS: Final = (PLAIN, AUDIOBOOKSHELF)

SYNTHETIC: Final = "Synthetic Voices"
"""Who narrates, where nobody is named."""
_SOUND: Final = ("mp3", "m4b")
"""Formats that are the book itself."""
_OWN_FOLDERS: Final = ("m4b/",)
"""Of formats that keep away from the others in the plain layout, and stand at the top here."""
_BRACES: Final = str.maketrans("{}", "()")
"""A narrator stands in braces, and nothing else may."""


def library_folder(book: Book, narrated_by: str, stem: str) -> tuple[str, ...]:
    """Give the folders of a book below the library's, each safe on every disk.

    stem: of the story's file, which gives a name where the title has no letter that a disk takes.
    """
    about = book.about
    title = _name(book.title) or _name(stem) or "story"
    year = f"{about.published[:4]} - " if about.published else ""
    volume = f"Vol {about.series_number} - " if about.series and about.series_number else ""
    own = f"{volume}{year}{title} {{{_name(narrated_by) or SYNTHETIC}}}"
    author = _name(book.author)
    series = _name(about.series) if author else ""  # a folder alone above a book is its author's
    return (*filter(None, (author, series)), own)


def library_path(format_name: str, path: str) -> str | None:
    """Give where a file of a format goes in a library's folder; None: it has no use there.

    path: where it goes in the plain layout. Raises SettingsError if it is in a folder that would be taken for a book.
    """
    for folder in _OWN_FOLDERS:
        path = path.removeprefix(folder)
    if "/" in path:
        raise _refused(format_name)
    return None if path == IGNORE else path


def check_formats(names: Sequence[str]) -> None:
    """Raise SettingsError if these formats cannot stand in one folder of a library."""
    sound = [name for name in names if name in _SOUND]
    for name in names:
        if name in ("player", "podcast"):
            raise _refused(name)
    if len(sound) != 1:
        what = "both mp3 and m4b" if sound else "neither mp3 nor m4b"
        why = "which Audiobookshelf would join to one book of twice the length" if sound else "and no sound without"
        raise SettingsError(
            f"the formats have {what}, {why}", hint="with `--layout audiobookshelf`, choose one: `--formats m4b`"
        )


def library_formats(names: Sequence[str]) -> tuple[str, ...]:
    """Give the formats that a library's folder has besides those that are asked for."""
    return ("audiobookshelf_m4b" if "m4b" in names else "audiobookshelf",)


def _refused(name: str) -> SettingsError:
    return SettingsError(
        f"{name} makes a folder of its own, which Audiobookshelf would take for a part of the book",
        hint=f"build the {name} with the plain layout: `--layout plain --formats {name}`",
    )


def _name(text: str) -> str:
    return safe_name(re.sub(r"\s+", " ", text.translate(_BRACES)))
