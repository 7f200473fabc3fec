"""M4B: the whole book in one file with chapters, for Apple's players, and all that are made for audiobooks.

Its sound is that of the chapters' tracks, frame for frame: a changed chapter costs its own encoding and a new file.
"""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from audiobook.audio.encodings import SAMPLE_RATE_HZ
from audiobook.files import published, scratch, write_whole
from audiobook.formats.base import BookEdition, ChapterEdition, Edition, Entry, OutputFile
from audiobook.formats.labels import three_letters
from audiobook.model import ChapterKind
from audiobook.naming import book_name

_IGNORE: Final = "m4b/.ignore"
"""Media servers skip a folder with such a file in it, or they would count the book twice: here, and as MP3s above."""
_NERO_CHAPTERS: Final = 255
"""As many as Nero's list of chapters holds; players that look there first would not see the rest of a longer one."""
_TITLE_BYTES: Final = 255
"""As long as a title may be in that list."""
_ESCAPED: Final = str.maketrans({sign: f"\\{sign}" for sign in "=;#\\\n"})


class M4bFormat:
    """AAC, 80 kbit/s, mono, with cover, chapters of both kinds (Nero's and QuickTime's) and tags, ready to stream."""

    name = "m4b"
    version = "1"
    encoding = "m4a"
    shows_text = False

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:  # noqa: ARG002 - the Protocol's
        """Give the book, and a mark that media servers go by."""
        book = book_name(edition.title, ".m4b")
        return OutputFile(f"m4b/{book}", "audio/mp4", None), OutputFile(
            _IGNORE, "application/octet-stream", None, of_edition=True
        )

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:
        """Join the tracks, mark the chapters, and tag the file (see `Format.write`)."""
        if file.path == _IGNORE:
            write_whole(target, b"")
            return
        from audiobook.audio.adts import join_aac  # noqa: PLC0415 - as in `audio.tracks`
        from audiobook.formats.m4b_tags import write_tags  # noqa: PLC0415 - mutagen, as in `mp3`

        chapters = [chapter for chapter in book.chapters if chapter.entry.kind is not ChapterKind.SAMPLE]
        with published(target) as part, scratch(target) as aac:
            lengths = join_aac([chapter.sound["m4a"] for chapter in chapters], aac)
            _mux(aac, "".join(_metadata(chapters, lengths)), book.edition.language, part)
            write_tags(part, book.edition)


def _metadata(chapters: Sequence[ChapterEdition], lengths: Sequence[int]) -> Iterator[str]:
    """Give the chapters as ffmpeg reads them: without gaps, the first from 0. lengths: in samples."""
    yield ";FFMETADATA1\n"
    ends = list(itertools.accumulate(lengths))
    for chapter, start, end in zip(chapters, [0, *ends], ends, strict=False):
        yield f"[CHAPTER]\nTIMEBASE=1/{SAMPLE_RATE_HZ}\nSTART={start}\nEND={end}\n"
        yield f"title={_fitting(chapter.entry.title).translate(_ESCAPED)}\n"


def _fitting(title: str) -> str:
    # after a backslash, escaped or not, ffmpeg takes the end of a line for a part of it
    return title.encode()[:_TITLE_BYTES].decode(errors="ignore").rstrip("\\")


def _mux(aac: Path, metadata: str, language: str, target: Path) -> None:
    from audiobook.audio.ffmpeg import run  # noqa: PLC0415 - as in `audio.tracks`

    many = metadata.count("[CHAPTER]\n") > _NERO_CHAPTERS
    arguments = [
        *("-f", "aac", "-i", f"file:{aac}", "-f", "ffmetadata", "-i", "pipe:0"),
        # metadata 1 holds nothing but the chapters; "-1" would drop their titles
        *("-map", "0:a", "-map_metadata", "1", "-map_chapters", "1", "-fflags", "+bitexact"),
        *("-metadata:s:a:0", f"language={three_letters(language) or 'und'}"),
        *("-c", "copy", "-bsf:a", "aac_adtstoasc", "-f", "ipod", "-brand", "M4B "),
        # marks to the sample; the timescale that ffmpeg takes from ADTS counts 28 million a second
        *("-movie_timescale", str(SAMPLE_RATE_HZ)),
        *("-movflags", "+faststart+disable_chpl" if many else "+faststart"),
    ]
    run([*arguments, f"file:{target}"], target, [metadata.encode()])
