"""One person or two: whom a form of a name belongs to.

The full name comes first, so 'Miss Carter', 'Sue' and 'Carter' find Susan Carter there, unless a title, a gender or the
company of both names in one sentence says otherwise.
"""

from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.given_names import given_forms
from audiobook.dialogue.names import Form, Usage
from audiobook.dialogue.person import Person, given_gender, names_of, title_gender
from audiobook.model import Gender


class Register:
    """The people found so far, by every word of their names: a story may have tens of thousands of names."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.people: list[Person] = []
        self.by_form: dict[Form, Person] = {}
        self.by_name: dict[str, list[Person]] = {}

    def add(self, person: Person) -> None:
        """Take in somebody new, or the new names of somebody known."""
        if person.number == len(self.people):
            self.people.append(person)
        for form in person.forms:
            self.by_form.setdefault(form, person)
        for name in {person.first, person.last, *(part for form in person.forms for part in names_of(form))} - {""}:
            bearers = self.by_name.setdefault(name, [])
            if person not in bearers[-1:]:
                bearers.append(person)

    def alike(self, names: Form) -> list[Person]:
        """Give whoever shares a name, or the full form of one."""
        found = {
            person.number: person
            for name in names
            for full in given_forms(name)
            for person in self.by_name.get(full, [])[:_NAMESAKES]
        }
        return [found[number] for number in sorted(found)]


_NAMESAKES: Final = 50
"""More people of one name than this are not looked at."""
_TOLD_APART: Final = 3


def home(form: Form, found: dict[Form, Usage], register: Register) -> Person | None:
    """Give the person that a form is another name of, if there is one."""
    if form in register.by_form:
        return register.by_form[form]
    names = names_of(form)
    fitting = [p for p in register.alike(names) if _agree(form, p) and not _apart(found[form], p)]
    if len(names) > 1:
        fitting = [p for p in fitting if _same_full(names, p)]
    elif form[0] in w.TITLES:
        fitting = [p for p in fitting if _same_titled(form, found, p)]
        fitting = [p for p in fitting if p.is_titled(frozenset(form[:1]))] or fitting
    else:
        fitting = _bare_name(names[0], fitting)
    return max(fitting, key=lambda p: (p.stated is not None, p.weight), default=None)


def _same_titled(form: Form, found: dict[Form, Usage], person: Person) -> bool:
    """Say whether 'Miss Carter' may be Susan Carter."""
    name = form[-1]
    if name not in (person.last, _first_for(form, person)) or not _ranks_agree(form[0], person):
        return False
    if name != person.last or not person.first:
        return True
    if _told_apart(form, person):
        return False
    return form[0] not in _MATRONS or not _first_named(form, found, person)


def _told_apart(form: Form, person: Person) -> bool:
    """Say whether the text calls the person 'Mr. John Carter', as it does where 'Mr. Carter' is his brother."""
    return person.forms[(form[0], person.first, person.last)] >= _TOLD_APART


def _same_full(names: Form, person: Person) -> bool:
    """Say whether 'Tom Carter' may be this Thomas Carter, T. Carter or, stated by the listener, Tom."""
    first, last = names[0], names[-1]
    if person.stated and len(names_of(max(person.forms, key=len))) == 1:
        return (person.first or person.last) in (first, last) or any((part,) in person.forms for part in (first, last))
    if person.last != last or not person.first:
        return False
    return bool(given_forms(person.first) & given_forms(first)) or (len(first) == 1 and person.first.startswith(first))


def _first_for(form: Form, person: Person) -> str:
    return person.first if form[0] in w.FAMILIAR_TITLES or not person.last else ""


def _bare_name(name: str, people: list[Person]) -> list[Person]:
    """Give whom 'Tom' may mean: the Tom we know, else a Thomas, else somebody whose last name it is."""
    for fits in (
        [p for p in people if p.first == name],
        [p for p in people if p.first and p.first in given_forms(name)],
        [p for p in people if p.last == name or name in p.others],
    ):
        if fits:
            men = [p for p in fits if p.gender is not Gender.FEMALE]
            return men or fits
    return []


def _agree(form: Form, person: Person) -> bool:
    gender = title_gender(form)
    theirs = person.gender
    if theirs is Gender.UNKNOWN and person.is_titled(w.OFFICERS):
        theirs = Gender.MALE
        gender = given_gender(form[0]) if gender is Gender.UNKNOWN else gender
    return Gender.UNKNOWN in (gender, theirs) or gender is theirs


def _apart(seen: Usage, person: Person) -> bool:
    """Say whether two names keep meeting in one sentence, as those of one person hardly ever do."""
    shared = len(seen.sentences & person.sentences)
    return shared >= 2 and shared > 0.045 * min(len(seen.sentences), len(person.sentences))


_MATRONS: Final = frozenset({"mrs", "lady"})


def _first_named(form: Form, found: dict[Form, Usage], person: Person) -> bool:
    """Say whether somebody goes by her first name, so that 'Mrs. Carter' is rather her mother than Susan Carter."""
    first = found.get((person.first,))
    return first is not None and form[0] not in person.titles and first.count > 0.3 * found[form].count


_UNLIKE: Final = (
    (frozenset({"mrs"}), frozenset({"miss"})),
    (frozenset({"mr", "master"}), frozenset({"sir", "lord", "father", "count", "baron", "king", "prince"})),
)


def _ranks_agree(title: str, person: Person) -> bool:
    """Say whether a title is none that rules the person out: Mrs. Carter is not Miss Carter, nor Sir John a Mr."""
    for some, others in _UNLIKE:
        if (title in some and person.titles & others) or (title in others and person.titles & some):
            return False
    return True
