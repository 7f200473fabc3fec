"""The rules, strongest first: what the neighbourhood of a speech says about its speaker.

The first half decides outright (a correction, a cue with a name, "I said"); the second half votes, and the
turn-taking of the conversation (turns.py) decides. docs/attribution.md lists them all by name.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.cues import Cue, Strength, Who
from audiobook.dialogue.evidence import Evidence
from audiobook.dialogue.person import Person
from audiobook.dialogue.reading import Reading
from audiobook.dialogue.turns import Ballot
from audiobook.model import Gender
from audiobook.text.marks import CLOSING

_OUTRIGHT: Final = {
    Who.NAME: "named-cue",
    Who.FIRST: "first-person-cue",
    Who.DESCRIPTION: "described-cue",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A speaker, and the rule that found him."""

    person: int
    rule: str


def decide(evidence: Evidence, speech: int) -> Verdict | None:
    """Give the speaker where the text, or the listener, says it outright."""
    if speech in evidence.corrected:
        return Verdict(evidence.corrected[speech], "correction")
    cue = evidence.cue(speech)
    if cue is None or cue.strength > Strength.FAR:
        return None
    person = _subject_person(evidence, speech, cue)
    return Verdict(person, _OUTRIGHT[cue.subject.who]) if person is not None else None


def outspoken(evidence: Evidence, speeches: list[int]) -> int | None:
    """Give the speaker of a turn that nothing can outweigh: the listener states him, or the text says 'said Anna'."""
    stated = [evidence.corrected[speech] for speech in speeches if speech in evidence.corrected]
    named = [
        verdict.person for speech in speeches if _plain(evidence, speech) and (verdict := decide(evidence, speech))
    ]
    return next(iter((*stated, *named)), None)


def _plain(evidence: Evidence, speech: int) -> bool:
    cue = evidence.cue(speech)
    return cue is not None and cue.strength is Strength.VERB and cue.subject.who in (Who.NAME, Who.FIRST)


def sure_speaker(evidence: Evidence, speeches: list[int]) -> Verdict | None:
    """Give the speaker that one of a turn's speeches names outright; a correction counts before all."""
    verdicts = [verdict for speech in speeches if (verdict := decide(evidence, speech))]
    return min(verdicts, key=lambda v: v.rule != "correction", default=None)


def _subject_person(evidence: Evidence, speech: int, cue: Cue) -> int | None:
    if cue.subject.who is Who.NAME:
        return cue.subject.person
    if cue.subject.who is Who.FIRST:
        return evidence.narrator
    if cue.subject.who is Who.DESCRIPTION:
        return evidence.described.get(speech)
    return None


# ------------------------------------------------------------------------------------------------------------- ballots

_RANKS: Final = (2.6, 0.8, 0.2)
"""For the people a pronoun may mean, the most salient first."""
_WRONG_GENDER: Final = -9.0
_DESCRIBED: Final = -3.0
_BEAT: Final = 4.0
_PRONOUN_BEAT: Final = 0.8
"""A pronoun that only acts beside a speech counts for this much of one that speaks."""
_SPOKEN_LATELY: Final = 30
"""So many names back somebody is looked for whom a pronoun may mean."""
_SALIENCE: Final = 0.7
_CALLED: Final = -6.0
_ANSWERS_CALL: Final = 2.8
_SPOKEN_OF: Final = -2.0
_NARRATOR: Final = 0.4


def ballot(evidence: Evidence, speeches: list[int], last: list[int], near: list[int]) -> Ballot:
    """Give the votes for whoever may speak the speeches of one turn; never empty.

    last: the speeches of the turn before; near: the people who surely speak a few turns before or after.
    """
    votes: Ballot = dict.fromkeys(near, 0.0)
    _vote_presence(evidence, speeches[0], votes)
    if not votes:
        votes[_anybody(evidence)] = 0.0
    _vote_called(evidence, last, votes)
    for speech in speeches:
        for cue in evidence.cues[speech][:2]:
            _vote_cue(evidence, cue, votes)
    _vote_spoken_of(evidence, speeches, votes)
    return votes


def _anybody(evidence: Evidence) -> int:
    """Give the person most spoken of; somebody unknown in a book without people."""
    people = evidence.people
    if not people:
        people.append(Person(0, Counter({("somebody",): 1}), {("somebody",): "somebody"}, described=True))
    return max(people, key=lambda p: (p.weight, -p.number)).number


def _vote_presence(evidence: Evidence, speech: int, votes: Ballot) -> None:
    """presence: whoever is in the reader's mind may be speaking."""
    for person, salience in evidence.focus.at_quotation[speech]:
        votes[person] = votes.get(person, 0.0) + min(salience, 2.0) * _SALIENCE
    if evidence.narrator is not None:
        votes[evidence.narrator] = votes.get(evidence.narrator, 0.0) + _NARRATOR


def _vote_called(evidence: Evidence, last: list[int], votes: Ballot) -> None:
    """addressed: whoever was called by name in the last turn answers."""
    for speech in last:
        for first, end in evidence.reading.pieces[speech]:
            for mention in evidence.mentions.within(first, end):
                if mention.called:
                    votes[mention.person] = votes.get(mention.person, 0.0) + _ANSWERS_CALL


def _vote_spoken_of(evidence: Evidence, speeches: list[int], votes: Ballot) -> None:
    """Nobody calls himself, and hardly anybody says his own name."""
    named: dict[int, bool] = {}
    for speech in speeches:
        for first, end in evidence.reading.pieces[speech]:
            for mention in evidence.mentions.within(first, end):
                named[mention.person] = named.get(mention.person, False) or mention.called
    for person, called in named.items():
        if person in votes:
            votes[person] += _CALLED if called else _SPOKEN_OF


def _vote_cue(evidence: Evidence, cue: Cue, votes: Ballot) -> None:
    """pronoun-cue and action-beat: what the cue says, as surely as its form does."""
    subject, speaks = cue.subject, cue.strength <= Strength.FAR
    if subject.who is Who.PRONOUN:
        _vote_pronoun(evidence, cue, votes, 1.0 if speaks else _PRONOUN_BEAT)
    elif subject.who is Who.DESCRIPTION:
        _vote_description(evidence, cue, votes, 0.7 if speaks else 0.3)
    elif subject.who is Who.NAME and subject.person is not None and not speaks:
        votes[subject.person] = votes.get(subject.person, 0.0) + _BEAT
    elif subject.who is Who.FIRST and evidence.narrator is not None and not speaks:
        votes[evidence.narrator] = votes.get(evidence.narrator, 0.0) + _BEAT


def _vote_pronoun(evidence: Evidence, cue: Cue, votes: Ballot, share: float) -> None:
    ranking = evidence.focus.at_pronoun.get(cue.subject.first, ())
    for (person, _), points in zip(ranking, _RANKS, strict=False):
        votes[person] = votes.get(person, 0.0) + points * share
    if not any(evidence.gender(person) is cue.subject.gender for person in votes if person != evidence.narrator):
        votes |= dict.fromkeys(_last_of_gender(evidence, cue), 0.0)
    _vote_gender(evidence, cue.subject.gender, votes, share)


def _vote_description(evidence: Evidence, cue: Cue, votes: Ballot, share: float) -> None:
    """Vote for the gender; who speaks as a description that fits nobody brought in is no other description."""
    if cue.strength <= Strength.FAR:
        for person in votes:
            if evidence.people[person].described:
                votes[person] += _DESCRIBED
    if cue.subject.gender is not Gender.UNKNOWN:
        _vote_gender(evidence, cue.subject.gender, votes, share)


def _last_of_gender(evidence: Evidence, cue: Cue) -> list[int]:
    """Give the last person of a pronoun's gender whom anybody spoke of, where nobody is in mind."""
    before = evidence.mentions.last_before(cue.first, _SPOKEN_LATELY)
    fitting = [m.person for m in before if evidence.gender(m.person) is cue.subject.gender]
    return [person for person in fitting[-1:] if person != evidence.narrator]


def _vote_gender(evidence: Evidence, gender: Gender, votes: Ballot, share: float) -> None:
    for person in votes:
        if person == evidence.narrator:
            votes[person] += _WRONG_GENDER * share  # "I" is not "he"
        elif evidence.gender(person) is Gender.UNKNOWN:
            votes[person] -= 0.7 * share
        elif evidence.gender(person) is not gender:
            votes[person] += _WRONG_GENDER * share


# ---------------------------------------------------------------------------------------------------------- one turn?


def same_turn(evidence: Evidence, speech: int, earlier: list[int]) -> bool:
    """same-paragraph: say whether a speech goes on with the turn before it in its paragraph."""
    bare = _touching(evidence.reading, earlier[-1], speech)
    anchor = _anchor(evidence, earlier)
    cue = evidence.cue(speech)
    if cue is not None and cue.subject.who is Who.REPLY:
        return False
    if cue is None or (cue.strength > Strength.FAR and bare):
        return not (bare and _answers(evidence.reading, earlier[-1], speech))
    if anchor is None:
        return not bare
    return _agree(evidence, anchor, cue) and (cue.strength > Strength.VERB or not bare)


def _touching(reading: Reading, earlier: int, speech: int) -> bool:
    """No narration stands between the two."""
    return reading.pieces[earlier][-1][1] == reading.pieces[speech][0][0]


_RECALL: Final = 8
"""So many speeches of a turn are asked for its cue: a paragraph may hold thousands."""


def _anchor(evidence: Evidence, speeches: list[int]) -> Cue | None:
    found = [cue for speech in speeches[-_RECALL:] if (cue := evidence.cue(speech)) is not None]
    return min(found, key=lambda cue: cue.strength, default=None)


def _agree(evidence: Evidence, one: Cue, other: Cue) -> bool:
    """Say whether the two cues may be of one person."""
    left, right = one.subject, other.subject
    if Who.FIRST in (left.who, right.who):
        return left.who is right.who
    if left.who is Who.NAME and right.who is Who.NAME:
        return left.person == right.person
    if Who.PRONOUN not in (left.who, right.who):
        return left.who is right.who and left.head == right.head
    if left.who is Who.PRONOUN and right.who is Who.NAME and one.strength == other.strength == Strength.VERB:
        return False  # "A," he said ... "B," said Tom: who has a pronoun is not named after it
    genders = {
        evidence.gender(s.person) if s.who is Who.NAME and s.person is not None else s.gender for s in (left, right)
    } - {Gender.UNKNOWN}
    return len(genders) <= 1


def _answers(reading: Reading, earlier: int, speech: int) -> bool:
    """question-answer: two bare speeches side by side, the first asking or the second replying."""
    last = [word for word in reading.words[slice(*reading.pieces[earlier][-1])] if word not in CLOSING]
    first = [low for low in reading.lows[slice(*reading.pieces[speech][0])] if low[0].isalnum()]
    return last[-1:] == ["?"] or (first[:1] != [] and first[0] in w.REPLY_OPENERS)
