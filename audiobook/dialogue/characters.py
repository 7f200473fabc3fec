"""The people of the book: which forms of a name are one person, and what the text says of each.

A form is taken for a person's name on evidence (beside a speech verb, called out in speech, after a title, before a
verb that persons do), then forms are put together: full names first, then what is shorter than they are.
"""

from collections import Counter
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.given_names import FEMALE_NAMES, MALE_NAMES
from audiobook.dialogue.identity import Register, home
from audiobook.dialogue.names import Form, Usage
from audiobook.dialogue.person import Person, form_of, given_gender, names_of, title_gender
from audiobook.dialogue.stated import is_description
from audiobook.model import Character, Gender


def is_person(form: Form, seen: Usage) -> bool:
    """Say whether the text uses a form as the name of a person."""
    if _is_place(form, seen):
        return False
    titled = form[0] in w.TITLES and len(form) > 1
    given = any(part in MALE_NAMES or part in FEMALE_NAMES for part in form)
    if seen.speaks >= 1 or (titled and seen.placed < seen.count):
        return True
    if given and seen.placed < max(2, seen.count * 0.3):
        return True
    if seen.acts >= 2 and seen.acts > 0.3 * seen.narrated and seen.placed < 0.3 * seen.count:
        return True
    if not seen.narrated and seen.opens > _EXCLAIMED * seen.count:
        return False
    score = 3 * seen.speaks + 1.2 * seen.called + seen.acts - seen.placed
    rate = (seen.speaks + seen.called + 0.5 * seen.acts) / seen.count
    return seen.count >= 2 and score >= 3 and rate > 0.06 and seen.placed < 0.5 * seen.count


def _is_place(form: Form, seen: Usage) -> bool:
    """Say whether a name is a place's: 'Kansas City', and 'St. Ives' unless he does something."""
    if form[-1] in w.PLACE_NOUNS:
        return len(form) > 1 + (form[0] in w.FORMAL_TITLES)
    return form[0] in _SAINTS and seen.speaks < 1 and seen.acts < 1


_SAINTS: Final = frozenset({"st", "saint"})
_EXCLAIMED: Final = 0.75
"""What is only called out, and at the beginning, is rather an exclamation than a name: 'Hullo!'"""


def find_people(
    found: dict[Form, Usage], known: tuple[Character, ...], presented: set[Form], pairs: list[tuple[Form, Form]]
) -> list[Person]:
    """Give the people of the book, those that the listener states before all others.

    presented: forms that the text introduces as somebody's name; pairs: two names that it says are one person's.
    """
    register = Register()
    for character in known:
        if named := [name for name in character.names if not is_description(name, found)]:
            register.add(_stated(len(register.people), character, named))
    forms = {form: seen for form, seen in found.items() if form in presented or is_person(form, seen)}
    forms = {form: seen for form, seen in forms.items() if form in presented or not _run_together(form, forms)}
    given = _given(forms)
    for form in sorted(forms, key=lambda f: (-len(names_of(f)), -forms[f].count, f)):
        person = home(form, found, register)
        if person is None:
            person = Person(len(register.people))
            _name(person, form, given)
        _take(person, form, forms[form])
        register.add(person)
    people = register.people
    for one, other in pairs:
        people = _joined(people, one, other)
    return people


def _run_together(form: Form, forms: dict[Form, Usage]) -> bool:
    """Say whether a rare run of names is none: 'Academy Anne', 'Anna Carter-like', 'Anna Maria' who are two."""
    names, seen = names_of(form), forms[form]
    if len(names) < 2 or seen.count > _RARE:
        return False
    first, last = (forms.get((name,), Usage()) for name in (names[0], names[-1]))
    if first.count > _OFTEN and last.count > _OFTEN:
        return first.speaks >= 1 and last.speaks >= 1 and _given_name(names[-1])
    if last.count > _OFTEN and _given_name(names[-1]):
        surname = any((title, names[0]) in forms for title in w.FORMAL_TITLES)
        return surname or not (_given_name(names[0]) or form[0] in w.TITLES)
    borne = any(names_of(other)[-1:] == names[-1:] for other in forms if other != form)
    return first.count > _OFTEN and not borne


def _given_name(name: str) -> bool:
    return name in MALE_NAMES or name in FEMALE_NAMES


_RARE: Final = 2
_OFTEN: Final = 25


def _given(forms: dict[Form, Usage]) -> set[str]:
    """Give the first names of full names, but for those that are mostly last ones: 'Mrs. Carter Maria Lee'."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for form, seen in forms.items():
        names = names_of(form)
        if len(names) > 1:
            first[names[0]] += seen.count
            last[names[-1]] += seen.count
        elif names and form[0] in w.FORMAL_TITLES:
            last[names[0]] += seen.count
    return {name for name, count in first.items() if count >= last[name] or _given_name(name)}


def _joined(people: list[Person], one: Form, other: Form) -> list[Person]:
    """Make one person of the two that bear these names, and number everybody anew."""
    owners = [next(p for p in people if form in p.forms) for form in (one, other)]
    keep, gone = sorted(owners, key=lambda p: (p.stated is None, p.number))
    if keep is gone or gone.stated:
        return people
    keep.forms.update(gone.forms)
    keep.written |= {form: name for form, name in gone.written.items() if form not in keep.written}
    keep.titles |= gone.titles
    keep.weight += gone.weight
    keep.gender = gone.gender if keep.gender is Gender.UNKNOWN else keep.gender
    keep.others |= {gone.first, gone.last} | gone.others
    rest = [p for p in people if p is not gone]
    for number, person in enumerate(rest):
        person.number = number
    return rest


def _stated(number: int, character: Character, named: list[str]) -> Person:
    """Give a stated person by the names alone: what only describes him is told later whose it is (stated.py)."""
    person = Person(number, stated=character, gender=character.gender, weight=1)
    for name in named:
        form = form_of(name)
        person.forms[form] += 1
        person.written[form] = name
        person.titles |= {part for part in form if part in w.TITLES}
    full = max(person.forms, key=_fullness)
    if not _is_phrase(full):
        _name(person, full, set())
    titled = _titled_names(person)
    person.last = person.last or next(iter(titled), "")
    person.others |= set(titled)
    for told in (*map(title_gender, person.forms), given_gender(person.first)):
        if person.gender is Gender.UNKNOWN:
            person.gender = told
    return person


def _titled_names(person: Person) -> list[str]:
    """Give the last name of somebody stated as 'Sue' and 'Miss Carter', or as 'Sue Gray' and 'Mrs. Carter'."""
    titled = [names_of(form)[0] for form in person.forms if form[0] in w.TITLES and len(names_of(form)) == 1]
    return [name for name in titled if name != person.first and name not in MALE_NAMES | FEMALE_NAMES]


def _is_phrase(form: Form) -> bool:
    """Say whether a stated name tells what somebody is: 'Lucy's mother', 'the man in black'."""
    return any(part in w.PREPOSITIONS or part.endswith("'s") for part in form)


def _fullness(form: Form) -> tuple[bool, int, bool]:
    """Rank the names stated of one person: a description tells no first and last name, 'Carter Sue' tells them less."""
    names = names_of(form)
    plain = w.DETERMINERS.isdisjoint(form) and not _is_phrase(form)
    return plain, len(names), names[:1] != () and names[0] in MALE_NAMES | FEMALE_NAMES


def _name(person: Person, form: Form, given: set[str]) -> None:
    """Say what is the first and what the last name; a single name after a formal title is a last one."""
    names = tuple(name for name in names_of(form) if name not in w.DETERMINERS)
    if not names:
        return
    formal = form[0] in w.TITLES - w.FAMILIAR_TITLES
    if len(names) > 1:
        person.first, person.last = names[0], names[-1]
    elif formal and names[0] not in given:
        person.last = names[0]
    else:
        person.first = names[0]


def _take(person: Person, form: Form, seen: Usage) -> None:
    names = names_of(form)
    if person.stated and len(names) > 1:
        person.others |= {names[0], names[-1]}  # 'Tom', as stated, is 'Thomas Carter' in the text, so 'Carter' is he
    person.forms[form] += seen.count
    person.written.setdefault(form, seen.written.most_common(1)[0][0])
    person.weight += seen.count
    person.titles |= {part for part in form if part in w.TITLES}
    person.sentences |= seen.sentences
    person.turns |= seen.turns
    if person.gender is Gender.UNKNOWN:
        person.gender = title_gender(form)
    if person.gender is Gender.UNKNOWN:
        person.gender = given_gender(person.first)
