"""What every source is: the bytes of a story file in, its blocks out."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from audiobook.model import About, LeftOut, Span

SCENE_BREAK: Final = re.compile(r"(?:[*#~•⁂_=\-–—·◆❦§★☆✻✽❧✦✧✶]\s?){1,20}")
"""A line of marks that parts two scenes."""


class BlockKind(StrEnum):
    """What a block is, as far as its file says so."""

    HEADING = "heading"
    TEXT = "text"
    BREAK = "break"
    """A line that only parts two scenes: `***`, a rule."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a break, as it is written."""

    text: str
    """Without blank edges; line breaks inside it are kept."""
    line: int
    """Where it begins in the file, from 1."""
    kind: BlockKind = BlockKind.TEXT
    level: int = 0
    """Of a heading: 1 is the highest. 0 for all else."""
    start: int | None = None
    """Offset in the decoded file; None where the file is not plain text."""
    n_blank_before: int = 1
    """Blank lines between it and the block before."""
    italics: tuple[Span, ...] = ()
    """As in `Paragraph`."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A story file taken apart, before anybody decides what a chapter is."""

    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    language: str = ""
    narrator: str = ""
    unquoted_speech: bool = False
    about: About = field(default_factory=About)
    cover: str = ""
    """As in `Book`."""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


class Source(Protocol):
    """A reader of one kind of story file."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Give the file name endings it reads, lower case, with the dot."""

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the file apart; place names it in errors. Raises StoryError."""
