"""Two names of one person, as talk shows it.

Whom one calls is who answers: 'Miss Larkin?' - 'Yes,' said Nora; after a few of these, Nora is Miss Larkin. And Owen,
who speaks in all the scenes in which Mr. Pryce speaks, and never meets him, is Mr. Pryce.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from audiobook.dialogue.mentions import Mentions
from audiobook.dialogue.person import Person
from audiobook.dialogue.reading import Reading
from audiobook.model import Gender

ME: Final = -1
_ANSWERS: Final = 2
"""So many answers show who is called; more of them for somebody who also speaks under the name that is called."""
_SHARE: Final = 0.34
"""Of all answers to a name: now and then somebody else speaks up."""
_SPEAKS: Final = 2
_MOST: Final = 0.5
"""The same where both names speak."""
_PER_MEETING: Final = 10
"""Two people also answer each other; for one of two names that is a slip of ours, once in a long while."""
_NEAR, _OFTEN_NEAR = 12, 8
_MEET: Final = 0.045
"""Of the sentences that have one of two names, the share that may have both."""


def same_in_talk(
    reading: Reading, people: list[Person], mentions: Mentions, whose: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Give those whom the text has under two names, each with who that is.

    whose: who speaks each speech whose cue says it; ME for "I said".
    """
    turns = [(speech, whose[speech]) for speech in sorted(whose) if whose[speech] != ME]
    talk = meetings(reading, whose)
    yield from _answering(reading, people, mentions, whose, talk)
    yield from _never_meeting(people, turns, talk)


def meetings(reading: Reading, whose: dict[int, int]) -> Counter[frozenset[int]]:
    """Count how often two people answer each other."""
    return Counter(
        frozenset((whose[before], whose[speech]))
        for before, speech in pairwise(sorted(whose))
        if speech == before + 1 and _next(reading, speech)
    )


def _answering(
    reading: Reading, people: list[Person], mentions: Mentions, whose: dict[int, int], talk: Counter[frozenset[int]]
) -> Iterator[tuple[int, int]]:
    """Give whom others call by one name while the narration has another."""
    answers = _answers(reading, mentions, whose)
    said = Counter(whose.values())
    for called in sorted(answers):
        others = (item for item in answers[called].items() if item[0] != called)
        who, count = min(others, key=lambda item: (-item[1], item[0]), default=(ME, 0))
        if who == ME or not _may_be_one(people[called], people[who]):
            continue
        speaks = said[called] > _SPEAKS
        share = _MOST if speaks and not people[who].described else _SHARE
        enough = count >= _ANSWERS + speaks and count > share * answers[called].total()
        if enough and count >= _PER_MEETING * talk[frozenset((called, who))]:
            yield (who, called) if people[who].described else (called, who)


def _never_meeting(
    people: list[Person], turns: list[tuple[int, int]], talk: Counter[frozenset[int]]
) -> Iterator[tuple[int, int]]:
    """Give a first name and a titled surname that speak in the same scenes, and never to each other."""
    near: Counter[tuple[int, int]] = Counter()
    for at, (speech, one) in enumerate(turns):
        around = {other for later, other in turns[at + 1 : at + _NEAR] if later - speech < _NEAR}
        near.update((min(one, other), max(one, other)) for other in around - {one})
    for pair, count in sorted(near.items()):
        if count < _OFTEN_NEAR or talk[frozenset(pair)]:
            continue
        bare, titled = sorted((people[number] for number in pair), key=lambda person: person.last)
        halves = bare.first and not (bare.last or bare.titles) and titled.last and not titled.first
        if halves and _may_be_one(bare, titled) and len(bare.sentences & titled.sentences) <= 1:
            yield titled.number, bare.number


def _answers(reading: Reading, mentions: Mentions, whose: dict[int, int]) -> dict[int, Counter[int]]:
    """Give for each person who is called who speaks next, and how often."""
    answers: dict[int, Counter[int]] = defaultdict(Counter)
    for speech in sorted(whose):
        if speech and _next(reading, speech) and whose.get(speech - 1) != whose[speech]:
            for first, end in reading.pieces[speech - 1]:
                for mention in mentions.within(first, end):
                    if mention.called:
                        answers[mention.person][whose[speech]] += 1
    return answers


def _next(reading: Reading, speech: int) -> bool:
    """Say whether a speech stands in the paragraph after the last one, or with one between."""
    here, before = reading.pieces[speech][0][0], reading.pieces[speech - 1][-1][0]
    return 1 <= reading.passage[here] - reading.passage[before] <= 2


def _may_be_one(one: Person, other: Person) -> bool:
    shared = len(one.sentences & other.sentences)
    apart = shared >= 2 and shared > _MEET * min(len(one.sentences), len(other.sentences))
    alike = one.gender is other.gender is not Gender.UNKNOWN
    either = not one.described and (one.stated is None or other.stated is None)
    return one is not other and alike and either and not apart
