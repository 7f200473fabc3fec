"""Who tells the story: whether somebody does ("I"), and his name, which often only others say."""

from collections import Counter

from audiobook.dialogue.cues import Cue, Strength, Who
from audiobook.dialogue.languages import ENGLISH
from audiobook.dialogue.mentions import Mentions
from audiobook.dialogue.person import Person, form_of
from audiobook.dialogue.reading import NARRATION, Reading

_RATE = 0.008
"""Of the words of a first-person narration, the share of "I" (measured: .002 in novels told in the third person)."""
_CALLS = 3
"""A name called this often, and hardly ever narrated, is the narrator's even if nothing else shows it."""
UNNAMED = "the narrator"


def is_first_person(reading: Reading) -> bool:
    """Say whether the narration is told by an "I"."""
    narrated = mine = 0
    me = {"I"} if reading.language is ENGLISH else reading.language.me | {low.title() for low in reading.language.me}
    for word, quotation in zip(reading.words, reading.quotation, strict=True):
        if quotation == NARRATION:
            narrated += 1
            mine += word in me
    return mine > _RATE * narrated


def find_narrator(
    reading: Reading, people: list[Person], mentions: Mentions, cues: list[list[Cue]], stated: str = ""
) -> Person | None:
    """Give the person who says "I" outside quotations, adding one to `people` where the text names none."""
    if stated:
        form = form_of(stated)
        for person in people:
            if form in person.forms or form in {(person.first,), (person.last,)}:
                return person
        return _added(people, stated)
    if not is_first_person(reading):
        return None
    number = _called_by_name(reading, people, mentions, cues)
    return people[number] if number is not None else _added(people, UNNAMED)


def _added(people: list[Person], name: str) -> Person:
    person = Person(len(people), described=name == UNNAMED)
    form = form_of(name)
    person.forms[form] += 1
    person.written[form] = name
    person.first, person.last = ("", "") if person.described else (form[0], form[-1] if len(form) > 1 else "")
    people.append(person)
    return person


def _called_by_name(reading: Reading, people: list[Person], mentions: Mentions, cues: list[list[Cue]]) -> int | None:
    """Give who is called by name and answers as "I", but is never named by the narration."""
    called: Counter[int] = Counter()
    narrated: Counter[int] = Counter()
    answers: Counter[int] = Counter()
    for mention in mentions.all:
        speech = reading.quotation[mention.first]
        if speech == NARRATION:
            narrated[mention.person] += 1
        elif mention.called:
            called[mention.person] += 1
            answers[mention.person] += _answered_by_me(cues, speech)
    fitting = [n for n in called if (answers[n] or called[n] >= _CALLS) and not people[n].described]
    best = max(fitting, key=lambda n: ((called[n] + 3 * answers[n]) / (1 + narrated[n]), -n), default=None)
    return best if best is not None and called[best] > 2 * narrated[best] else None


def _answered_by_me(cues: list[list[Cue]], speech: int) -> bool:
    """Say whether the next speech is mine, and this one is not."""
    return not _mine(cues, speech) and speech + 1 < len(cues) and _mine(cues, speech + 1)


def _mine(cues: list[list[Cue]], speech: int) -> bool:
    return bool(cues[speech]) and cues[speech][0].subject.who is Who.FIRST and cues[speech][0].strength <= Strength.FAR
