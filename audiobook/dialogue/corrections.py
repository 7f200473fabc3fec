"""What the listener says instead of what we found, anchored to words so that it survives edits elsewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from audiobook.errors import CorrectionError
from audiobook.model import Book, Locus, ParagraphKind, Quotation, QuotationKind, Span

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENOUGH: Final = 3
"""So many words of a quotation's beginning stand for all of it."""
_NEARBY: Final = 60
"""How many words before a quotation `after` may be found in."""
_TRAILING: Final = ".,!?;:…—–-"


@dataclass(frozen=True, slots=True)
class Correction:
    """These words are said by that person, whatever the rules think."""

    words: str
    """Of a quotation (all, a whole part, or three words or more of its beginning) or of a sentence without marks."""
    speaker: str | None
    """A name or alias; a new one makes a new character. None: not speech, the narrator reads it."""
    after: str = ""
    """Words shortly before, for when the words occur more than once."""
    place: str = ""
    """Where the correction is written, "exile.corrections.yaml:12"."""


@dataclass(frozen=True, slots=True)
class _Word:
    low: str
    start: int
    end: int


_Place = tuple[int | None, Quotation, Locus]
"""A quotation, its index where it is there already, and where the words stand."""


def _split(text: str) -> list[_Word]:
    return [_Word(_low(m), m.start(), m.end()) for m in _WORD.finditer(text)]


def _low(word: re.Match[str]) -> str:
    return word.group().casefold().replace("’", "'")


def bare_words(text: str) -> list[str]:
    """Give the words of a text without their marks and capitals: what two writings of a line have in common."""
    return [word.low for word in _split(text)]


class Quoted:
    """The quotations of a book, by the words that they and their parts begin with: a novel has thousands."""

    def __init__(self, book: Book, quotations: Iterable[Quotation]) -> None:
        """Read the first words of all quotations once."""
        self.book = book
        self.all: list[Quotation] = []
        self._beginning: dict[str, list[int]] = {}
        for quotation in quotations:
            self.add(quotation)

    def add(self, quotation: Quotation) -> None:
        """Take in one more."""
        firsts = (_WORD.search(self.book.text_at(part)) for part in quotation.parts)
        for low in {_low(first) for first in firsts if first}:
            self._beginning.setdefault(low, []).append(len(self.all))
        self.all.append(quotation)

    def places(self, wanted: list[str], *, every: bool) -> list[_Place]:
        """Give the quotations that the words are all of, or begin; where there is none, those they are one part of.

        every: both, as `after` will tell them apart.
        """
        whole: list[_Place] = []
        partly: list[_Place] = []
        for i in self._beginning.get(wanted[0], []):
            quotation = self.all[i]
            parts = [bare_words(self.book.text_at(part)) for part in quotation.parts]
            if _fits([low for part in parts for low in part], wanted):
                whole.append((i, quotation, quotation.parts[0]))
            elif found := [at for at, part in zip(quotation.parts, parts, strict=True) if _fits(part, wanted)]:
                enough = len(wanted) >= _ENOUGH
                (whole if enough else partly).append((i, quotation, found[0]))
        return whole + partly if every else whole or partly


def correct(
    book: Book, quotations: tuple[Quotation, ...], corrections: tuple[Correction, ...]
) -> tuple[tuple[Quotation, ...], dict[int, str]]:
    """Give the quotations as corrected, and for each that a correction speaks of, its speaker's name.

    Raises CorrectionError for one that matches nothing, or more than one place.
    """
    if not corrections:
        return quotations, {}
    speakers: dict[Quotation, str] = {}
    quoted = Quoted(book, quotations)
    for correction in corrections:
        index, quotation = _find(quoted, correction)
        if index is not None:
            speakers.pop(quoted.all[index], None)
            kind = QuotationKind.MENTION if correction.speaker is None else QuotationKind.DIALOGUE
            quotation = Quotation(quotation.parts, kind)
            quoted.all[index] = quotation
        elif correction.speaker is not None:
            quoted.add(quotation)
        if correction.speaker is not None:
            speakers[quotation] = correction.speaker
    ordered = tuple(sorted(quoted.all, key=lambda q: q.parts[0]))
    return ordered, {i: speakers[q] for i, q in enumerate(ordered) if q in speakers}


def fitting(quoted: Quoted, correction: Correction) -> tuple[Quotation, ...]:
    """Give the quotations that a correction may mean; where it means one, `correct` accepts it."""
    wanted = bare_words(correction.words)
    if not wanted:
        return ()
    places = quoted.places(wanted, every=bool(correction.after))
    return tuple(quotation for _, quotation, _ in _told_apart(quoted.book, places, correction))


def _find(quoted: Quoted, correction: Correction) -> tuple[int | None, Quotation]:
    """Give the one quotation that a correction means, with its index; a new one where the words have no marks."""
    wanted = bare_words(correction.words)
    if not wanted:
        raise CorrectionError(
            _about(correction, "has no words"), hint="Write the words of the quotation after `words:`."
        )
    places = quoted.places(wanted, every=bool(correction.after))
    if not places:
        unquoted = _unquoted(quoted.book, quoted.all, correction.words, wanted)
        places = [(None, Quotation((at,)), at) for at in unquoted]
    found = _told_apart(quoted.book, places, correction)
    if len(found) == 1:
        return found[0][:2]
    raise _unclear(correction, len(found)) if found else _unmatched(quoted.book, quoted.all, correction, wanted)


def _told_apart(book: Book, places: list[_Place], correction: Correction) -> list[_Place]:
    """Give those that the words `after` stand shortly before; of several, those they are nearest to."""
    if not correction.after or len(places) < 2:
        return places
    return [places[n] for n in nearest(book, [at for _, _, at in places], correction.after)]


def nearest(book: Book, places: Sequence[Locus], after: str) -> Sequence[int]:
    """Give the indices of the places that the words `after` stand shortly before; of several, those nearest to them."""
    wanted = bare_words(after)
    distances = [_distance(book, at, wanted) for at in places]
    return [n for n, n_words in enumerate(distances) if n_words == min(distances) < _NEARBY]


def _fits(lows: list[str], wanted: list[str]) -> bool:
    """Say whether the words are these, or enough of their beginning."""
    return lows == wanted or (len(wanted) >= _ENOUGH and lows[: len(wanted)] == wanted)


def _unquoted(book: Book, quotations: Sequence[Quotation], words: str, wanted: list[str]) -> Iterator[Locus]:
    """Give every place outside quotations where the words stand."""
    taken: dict[tuple[int, int], list[Span]] = {}
    for quotation in quotations:
        for part in quotation.parts:
            taken.setdefault((part.chapter, part.paragraph), []).append(part.span)
    tail = words.rstrip()
    tail = tail[len(tail.rstrip(_TRAILING)) :]
    for chapter in book.chapters:
        for index, paragraph in enumerate(chapter.paragraphs):
            if paragraph.kind is ParagraphKind.TEXT:
                for span in _runs(paragraph.text, wanted, tail):
                    if not any(
                        s.start < span.end and span.start < s.end for s in taken.get((chapter.number, index), [])
                    ):
                        yield Locus(chapter.number, index, span)


def _runs(text: str, wanted: list[str], tail: str) -> Iterator[Span]:
    """Give every run of the wanted words, with the punctuation that was asked for."""
    if wanted[0] not in text.casefold().replace("’", "'"):
        return
    words = _split(text)
    lows = [word.low for word in words]
    for i in range(len(lows) - len(wanted) + 1):
        if lows[i] == wanted[0] and lows[i : i + len(wanted)] == wanted:
            end = words[i + len(wanted) - 1].end
            yield Span(words[i].start, end + len(tail) if tail and text.startswith(tail, end) else end)


def _distance(book: Book, locus: Locus, after: list[str]) -> int:
    """Give how many words stand between `after` and the place; `_NEARBY` where the words do not stand there."""
    before = [word.casefold().replace("’", "'") for word in words_before(book, locus)]
    n_words = len(after)
    ends = range(len(before), n_words - 1, -1)
    return next((len(before) - end for end in ends if before[end - n_words : end] == after), _NEARBY)


def words_before(book: Book, locus: Locus) -> list[str]:
    """Give the words shortly before a place, in its paragraph or the ones before: those that `after` may be of."""
    chapter = book.chapters[locus.chapter - 1]
    before = _WORD.findall(book.paragraph(locus).text[: locus.span.start])
    index = locus.paragraph - 1
    while index >= 0 and len(before) < _NEARBY:
        before = _WORD.findall(chapter.paragraphs[index].text) + before
        index -= 1
    return before[-_NEARBY:]


# ------------------------------------------------------------------------------------------------------------- failures


def about(what: str, words: str, place: str, problem: str) -> str:
    """Give what is wrong with an entry beside the story: 'exile.corrections.yaml:3: the cut “Yes” fits 2 places'."""
    return f"{place}{': ' if place else ''}the {what} “{words.strip()}” {problem}"


def _about(correction: Correction, problem: str) -> str:
    return about("correction", correction.words, correction.place, problem)


def _unclear(correction: Correction, n_places: int) -> CorrectionError:
    hint = "Give more of its words, or add `after:` with some words that stand shortly before the one you mean."
    return CorrectionError(_about(correction, f"fits {n_places} places of the story"), hint=hint)


def _unmatched(
    book: Book, quotations: Sequence[Quotation], correction: Correction, wanted: list[str]
) -> CorrectionError:
    longer = _longer(book, quotations, wanted)
    if longer:
        few = f"Give all of its words, or at least {_ENOUGH} of them: “{longer}”."
        return CorrectionError(_about(correction, "has too few words"), hint=few)
    hint = "Copy the words from the story as they are now, or delete the correction."
    closest = _closest(book, quotations, wanted)
    if closest:
        hint = f"The closest words there are “{closest}”. {hint}"
    where = f" after “{correction.after}”" if correction.after else ""
    return CorrectionError(_about(correction, f"matches nothing in the story{where}"), hint=hint)


def _longer(book: Book, quotations: Sequence[Quotation], wanted: list[str]) -> str:
    """Give the beginning of a quotation, or of a part of one, that the words are too few to stand for."""
    for text in (book.text_at(part) for quotation in quotations for part in quotation.parts):
        words = _split(text)
        if len(wanted) < _ENOUGH and [word.low for word in words[: len(wanted)]] == wanted:
            return text[words[0].start : words[: _ENOUGH + 1][-1].end]
    return ""


def _closest(book: Book, quotations: Sequence[Quotation], wanted: list[str]) -> str:
    """Give the beginning of the quotation most like the words that were not found; empty where none is like them."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    best, closest = 0.4, ""
    for quotation in quotations:
        text = book.text_at(quotation.parts[0])
        words = _split(text)[: len(wanted) + 1]
        matcher.set_seq1([word.low for word in words])
        if words and matcher.quick_ratio() > best and matcher.ratio() > best:
            best, closest = matcher.ratio(), text[words[0].start : words[-1].end]
    return closest
