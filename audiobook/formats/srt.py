r"""SRT: subtitles for each chapter, beside its MP3, for the players that know no other.

It has no specification; this is what SubRip wrote and everybody reads: two lines of at most 32 characters, UTF-8. There
is no place for a speaker, so a character is named where the speaker changes, and no way to quote: what players would
take for a tag ("<b>", "{\an8}") or for the times of another cue ("-->") gets another sign that reads the same.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from audiobook.files import write_whole
from audiobook.formats.base import BookEdition, ChapterEdition, Edition, Entry, OutputFile
from audiobook.formats.captions import clock, cues, in_ticks, lines
from audiobook.formats.chapter_files import chapter_files

_N_COLUMNS: Final = 32
_PER_S: Final = 1000
_LIKE_A_TAG: Final = re.compile(r"<(?=[A-Za-z/!?])")


class SrtFormat:
    """Numbered cues with times to the millisecond."""

    name = "srt"
    version = "2"
    encoding = ""
    shows_text = True

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:  # noqa: ARG002 - the Protocol's
        """Give one file for each chapter."""
        return chapter_files(contents, ".srt", "application/x-subrip")

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:  # noqa: ARG002 - as above
        """Write the chapter's subtitles (see `Format.write`)."""
        (chapter,) = book.chapters
        write_whole(target, "\n".join(_blocks(chapter)).encode())


def _blocks(chapter: ChapterEdition) -> Iterator[str]:
    found = cues(chapter, _N_COLUMNS, named=True)
    times = in_ticks(found, chapter.timeline.sample_rate_hz, _PER_S)
    for number, (cue, (start, end)) in enumerate(zip(found, times, strict=True), 1):
        text = "\n".join(_harmless(cue.text[line.start : line.end]) for line in lines(cue.text, _N_COLUMNS))
        yield f"{number}\n{_stamp(start)} --> {_stamp(end)}\n{text}\n"


def _harmless(line: str) -> str:
    return _LIKE_A_TAG.sub("‹", line).replace("{\\", "(\\").replace("-->", "→")


def _stamp(tick: int) -> str:
    return "{:02}:{:02}:{:02},{:03}".format(*clock(tick, _PER_S))
