"""Who somebody without a name turns out to be: he gives his name, his voice gets a face, his words tell his office."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.answered import ME, same_in_talk
from audiobook.dialogue.cues import Cue, Strength, Who
from audiobook.dialogue.holders import holders
from audiobook.dialogue.mentions import Mention, Mentions
from audiobook.dialogue.person import Person
from audiobook.dialogue.reading import NARRATION, Reading
from audiobook.dialogue.stated import bearers
from audiobook.dialogue.unnamed import Unnamed
from audiobook.model import Gender

_BACK: Final = 12
"""Within how many speeches a voice is told who it was."""
_ASKED: Final = 3
"""Within how many speeches a name is given that was asked for."""
_ASKS: Final = re.compile(
    r"who(?: is|'s| are| goes) (?:there|you|it|this|that)\b.*\?|\b(?:your name|yours)\b.*\?|introduce (?:your|my)self"
)
_SENTENCE: Final = 40
"""So many words on, a sentence may show whose a voice is."""
_REVEALS: Final = frozenset({"owner", "possessor", "belonged", "belongs"})

Pair = tuple[int, int]
"""Somebody without a name, and who that is."""


def unmask(
    reading: Reading, people: list[Person], mentions: Mentions, cues: list[list[Cue]], unnamed: list[Unnamed]
) -> dict[int, int]:
    """Give who each person turns out to be, by number, and put the two together in `people`, `mentions` and `cues`."""
    whose = _speakers(cues, unnamed)
    given = {speech: name for speech in whose if (name := _name_alone(reading, mentions, speech))}
    pairs = [
        *_named_by_themselves(reading, people, whose, given),
        *_with_a_face(reading, people, mentions, unnamed),
        *_in_office(reading, people, cues, unnamed),
        *bearers(people),
        *holders(reading, people, mentions, whose),
        *same_in_talk(reading, people, mentions, whose | _mine(cues)),
    ]
    same: dict[int, int] = {}
    for one, other in pairs:
        if one != other and one not in same and other not in same and one not in same.values():
            same[one] = other
            _join(people[other], people[one])
    own = {name.first for s, name in given.items() if same.get(whose[s], whose[s]) == name.person}
    mentions.all = [
        replace(m, person=same.get(m.person, m.person), called=m.called and m.first not in own) for m in mentions.all
    ]
    cues[:] = [[_retold(cue, same) for cue in found] for found in cues]
    return same


def _speakers(cues: list[list[Cue]], unnamed: list[Unnamed]) -> dict[int, int]:
    """Give who speaks each speech whose cue names or describes him."""
    named = {speech: who for speech, found in enumerate(cues) if (who := _named_subject(found)) is not None}
    return named | {speech: u.person for u in unnamed for speech in u.speeches}


def _mine(cues: list[list[Cue]]) -> dict[int, int]:
    return {s: ME for s, own in enumerate(cues) if own and own[0].subject.who is Who.FIRST}


def _join(person: Person, other: Person) -> None:
    """Let a person have the names of the other, who is the same."""
    person.forms.update(other.forms)
    person.written |= {form: name for form, name in other.written.items() if form not in person.written}
    person.weight += other.weight
    person.described &= other.described
    if person.gender is Gender.UNKNOWN:
        person.gender = other.gender


def _retold(cue: Cue, same: dict[int, int]) -> Cue:
    person = cue.subject.person
    return replace(cue, subject=replace(cue.subject, person=same[person])) if person in same else cue


# ------------------------------------------------------------------------------------------------------ he gives a name


def _named_by_themselves(
    reading: Reading, people: list[Person], whose: dict[int, int], given: dict[int, Mention]
) -> Iterator[Pair]:
    """'Who is there?' - 'Varga,' said the voice. A name alone, said where names are asked for or given."""
    for speech, name in given.items():
        speaker, own = people[whose[speech]], people[name.person]
        fits = own.gender is speaker.gender or Gender.UNKNOWN in (own.gender, speaker.gender)
        if not speaker.described or own.described or not fits:
            continue
        before = range(max(0, speech - _ASKED), speech)
        if any((s in given and whose[s] == given[s].person) or _ASKS.search(_words(reading, s)) for s in before):
            yield speaker.number, own.number


def _name_alone(reading: Reading, mentions: Mentions, speech: int) -> Mention | None:
    """Give the name that is all there is of the first part of a speech."""
    first, end = reading.pieces[speech][0]
    if end - first > 6 or reading.quotation[first] == NARRATION:
        return None
    found = mentions.within(first, end)
    n_words = sum(reading.words[i][0].isalnum() for i in range(first, end))
    return found[0] if len(found) == 1 and found[0].end - found[0].first >= n_words else None


def _named_subject(cues: list[Cue]) -> int | None:
    if not cues or cues[0].strength > Strength.FAR or cues[0].subject.who is not Who.NAME:
        return None
    return cues[0].subject.person


def _words(reading: Reading, speech: int) -> str:
    return " ".join(low for first, end in reading.pieces[speech] for low in reading.lows[first:end])


# -------------------------------------------------------------------------------------------------------- it has a face


def _with_a_face(reading: Reading, people: list[Person], mentions: Mentions, unnamed: list[Unnamed]) -> Iterator[Pair]:
    """'No,' said the voice, and its owner stood up, a small drummer."""
    roles = {
        form[1]: p.number for p in people if p.described for form in p.forms if form[0] == "the" and len(form) == 2
    }
    for voice in _voices(unnamed):
        for subject in voice.phrases:
            limit = min(reading.passage_at(subject.first).end, subject.end + _SENTENCE)
            end = reading.sentence_end(subject.end, limit)
            shown = next((i for i in range(subject.end, end) if reading.lows[i] in _REVEALS), end)
            named = (mention.person for mention in mentions.within(shown, end))
            described = (roles[low] for low in reading.lows[shown:end] if low in roles)
            face = next((p for p in (*named, *described) if p != voice.person), None)
            if face is not None:
                yield voice.person, face


def _voices(unnamed: list[Unnamed]) -> Iterator[Unnamed]:
    return (u for u in unnamed if u.head in w.UNSEEN_NOUNS)


# ----------------------------------------------------------------------------------------------------- he has an office


def _in_office(reading: Reading, people: list[Person], cues: list[list[Cue]], unnamed: list[Unnamed]) -> Iterator[Pair]:
    """'If nobody objects, the judge will hear the baker,' said a voice ... two speeches on, 'the judge replied'.

    Whoever speaks straight after the voice answers it, and is somebody else.
    """
    for voice in _voices(unnamed):
        scene = reading.passage_at(voice.phrases[0].first).scene
        for speech in range(voice.speeches[-1] + 2, min(len(cues), voice.speeches[-1] + _BACK + 1)):
            known = _named_subject(cues[speech])
            here = reading.passage_at(reading.pieces[speech][0][0]).scene == scene
            if known is None or not (here and people[known].described):
                continue
            if any(_speaks_as(reading, s, people[known]) for s in voice.speeches):
                yield voice.person, known


def _speaks_as(reading: Reading, speech: int, known: Person) -> bool:
    """Say whether the speech states what the holder of the office does: 'the judge will ...'."""
    for first, end in reading.pieces[speech]:
        for at in range(first, end):
            for form in known.forms:
                if tuple(reading.lows[at : at + len(form)]) == form and not _is_asked(reading, at + len(form), end):
                    return True
    return False


def _is_asked(reading: Reading, at: int, end: int) -> bool:
    return reading.words[min(reading.sentence_end(at, end), end - 1)] == "?"
