"""The cover as a picture of its own, where file managers, players and media servers look for it."""

from collections.abc import Sequence
from pathlib import Path

from audiobook.errors import OutputError
from audiobook.files import write_whole
from audiobook.formats.base import BookEdition, Edition, Entry, OutputFile


class CoverFormat:
    """The picture, byte by byte as it was drawn or given."""

    name = "cover"
    version = "1"
    encoding = ""
    shows_text = False

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:  # noqa: ARG002 - the Protocol's
        """Give the picture, if the book has one."""
        cover = edition.cover
        return (OutputFile(cover.file_name, cover.media_type, None, of_edition=True),) if cover else ()

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:
        """Write the picture (see `Format.write`)."""
        if book.edition.cover is None:
            raise OutputError(f"{file.path} cannot be written: the book has no cover")
        write_whole(target, book.edition.cover.data)
