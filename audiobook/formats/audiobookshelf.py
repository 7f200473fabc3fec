"""What Audiobookshelf reads before all else in a folder of MP3s: `metadata.json`."""

from collections.abc import Sequence
from pathlib import Path

from audiobook.files import write_whole
from audiobook.formats.base import BookEdition, Edition, Entry, OutputFile
from audiobook.formats.library_metadata import metadata_json


class AudiobookshelfFormat:
    """Title, people, series and chapters of the book, for the layout of the same name."""

    name = "audiobookshelf"
    version = "1"
    encoding = ""
    shows_text = False

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:  # noqa: ARG002 - the Protocol's
        """Give the one file."""
        return (OutputFile("metadata.json", "application/json", None),)

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:  # noqa: ARG002 - the Protocol's
        """Write it (see `Format.write`)."""
        write_whole(target, metadata_json(book, "mp3"))
