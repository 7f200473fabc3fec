"""People without a name: 'the chairman', 'a voice from the back of the hall', 'the old man'.

A role ('the chairman') is one person throughout the book. 'A man from the audience' is a new person each time the text
brings one in. 'The old man' is somebody we know, if anybody who fits is there.
"""

from collections import Counter
from dataclasses import dataclass

from audiobook.dialogue import words as w
from audiobook.dialogue.cues import Cue, Strength, Subject, Who, noun_gender
from audiobook.dialogue.names import Form
from audiobook.dialogue.person import Person
from audiobook.dialogue.reading import NARRATION, Reading

_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "somebody", "someone"})
_TAIL = frozenset({"from", "of", "in", "with", "at", "behind", "near"})
_LONGEST = 9
_BACK = 12
"""Within how many speeches a voice is told who it was."""


def role_forms(reading: Reading) -> Counter[Form]:
    """Give what speaks as 'the chairman' or 'my mother' beside a speech verb, with how often."""
    found: Counter[Form] = Counter()
    for at, low in enumerate(reading.lows):
        if low not in {"the", "my"} or reading.quotation[at] != NARRATION:
            continue
        end = _noun_end(reading, at)
        if end is None:
            continue
        before = reading.lows[at - 1] if at else ""
        after = reading.lows[end] if end < len(reading) else ""
        if before in w.SAYING or after in w.SAYING:
            found[tuple(reading.lows[at:end])] += 1
    return found


def _noun_end(reading: Reading, at: int) -> int | None:
    """Give where a role that begins with a determiner ends; one adjective may stand in it."""
    allowed = w.KIN if reading.lows[at] == "my" else w.PERSON_NOUNS - w.GENERIC_NOUNS - w.UNSEEN_NOUNS
    for i in range(at + 1, min(at + 3, reading.passage_at(at).end)):
        if reading.lows[i] in allowed:
            return i + 1
        if not reading.lows[i][0].isalpha() or reading.lows[i] in w.SPEAKING or reading.words[i][0].isupper():
            return None
    return None


def add_roles(people: list[Person], roles: Counter[Form]) -> None:
    """Add a person for each role, unless exactly one named person bears it as a title."""
    taken = {form for person in people for form in person.forms}
    for form in sorted(roles):
        if form in taken or form[1:] in taken:
            continue
        bearers = [p for p in people if not p.described and form[-1] in _spelt_out(p.titles)]
        person = bearers[0] if len(bearers) == 1 and form[0] == "the" else None
        if person is None:
            person = Person(len(people), described=True, gender=noun_gender(form[-1]))
            people.append(person)
        person.forms[form] += roles[form]
        person.written[form] = " ".join(form)
        person.weight += roles[form]


def _spelt_out(titles: set[str]) -> set[str]:
    long = {"dr": "doctor", "capt": "captain", "col": "colonel", "prof": "professor", "lt": "lieutenant"}
    return {long.get(title, title) for title in titles}


# --------------------------------------------------------------------------------------------------- in reading order


@dataclass(slots=True)
class _Met:
    """Somebody without a name who has spoken in this scene."""

    person: Person
    head: str
    scene: int
    speeches: list[int]


def resolve_descriptions(reading: Reading, people: list[Person], cues: list[list[Cue]]) -> dict[int, int]:
    """Give the person of each speech whose cue describes somebody of his own, adding new ones to `people`.

    Speeches whose description fits people known by name are left out: 'said the girl' is decided like 'she said'.
    """
    met: list[_Met] = []
    speakers: dict[int, int] = {}
    for speech, found in enumerate(cues):
        if not found or found[0].strength > Strength.FAR:
            continue
        subject = found[0].subject
        scene = reading.passage_at(reading.pieces[speech][0][0]).scene
        if subject.who is Who.NAME and subject.person is not None and people[subject.person].described:
            _unmask(reading, people[subject.person], met, (speech, scene), speakers)
        elif subject.who is Who.DESCRIPTION:
            speaker = _met_before(reading, subject, met, scene) or _meet(reading, people, subject, met, scene)
            if speaker:
                speaker.speeches.append(speech)
                speakers[speech] = speaker.person.number
    return speakers


def _met_before(reading: Reading, subject: Subject, met: list[_Met], scene: int) -> _Met | None:
    """Give the man from the audience, just brought in, for 'the man'."""
    if reading.lows[subject.first] in _INDEFINITE:
        return None
    return next(
        (
            m
            for m in reversed(met[-_BACK:])
            if m.scene == scene and m.head == subject.head and _fits(reading, subject, m)
        ),
        None,
    )


def _fits(reading: Reading, subject: Subject, other: _Met) -> bool:
    """Say whether every word of a description was used of somebody: 'the tall man' is no 'short man'."""
    words = set(reading.lows[subject.first + 1 : subject.end])
    return any(words <= set(form) for form in other.person.forms)


def _meet(reading: Reading, people: list[Person], subject: Subject, met: list[_Met], scene: int) -> _Met | None:
    if reading.lows[subject.first] not in _INDEFINITE:
        return None
    form = tuple(reading.lows[subject.first : _description_end(reading, subject)])
    person = Person(len(people), Counter({form: 1}), {form: " ".join(form)}, gender=subject.gender, described=True)
    people.append(person)
    met.append(_Met(person, subject.head, scene, []))
    return met[-1]


def _description_end(reading: Reading, subject: Subject) -> int:
    """Take in what tells this one from others: 'a man from the audience', not 'on the side where ...'."""
    end = subject.end
    limit = min(reading.passage_at(subject.first).end, subject.first + _LONGEST)
    while end + 1 < limit and reading.lows[end] in _TAIL:
        noun = end + 1
        while noun < limit and reading.lows[noun] in w.DETERMINERS:
            noun += 1
        if noun >= limit or not reading.words[noun][0].isalpha():
            break
        end = noun + 1
    return end


def _unmask(reading: Reading, known: Person, met: list[_Met], place: tuple[int, int], speakers: dict[int, int]) -> None:
    """Tell who a voice was: somebody who speaks later in the scene, and whose office the voice spoke of as its own.

    'If nobody objects, the chairman will call the vote,' said a voice; two speeches on, 'the chairman replied'. Whoever
    speaks straight after the voice answers it, and is somebody else.
    """
    speech, scene = place
    for other in met[-_BACK:]:
        if other.scene != scene or other.head not in w.UNSEEN_NOUNS or not other.speeches:
            continue
        near = speech - _BACK <= other.speeches[-1] < speech - 1
        if near and any(_speaks_as(reading, s, known) for s in other.speeches):
            for s in other.speeches:
                speakers[s] = known.number
            known.written.update(other.person.written)
            other.person, other.head = known, ""


def _speaks_as(reading: Reading, speech: int, known: Person) -> bool:
    """Say whether the speech states what the holder of the office does: 'the chairman will ...'."""
    for first, end in reading.pieces[speech]:
        for at in range(first, end):
            for form in known.forms:
                if tuple(reading.lows[at : at + len(form)]) == form and not _is_asked(reading, at + len(form), end):
                    return True
    return False


def _is_asked(reading: Reading, at: int, end: int) -> bool:
    return reading.words[min(reading.sentence_end(at, end), end - 1)] == "?"
