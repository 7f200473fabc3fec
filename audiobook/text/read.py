"""A story file on disk -> a Book."""

from pathlib import Path
from typing import Final

from audiobook.errors import StoryError
from audiobook.model import Book
from audiobook.text.chapters import make_book
from audiobook.text.front_matter import read_front_matter
from audiobook.text.sources.base import Source
from audiobook.text.sources.decoded import decode
from audiobook.text.sources.markdown import MarkdownSource
from audiobook.text.sources.plain import PlainSource

SOURCES: Final[tuple[Source, ...]] = (PlainSource(), MarkdownSource())
_MAX_FRONT_BYTES: Final = 80_000
"""No front matter is longer."""
SUFFIXES: Final = tuple(suffix for source in SOURCES for suffix in source.suffixes)


def read_book(path: Path) -> Book:
    """Read a story. Raises StoryError if there is none, it is of an unknown kind, or nothing in it can be said."""
    return parse_book(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """Give the file's bytes. Raises StoryError in words."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # reading a pipe would wait for ever
            raise StoryError(f"{path} is not a file")
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
    return read_front_matter(decode(data, str(path)).text, str(path)).cover


def parse_book(data: bytes, path: Path) -> Book:
    """Read a story from its bytes; path gives its kind, its name in errors and its title where it has none."""
    source = next((s for s in SOURCES if path.suffix.lower() in s.suffixes), None)
    if source is None:
        raise StoryError(f"{path} is of a kind that cannot be read", hint=f"known are {', '.join(SUFFIXES)}")
    try:
        return make_book(source.read(data, str(path)), path.stem)
    except StoryError as error:
        if str(path) in error.problem:
            raise
        raise StoryError(f"{path}: {error.problem}", hint=error.hint) from None
