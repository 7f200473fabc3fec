"""What Audiobookshelf reads before all else in a folder with an M4B: `metadata.json`."""

from collections.abc import Sequence
from pathlib import Path

from audiobook.files import write_whole
from audiobook.formats.base import BookEdition, Edition, Entry, OutputFile
from audiobook.formats.library_metadata import metadata_json


class AudiobookshelfM4bFormat:
    """As `audiobookshelf`, with the chapters where the marks of the M4B are."""

    name = "audiobookshelf_m4b"
    version = "1"
    encoding = ""
    shows_text = False

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:  # noqa: ARG002 - the Protocol's
        """Give the one file."""
        return (OutputFile("metadata.json", "application/json", None),)

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:  # noqa: ARG002 - the Protocol's
        """Write it (see `Format.write`)."""
        write_whole(target, metadata_json(book, "m4a"))
