"""Passages that the narrator reads apart: thoughts in italics, and documents (a letter, a telegram, a sign)."""

import re
from collections.abc import Iterator
from typing import Final

from audiobook.dialogue.terms import INSCRIBED
from audiobook.dialogue.unspoken import is_inscription
from audiobook.model import Book, Chapter, Dialogue, Locus, Paragraph, ParagraphKind, QuotationKind, Span
from audiobook.text.marks import ITALICS, QUOTES
from audiobook.text.sentences import sentences

_THINKING: Final = re.compile(
    r",?\s+(?:(?:he|she|I|they|we|[A-Z]\w+(?: [A-Z]\w+)?) (?:\w+ly |then |had )?(?:thought|wondered|mused|thinks)"
    r"|(?:thought|wondered|mused|thinks) (?:he|she|I|they|[A-Z]\w+)"
    r"|(?:he|she|I) told (?:him|her|my)self)\b(?! that\b)"
)
"""What follows a thought that has a cue: *What now?* she thought."""
_MARKS_AROUND: Final = ".!?… \"'“”‘’(),;:—–-"
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FEWEST_WORDS, _MOST_WORDS = 3, 60
"""Of a thought: shorter italics are a title or stress, longer ones a dream, a song, a chapter of somebody else's."""
_STOPS: Final = (".", "!", "?", "…")
_HANDED_ON: Final = INSCRIBED | frozenset("line lines words following contents writing poem verse".split())
_READING: Final = frozenset("read reads ran run runs follows written wrote writes reading".split())
_NEAR: Final = 14
"""So many words before its colon, a sentence names the document."""


def thoughts(paragraph: Paragraph, language: str) -> Iterator[Span]:
    """Give the stretches of whole sentences in italics, or of italics with a cue of thinking after them.

    Those in a speech are for the caller to leave out. language: BCP 47, of the book.
    """
    if paragraph.kind is not ParagraphKind.TEXT:
        return
    text = paragraph.text
    whole = sentences(text, language)
    marked = (Span(found.start(), found.end()) for found in ITALICS.finditer(text))
    for italics in (*paragraph.italics, *marked):
        if _THINKING.match(text, italics.end) and any(s.start == italics.start for s in whole):
            yield Span(italics.start, italics.end + (text[italics.end] == ","))
        elif _FEWEST_WORDS <= len(_WORD.findall(text, italics.start, italics.end)) <= _MOST_WORDS:
            inside = [s for s in whole if s.start < italics.end and italics.start < s.end]
            span = Span(inside[0].start, inside[-1].end)
            around = text[span.start : italics.start] + text[italics.end : span.end]
            if not around.strip(_MARKS_AROUND) and text[span.start : span.end].rstrip("*_" + QUOTES).endswith(_STOPS):
                yield span


def documents(book: Book, dialogue: Dialogue) -> Iterator[Locus]:
    """Give what is read out: what a thing says in quotation marks, and the paragraph that a colon hands on."""
    for attribution in dialogue.attributions:
        first = attribution.quotation.parts[0]
        if attribution.quotation.kind is QuotationKind.MENTION and _is_read_out(book, first):
            yield first
    speech = {(part.chapter, part.paragraph) for a in dialogue.attributions for part in a.quotation.parts}
    for chapter in book.chapters:
        for index in _handed_on(chapter, speech):
            yield Locus(chapter.number, index, Span(0, len(chapter.paragraphs[index].text)))


def _is_read_out(book: Book, quoted: Locus) -> bool:
    """Say whether a quotation is what a sign or a letter says, in whole sentences to the end of the narrator's own."""
    text, span = book.paragraph(quoted).text, quoted.span
    inner = text[span.start : span.end].rstrip(QUOTES)
    if not inner.endswith(_STOPS) or len(_WORD.findall(inner)) < _FEWEST_WORDS:
        return False
    return is_inscription(text[: span.start]) and any(s.end == span.end for s in sentences(text, book.language))


def _handed_on(chapter: Chapter, speech: set[tuple[int, int]]) -> Iterator[int]:
    """Give the paragraphs before which one ends like 'The telegram read:'."""
    for index, paragraph in enumerate(chapter.paragraphs[:-1]):
        after = chapter.paragraphs[index + 1]
        if after.kind is ParagraphKind.TEXT and paragraph.text.endswith(":") and not after.starts_scene:
            words = [word.lower() for word in _WORD.findall(paragraph.text)][-_NEAR:]
            read = not _READING.isdisjoint(words) or is_inscription(paragraph.text)
            named = not _HANDED_ON.isdisjoint(words)
            if named and (read or (chapter.number, index + 1) not in speech):
                yield index + 1
