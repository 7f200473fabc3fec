"""Speech with no marks at all, where a cue betrays it: We need to talk he said. Pure.

Only a story that says so (`unquoted_speech: true`) is read like this, for in any other book such words are far more
often narration. What no cue is in or right after is never taken for speech.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.dialogue import words as w
from audiobook.model import Book, Chapter, Locus, Paragraph, ParagraphKind, Quotation, Span
from audiobook.text.sentences import sentences

_WORD: Final = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_VERBS: Final = frozenset(
    "said says asked asks answered replied agreed cried called whispered muttered murmured shouted exclaimed added "
    "repeated returned remarked observed inquired enquired demanded declared insisted explained protested admitted "
    "retorted responded suggested".split()
)
_PRONOUNS: Final = frozenset({"he", "she", "i", "they", "we"})
_NOW: Final = frozenset(
    "am is are isn't aren't i'm you're we're they're he's she's it's that's there's what's i'll you'll we'll he'll "
    "she'll they'll will won't shall can can't cannot must may do does don't doesn't have has haven't hasn't let let's "
    "i've you've we've you your yours need want know think mean hope believe yes yeah please".split()
)
"""Words of talk: a sentence of narration in the past tense has none of them."""
_JOINING: Final = w.PREPOSITIONS | frozenset(
    "what that as which when where how whom who whose and or but because if all everything nothing something anything "
    "whatever while so then until once thing things words way time reason the a an not never also had have was were "
    "is are be been has did does do will would could should may might must can to this".split()
)
"""Words that a clause hangs on: 'what he said', 'the man who asked', 'nobody could do as she asked'."""
_ENDING: Final = frozenset(
    "is are have has did does do will would could should may might must can not that this".split()
)
"""Those of them that may end a speech: 'Yes, he does agreed Mikhail'."""
_TAIL: Final = w.TO_WHOM
_MAX_TAIL: Final = 3
_TRIES: Final = 6
"""So many speech verbs of one sentence are looked at."""
_BACK: Final = 8
"""So many sentences before the one with the cue may belong to the speech."""


@dataclass(frozen=True, slots=True)
class _Word:
    low: str
    start: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A cue, and what stands around it in its sentence."""

    start: int
    end: int
    said_end: int
    """End of the words before it; its own start where there are none."""
    goes_on: bool
    """A comma follows: the sentence may go on as speech."""
    apart: bool
    """A mark stands before it."""


def find_unquoted(book: Book, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Give the speeches without marks, in order; paragraphs that have anything in marks hold none."""
    taken = {(part.chapter, part.paragraph) for quotation in quotations for part in quotation.parts}
    found: list[Quotation] = []
    for chapter in book.chapters:
        for index, paragraph in enumerate(chapter.paragraphs):
            place = (chapter.number, index)
            if paragraph.kind is ParagraphKind.TEXT and place not in taken:
                found.extend(_in_paragraph(paragraph, chapter, index, book.language))
    return tuple(found)


def _in_paragraph(paragraph: Paragraph, chapter: Chapter, index: int, language: str) -> list[Quotation]:
    text = paragraph.text
    found: list[Quotation] = []
    free = 0  # the first sentence that no speech has yet
    spans = sentences(text, language)
    for number, sentence in enumerate(spans):
        cue = _cue_in(text, sentence)
        first = _first_said(text, spans, number, cue, free) if cue else None
        if cue is None or first is None:
            continue
        said_end = cue.said_end if cue.said_end > sentence.start else spans[number - 1].end
        parts = [Span(spans[first].start, said_end)]
        if cue.goes_on and _talks(_split(text, cue.end, sentence.end)):
            start = cue.end + len(text[cue.end : sentence.end]) - len(text[cue.end : sentence.end].lstrip(", \n\t"))
            parts.append(Span(start, sentence.end))
        found.append(Quotation(tuple(Locus(chapter.number, index, part) for part in parts)))
        free = number + 1
    return found


def _first_said(text: str, spans: Sequence[Span], number: int, cue: _Found, free: int) -> int | None:
    """Give the sentence that the speech of a cue begins with; None where it is no speech after all."""
    first = number
    while first > max(free, number - _BACK) and _is_speech(text, spans[first - 1]):
        first -= 1
    sentence = spans[number]
    if cue.said_end <= sentence.start:  # "Where to? I asked.": the cue is a sentence of its own
        return first if first < number and text[spans[number - 1].end - 1] in "?!" else None
    own = text[cue.said_end - 1] in "?!" or _talks(_split(text, sentence.start, cue.said_end))
    return first if own or (cue.apart and not cue.goes_on and first < number) else None


def _is_speech(text: str, sentence: Span) -> bool:
    return text[sentence.end - 1] in "?!" or _talks(_split(text, sentence.start, sentence.end))


def _talks(words: Sequence[_Word]) -> bool:
    return any(word.low in _NOW for word in words)


def _split(text: str, start: int, end: int) -> list[_Word]:
    return [
        _Word(m.group().lower().replace("’", "'"), m.start(), m.end(), m.group()[0].isupper())
        for m in _WORD.finditer(text, start, end)
    ]


def _cue_in(text: str, sentence: Span) -> _Found | None:
    """Give the first cue of a sentence that has words of speech before it, or is all of the sentence."""
    words = _split(text, sentence.start, sentence.end)
    verbs = [i for i, word in enumerate(words) if word.low in _VERBS][:_TRIES]
    for verb in verbs:
        bounds = _subject_verb(words, verb) or _verb_subject(words, verb)
        cue = _around(text, sentence, words, *bounds) if bounds else None
        if cue:
            return cue
    return None


def _subject_verb(words: Sequence[_Word], verb: int) -> tuple[int, int] | None:
    """Give the words of 'he said', 'Anna quietly said', 'the old man said', as a range."""
    last = verb - 1 - (verb > 1 and words[verb - 1].low.endswith("ly"))
    if last < 0:
        return None
    if words[last].low in _PRONOUNS:
        return last, verb + 1
    if words[last].low in w.PERSON_NOUNS:
        first = next((i for i in range(last - 1, max(-1, last - 4), -1) if words[i].low in w.DETERMINERS), None)
        return (first, verb + 1) if first is not None else None
    first = last
    while first >= max(0, last - 2) and _is_name(words[first]):
        first -= 1
    return (first + 1, verb + 1) if first < last else None


def _verb_subject(words: Sequence[_Word], verb: int) -> tuple[int, int] | None:
    """Give the words of 'said Anna', 'said the old man', as a range."""
    following = words[verb + 1 : verb + 5]
    if not following:
        return None
    if following[0].low in _PRONOUNS:
        return verb, verb + 2
    if following[0].low in w.DETERMINERS:
        noun = next((i for i, word in enumerate(following) if word.low in w.PERSON_NOUNS), None)
        return (verb, verb + 2 + noun) if noun is not None else None
    n_names = next((i for i, word in enumerate(following) if not _is_name(word)), len(following))
    return (verb, verb + 1 + n_names) if n_names else None


def _is_name(word: _Word) -> bool:
    return word.capital and (word.low not in w.NOT_A_NAME or word.low in w.TITLES)


def _around(text: str, sentence: Span, words: Sequence[_Word], first: int, end: int) -> _Found | None:
    """Give the cue at first..end with what stands around it; None where it hangs in the grammar of its sentence."""
    apart = first > 0 and any(mark in ",?!…" for mark in text[words[first - 1].end : words[first].start])
    joining = _JOINING - _ENDING if words[first].low in _VERBS else _JOINING
    if first and not apart and words[first - 1].low in joining:
        return None
    tail = end
    while tail < len(words) and tail < end + _MAX_TAIL and not text[words[tail - 1].end : words[tail].start].strip():
        if not (words[tail].low in _TAIL or words[tail].low.endswith("ly")):
            return None
        tail += 1
    goes_on = tail < len(words)
    if goes_on and not text[words[tail - 1].end : words[tail].start].lstrip().startswith(","):
        return None
    said_end = sentence.start
    if first:
        said_end = words[first - 1].end
        said_end += text[said_end : said_end + 1] in set(",?!…")
    return _Found(words[first].start, words[tail - 1].end, said_end, goes_on, apart)
