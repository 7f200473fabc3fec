"""Why: the rule behind every decision, its cue, and how far it can be trusted."""

from dataclasses import dataclass
from typing import Final

from audiobook.dialogue.cues import Cue, Strength, Who
from audiobook.dialogue.rules import Evidence, decide
from audiobook.dialogue.turns import Turn
from audiobook.model import Gender, QuoteType

CONFIDENCE: Final = {
    "correction": 1.0,
    "first-person-cue": 0.95,
    "mention": 0.95,
    "named-cue": 0.92,
    "action-beat": 0.75,
    "pronoun-cue": 0.75,
    "addressed": 0.74,
    "turn-taking": 0.68,
    "reply": 0.6,
    "same-paragraph": 0.5,
    "described-cue": 0.5,
    "presence": 0.32,
}
"""The share of speeches that each rule gets right on PDNC, from raw text."""
_CONTRADICTED: Final = 0.3
"""Where a pronoun is of another gender than whoever is left to speak."""
_INHERITED: Final = 0.93
"""Of the confidence of the speech that leads its turn, where the text names that one's speaker outright."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The speaker of a speech, with the reason."""

    person: int
    rule: str
    quote_type: QuoteType
    cue: Cue | None
    confidence: float


def explain(evidence: Evidence, turns: list[Turn], speakers: list[int], decisions: dict[int, Decision]) -> None:
    """Add to `decisions` the speaker of each speech of a conversation, with the rule that speaks most for it."""
    for i, turn in enumerate(turns):
        leading = min(turn.speeches, key=lambda speech: _order(evidence, speech))
        outright = decide(evidence, leading)
        inherited = _INHERITED * CONFIDENCE[outright.rule] if outright else 0.0
        for speech in turn.speeches:
            rule = _rule(evidence, speech, speakers[i])
            if not rule:
                rule = "same-paragraph" if speech != leading else _by_turn(evidence, turns, speakers, i)
            cue = evidence.cue(speech) if rule in _CUED else None
            confidence = max(CONFIDENCE[rule], inherited) if rule in _FOLLOWING else CONFIDENCE[rule]
            if cue and _contradicts(evidence, cue, speakers[i]):
                confidence = min(confidence, _CONTRADICTED)
            decisions[speech] = Decision(speakers[i], rule, _quote_type(evidence, cue), cue, confidence)


def _contradicts(evidence: Evidence, cue: Cue, speaker: int) -> bool:
    """Say whether the cue has "she" and the speaker is a man: nobody we know fits."""
    known = Gender.UNKNOWN not in (cue.subject.gender, evidence.gender(speaker))
    return cue.subject.who is Who.PRONOUN and known and cue.subject.gender is not evidence.gender(speaker)


_FOLLOWING: Final = frozenset({"same-paragraph", "action-beat"})
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
