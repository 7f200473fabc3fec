"""People that the listener states by what they are: 'the landlady', 'an old man with a samovar'.

Such a name is no name: nobody in the text is called "the". It is a label for whom the text brings in like that.
"""

from collections.abc import Container, Iterator

from audiobook.dialogue import words as w
from audiobook.dialogue.names import Form
from audiobook.dialogue.person import Person, best_name, form_of
from audiobook.model import Character, Gender


def is_description(name: str, found: Container[Form]) -> bool:
    """Say whether a stated name tells what somebody is; 'the Heron' is a name, and so is 'tom' where the text has Tom.

    found: the forms that the text uses as names.
    """
    first, *rest = name.split() or [name]
    if first.lower() in w.DETERMINERS | {"their"} and rest:
        return rest[0].islower()
    return name.islower() and form_of(name) not in found


def label(people: list[Person], known: tuple[Character, ...]) -> None:
    """Let whom the text describes be the one whom the listener states under that description."""
    taken = {person.stated.id for person in people if person.stated}
    free = [character for character in known if character.id not in taken]
    for person in people:
        if not person.described or person.stated:
            continue
        fitting = [character for character in free if form_of(character.name) in person.forms]
        if fitting:
            person.stated = max(fitting, key=lambda c: len(stated_forms(c) & set(person.forms)))
            person.gender = _told(person.stated.gender, person.gender)


def bearers(people: list[Person]) -> Iterator[tuple[int, int]]:
    """Give who is described as the listener describes somebody with a name, and that one."""
    named = [person for person in people if person.stated and not person.described]
    for person in people:
        form = form_of(best_name(person))
        if person.described and not _says_little(form):
            for other in named:
                if form in stated_forms(other.stated) and form not in other.forms:
                    yield person.number, other.number


def stated_forms(character: Character | None) -> set[Form]:
    """Give all that the listener calls somebody; nothing where he states nobody."""
    return {form_of(name) for name in character.names} if character else set()


def _told(stated: Gender, found: Gender) -> Gender:
    return found if stated is Gender.UNKNOWN else stated


def _says_little(form: Form) -> bool:
    """Say whether a description may be anybody's: 'the man', 'the voice'."""
    return len(form) <= 2 and form[-1] in w.GENERIC_NOUNS | w.UNSEEN_NOUNS
