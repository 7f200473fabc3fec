"""What the text says of how each character sounds: sex, age, pitch, timbre, accent, and whether it is a crowd.

Only English is read. Other languages give what the names tell, which is mostly the sex.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from audiobook.dialogue import portrait_words as p
from audiobook.dialogue import words as w
from audiobook.dialogue.age_traits import age_of_noun, age_traits
from audiobook.dialogue.evidence import look
from audiobook.dialogue.languages import ENGLISH
from audiobook.dialogue.reading import read
from audiobook.dialogue.voice_traits import voice_traits
from audiobook.dialogue.whose import Owners
from audiobook.model import DOUBTFUL, Book, Character, Dialogue, Pitch, Portrait, Trait, TraitKind

_VOICE: Final = "voice"


def find_portraits(book: Book, dialogue: Dialogue) -> Mapping[str, Portrait]:
    """Give what the text says of each character, by id."""
    narrator = dialogue.character(dialogue.narrator).name if dialogue.narrator else ""
    quotations = tuple(a.quotation for a in dialogue.attributions)
    evidence = look(read(book, quotations), dialogue.characters, narrator, closed=True)
    ids = {person.number: person.stated.id for person in evidence.people if person.stated}
    traits: dict[str, list[Trait]] = defaultdict(list)
    for character in dialogue.characters:
        traits[character.id] += _named_traits(character)
    if evidence.reading.language is ENGLISH:
        owners = Owners(evidence, _speakers(dialogue, ids))
        for person, trait in sorted((*voice_traits(owners), *age_traits(owners)), key=lambda f: _place(f[1])):
            if person in ids:
                traits[ids[person]].append(trait)
    return {c.id: Portrait(c.gender, tuple(dict.fromkeys(traits[c.id]))) for c in dialogue.characters}


def _place(trait: Trait) -> tuple[object, ...]:
    assert trait.place is not None
    return trait.place, trait.kind, trait.value


def _speakers(dialogue: Dialogue, ids: Mapping[int, str]) -> dict[int, int]:
    """Give who says each speech, where that is sure enough."""
    number = {key: person for person, key in ids.items()}
    return {
        speech: number[a.speaker]
        for speech, a in enumerate(dialogue.attributions)
        if a.speaker in number and a.confidence >= DOUBTFUL
    }


def _named_traits(character: Character) -> Iterator[Trait]:
    """Give what the names tell: 'the old woman with a basket', 'a hoarse voice', 'several voices'."""
    for name in character.names:
        lows = name.lower().split()
        if not lows or not name[:1].islower():
            continue
        head = next((n for n, low in enumerate(lows) if n and low in w.PREPOSITIONS), len(lows)) - 1
        noun, before = lows[head], lows[:head]
        if noun in p.CROWDS or (before and before[0] in p.SEVERAL) or lows[0] in p.SEVERAL:
            yield Trait(TraitKind.CROWD, TraitKind.CROWD)
            continue
        if noun == _VOICE:
            sounds = (sound for low in before for sound in (p.LASTING | p.USUAL).get(low, ()))
            yield from (Trait(TraitKind.PITCH if isinstance(s, Pitch) else TraitKind.TIMBRE, s) for s in sounds)
        yield from _named_age(noun, before)


def _named_age(noun: str, before: list[str]) -> Iterator[Trait]:
    told = next((age for low in before if (age := p.AGE_WORDS.get(low)) and noun in p.OF_AN_AGE[age]), None)
    told = told or age_of_noun(noun)
    if told:
        yield Trait(TraitKind.AGE, told)
