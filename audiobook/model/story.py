"""A story, read: chapters, paragraphs, and places in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text in code points, half-open, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or negative stretch."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")


def clipped(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """Give what of the spans lies in a stretch of their text, counted from the beginning of that."""
    inside = ((max(start, span.start) - start, min(end, span.end) - start) for span in spans)
    return tuple(Span(*edges) for edges in inside if edges[0] < edges[1])


class ParagraphKind(StrEnum):
    """What a paragraph is in its chapter."""

    TITLE = "title"
    """The title of the book, as it stands in the text."""
    HEADING = "heading"
    """The heading of the chapter."""
    TEXT = "text"


class Form(StrEnum):
    """How the words of a paragraph are set, where its file says so."""

    PROSE = "prose"
    VERSE = "verse"
    """Its line breaks are the poet's."""
    LETTER = "letter"
    """What somebody wrote to somebody: a letter, a telegram."""


class ChapterKind(StrEnum):
    """What a chapter is to a listener."""

    STORY = "story"
    OPENING = "opening"
    """Opening credits: title, author, who reads."""
    CLOSING = "closing"
    """Closing credits."""
    SAMPLE = "sample"
    """A retail sample: some minutes of the story, for a shop; no part of the book."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it is written; line breaks inside it are kept as newlines."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    line: int = 1
    """Where it begins in the file, counted from 1; which paragraph it is, where a file has no lines (EPUB, HTML)."""
    start: int | None = None
    """Offset of its first code point in the decoded file; None where the file is not plain text."""
    starts_scene: bool = False
    """A scene break stands before it."""
    italics: tuple[Span, ...] = ()
    """What of it is in italics, where its file says so without marks in the text; plain text has `_` and `*`."""
    form: Form = Form.PROSE

    def __post_init__(self) -> None:
        """Refuse a paragraph with nothing in it, or with blank edges."""
        if not self.text or self.text != self.text.strip():
            raise ValueError(f"not a paragraph: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter; its heading, if the text has one, is its first paragraph (after the book's title)."""

    number: int
    """Counted from 1."""
    title: str
    """For files, tags and lists; "Chapter 3" where the text has no heading."""
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of the story file that is not said, and why."""

    text: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a story's file as its own contents have it: a chapter, or what is no part of the story."""

    title: str
    n_words: int
    chapter: int | None
    """The chapter it is in; None: it is left out."""
    reason: str = ""
    """Why it is left out: "the title page", "you asked for it"."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a word or a phrase is said, as the story's own file has it."""

    written: str
    ipa: str
    """International Phonetic Alphabet, and nothing else: letters, stress and length marks, blanks."""
    language: str = ""
    """BCP 47, lower case; empty: the book's."""
    say: str = ""
    """Other words that are said for it; then there may be no IPA."""


@dataclass(frozen=True, slots=True)
class About:
    """What a publisher says of a book. All may be empty."""

    description: str = ""
    publisher: str = ""
    series: str = ""
    series_number: str = ""
    """"1", or "1.5" for what stands between two volumes."""
    published: str = ""
    """"1851", or "1851-10-18"."""
    rights: str = ""
    """"© 2026 Jane Doe", "CC0"."""
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A story, read."""

    title: str
    author: str
    """Empty where the story does not say."""
    language: str
    """BCP 47, lower case: "en", "en-gb"."""
    chapters: tuple[Chapter, ...]
    narrator: str = ""
    """The character who tells the story, where its front matter says so; else empty."""
    unquoted_speech: bool = False
    """Its front matter says that some of what is said in it stands in no marks."""
    about: About = About()
    cover_image: bytes = b""
    """JPEG or PNG, as the story's own file carries it; empty: it carries none."""
    pronunciations: tuple[Pronunciation, ...] = ()
    sections: tuple[Section, ...] = ()
    """All that the file consists of, in its order, what is left out too."""
    cover: str = ""
    """Path of the picture that the story names, from its own folder; "none": it is to have none."""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person should know of how the file was read: a guessed charset, an ignored control character."""

    def text_at(self, locus: "Locus") -> str:
        """Give the words at a place."""
        return self.paragraph(locus).text[locus.span.start : locus.span.end]

    def paragraph(self, locus: "Locus") -> Paragraph:
        """Give the paragraph a place is in."""
        return self.chapters[locus.chapter - 1].paragraphs[locus.paragraph]


@dataclass(frozen=True, slots=True, order=True)
class Locus:
    """A place in the book. Places are ordered as they are read."""

    chapter: int
    """The chapter's number, from 1."""
    paragraph: int
    """Index into the chapter's paragraphs, from 0."""
    span: Span
    """Within the paragraph's text."""
