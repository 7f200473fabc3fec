"""Which manner each utterance has, and the voice and gain it is then said with."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from audiobook.manner.passages import documents, thoughts
from audiobook.manner.rules import PASSAGES, Manner
from audiobook.manner.speeches import told_of_speeches
from audiobook.model import Book, Dialogue, Locus, Prosody, Span, Voice
from audiobook.text.marks import QUOTES

CanSpeak = Callable[[Voice], bool]
"""Says whether the engine of a voice takes its prosody."""

_CLOSERS: Final = QUOTES + ")]*_ "
_CAPITALS: Final = re.compile(r"[^\W\d_]{2,}")
_DIGITS: Final = 4
"""Of a rate or a pitch: the name of a clip hangs on it, and must not on how a processor multiplies."""


def _anything(voice: Voice) -> bool:
    """Take every prosody."""
    del voice
    return True


@dataclass(frozen=True, slots=True)
class _Told:
    """A stretch of one paragraph with the manners that the text tells of it, the first in force of which counts."""

    span: Span
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the lines of one book are said."""

    told: Mapping[tuple[int, int], Sequence[_Told]] = field(default_factory=dict)
    """Chapter and paragraph -> its stretches, documents before thoughts before speeches."""
    in_force: Mapping[str, Manner] = field(default_factory=dict)
    can_speak: CanSpeak = _anything

    def edges(self, chapter: int, paragraph: int) -> Iterator[int]:
        """Give where a document or a thought begins and ends: it is said apart from the words that hand it on."""
        for told in self.told.get((chapter, paragraph), ()):
            if any(name in self.in_force for name in told.names if name in PASSAGES):
                yield from (told.span.start, told.span.end)

    def manner_of(self, locus: Locus, written: str, *, is_speech: bool) -> Manner | None:
        """Give how an utterance is said; None where nothing in the text tells, or its manner is off."""
        names = [
            name
            for told in self.told.get((locus.chapter, locus.paragraph), ())
            if told.span.start <= locus.span.start and locus.span.end <= told.span.end
            for name in told.names
        ]
        if is_speech:
            names += _by_marks(written)
        return next((self.in_force[name] for name in names if name in self.in_force), None)

    def shaped(self, voice: Voice, manner: Manner) -> Voice:
        """Give the voice as it says something in that manner.

        Where its engine cannot go so far (the cast took it to an edge already), the pitch yields first, then the rate.
        """
        rate = _within(voice.prosody.rate * manner.rate, 0.25, 4.0)
        pitch_st = _within(voice.prosody.pitch_st + manner.pitch_st, -12.0, 12.0)
        for prosody in (
            Prosody(rate, pitch_st),
            Prosody(rate, voice.prosody.pitch_st),
            Prosody(voice.prosody.rate, pitch_st),
        ):
            if self.can_speak(replace(voice, prosody=prosody)):
                return replace(voice, prosody=prosody)
        return voice


def deliver(book: Book, dialogue: Dialogue, manners: Sequence[Manner], can_speak: CanSpeak = _anything) -> Delivery:
    """Give how the lines of a book are said, with the manners that are in force."""
    in_force = {manner.name: manner for manner in manners if not manner.is_plain}
    found: dict[tuple[int, int], list[_Told]] = defaultdict(list)
    if not in_force:
        return Delivery()
    for locus in documents(book, dialogue):
        found[locus.chapter, locus.paragraph].append(_Told(locus.span, ("document",)))
    for chapter, index, span in _italics(book, dialogue):
        found[chapter, index].append(_Told(span, ("thought",)))
    for part, names in told_of_speeches(book, dialogue):
        found[part.chapter, part.paragraph].append(_Told(part.span, names))
    return Delivery(found, in_force, can_speak)


def _italics(book: Book, dialogue: Dialogue) -> Iterator[tuple[int, int, Span]]:
    """Give the thoughts in italics that nobody says aloud."""
    said: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for attribution in dialogue.attributions:
        for part in attribution.quotation.parts:
            said[part.chapter, part.paragraph].append(part.span)
    for chapter in book.chapters:
        for index, paragraph in enumerate(chapter.paragraphs):
            for span in thoughts(paragraph, book.language):
                if not any(s.start < span.end and span.start < s.end for s in said[chapter.number, index]):
                    yield chapter.number, index, span


def _by_marks(written: str) -> Iterator[str]:
    """Give the manners that a sentence's own marks and letters tell."""
    words = _CAPITALS.findall(written)
    if len(words) > 1 and all(word.isupper() for word in words):
        yield "capitals"
    last = written.rstrip(_CLOSERS)[-1:]
    if last == "!":
        yield "exclamation"
    elif last == "?":
        yield "question"


def _within(value: float, low: float, high: float) -> float:
    return round(min(high, max(low, value)), _DIGITS)
