"""Whose office or trade a description tells: after 'Mr. Sully, the undertaker,' the undertaker is Mr. Sully."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.answered import meetings
from audiobook.dialogue.mentions import Mention, Mentions
from audiobook.dialogue.person import Person
from audiobook.dialogue.reading import NARRATION, Reading
from audiobook.model import Gender

_ARTICLES: Final = frozenset({"the", "a", "an"})
_LONGEST: Final = 4
"""So many words may stand between the article and the noun: 'the parish undertaker'."""
_AFTER: Final = frozenset({",", ".", ";", "of", "who", "and", "in", "at", "from"})
_DOMINATES: Final = 2
"""So much oftener than anybody else must somebody be told to be the undertaker."""


_SLIPS: Final = 2
"""Two people who answer each other more often than this are not one."""


def holders(
    reading: Reading, people: list[Person], mentions: Mentions, whose: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Give whom the text knows by an office, each with the one of whom it says that it is his.

    whose: who speaks each speech whose cue says it.
    """
    talk = meetings(reading, whose)
    offices = {
        form[1]: person.number
        for person in people
        if person.described
        for form in person.forms
        if len(form) == 2 and form[0] == "the" and form[1] not in w.GENERIC_NOUNS | w.UNSEEN_NOUNS
    }
    told: dict[str, Counter[int]] = defaultdict(Counter)
    for mention in mentions.all:
        if not people[mention.person].described and reading.quotation[mention.first] == NARRATION:
            for office in {*_after(reading, mention), *_before(reading, mention)} & offices.keys():
                told[office][mention.person] += 1
    for office, counts in sorted(told.items()):
        (holder, count), *rest = counts.most_common(2)
        one, other = people[offices[office]], people[holder]
        fits = Gender.UNKNOWN in (one.gender, other.gender) or one.gender is other.gender
        if (
            fits
            and talk[frozenset((one.number, holder))] <= _SLIPS
            and all(count >= _DOMINATES * less for _, less in rest)
        ):
            yield one.number, other.number


def _after(reading: Reading, mention: Mention) -> Iterator[str]:
    """Give the nouns of 'Sully, the parish undertaker,' and 'Sully was the undertaker of'."""
    end = reading.passage_at(mention.first).end
    at = mention.end
    if mention.possessive or at + 1 >= end or not (reading.words[at] == "," or reading.lows[at] == "was"):
        return
    if reading.lows[at + 1] not in _ARTICLES:
        return
    for i in range(at + 2, min(at + 2 + _LONGEST, end)):
        if not reading.words[i][0].isalpha():
            return
        if reading.lows[i] in w.PERSON_NOUNS and (i + 1 >= end or reading.lows[i + 1] in _AFTER):
            yield reading.lows[i]


def _before(reading: Reading, mention: Mention) -> Iterator[str]:
    """Give the noun of 'the undertaker, Sully,'."""
    here = reading.passage_at(mention.first)
    closed = mention.end < here.end and reading.words[mention.end] in {",", "."}
    opens = mention.first - 3 >= here.first and reading.words[mention.first - 1] == ","
    if opens and closed and reading.lows[mention.first - 3] in _ARTICLES:
        yield reading.lows[mention.first - 2]
