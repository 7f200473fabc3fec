"""What every format is: a book as it is published in, files out.

A format is a class with a constructor that takes nothing, registered under the entry-point group `audiobook.formats`.
It says which files it makes of a book, and writes each when asked. It is told all it may know in a BookEdition and
reaches for nothing else: no settings, no pipeline, no other format. Sound comes mastered and encoded (`audio.tracks`),
so that each chapter is stitched once, however many formats there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from audiobook.model import About, ChapterKind, Paragraph, Timeline

_COVER_NAMES: Final = {"image/jpeg": "cover.jpg", "image/png": "cover.png"}


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture on the front."""

    data: bytes
    media_type: str
    """"image/jpeg" or "image/png"."""

    @property
    def file_name(self) -> str:
        """What it is called as a file of its own: "cover.jpg", "cover.png"."""
        return _COVER_NAMES[self.media_type]


@dataclass(frozen=True, slots=True)
class Edition:
    """What all files of a book share."""

    title: str
    author: str
    """Empty where the story does not say."""
    narrator: str
    """Who reads, as players show it; empty for nobody."""
    language: str
    """BCP 47, lower case: "en", "en-gb"."""
    n_chapters: int
    """How many entries the contents have."""
    cover: Cover | None = None
    about: About = field(default_factory=About)
    cast: tuple[str, ...] = ()
    """Names of the characters who have a voice, those with most to say first."""
    notice: str = ""
    """Says that the voices are synthetic, for who must be told; empty where people read."""
    identifier: str = ""
    """"urn:uuid:...", the same for every build of a title by an author."""
    address: str = ""
    """Where the person will put the story's output folder on the web, with a slash at its end; empty: nowhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents."""

    number: int
    """Of the chapter, from 1; 0 for opening credits, and on from the last chapter for what follows it."""
    title: str
    kind: ChapterKind
    position: int
    """Among all entries in the order in which they are heard, from 1."""


@dataclass(frozen=True, slots=True)
class ChapterEdition:
    """One chapter as it is published."""

    entry: Entry
    timeline: Timeline
    """Placements in order; the utterance of each has a locus: a paragraph of `paragraphs`, and a span in its text."""
    paragraphs: tuple[Paragraph, ...] = ()
    """All of the chapter, also what nobody says (a row of stars)."""
    speakers: Mapping[str, str] = field(default_factory=dict)
    """Id of a character who speaks in it -> name. The narrator has neither."""
    sound: Mapping[str, Path] = field(default_factory=dict)
    """Encoding (`audio.tracks.ENCODINGS`) -> file with the mastered sound, as long as the timeline, without tags."""


@dataclass(frozen=True, slots=True)
class BookEdition:
    """What a file is made from: the whole book, or for a file of one chapter that chapter alone."""

    edition: Edition
    chapters: tuple[ChapterEdition, ...]
    """In the order of the contents."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file that a format makes."""

    path: str
    """Relative to the story's output folder, with forward slashes: "player/index.html"."""
    media_type: str
    chapter: int | None
    """The number of the only chapter it hangs on; None: it hangs on all of them, or on none (`of_edition`)."""
    of_edition: bool = False
    """It hangs on no chapter at all: it is made from the edition, and of each book there is one."""
    detail: str = ""
    """What else its bytes hang on: the address on the web, for a file that names it."""

    def hangs_on(self, entry: Entry) -> bool:
        """Say whether it is made anew when that chapter changes. A retail sample is no part of the book."""
        if self.of_edition:
            return False
        return entry.number == self.chapter or (self.chapter is None and entry.kind is not ChapterKind.SAMPLE)


class Format(Protocol):
    """A kind of publication: one file for each chapter, one for the book, or a folder of them."""

    name: str
    """The name that settings use, and of the entry point."""
    version: str
    """Enters the recipe of its files: raise it when the same input would be written differently."""
    encoding: str
    """Of the sound it takes: "mp3", "m4a"; empty if it takes none."""
    shows_text: bool
    """Its files hang on the written words, and on who says them."""

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:
        """Say which files it makes. Their chapters are among those of the contents."""

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:
        """Write one of its files to `target`, whole or not at all (`files.published`); same input, same bytes.

        book: with the one chapter of `file.chapter`, or with all of them where that is None.

        Raises AudioError if the sound cannot be had, OutputError if the file cannot be written; there is then no
        file at `target`, or the one that was there before.
        """
