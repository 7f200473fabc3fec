"""Somebody in the book, while we are still finding out who that is."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.given_names import FEMALE_NAMES, MALE_NAMES
from audiobook.dialogue.names import Form
from audiobook.model import Character, Gender


@dataclass(slots=True)
class Person:
    """One person, with all that stands in the text of names."""

    number: int
    forms: Counter[Form] = field(default_factory=Counter)
    """The names, with how often each stands in the text."""
    written: dict[Form, str] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    gender: Gender = Gender.UNKNOWN
    stated: Character | None = None
    """What the listener says of this person, if anything."""
    described: bool = False
    """Known by what he is ("the chairman"), not by a name."""
    weight: int = 0
    """How often the text names this person."""
    sentences: set[int] = field(default_factory=set)
    turns: set[int] = field(default_factory=set)
    """The paragraphs in which one of the names speaks."""
    first: str = ""
    last: str = ""
    others: set[str] = field(default_factory=set)
    """First and last names of a second identity."""

    def is_titled(self, titles: frozenset[str]) -> bool:
        """Say whether one of these titles is used for this person."""
        return bool(self.titles & titles)


def names_of(form: Form) -> Form:
    """Give a form without its titles."""
    return tuple(part for part in form if part not in w.TITLES)


def form_of(name: str) -> Form:
    """Give a written name as a form: "Mr. Carter" -> ("mr", "carter")."""
    parts = (part.strip(".,") for part in name.lower().replace("’", "'").split())
    return tuple(part for part in parts if part) or (name.lower(),)


def given_gender(name: str) -> Gender:
    """Give the gender that a given name tells; none where it is given to both."""
    if (name in MALE_NAMES) == (name in FEMALE_NAMES):
        return Gender.UNKNOWN
    return Gender.MALE if name in MALE_NAMES else Gender.FEMALE


def title_gender(form: Form) -> Gender:
    """Give the gender that the title of a name tells: "Mr. Carter"."""
    if any(part in w.MALE_TITLES for part in form[:1]):
        return Gender.MALE
    if any(part in w.FEMALE_TITLES for part in form[:1]):
        return Gender.FEMALE
    return Gender.UNKNOWN


# ----------------------------------------------------------------------------------------------------------- as a value

_RARE: Final = 60
"""A full name that stands for one use in more than this is a slip of the text, or of ours."""


def best_name(person: Person) -> str:
    """Give the canonical name: a full one where the text has it, else the commonest."""
    if person.stated:
        return person.stated.name
    full = [
        form
        for form, count in person.forms.items()
        if len(form) > 1 and form[0] not in w.TITLES | w.DETERMINERS and count * _RARE >= person.weight
    ]
    if person.described:
        return person.written[max(person.forms, key=lambda f: _telling(f, person))]
    called = [form for form in person.forms if form[0] not in w.DETERMINERS]
    form = max(full or called or person.forms, key=lambda f: (person.forms[f], len(f), f))
    return person.written[form]


def _telling(form: Form, person: Person) -> tuple[bool, int, bool, int, Form]:
    """Rank descriptions: 'the man in the red hat' before 'the man', and anything before 'a voice'."""
    return w.UNSEEN_NOUNS.isdisjoint(form), len(form), form[0] == "the", person.forms[form], form


def slug(name: str) -> str:
    """Give a name as an id: "Mikhail P." -> "mikhail-p"."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower().replace("'", "").replace("’", "")).split())


def as_character(person: Person, taken: set[str]) -> Character:
    """Give the finished value, its id unlike all in `taken`."""
    name = best_name(person)
    base = (person.stated.id if person.stated else "") or slug(name) or "somebody"
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    stated = person.stated.aliases if person.stated else ()
    aliases = sorted({*person.written.values(), *stated} - {name})
    return Character(key, name, tuple(aliases), person.gender)
