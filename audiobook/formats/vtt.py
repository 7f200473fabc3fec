"""WebVTT: subtitles for each chapter, beside its MP3, with speakers and the times of words."""

from collections.abc import Sequence
from pathlib import Path

from audiobook.files import write_whole
from audiobook.formats.base import BookEdition, Edition, Entry, OutputFile
from audiobook.formats.chapter_files import chapter_files
from audiobook.formats.webvtt import webvtt


class VttFormat:
    """What browsers take, and most players of videos (see `webvtt`)."""

    name = "vtt"
    version = "1"
    encoding = ""
    shows_text = True

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:  # noqa: ARG002 - the Protocol's
        """Give one file for each chapter."""
        return chapter_files(contents, ".vtt", "text/vtt")

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:  # noqa: ARG002 - as above
        """Write the chapter's subtitles (see `Format.write`)."""
        (chapter,) = book.chapters
        write_whole(target, webvtt(chapter).encode())
