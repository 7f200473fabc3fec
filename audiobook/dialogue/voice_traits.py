"""What the narration says of voices and accents: 'in a raspy, high pitched voice', 'my heavy Russian accent'.

Precision comes first. Words that may tell how somebody speaks just now ("in a low voice", "hoarse") count only where
they are said of the person ("he had a low voice", "her low voice").
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Final, NamedTuple

from audiobook.dialogue import portrait_words as p
from audiobook.dialogue import words as w
from audiobook.dialogue.reading import NARRATION, Reading
from audiobook.dialogue.whose import Owners
from audiobook.model import Pitch, Trait, TraitKind

Found = tuple[int, Trait]
"""Whose, and what."""
Sounds = Mapping[str, tuple[p.Sound, ...]]

_LONGEST: Final = 9
_VOICED: Final = "-voiced"


class _Phrase(NamedTuple):
    """The adjectives of a voice or an accent."""

    first: int
    """Its determiner or possessive."""
    noun: int
    words: tuple[str, ...]
    """Between the two, pairs joined."""


def voice_traits(owners: Owners) -> Iterator[Found]:
    """Give what is said of voices and accents, with whose they are, in order of the text."""
    reading = owners.evidence.reading
    for at, low in enumerate(reading.lows):
        if reading.quotation[at] != NARRATION:
            continue
        if low == "voice":
            yield from _voice(owners, at)
        elif low in p.ACCENT_NOUNS:
            yield from _accent(owners, at)
        elif low.endswith(_VOICED):
            yield from _voiced(owners, at)


# --------------------------------------------------------------------------------------------------------------- voices


def _voice(owners: Owners, noun: int) -> Iterator[Found]:
    reading = owners.evidence.reading
    phrase = _phrase(reading, noun)
    if phrase is not None and reading.lows[noun + 1 : noun + 2] != ["of"]:
        whose, lasting = _holder(owners, phrase)
        yield from _sounds(reading, phrase, whose, p.LASTING if lasting else p.LASTING | p.USUAL)
    elif phrase is not None:
        subject = next(iter(owners.evidence.mentions.within(noun + 2, noun + 3)), None)
        yield from _sounds(reading, phrase, subject.person if subject else None, p.LASTING | p.USUAL)
    yield from _predicate(owners, noun)


def _phrase(reading: Reading, noun: int) -> _Phrase | None:
    """Give the adjectives before a noun, back to its determiner; None where something else stands there."""
    floor = max(reading.passage_at(noun).first, noun - _LONGEST)
    first = noun - 1
    while first >= floor and reading.quotation[first] == NARRATION and not _determines(reading, first):
        first -= 1
    if first < floor or not _determines(reading, first):
        return None
    between = reading.lows[first + 1 : noun]
    if p.NEGATIONS & set(between) or any(not _is_adjective(low) for low in between):
        return None
    return _Phrase(first, noun, tuple(_joined(between)))


def _determines(reading: Reading, at: int) -> bool:
    return reading.lows[at] in {"a", "an", "the", "his", "her", "my"} or reading.lows[at].endswith(("'s", "s'"))


def _is_adjective(low: str) -> bool:
    """Say whether a word may stand before 'voice': no preposition, no verb of speech, no mark but a comma."""
    if low in p.SIDE_WORDS:
        return True
    return low[0].isalpha() and low not in w.PREPOSITIONS | w.HE | w.SHE | w.SAYING | {"who", "that", "which"}


def _joined(lows: list[str]) -> Iterator[str]:
    """Give words with pairs as one: 'high pitched' -> 'high-pitched'."""
    skip = False
    for low, after in pairwise((*lows, "")):
        if skip:
            skip = False
        elif pair := p.PAIRS.get((low, after)):
            yield pair
            skip = True
        else:
            yield low


def _holder(owners: Owners, phrase: _Phrase) -> tuple[int | None, bool]:
    """Give whose voice it is, and whether only lasting words count: 'in a ... voice' tells of the moment as well."""
    reading, first = owners.evidence.reading, phrase.first
    before = reading.lows[first - 1] if first > reading.passage_at(first).first else ""
    if reading.lows[first] not in {"a", "an", "the"}:
        return owners.of_possessive(first + 1), before in w.PREPOSITIONS
    if before in {"had", "has", "possessed"}:
        return owners.of_verb(first - 1), False
    if before in {"in", "with"} and reading.lows[first] != "the" and not _is_of_another(reading, first - 1):
        start = reading.sentence_start(first, reading.passage_at(first).first)
        spoken = before == "in" or any(low in w.SPEAKING for low in reading.lows[start:first])
        return owners.of_sentence(first - 1), spoken
    return None, True


def _is_of_another(reading: Reading, preposition: int) -> bool:
    """Say whether 'with' goes with a noun right before it: 'he met a man with a raspy voice'."""
    return reading.lows[preposition - 1] in w.PERSON_NOUNS


def _sounds(reading: Reading, phrase: _Phrase, whose: int | None, table: Sounds) -> Iterator[Found]:
    if whose is not None:
        yield from ((whose, _trait(reading, (phrase.first, phrase.noun + 1), s)) for s in _told(phrase.words, table))


def _told(words: Iterable[str], table: Sounds) -> list[p.Sound]:
    return list(dict.fromkeys(sound for low in words for sound in table.get(low, ())))


def _trait(reading: Reading, place: tuple[int, int], sound: p.Sound) -> Trait:
    kind = TraitKind.PITCH if isinstance(sound, Pitch) else TraitKind.TIMBRE
    return Trait(kind, sound, reading.locus(*place))


def _predicate(owners: Owners, noun: int) -> Iterator[Found]:
    """Read 'his voice was raspy and high pitched'; 'his voice was low' tells of the moment."""
    reading = owners.evidence.reading
    limit = reading.sentence_end(noun, min(reading.passage_at(noun).end, noun + _LONGEST))
    if noun + 2 >= limit or reading.lows[noun + 1] not in p.BEING or not _determines(reading, noun - 1):
        return
    end = noun + 2
    while end < limit and (reading.lows[end] in p.SIDE_WORDS - {"so"} or _is_sound(reading, end)):
        end += 1
    said = reading.lows[noun + 2 : end]
    whose = owners.of_possessive(noun)
    if whose is None or p.CHANGES & set(reading.lows[noun:limit]) or p.NEGATIONS & set(reading.lows[noun:end]):
        return
    while reading.lows[end - 1] in p.SIDE_WORDS:
        end -= 1
    table = p.LASTING | p.USUAL if {"naturally", "always"} & set(said) else p.LASTING
    yield from ((whose, _trait(reading, (noun - 1, end), sound)) for sound in _told(_joined(said), table))


def _is_sound(reading: Reading, at: int) -> bool:
    low, after = (*reading.lows[at : at + 2], "")[:2]
    before = reading.lows[at - 1]
    return low in p.LASTING or low in p.USUAL or (low, after) in p.PAIRS or (before, low) in p.PAIRS


def _voiced(owners: Owners, at: int) -> Iterator[Found]:
    """Read 'the deep-voiced Anna'."""
    reading = owners.evidence.reading
    named = owners.evidence.mentions.within(at + 1, min(at + 2, reading.passage_at(at).end))
    sounds = (p.LASTING | p.USUAL).get(reading.lows[at].removesuffix(_VOICED), ())
    yield from ((mention.person, _trait(reading, (at, mention.end), s)) for mention in named for s in sounds)


# -------------------------------------------------------------------------------------------------------------- accents


def _accent(owners: Owners, noun: int) -> Iterator[Found]:
    """Read 'my heavy Russian accent', 'with a Scottish burr', 'her brogue'."""
    reading = owners.evidence.reading
    phrase = _phrase(reading, noun)
    if phrase is None:
        return
    before = set(reading.lows[max(reading.passage_at(noun).first, phrase.first - 3) : noun])
    tag = next((p.ACCENTS[low] for low in phrase.words if low in p.ACCENTS), p.ACCENT_NOUNS[reading.lows[noun]])
    if not tag or p.FEIGNED & before:
        return
    owned = reading.lows[phrase.first] not in {"a", "an", "the"}
    if owned and reading.lows[noun] in {"accent", "accents"} and not p.MARKED & set(phrase.words):
        return
    whose, _ = _holder(owners, phrase)
    if whose is not None:
        yield whose, Trait(TraitKind.ACCENT, tag, reading.locus(phrase.first, noun + 1))
