"""The player: a folder that a browser opens, with the text, who speaks, and a light that goes with the voice."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audiobook.files import published, write_whole
from audiobook.formats.base import BookEdition, Edition, Entry, OutputFile
from audiobook.formats.player_page import numbered, page
from audiobook.formats.player_text import chapter_text
from audiobook.formats.shipped import shipped, version_with
from audiobook.model import ChapterKind

FOLDER: Final = "player/"
"""In the story's output folder; everything that the page needs is in it."""
_PAGE: Final = "index.html"
_PAGE_FILES: Final = {
    "player.css": "text/css",
    "memory.js": "text/javascript",
    "reader.js": "text/javascript",
    "sleep.js": "text/javascript",
    "screen.js": "text/javascript",
    "player.js": "text/javascript",
    "controls.js": "text/javascript",
}
"""Copied as they are."""
_FOLDER: Final = "player_files/"
"""Where they lie beside this module."""
_AUDIO: Final = "audio/"
_TEXT: Final = "text/"
_IGNORE: Final = ".ignore"
"""Empty: tells media servers to pass the folder by, or they would count the book twice."""


class PlayerFormat:
    """A page that works from a disk, without a network and without a server; text and sound come chapter by chapter."""

    name = "player"
    encoding = "m4a"
    shows_text = True

    def __init__(self) -> None:
        """Find the page's own files: they decide what is written as much as this module does."""
        found = shipped(_FOLDER + name for name in (_PAGE, *_PAGE_FILES))
        self._files = {name.removeprefix(_FOLDER): content for name, content in found.items()}
        self.version = version_with("1", self._files)

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:
        """Give the page and its files, and sound and text of every chapter."""
        heard = [entry for entry in contents if entry.kind is not ChapterKind.SAMPLE]
        shared = {_PAGE: "text/html", **_PAGE_FILES, _IGNORE: "text/plain"}
        if edition.cover:
            shared[edition.cover.file_name] = edition.cover.media_type
        return (
            *(
                OutputFile(FOLDER + name, media_type, None, of_edition=name != _PAGE)
                for name, media_type in shared.items()
            ),
            *(OutputFile(FOLDER + numbered(_AUDIO, entry, heard), "audio/mp4", entry.number) for entry in heard),
            *(OutputFile(FOLDER + numbered(_TEXT, entry, heard), "text/javascript", entry.number) for entry in heard),
        )

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:
        """Write one of them (see `Format.write`)."""
        name = file.path.removeprefix(FOLDER)
        if name.startswith(_AUDIO):
            with published(target) as part:
                shutil.copyfile(book.chapters[0].sound[self.encoding], part)
        else:
            write_whole(target, self._content(name, book))

    def _content(self, name: str, book: BookEdition) -> bytes:
        if name.startswith(_TEXT):
            return chapter_text(book.edition, book.chapters[0]).encode()
        if name == _PAGE:
            return page(self._files[_PAGE].decode(), book).encode()
        if name == _IGNORE:
            return b""
        if name in self._files:
            return self._files[name]
        assert book.edition.cover
        return book.edition.cover.data
