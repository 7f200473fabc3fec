"""Which manners the narration around each speech tells, its cue first."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audiobook.manner.cues import Telling, is_of_voice, telling, told_beside, told_by_cue, uncued
from audiobook.model import Attribution, Book, Dialogue, Locus, QuotationKind, Span
from audiobook.text.marks import QUOTES
from audiobook.text.sentences import sentences

_BEAT: Final = "action-beat"
_STOPS: Final = ".;"
_CLOSERS: Final = QUOTES + ")_* "
_PRONOUNS: Final = frozenset({"he", "she", "i", "they"})

Place = tuple[int, int]
"""Chapter and paragraph."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A quoted stretch of one paragraph."""

    span: Span
    number: int
    """Of its speech."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """Narration between two speeches, or between one and the edge of its paragraph."""

    place: Place
    start: int
    """In its paragraph."""
    text: str
    sentences: tuple[Span, ...]
    """In `text`."""

    def holds(self, cue: Locus) -> bool:
        """Say whether a cue stands in it."""
        here = self.start <= cue.span.start and cue.span.end <= self.start + len(self.text)
        return here and self.place == _place(cue)


class Narration:
    """The narration of a book as it stands around its speeches."""

    def __init__(self, book: Book, dialogue: Dialogue) -> None:
        """Find every speech in its paragraph; what is quoted and not said is narration that tells nothing."""
        self._book = book
        self._parts: dict[Place, list[_Part]] = defaultdict(list)
        self._cues: dict[Place, list[Span]] = defaultdict(list)
        self._mentions: dict[Place, list[Span]] = defaultdict(list)
        for number, attribution in enumerate(dialogue.attributions):
            for part in attribution.quotation.parts:
                if attribution.quotation.kind is QuotationKind.MENTION:
                    self._mentions[_place(part)].append(part.span)
                else:
                    self._parts[_place(part)].append(_Part(part.span, number))
            if attribution.cue:
                self._cues[_place(attribution.cue)].append(attribution.cue.span)
        for parts in self._parts.values():
            parts.sort(key=lambda part: part.span)

    def next_to(self, part: Locus) -> int | None:
        """Give the number of the next speech in the paragraph."""
        return next((p.number for p in self._parts[_place(part)] if p.span.start >= part.span.end), None)

    def gap(self, place: Place, at: int) -> _Gap:
        """Give the narration around a code point, after the speech that ends there, or before the one that begins."""
        text = self._book.chapters[place[0] - 1].paragraphs[place[1]].text
        parts = self._parts[place]
        start = max((part.span.end for part in parts if part.span.end <= at), default=0)
        end = min((part.span.start for part in parts if part.span.start >= max(at, start)), default=len(text))
        gap = text[start:end]
        for span in self._mentions[place]:
            if start <= span.start and span.end <= end:
                blank = " " * (span.end - span.start)
                gap = gap[: span.start - start] + blank + gap[span.end - start :]
        return _Gap(place, start, gap, sentences(gap, self._book.language) if gap.strip() else ())

    def uncued_after(self, part: Locus) -> Telling | None:
        """Give the sentence right after a part of a speech, if a verb of speech stands where a cue has it."""
        gap = self.gap(_place(part), part.span.end)
        ends = self._book.text_at(part).rstrip(_CLOSERS)[-1:]
        if not gap.sentences or not (gap.text.lstrip()[0].islower() or ends not in _STOPS):
            return None
        return uncued(gap.text[: gap.sentences[0].end], leads=False)

    def with_cue(self, cue: Locus) -> Telling:
        """Give the sentence of a cue, as far as it is this cue's and no other speech's."""
        gap = self.gap(_place(cue), cue.span.start)
        first, end = cue.span.start - gap.start, cue.span.end - gap.start
        left = max((s.start for s in gap.sentences if s.start <= first), default=0)
        right = min((s.end for s in gap.sentences if s.end >= end), default=len(gap.text))
        for other in self._cues[_place(cue)]:
            if other.start >= cue.span.end:
                right = min(right, max(end, other.start - gap.start))
            elif other.end <= cue.span.start:
                left = max(left, min(first, other.end - gap.start))
        left = max(left, gap.text.rfind(";", left, first) + 1)
        return telling(gap.text[left:right], first - left, end - left)


def told_of_speeches(book: Book, dialogue: Dialogue) -> Iterator[tuple[Locus, tuple[str, ...]]]:
    """Give every part of a speech of which the narration tells a manner, with the one that counts most first."""
    narration = Narration(book, dialogue)
    carried: dict[int, tuple[str, ...]] = {}
    for number, attribution in enumerate(dialogue.attributions):
        if attribution.speaker is None:
            continue
        parts = attribution.quotation.parts
        told = tuple(dict.fromkeys((*_told(narration, attribution), *carried.get(number, ()))))
        for part in parts:
            anew = _told_anew(narration, attribution, part) if part != parts[0] else ()
            if anew or told:
                yield part, anew or told
        follower = narration.next_to(parts[-1])
        if told and follower is not None and _goes_on(narration, attribution, dialogue.attributions[follower]):
            carried[follower] = told


def _told(narration: Narration, attribution: Attribution) -> list[str]:
    found: list[str] = []
    if attribution.cue is None:
        for words in _uncued(narration, attribution):
            found += told_by_cue(words)
    else:
        words = narration.with_cue(attribution.cue)
        follows = attribution.cue > attribution.quotation.parts[0]
        found += told_beside(words, follows=follows) if attribution.rule == _BEAT else told_by_cue(words)
    for words in _beside(narration, attribution):
        found += told_beside(words, follows=False)
    return found


def _told_anew(narration: Narration, attribution: Attribution, part: Locus) -> tuple[str, ...]:
    """Give what a second cue tells of a later part: '"Ay," murmured Anna, "I know!" she cried.'."""
    if attribution.cue is not None and narration.gap(_place(part), part.span.end).holds(attribution.cue):
        return ()
    words = narration.uncued_after(part)
    return told_by_cue(words) if words else ()


def _uncued(narration: Narration, attribution: Attribution) -> Iterator[Telling]:
    """Read the narration that touches a speech where nobody found a cue: a person corrected it, or it is a reply."""
    for part in attribution.quotation.parts:
        words = narration.uncued_after(part)
        if words:
            yield words
    before = narration.gap(_place(part := attribution.quotation.parts[0]), part.span.start)
    if before.text.rstrip()[-1:] in {":", ","} and before.sentences:
        words = uncued(before.text[before.sentences[-1].start :], leads=True)
        if words:
            yield words


def _beside(narration: Narration, attribution: Attribution) -> Iterator[Telling]:
    """Give the sentences next to a speech that may tell of its voice: 'Her voice was a whisper.' after it or its cue.

    Before a speech without a cue also 'She sighed.' or 'Anna lowered her voice.', which else is the cue.
    """
    for part in attribution.quotation.parts:
        gap = narration.gap(_place(part), part.span.end)
        cued = attribution.cue is not None and gap.holds(attribution.cue)
        for sentence in gap.sentences[: 2 if cued else 1]:
            words = telling(gap.text[sentence.start : sentence.end], 0, 0)
            if is_of_voice(words):
                yield words
    if attribution.cue is None:
        before = narration.gap(_place(part := attribution.quotation.parts[0]), part.span.start)
        for sentence in before.sentences[-1:]:
            words = telling(before.text[sentence.start : sentence.end], 0, 0)
            if before.text[sentence.start].isupper() and (words.tokens[0] in _PRONOUNS or "voice" in words.tokens):
                yield words


def _goes_on(narration: Narration, attribution: Attribution, follower: Attribution) -> bool:
    """Say whether the next speech of the paragraph goes on as this one: nothing but its cue parts them."""
    last = attribution.quotation.parts[-1]
    gap = narration.gap(_place(last), last.span.end)
    cued_apart = follower.cue is not None and not (follower.rule == _BEAT and gap.holds(follower.cue))
    if follower.speaker != attribution.speaker or cued_apart:
        return False
    return len(gap.sentences) <= 1 and (attribution.cue is None or gap.holds(attribution.cue))


def _place(locus: Locus) -> Place:
    return locus.chapter, locus.paragraph
