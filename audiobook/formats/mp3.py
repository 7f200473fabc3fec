"""MP3: one file for each chapter, for any player, by the numbers that ACX publishes."""

from collections.abc import Sequence
from pathlib import Path

from audiobook.formats.base import BookEdition, Edition, Entry, OutputFile
from audiobook.formats.chapter_files import chapter_files


class Mp3Format:
    """Constant 192 kbit/s, 44.1 kHz, mono, with an ID3v2.3 tag, which every player and Windows reads."""

    name = "mp3"
    version = "3"
    encoding = "mp3"
    shows_text = False

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:  # noqa: ARG002 - the Protocol's
        """Give one file for each chapter, and for a retail sample."""
        return chapter_files(contents, ".mp3", "audio/mpeg", sample=True)

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:  # noqa: ARG002 - as above
        """Tag and publish the chapter (see `Format.write`)."""
        from audiobook.formats.id3 import write_tagged  # noqa: PLC0415 - mutagen: 40 ms that most commands need not spend

        (chapter,) = book.chapters
        write_tagged(chapter.sound["mp3"], book.edition, chapter.entry, target)
