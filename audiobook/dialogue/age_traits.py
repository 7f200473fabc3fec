"""How old the narration says that people are: 'Mikhail was a man in his 40's', 'Ada, a little girl of ten'."""

import re
from collections.abc import Iterator
from typing import Final

from audiobook.dialogue import portrait_words as p
from audiobook.dialogue import words as w
from audiobook.dialogue.mentions import Mention
from audiobook.dialogue.reading import NARRATION, Reading
from audiobook.dialogue.subjects import noun_gender
from audiobook.dialogue.voice_traits import Found
from audiobook.dialogue.whose import Owners
from audiobook.model import Age, Gender, Trait, TraitKind

_CHILD_BELOW, _YOUNG_BELOW, _OLD_FROM = 13, 30, 60
_OLDEST: Final = 110
_LONGEST: Final = 7
_DIGITS: Final = re.compile(r"(\d{1,3})(?:'?s)?")
_PEOPLE: Final = w.PERSON_NOUNS | p.CHILDREN | p.YOUNGSTERS | p.AGED
_BE: Final = frozenset({"was", "is"})
_ARTICLES: Final = frozenset({"a", "an"})


def age_traits(owners: Owners) -> Iterator[Found]:
    """Give what is said of people's ages, with whose they are, in order of the text."""
    reading = owners.evidence.reading
    people = owners.evidence.people
    subjects = {m.first: m for m in owners.evidence.mentions.all if reading.quotation[m.first] == NARRATION}
    for at, low in enumerate(reading.lows):
        if reading.quotation[at] != NARRATION or (at and reading.lows[at - 1] in p.SINCE):
            continue
        mention = subjects.get(at)
        if mention is not None:
            found = _of_mention(reading, mention)
        elif low in {"he", "she"} and (person := owners.of_pronoun(at)) is not None:
            found = _predicate(reading, person, at + 1)
        else:
            continue
        yield from ((person, trait) for person, trait, gender in found if _fits(gender, people[person].gender))


def _fits(said: Gender, known: Gender) -> bool:
    """Say whether a noun can be said of somebody: no 'girl' of a man."""
    return Gender.UNKNOWN in (said, known) or said is known


_Said = tuple[int, Trait, Gender]
"""Whose, what, and the gender of the noun that says it."""


def _of_mention(reading: Reading, mention: Mention) -> Iterator[_Said]:
    if mention.possessive:
        return
    end = reading.passage_at(mention.first).end
    if mention.end < end and reading.words[mention.end] == ",":
        yield from _described(reading, mention.person, mention.end + 1, apposition=True)
    else:
        yield from _predicate(reading, mention.person, mention.end)


def _predicate(reading: Reading, person: int, at: int) -> Iterator[_Said]:
    """Read 'was an old man', 'was seventeen', 'was a boy of ten'."""
    if at < reading.passage_at(at - 1).end and reading.lows[at] in _BE:
        yield from _described(reading, person, at + 1, apposition=False)


def _described(reading: Reading, person: int, at: int, *, apposition: bool) -> Iterator[_Said]:
    """Read 'a man in his forties' or 'aged ten' at the word `at`."""
    limit = min(reading.sentence_end(at, reading.passage_at(at - 1).end), at + _LONGEST)
    if at >= limit:
        return
    if reading.lows[at] in _ARTICLES:
        found = _noun_phrase(reading, at, limit)
    else:
        found = _figure(reading, at, limit, bare=not apposition)
    if found is None:
        return
    age, end = found
    if end < len(reading) and reading.lows[end] in p.FORMERLY:
        return
    genders = {noun_gender(low) for low in reading.lows[at:end]} - {Gender.UNKNOWN}
    yield (
        person,
        Trait(TraitKind.AGE, age, reading.locus(at, end)),
        genders.pop() if len(genders) == 1 else Gender.UNKNOWN,
    )


def _noun_phrase(reading: Reading, at: int, limit: int) -> tuple[Age, int] | None:
    """Read 'an elderly gentleman', 'a boy of ten', 'a man in his 40's': the age and where the words end."""
    noun = next((i for i in range(at + 1, limit) if reading.lows[i] in _PEOPLE), None)
    if noun is None or (noun + 1 < limit and reading.lows[noun + 1] in w.PERSON_NOUNS):
        return None
    between = reading.lows[at + 1 : noun]
    if any(not low[0].isalpha() or low in w.PREPOSITIONS | w.DETERMINERS for low in between if low != ","):
        return None
    years = _figure(reading, noun + 1, min(noun + _LONGEST, reading.passage_at(noun).end), bare=False)
    if years:
        return years
    head = reading.lows[noun]
    told = next((age for low in between if (age := p.AGE_WORDS.get(low)) and head in p.OF_AN_AGE[age]), None)
    if told or reading.lows[noun + 1 : noun + 2] != ["of"]:  # 'a lad of all work'
        told = told or age_of_noun(head)
    return (told, noun + 1) if told else None


def age_of_noun(noun: str) -> Age | None:
    """Give the age that a noun tells by itself: 'the child', 'a boy', 'my grandmother'."""
    if noun in p.CHILDREN:
        return Age.CHILD
    if noun in p.YOUNGSTERS:
        return Age.YOUNG
    return Age.OLD if noun in p.AGED else None


def _figure(reading: Reading, at: int, limit: int, *, bare: bool) -> tuple[Age, int] | None:
    """Read 'of about sixty', 'in his forties', 'aged ten', 'ten years old'; with `bare` also 'seventeen' alone."""
    start = at
    while at < limit and reading.lows[at] in p.ROUGHLY | {"of", "in", "aged", "the"}:
        at += 1
    years = _years(reading.lows[at]) if at < limit else None
    if years is None:
        return None
    led = bool({"of", "aged"} & set(reading.lows[start:at])) and "the" not in reading.lows[start:at]
    decade = reading.lows[at] in p.DECADES or reading.lows[at].endswith("s")
    in_decade = decade and "in" in reading.lows[start:at]
    told = reading.lows[at + 1 : at + 3] in (["years", "old"], ["years", "of"]) and not decade
    stands_alone = bare and start == at and not decade and _ends_there(reading, at + 1)
    if not (in_decade or (led and not decade and _ends_there(reading, at + 1)) or told or stands_alone):
        return None
    return age_of(years), at + 3 if told else at + 1


def _ends_there(reading: Reading, at: int) -> bool:
    """Say whether nothing is counted: 'seventeen.', 'of sixty, with', not 'of sixty pounds'."""
    if at >= reading.passage_at(at - 1).end:
        return True
    low = reading.lows[at]
    return not low[0].isalnum() or low in w.PREPOSITIONS | {"and", "or", "who"} | p.FORMERLY


def _years(low: str) -> int | None:
    """Give the number that a word is: "forty-two", "40's", "forties"."""
    digits = _DIGITS.fullmatch(low)
    tens, _, ones = low.partition("-")
    if digits:
        years = int(digits[1])
    elif low in p.TEENS:
        years = p.TEENS.index(low)
    elif tens in p.TENS and (not ones or ones in p.TEENS[:10]):
        years = p.TENS[tens] + (p.TEENS.index(ones) if ones else 0)
    else:
        years = p.DECADES.get(low, 0)
    return years if 1 < years < _OLDEST else None


def age_of(years: int) -> Age:
    """Give how old somebody of so many years sounds."""
    if years < _CHILD_BELOW:
        return Age.CHILD
    if years < _YOUNG_BELOW:
        return Age.YOUNG
    return Age.GROWN if years < _OLD_FROM else Age.OLD
