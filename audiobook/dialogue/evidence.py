"""All that the rules look at: the words, the people, where they are spoken of, and the cues of every quotation."""

from dataclasses import dataclass, field

from audiobook.dialogue.aliases import introduced
from audiobook.dialogue.characters import find_people
from audiobook.dialogue.cues import Cue, find_cues
from audiobook.dialogue.described import add_roles, role_forms
from audiobook.dialogue.focus import Focus, find_focus
from audiobook.dialogue.foreign import find_foreign_cues
from audiobook.dialogue.languages import ENGLISH
from audiobook.dialogue.mentions import Mentions, find_mentions, settle_genders
from audiobook.dialogue.names import gather, name_uses
from audiobook.dialogue.narrator import find_narrator
from audiobook.dialogue.person import Person
from audiobook.dialogue.reading import Reading
from audiobook.dialogue.stated import label
from audiobook.dialogue.unmasked import unmask
from audiobook.dialogue.unnamed import meet
from audiobook.model import Character, Gender, QuotationKind


@dataclass(slots=True)
class Evidence:
    """All that the rules look at."""

    reading: Reading
    people: list[Person]
    mentions: Mentions
    cues: list[list[Cue]]
    focus: Focus
    narrator: int | None
    described: dict[int, int]
    """Speech -> the unnamed person of its cue."""
    corrected: dict[int, int] = field(default_factory=dict)
    """Speech -> the person whom the listener states."""

    def cue(self, speech: int) -> Cue | None:
        """Give the best cue of a speech."""
        return self.cues[speech][0] if self.cues[speech] else None

    def gender(self, person: int) -> Gender:
        """Give the gender of a person."""
        return self.people[person].gender


def look(reading: Reading, known: tuple[Character, ...], narrator: str, *, closed: bool = False) -> Evidence:
    """Find the people, and all that the rules look at.

    closed: nobody but the people in `known` is looked for.
    """
    uses = name_uses(reading)
    presented, pairs = introduced(reading, uses)
    people = find_people(gather(reading, uses), known, presented, pairs)
    if closed:
        people = _stated_only(people)
    add_roles(people, role_forms(reading), closed=closed)
    mentions = find_mentions(reading, people)
    cues = [_cues_of(reading, mentions, number) for number in range(len(reading.quotations))]
    described = {} if closed else _unnamed(reading, people, mentions, cues)
    label(people, known)
    settle_genders(reading, people, mentions)
    teller = find_narrator(reading, people, mentions, cues, narrator)
    number = teller.number if teller else None
    return Evidence(reading, people, mentions, cues, find_focus(reading, people, mentions, number), number, described)


def _stated_only(people: list[Person]) -> list[Person]:
    kept = [person for person in people if person.stated]
    for number, person in enumerate(kept):
        person.number = number
    return kept


def _unnamed(reading: Reading, people: list[Person], mentions: Mentions, cues: list[list[Cue]]) -> dict[int, int]:
    """Give the unnamed speaker of each speech that has one, in `people` from now on."""
    unnamed = meet(reading, people, mentions, cues)
    same = unmask(reading, people, mentions, cues, unnamed)
    return {s: same.get(u.person, u.person) for u in unnamed for s in u.speeches}


def _cues_of(reading: Reading, mentions: Mentions, number: int) -> list[Cue]:
    mention = reading.quotations[number].kind is QuotationKind.MENTION
    if mention:
        return []
    return (find_cues if reading.language is ENGLISH else find_foreign_cues)(reading, mentions, number)
