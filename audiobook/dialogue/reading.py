"""The story as the rules read it: one run of words, each knowing its paragraph and the quotation it is in.

Parallel lists rather than token objects: a long novel has a million of them.
"""

import re
import sys
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.conventions import language_in
from audiobook.dialogue.languages import ENGLISH, Language
from audiobook.model import Book, Locus, ParagraphKind, Quotation, QuotationKind, Span

_MARKS: Final = r"|--+|\.\.\.+|[^\w\s]|_+"
SENTENCE_ENDS: Final = frozenset(".!?;")
DASHES: Final = frozenset({"—", "–", "-", "--", "---"})

NARRATION: Final = -1
"""In `Reading.quotation`: the word is in no speech."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of running text."""

    chapter: int
    paragraph: int
    scene: int
    """Counted from 0 through the book; a chapter begins one, and so does a scene break."""
    first: int
    """Its first token."""
    end: int
    """One past its last token."""


@dataclass(slots=True)
class Reading:
    """All words of the running text, in order, with what is known of each before any name is."""

    quotations: tuple[Quotation, ...]
    language: Language = ENGLISH
    words: list[str] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)
    """The words in lower case, with a straight apostrophe."""
    starts: list[int] = field(default_factory=list)
    """Code point in the paragraph."""
    quotation: list[int] = field(default_factory=list)
    """Index of the speech that the word is in, or NARRATION (mentions are narration)."""
    passage: list[int] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    pieces: list[list[tuple[int, int]]] = field(default_factory=list)
    """For each quotation, the token range of each of its parts, marks included."""

    def __len__(self) -> int:
        """Count the words and marks."""
        return len(self.words)

    def passage_at(self, token: int) -> Passage:
        """Give the paragraph that a word is in."""
        return self.passages[self.passage[token]]

    def locus(self, first: int, end: int) -> Locus:
        """Give the place of the words first..end, all in one paragraph."""
        here = self.passage_at(first)
        span = Span(self.starts[first], self.starts[end - 1] + len(self.words[end - 1]))
        return Locus(here.chapter, here.paragraph, span)

    def ends_sentence(self, token: int) -> bool:
        """Say whether a sentence ends with this mark; the point of "Mr." ends none."""
        word = self.words[token]
        if word not in SENTENCE_ENDS:
            return False
        if word != "." or token == 0:
            return True
        before = self.words[token - 1]
        return not (
            self.lows[token - 1] in w.ABBREVIATIONS or (len(before) == 1 and before.isupper() and before != "I")
        )

    def sentence_start(self, token: int, floor: int) -> int:
        """Give the first word of the sentence that `token` is in, not before `floor`."""
        while token > floor and not self.ends_sentence(token - 1):
            token -= 1
        return token

    def sentence_end(self, token: int, ceiling: int) -> int:
        """Give the mark that ends the sentence of `token`, or `ceiling`."""
        while token < ceiling and not self.ends_sentence(token):
            token += 1
        return token

    def gap_before(self, token: int) -> tuple[int, int]:
        """Give the narration that stands before a quotation in its paragraph."""
        start = token
        floor = self.passage_at(token).first
        while start > floor and self.quotation[start - 1] == NARRATION:
            start -= 1
        return start, token

    def gap_after(self, end: int) -> tuple[int, int]:
        """Give the narration that stands after a quotation in its paragraph."""
        ceiling = self.passage_at(end - 1).end
        stop = end
        while stop < ceiling and self.quotation[stop] == NARRATION:
            stop += 1
        return end, stop


def read(book: Book, quotations: tuple[Quotation, ...]) -> Reading:
    """Give the running text of a book as words, with its quotations marked."""
    reading = Reading(quotations, language_in(book))
    token = _token(reading.language)
    scene = -1
    for chapter in book.chapters:
        scene += 1
        for index, paragraph in enumerate(chapter.paragraphs):
            scene += paragraph.starts_scene
            if paragraph.kind is ParagraphKind.TEXT:
                _add(reading, token, paragraph.text, (chapter.number, index, scene))
    _mark(reading)
    return reading


def quoted_anew(reading: Reading, quotations: tuple[Quotation, ...]) -> Reading:
    """Give the same words with other quotations: reading them again is what takes long."""
    anew = replace(reading, quotations=quotations, quotation=[NARRATION] * len(reading), pieces=[])
    _mark(anew)
    return anew


def _token(language: Language) -> re.Pattern[str]:
    """Give what a word or a mark is: "jeune-fille" is one, "dit-il" is three, "l'homme" two, "aujourd'hui" one."""
    hyphen = rf"\-(?!(?:{language.apart})\b)" if language.apart else r"\-"
    elided = rf"[{language.elided}{language.elided.upper()}]['’](?=\w)|" if language.elided else ""
    return re.compile(rf"{elided}[^\W_]+(?:(?:['’]|{hyphen})[^\W_]+)*{_MARKS}")


def _add(reading: Reading, token: re.Pattern[str], text: str, place: tuple[int, int, int]) -> None:
    first = len(reading.words)
    for match in token.finditer(text):
        word = sys.intern(match.group())
        reading.words.append(word)
        reading.lows.append(sys.intern(word.lower().replace("’", "'")))
        reading.starts.append(match.start())
        reading.passage.append(len(reading.passages))
        reading.quotation.append(NARRATION)
    if len(reading.words) > first:
        reading.passages.append(Passage(*place, first, len(reading.words)))


def _mark(reading: Reading) -> None:
    """Find the tokens of every quotation."""
    place = {(p.chapter, p.paragraph): p for p in reading.passages}
    for number, quotation in enumerate(reading.quotations):
        pieces = []
        for part in quotation.parts:
            here = place[part.chapter, part.paragraph]
            first = bisect_left(reading.starts, part.span.start, here.first, here.end)
            end = bisect_left(reading.starts, part.span.end, first, here.end)
            pieces.append((first, max(end, first + 1)))
            if quotation.kind is QuotationKind.DIALOGUE:
                reading.quotation[first:end] = [number] * (end - first)
        reading.pieces.append(pieces)
