"""Who says each quotation, decided from the evidence of the text; attributor.py goes the whole way from a book."""

from collections import Counter
from dataclasses import replace
from typing import Final

from audiobook.dialogue.cues import Who
from audiobook.dialogue.evidence import Evidence, look
from audiobook.dialogue.explain import MENTION, Decision, explain
from audiobook.dialogue.merging import renumbered, same_numbers
from audiobook.dialogue.outlook import Outlook, look_out
from audiobook.dialogue.person import Person, as_character, form_of
from audiobook.dialogue.quotations import find_quotations
from audiobook.dialogue.ranker import Ranker, Ranking
from audiobook.dialogue.reading import read
from audiobook.dialogue.rules import Verdict, ballot, same_turn, sure_speaker
from audiobook.dialogue.stated import label, stated_forms
from audiobook.dialogue.turns import Ballot, Standing, Turn, decode
from audiobook.dialogue.unquoted import find_unquoted
from audiobook.model import Attribution, Book, Character, Dialogue, Quotation, QuotationKind


def find_speech(book: Book, *, unquoted_speech: bool) -> tuple[Quotation, ...]:
    """Give every quotation of the book, those in no marks too where they are asked for."""
    found = find_quotations(book)
    if not (unquoted_speech or book.unquoted_speech):
        return found
    return tuple(sorted((*found, *find_unquoted(book, found)), key=lambda quotation: quotation.parts[0]))


def decide(
    evidence: Evidence,
    corrected: dict[int, str],
    known: tuple[Character, ...],
    same: tuple[Character, ...],
    ranking: Ranking | None,
) -> Dialogue:
    """Give who says what; the evidence stays as it is, so that other corrections can be tried on it.

    corrected: the speakers that the listener states, by the number of the quotation.
    ranking: what the ranker makes of the evidence; it takes in what is corrected. None: the rules decide alone.
    """
    evidence = replace(evidence, people=list(evidence.people))
    evidence.corrected = {speech: _person_named(evidence.people, name) for speech, name in corrected.items()}
    label(evidence.people, known)
    numbers = same_numbers(evidence.people, same)
    decisions = renumbered(decide_all(evidence, ranking), numbers)
    if evidence.narrator is not None:
        evidence.narrator = numbers.get(evidence.narrator, evidence.narrator)
    return _dialogue(evidence, decisions)


def attribute_given(
    book: Book,
    quotations: tuple[Quotation, ...],
    characters: tuple[Character, ...],
    narrator: str = "",
    *,
    ranker: Ranker | None = None,
) -> Dialogue:
    """Give who says each of the quotations, where these and all people who may speak are given."""
    evidence = look(read(book, quotations), characters, narrator, closed=True)
    return _dialogue(evidence, decide_all(evidence, first_ranking(evidence, ranker)))


def _person_named(people: list[Person], name: str) -> int:
    """Give who bears a name, adding somebody new where nobody does."""
    form = form_of(name)
    for person in people:
        if form in stated_forms(person.stated) | {*person.forms, (person.first,), (person.last,)}:
            return person.number
    people.append(Person(len(people), Counter({form: 1}), {form: name}, described=True))
    return people[-1].number


# ---------------------------------------------------------------------------------------------------------- deciding

_FAR: Final = 3
"""Paragraphs of narration after which a conversation is another one."""
_NEAR_SPEAKERS: Final = 6
"""So many turns before and after, whoever surely speaks may speak here too."""
_CANDIDATES: Final = 7

Conversation = tuple[list[Turn], list[Standing]]


def first_ranking(evidence: Evidence, ranker: Ranker | None) -> Ranking | None:
    """Let the ranker weigh all lines; without one, None."""
    if ranker is None:
        return None
    outlook = look_out(evidence)
    return Ranking(ranker, outlook, rules_scores(outlook, by_the_rules(evidence)))


def decide_all(evidence: Evidence, ranking: Ranking | None) -> dict[int, Decision]:
    """Give the speaker of every speech."""
    conversations = by_the_rules(evidence)
    chances: dict[int, Ballot] = {}
    if ranking:
        ranking.correct(evidence, rules_scores(ranking.outlook, conversations))
        chances = {line.number: own for line, own in zip(ranking.outlook.lines, ranking.chances, strict=True)}
    decisions: dict[int, Decision] = {}
    for turns, standings in conversations:
        explain(evidence, turns, standings, chances, decisions)
    return decisions


def by_the_rules(evidence: Evidence) -> list[Conversation]:
    """Give the turns of every conversation, with who the rules and the turn-taking say has each."""
    found = []
    for turns in _conversations(_turns(evidence)):
        sure = [sure_speaker(evidence, turn.speeches) for turn in turns]
        _fill_ballots(evidence, turns, sure)
        found.append((turns, decode(turns)))
    return found


def rules_scores(outlook: Outlook, conversations: list[Conversation]) -> list[Ballot]:
    """Give for each line how far behind their favourite the rules see everybody."""
    scores = {
        speech: standing.scores
        for turns, standings in conversations
        for turn, standing in zip(turns, standings, strict=True)
        for speech in turn.speeches
    }
    return [scores[line.number] for line in outlook.lines]


def _turns(evidence: Evidence) -> list[Turn]:
    """Put together what one person says without a break."""
    reading = evidence.reading
    turns: list[Turn] = []
    last_place = last_scene = -10
    for speech, pieces in enumerate(reading.pieces):
        if reading.quotations[speech].kind is QuotationKind.MENTION:
            continue
        place = reading.passage[pieces[0][0]]
        scene = reading.passages[place].scene
        distance = max(0, place - last_place)  # a speech broken by another one may end after it
        if turns and distance == 0 and _goes_on(evidence, speech, turns[-1].speeches):
            turns[-1].speeches.append(speech)
        else:
            cue = evidence.cue(speech)
            replies = cue is not None and cue.subject.who is Who.REPLY
            opens = distance > _FAR or scene != last_scene
            turns.append(Turn([speech], distance=distance, opens=opens, replies=replies))
        last_place, last_scene = reading.passage[pieces[-1][0]], scene
    return turns


def _goes_on(evidence: Evidence, speech: int, earlier: list[int]) -> bool:
    """Say whether a speech goes on with a turn; corrections to two people end it."""
    before, now = evidence.corrected.get(earlier[-1]), evidence.corrected.get(speech)
    if before is not None and now is not None:
        return before == now
    return same_turn(evidence, speech, earlier)


def _conversations(turns: list[Turn]) -> list[list[Turn]]:
    found: list[list[Turn]] = []
    for turn in turns:
        if turn.opens or not found:
            found.append([])
        found[-1].append(turn)
    return found


def _fill_ballots(evidence: Evidence, turns: list[Turn], sure: list[Verdict | None]) -> None:
    for i, turn in enumerate(turns):
        verdict = sure[i]
        if verdict:
            turn.ballot = {verdict.person: 0.0}
            continue
        last = turns[i - 1].speeches if i and turn.distance <= 2 else []
        votes = ballot(evidence, turn.speeches, last, _near(sure, i))
        ranked = sorted(votes, key=lambda person: (-votes[person], person))[:_CANDIDATES]
        turn.ballot = {person: votes[person] for person in ranked}


def _near(sure: list[Verdict | None], at: int) -> list[int]:
    """Give who surely speaks a few turns before or after."""
    around = sure[max(0, at - _NEAR_SPEAKERS) : at + _NEAR_SPEAKERS + 1]
    return [verdict.person for verdict in around if verdict]


# ---------------------------------------------------------------------------------------------------------- as a value


def _dialogue(evidence: Evidence, decisions: dict[int, Decision]) -> Dialogue:
    characters: dict[int, Character] = {}
    taken: set[str] = set()
    teller = [evidence.narrator] if evidence.narrator is not None else []
    speaking = [decisions[i].person for i in sorted(decisions)]
    rivals = [rival for i in sorted(decisions) if (rival := decisions[i].runner_up) is not None]
    for person in dict.fromkeys([*teller, *speaking, *rivals]):
        characters[person] = as_character(evidence.people[person], taken)
        taken.add(characters[person].id)
    return Dialogue(
        tuple(characters.values()),
        tuple(_attribution(evidence, i, decisions.get(i), characters) for i in range(len(evidence.reading.quotations))),
        characters[evidence.narrator].id if evidence.narrator is not None else None,
    )


def _attribution(
    evidence: Evidence, speech: int, decision: Decision | None, characters: dict[int, Character]
) -> Attribution:
    quotation = evidence.reading.quotations[speech]
    if decision is None:
        return Attribution(quotation, None, None, None, MENTION, "mention")
    return Attribution(
        quotation,
        characters[decision.person].id,
        decision.quote_type,
        evidence.reading.locus(decision.cue.first, decision.cue.end) if decision.cue else None,
        decision.confidence,
        decision.rule,
        characters[decision.runner_up].id if decision.runner_up is not None else None,
    )
