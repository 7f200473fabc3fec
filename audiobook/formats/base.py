"""What every format is: the timeline of a chapter in, a file out.

A format is a class with a constructor that takes nothing, registered under the entry-point group `audiobook.formats`.
It is told all it may know in a ChapterEdition, reads sound through `read`, and reaches for nothing else: no settings,
no pipeline, no other format. It writes a file whole or not at all (`files.published`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from audiobook.model import LoudnessTarget, Timeline


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture on the front."""

    data: bytes
    media_type: str
    """"image/jpeg" or "image/png"."""


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
    target: LoudnessTarget
    cover: Cover | None = None


@dataclass(frozen=True, slots=True)
class ChapterEdition:
    """One chapter as it is published. Its number is the timeline's."""

    edition: Edition
    title: str
    timeline: Timeline


class Format(Protocol):
    """A kind of file that a chapter can be written as."""

    name: str
    """The name that settings use, and of the entry point."""
    version: str
    """Enters the recipe of the file: raise it when the same input would be written differently."""
    extension: str
    """With its dot: ".mp3"."""
    media_type: str

    def write_chapter(self, chapter: ChapterEdition, read: Callable[[str], bytes], target: Path) -> None:
        """Write the chapter to `target`; the same input gives the same bytes.

        read: gives the samples of a clip for its key, at the rate of the chapter's timeline.

        Raises AudioError if the sound cannot be made, OutputError if the file cannot be written; there is then no
        file at `target`, or the one that was there before.
        """
