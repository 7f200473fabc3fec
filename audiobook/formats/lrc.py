"""LRC: the words of each chapter, beside its MP3, as music players show lyrics.

A line for each cue, "[mm:ss.xx]", to the hundredth of a second; minutes go on after 59. Where the times of words are
known, each word has its own, "<mm:ss.xx>" (the "enhanced" kind). A character is named where the speaker changes. LRC
cannot quote: what looks like a time in the text ("<1:30>", "[0:10]") gets round brackets, and so does every title.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from audiobook.files import write_whole
from audiobook.formats.base import BookEdition, ChapterEdition, Edition, Entry, OutputFile
from audiobook.formats.captions import Cue, clock, cues, in_tick, in_ticks
from audiobook.formats.chapter_files import chapter_files

_N_COLUMNS: Final = 32
_PER_S: Final = 100
_ROUND: Final = str.maketrans("[]", "()")
_LIKE_A_STAMP: Final = re.compile(r"[<\[]([\d:.,]+)[>\]]")


class LrcFormat:
    """Lyrics with times, for players of music."""

    name = "lrc"
    version = "2"
    encoding = ""
    shows_text = True

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:  # noqa: ARG002 - the Protocol's
        """Give one file for each chapter."""
        return chapter_files(contents, ".lrc", "text/plain")

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:  # noqa: ARG002 - as above
        """Write the chapter's lines (see `Format.write`)."""
        (chapter,) = book.chapters
        content = [*_header(book.edition, chapter), *_lines(chapter)]
        write_whole(target, "".join(line + "\n" for line in content).encode())


def _header(edition: Edition, chapter: ChapterEdition) -> Iterator[str]:
    """Give what is known: chapter, book, author, length, and by what program it was made."""
    timeline = chapter.timeline
    length = in_tick(timeline.n_samples, timeline.sample_rate_hz, _PER_S)
    known = {
        "ti": chapter.entry.title,
        "al": edition.title,
        "ar": edition.author,
        "length": _stamp(length),
        "re": "fullcast",
    }
    for name, value in known.items():
        if value:
            yield f"[{name}:{' '.join(value.split()).translate(_ROUND)}]"


def _lines(chapter: ChapterEdition) -> Iterator[str]:
    rate_hz = chapter.timeline.sample_rate_hz
    found = cues(chapter, _N_COLUMNS, named=True)
    for cue, (start, end) in zip(found, in_ticks(found, rate_hz, _PER_S), strict=True):
        yield f"[{_stamp(start)}]{_marked(cue, start, end, rate_hz)}"


def _marked(cue: Cue, start: int, end: int, rate_hz: int) -> str:
    """Give the text, with the time of each word before it, and that of the end after the last."""
    text = _LIKE_A_STAMP.sub(r"(\1)", cue.text)
    if not cue.words:
        return text
    pieces, at = list[str](), 0
    for word in cue.words:
        tick = min(max(start, in_tick(word.start, rate_hz, _PER_S)), end)
        pieces += (text[at : word.span.start], f"<{_stamp(tick)}>")
        at = word.span.start
    return "".join((*pieces, text[at:], f"<{_stamp(end)}>"))


def _stamp(tick: int) -> str:
    hours, minutes, seconds, rest = clock(tick, _PER_S)
    return f"{60 * hours + minutes:02}:{seconds:02}.{rest:02}"
