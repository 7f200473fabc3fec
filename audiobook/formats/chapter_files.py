"""Formats with one file for each chapter: how it is named. Pure."""

from collections.abc import Sequence

from audiobook.formats.base import Entry, OutputFile
from audiobook.model import ChapterKind
from audiobook.naming import chapter_name


def chapter_files(
    contents: Sequence[Entry], extension: str, media_type: str, folder: str = "", *, sample: bool = False
) -> Sequence[OutputFile]:
    """Give "03 - The Wasteland.mp3" for each entry; what belongs to a chapter has its name, and differs at the end.

    extension: with its dot. folder: with a slash at its end, where it is not the story's own.
    sample: a retail sample gets one too.
    """
    return tuple(
        OutputFile(folder + chapter_name(entry.number, len(contents), entry.title, extension), media_type, entry.number)
        for entry in (contents if sample else without_sample(contents))
    )


def without_sample(contents: Sequence[Entry]) -> Sequence[Entry]:
    """Give what is of the book: not the retail sample, which is for shops."""
    return [entry for entry in contents if entry.kind is not ChapterKind.SAMPLE]
