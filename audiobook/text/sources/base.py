"""What every source is: the bytes of a story file in, its blocks out."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol

from audiobook.errors import StoryError
from audiobook.model import About, Form, LeftOut, Pronunciation, Span
from audiobook.text.limits import LIMITS

SCENE_BREAK: Final = re.compile(r"(?:[*#~•⁂_=\-–—·◆❦§★☆✻✽❧✦✧✶]\s{0,12}){1,20}")
"""A line of marks that parts two scenes; Project Gutenberg's stars have seven blanks between them."""
INVISIBLE: Final = re.compile("[\u00ad\u200b\u2060\ufeff]+")
"""Where a word may be broken and where not: not said, and in the way of whoever looks at letters side by side."""


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
    """Where it begins in the file, from 1; which block it is, where a file has no lines (EPUB, HTML)."""
    kind: BlockKind = BlockKind.TEXT
    level: int = 0
    """Of a heading: 1 is the highest. 0 for all else."""
    start: int | None = None
    """Offset in the decoded file; None where the file is not plain text."""
    n_blank_before: int = 1
    """Blank lines between it and the block before."""
    italics: tuple[Span, ...] = ()
    """As in `Paragraph`."""
    form: Form = Form.PROSE
    opens: str = ""
    """A chapter of this title begins here, as the file's own contents say; empty where they do not."""
    aside: str = ""
    """Why it is no part of the story ("the title page"), and so left out unless somebody asks for it; else empty."""
    set_off: bool = False
    """All of it is in bold letters, or centred: a heading perhaps, in a file that marks none."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A story file taken apart, before anybody decides what a chapter is.

    Where a block has `opens`, chapters begin at those blocks and nowhere else; else headings and gaps decide.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    language: str = ""
    narrator: str = ""
    unquoted_speech: bool = False
    about: About = field(default_factory=About)
    cover: str = ""
    """As in `Book`."""
    cover_image: bytes = b""
    """As in `Book`."""
    pronunciations: tuple[Pronunciation, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """What is never said, whatever somebody asks for: page numbers, marks of notes, what is hidden."""
    notes: tuple[str, ...] = ()
    is_clean: bool = False
    """It comes from a publisher, not off a web page: there is no furniture of one at its edges."""


def check_length(n_chars: int, place: str) -> None:
    """Raise StoryError for a story that is longer than any."""
    if n_chars > LIMITS.chars:
        raise StoryError(f"{place} has more than {LIMITS.chars:,} characters", hint="part it into several stories")


class Source(Protocol):
    """A reader of one kind of story file.

    It is pure: bytes in, value out; no files, no network. Heavy packages are imported inside `read`.
    """

    @property
    def is_risky(self) -> bool:
        """Say whether a hostile file could crash, hang or bloat it: then it is called in a limited child process."""

    def read(self, data: bytes, place: str) -> Manuscript:
        """Take the file apart; place names it in errors. Raises StoryError for what is damaged or over a limit."""
