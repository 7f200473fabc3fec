"""A story file on disk -> a Book."""

from pathlib import Path
from typing import Final

from audiobook.errors import StoryError
from audiobook.model import Book
from audiobook.text.choice import Choice
from audiobook.text.front_matter import read_front_matter
from audiobook.text.limits import LIMITS
from audiobook.text.sources.base import Manuscript
from audiobook.text.sources.decoded import decode
from audiobook.text.sources.foreign import foreign_by_name, foreign_by_sign
from audiobook.text.sources.registry import kind_of, load_source, source_names

_NONE: Final = Choice()
_MAX_FRONT_BYTES: Final = 80_000
"""No front matter is longer."""


def read_book(path: Path, choice: Choice = _NONE) -> Book:
    """Read a story. Raises StoryError if there is none, it is of an unknown kind, or nothing in it can be said."""
    return parse_book(read_bytes(path), path, choice)


def read_bytes(path: Path) -> bytes:
    """Give the file's bytes. Raises StoryError in words."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # reading a pipe would wait for ever
            raise StoryError(f"{path} is not a file")
        if path.is_file() and path.stat().st_size > LIMITS.file_bytes:
            raise StoryError(f"{path} is larger than {LIMITS.file_bytes // 1_000_000} MB", hint="is it really a story?")
        return path.read_bytes()
    except FileNotFoundError:
        raise StoryError(f"there is no story at {path}", hint="check the name; `audiobook build STORY`") from None
    except IsADirectoryError:
        raise StoryError(f"{path} is a folder, not a story") from None
    except OSError as error:
        raise StoryError(f"{path} cannot be read: {error.strerror}") from None


def front_cover(data: bytes, path: Path) -> str:
    """Give the cover that a story's front matter names, without reading the story; empty where it names none.

    Raises SettingsError or StoryError as parse_book does.
    """
    if b"cover" not in data[:_MAX_FRONT_BYTES].replace(b"\0", b""):  # zeros: of UTF-16
        return ""
    kind = kind_of(path.name, data)
    if not kind or load_source(kind).is_risky:  # books and pages have none
        return ""
    return read_front_matter(decode(data, str(path)).text, str(path)).cover


def parse_book(data: bytes, path: Path, choice: Choice = _NONE) -> Book:
    """Read a story from its bytes; path gives its kind, its name in errors and its title where it has none.

    choice: what a person decides of how it is read.
    """
    from audiobook.text.chapters import make_book  # noqa: PLC0415 - 20 ms that a build with nothing to do need not spend

    kind = kind_of(path.name, data)
    foreign = foreign_by_sign(data) or (None if kind else foreign_by_name(path.suffix))
    if foreign:
        raise StoryError(f"{path} is {foreign.what}, which cannot be read", hint=foreign.hint)
    if not kind:
        known = ", ".join("." + name for name in source_names())
        raise StoryError(f"{path} is of a kind that cannot be read", hint=f"known are {known}")
    try:
        return make_book(_manuscript(kind, data, str(path)), path.stem, choice)
    except StoryError as error:
        if str(path) in error.problem:
            raise
        raise StoryError(f"{path}: {error.problem}", hint=error.hint) from None


def _manuscript(kind: str, data: bytes, place: str) -> Manuscript:
    """Take the file apart, in a process of its own if it could do harm."""
    source = load_source(kind)
    if not source.is_risky:
        return source.read(data, place)
    from audiobook.text.apart import read_apart  # noqa: PLC0415 - plain text needs no processes

    return read_apart(kind, data, place)
