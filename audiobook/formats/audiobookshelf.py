"""What Audiobookshelf reads before all else in the folder of a book: `metadata.json`."""

from collections.abc import Sequence
from pathlib import Path

from audiobook.files import write_whole
from audiobook.formats.base import BookEdition, Edition, Entry, OutputFile
from audiobook.formats.library_metadata import metadata_json


class AudiobookshelfFormat:
    """Title, people, series and chapters of a book in MP3s, for the layout of the same name."""

    name = "audiobookshelf"
    version = "1"
    encoding = ""
    shows_text = False
    _chapters_of = "mp3"
    """The encoding whose lengths the chapters have."""

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:  # noqa: ARG002 - the Protocol's
        """Give the one file."""
        return (OutputFile("metadata.json", "application/json", None),)

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:  # noqa: ARG002 - the Protocol's
        """Write it (see `Format.write`)."""
        write_whole(target, metadata_json(book, self._chapters_of))


class AudiobookshelfM4bFormat(AudiobookshelfFormat):
    """The same, with the chapters where the marks of the M4B are."""

    name = "audiobookshelf_m4b"
    _chapters_of = "m4a"
