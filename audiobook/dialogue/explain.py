"""Why: the rule behind every decision, its cue, and how far it can be trusted."""

import math
from dataclasses import dataclass
from typing import Final

from audiobook.dialogue.cues import Cue, Strength, Who
from audiobook.dialogue.evidence import Evidence
from audiobook.dialogue.rules import Verdict, decide, outspoken, sure_speaker
from audiobook.dialogue.turns import Ballot, Standing, Turn
from audiobook.model import Gender, QuoteType

_RIGHT: Final = {
    "correction": 1.0,
    "first-person-cue": 0.99,
    "named-cue": 0.97,
    "described-cue": 0.5,
}
"""Where the text names the speaker outright: the share of speeches that each rule gets right on PDNC, from raw text.

(described-cue: 0.22 there, but most of those whom we call "a voice" or "the girl" have other names in the corpus.)
"""
_LEADS_UP: Final = 0.88
"""The same for a name before its quotation ("Ruth turned and said:"), where words may stand between."""
_FOLLOWING: Final = {"action-beat": 0.97, "same-paragraph": 0.88}
_FOLLOWING_CUED: Final = 0.86
"""The same for other speeches of such a turn, by their rule; the last for any other rule."""
_VOTED: Final = {
    "action-beat": 0.73,
    "addressed": 0.76,
    "described-cue": 0.49,
    "presence": 0.32,
    "pronoun-cue": 0.75,
    "reply": 0.6,
    "same-paragraph": 0.53,
    "turn-taking": 0.69,
}
"""The same where the conversation decided."""
_BIAS, _BASE, _MARGIN, _ENOUGH, _BEYOND = -0.77, 0.53, 0.4, 5.0, 0.52
"""There the margin to the runner-up counts as well, by a logistic regression: log odds = bias + base x (log odds of the
rule's share) + margin x min(margin, enough), + beyond where the margin is twice enough. benchmarks/calibrate.py fitted
it on PDNC; it prints these figures and the shares above."""
MENTION: Final = 0.95
"""That what the rules take for no speech is none: estimated, for PDNC has no such marks."""
_DIGITS: Final = 4
"""Of a chance that the ranker gives: beyond them it hangs on the order in which a processor adds."""
_FAINT: Final = 1e-6
"""The chance of whom a speech of the turn does not think of."""
_CONTRADICTED: Final = 0.3
"""Where a pronoun is of another gender than whoever is left to speak."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The speaker of a speech, with the reason."""

    person: int
    rule: str
    quote_type: QuoteType
    cue: Cue | None
    confidence: float
    runner_up: int | None


@dataclass(frozen=True, slots=True)
class _Choice:
    """Who has a turn."""

    person: int
    runner_up: int | None
    chance: float | None
    """By the ranker; None where the turn-taking decided."""


def explain(
    evidence: Evidence,
    turns: list[Turn],
    standings: list[Standing],
    chances: dict[int, Ballot],
    decisions: dict[int, Decision],
) -> None:
    """Add to `decisions` the speaker of each speech of a conversation, with the rule that speaks most for it.

    chances: the chance of each candidate of each speech, where the ranker weighed them; else the turn-taking decides.
    """
    chosen = [_choose(evidence, turn, standing, chances) for turn, standing in zip(turns, standings, strict=True)]
    speakers = [choice.person for choice in chosen]
    for i, turn in enumerate(turns):
        leading = min(turn.speeches, key=lambda speech: _order(evidence, speech))
        outright = sure_speaker(evidence, turn.speeches)
        for speech in turn.speeches:
            rule = _rule(evidence, speech, speakers[i])
            if not rule:
                rule = "same-paragraph" if speech != leading else _by_turn(evidence, turns, speakers, i)
            cue = evidence.cue(speech) if rule in _CUED else None
            sure = chosen[i].chance
            if sure is None:
                sure = _sure(rule, cue, outright) if outright else _voted(rule, standings[i].margin)
            if cue and _contradicts(evidence, cue, speakers[i]):
                sure = min(sure, _CONTRADICTED)
            quote_type = _quote_type(evidence, cue)
            decisions[speech] = Decision(speakers[i], rule, quote_type, cue, sure, chosen[i].runner_up)


def _choose(evidence: Evidence, turn: Turn, standing: Standing, chances: dict[int, Ballot]) -> _Choice:
    """Give who has a turn: by the chances of its speeches, or as it stands.

    Whom a correction states, or the words 'said Anna', has it anyway.
    """
    if not chances:
        return _Choice(standing.person, standing.runner_up, None)
    shared = _shared([chances[speech] for speech in turn.speeches])
    ranked = sorted(shared, key=lambda person: (-shared[person], person))
    stated = outspoken(evidence, turn.speeches)
    person = ranked[0] if stated is None else stated
    corrected = any(speech in evidence.corrected for speech in turn.speeches)
    chance = 1.0 if corrected else round(shared.get(person, 0.0), _DIGITS)
    return _Choice(person, next((other for other in ranked if other != person), None), chance)


def _shared(ballots: list[Ballot]) -> Ballot:
    """Give the chances of a turn: the geometric mean of those of its speeches, of one sum again."""
    people = {person for ballot in ballots for person in ballot}
    logs = {p: sum(math.log(ballot.get(p, 0.0) + _FAINT) for ballot in ballots) / len(ballots) for p in people}
    total = sum(math.exp(value) for value in logs.values())
    return {person: math.exp(value) / total for person, value in logs.items()}


def _contradicts(evidence: Evidence, cue: Cue, speaker: int) -> bool:
    """Say whether the cue has "she" and the speaker is a man: nobody we know fits."""
    known = Gender.UNKNOWN not in (cue.subject.gender, evidence.gender(speaker))
    return cue.subject.who is Who.PRONOUN and known and cue.subject.gender is not evidence.gender(speaker)


def _sure(rule: str, cue: Cue | None, outright: Verdict) -> float:
    """Give the confidence in a speech of a turn whose speaker the text names."""
    if rule not in _RIGHT:
        return min(_FOLLOWING.get(rule, _FOLLOWING_CUED), _RIGHT[outright.rule])
    leads_up = rule == "named-cue" and cue is not None and cue.strength > Strength.VERB
    return _LEADS_UP if leads_up else _RIGHT[rule]


def _voted(rule: str, margin: float) -> float:
    """Give the confidence in a speech that the conversation decided."""
    share = _VOTED[rule]
    log_odds = _BIAS + _BASE * math.log(share / (1 - share)) + _MARGIN * min(margin, _ENOUGH)
    log_odds += _BEYOND * (margin >= 2 * _ENOUGH)
    return 1 / (1 + math.exp(-log_odds))


_CUED: Final = frozenset({"named-cue", "first-person-cue", "described-cue", "pronoun-cue", "action-beat", "reply"})


def _order(evidence: Evidence, speech: int) -> tuple[int, int]:
    cue = evidence.cue(speech)
    return (cue.strength if cue else 9, speech)


def _rule(evidence: Evidence, speech: int, speaker: int) -> str:
    """Give the rule by which a speech's own neighbourhood points to the speaker; empty if it does not."""
    verdict = decide(evidence, speech)
    if verdict and verdict.person == speaker:
        return verdict.rule
    cue = evidence.cue(speech)
    if cue is None:
        return ""
    if cue.strength <= Strength.FAR:
        return {Who.PRONOUN: "pronoun-cue", Who.DESCRIPTION: "described-cue", Who.REPLY: "reply"}.get(
            cue.subject.who, ""
        )
    beat = cue.subject.who is Who.PRONOUN or cue.subject.person == speaker
    return "action-beat" if beat or (cue.subject.who is Who.FIRST and speaker == evidence.narrator) else ""


def _by_turn(evidence: Evidence, turns: list[Turn], speakers: list[int], at: int) -> str:
    """Give the reason that the conversation holds for a turn without a cue of its own."""
    if at and turns[at].distance <= 2 and _calls(evidence, turns[at - 1], speakers[at]):
        return "addressed"
    before = at >= 2 and turns[at].distance <= 2 and speakers[at - 2] == speakers[at]
    after = at + 2 < len(turns) and turns[at + 1].distance <= 2 and speakers[at + 2] == speakers[at]
    return "turn-taking" if before or after else "presence"


def _calls(evidence: Evidence, turn: Turn, person: int) -> bool:
    return any(
        mention.called and mention.person == person
        for speech in turn.speeches
        for first, end in evidence.reading.pieces[speech]
        for mention in evidence.mentions.within(first, end)
    )


def _quote_type(evidence: Evidence, cue: Cue | None) -> QuoteType:
    if cue is None or cue.strength > Strength.FAR:
        return QuoteType.IMPLICIT
    named = cue.subject.who is Who.NAME and not evidence.people[cue.subject.person or 0].described
    words = evidence.reading.words[cue.subject.first : cue.subject.end]
    return QuoteType.EXPLICIT if named and any(word[0].isupper() for word in words) else QuoteType.ANAPHORIC
