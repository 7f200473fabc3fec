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
_NARRATED: Final = 3
_SPEAKS, _SPEAK_ALIKE = 10, 0.5
_OUTWEIGHS: Final = 2
"""'Mr. Carter' that stands more often than this for each 'Tom' is the father of Tom and John Carter."""


def home(form: Form, found: dict[Form, Usage], register: Register) -> Person | None:
    """Give the person that a form is another name of, if there is one."""
    if form in register.by_form:
        return register.by_form[form]
    names = names_of(form)
    alike = register.alike(names)
    own = [p for p in alike if form in {(p.first,), (p.last,)} or names in p.forms]
    fitting = [p for p in alike if _agree(form, found[form], p) and not _relatives(form, found, p)]
    fitting = [p for p in fitting if not _apart(form, found[form], p, sole=own == [p])]
    if len(names) > 1:
        fitting = [p for p in fitting if _same_full(names, p)]
    elif form[0] in w.TITLES:
        family = [p for p in alike if p.last == form[-1] and p.first and _agree(form, found[form], p)]
        fitting = [p for p in fitting if _same_titled(form, found, p)] or _by_first_name(form, found, fitting)
        if len(family) > 1:
            fitting = [p for p in fitting if found[form].count <= _OUTWEIGHS * p.weight]
        fitting = [p for p in fitting if p.is_titled(frozenset(form[:1]))] or fitting
    else:
        fitting = _bare_name(names[0], fitting)
    return max(fitting, key=lambda p: (p.stated is not None, _bears(names[-1], p)), default=None)


def _bears(name: str, person: Person) -> int:
    """Count how often the person stands in the text by this name, as a first or as a last one."""
    if name not in (person.first, person.last):
        return person.weight
    return sum(count for form, count in person.forms.items() if name in form)


def _same_titled(form: Form, found: dict[Form, Usage], person: Person) -> bool:
    """Say whether 'Miss Carter' may be Susan Carter."""
    name = form[-1]
    if name not in (person.last, _first_for(form, person)) or not _ranks_agree(form[0], person):
        return False
    if name != person.last or not person.first:
        return True
    if _told_apart(form, found, person):
        return False
    return form[0] not in _MATRONS or not _first_named(form, found, person)


def _told_apart(form: Form, found: dict[Form, Usage], person: Person) -> bool:
    """Say whether the text calls the person 'Mr. John Carter', as it does where 'Mr. Carter' is his brother."""
    short = found.get((form[0], person.first))
    if form[0] == "miss" and short and _TOLD_APART <= short.count < found[form].count:
        return True
    if person.forms[(form[0], person.first, person.last)] < _TOLD_APART:
        return False
    bare = found.get((person.first,), Usage())
    return _meetings(found[form], person) > 0 or not found[form].sentences.isdisjoint(bare.sentences)


def _relatives(form: Form, found: dict[Form, Usage], person: Person) -> bool:
    """Say whether the two are father and son, or husband and wife: 'Carter' and 'Mrs. Carter' in one narration."""
    names = names_of(form)
    if len(form) == 1:
        couple = person.titles == {"mrs"} and (person.first, person.last) == ("", form[0])
    else:
        couple = form[0] == "mrs" and set(person.forms) == {names}
    return (couple and found.get(names, Usage()).narrated >= _NARRATED) or _generations(form, found, person)


def _generations(form: Form, found: dict[Form, Usage], person: Person) -> bool:
    """Say whether 'Mr. Carter' and 'Tom' both speak all the time, for then they are father and son.

    A narrator who says 'said Tom' of somebody does not say 'said Mr. Carter' of him as well.
    """
    names = names_of(form)
    if len(names) != 1 or not person.last or not person.first:
        return False
    first, titled = (names[0] != person.last, form[0] == "mr")
    if not first and not titled:
        return False
    others = (f for f in person.forms if (f == ("mr", person.last) if first else len(f) == 1 and f[0] != person.last))
    return any(_both_speak(found[f], found[form]) for f in others if f in found)


def _both_speak(one: Usage, other: Usage) -> bool:
    less, more = sorted((one.speaks, other.speaks))
    return less >= _SPEAKS and less > _SPEAK_ALIKE * more


def _same_full(names: Form, person: Person) -> bool:
    """Say whether 'Tom Carter' may be this Thomas Carter, T. Carter or, stated by the listener, Tom."""
    first, last = names[0], names[-1]
    if person.stated and len(names_of(max(person.forms, key=len))) == 1:
        return (person.first or person.last) in (first, last) or any((part,) in person.forms for part in (first, last))
    if person.last != last or not person.first:
        return False
    return bool(given_forms(person.first) & given_forms(first)) or (len(first) == 1 and person.first.startswith(first))


def _first_for(form: Form, person: Person) -> str:
    """Give the first name where a title may stand before it: 'Aunt Polly', 'Mrs. Rachel' if 'Mrs. Rachel Carter'."""
    titled = form[0] in w.FAMILIAR_TITLES or (form[0], person.first, person.last) in person.forms
    return person.first if titled or not person.last else ""


def _by_first_name(form: Form, found: dict[Form, Usage], people: list[Person]) -> list[Person]:
    """Give the Robert whom servants call 'Mr. Robert', if there is one who mostly goes by that name."""
    name = form[-1]
    bearers = [p for p in people if p.first == name and given_gender(name) is title_gender(form)]
    bare = found.get((name,))
    return bearers if len(bearers) == 1 and bare and bare.count > found[form].count else []


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


def _agree(form: Form, seen: Usage, person: Person) -> bool:
    """Say whether title and gender fit; 'Captain Carter' is no Susan of whom the text says less."""
    if form[0] in w.MEN_MOSTLY and person.gender is Gender.FEMALE and not person.is_titled(frozenset(form[:1])):
        return seen.count <= person.weight
    gender = title_gender(form)
    theirs = person.gender
    if theirs is Gender.UNKNOWN and person.is_titled(w.MEN_MOSTLY):
        theirs = Gender.MALE
        gender = given_gender(form[0]) if gender is Gender.UNKNOWN else gender
    return Gender.UNKNOWN in (gender, theirs) or gender is theirs


def _apart(form: Form, seen: Usage, person: Person, *, sole: bool) -> bool:
    """Say whether two names keep meeting, in one sentence or in talk, as those of one person hardly ever do.

    sole: one of them is a part of the other, and of nobody else's.
    """
    if sole and form == (person.first,):
        return False
    shared = len(seen.sentences & person.sentences)
    if shared >= 2 and shared > (_MEET_OWN if sole else _MEET) * min(len(seen.sentences), len(person.sentences)):
        return True
    answers = 0 if sole else _answers(seen, person)
    return answers >= 2 and answers > 0.1 * min(len(seen.turns), len(person.turns))


_MEET, _MEET_OWN = 0.045, 0.3
"""Of the sentences with one of two names, the share that has both; a surname may stand beside its full name."""


def _answers(seen: Usage, person: Person) -> int:
    return sum(turn + 1 in person.turns or turn - 1 in person.turns for turn in seen.turns)


def _meetings(seen: Usage, person: Person) -> int:
    return len(seen.sentences & person.sentences) + _answers(seen, person)


_MATRONS: Final = frozenset({"mrs", "lady"})


def _first_named(form: Form, found: dict[Form, Usage], person: Person) -> bool:
    """Say whether somebody goes by her first name, so that 'Mrs. Carter' is rather her mother than Susan Carter."""
    first = found.get((person.first,))
    return first is not None and form[0] not in person.titles and first.count > 0.3 * found[form].count


_OFFICERS: Final = frozenset(
    "captain capt colonel col major general admiral lieutenant lt sergeant corporal commander constable dr doctor "
    "professor prof reverend rev bishop judge inspector superintendent".split()
)
_UNLIKE: Final = (
    (frozenset({"mrs", "miss"}), _OFFICERS),
    (frozenset({"mrs", "lady"}), frozenset({"miss"})),
    (frozenset({"mr", "master"}), frozenset({"sir", "lord", "father", "count", "baron", "king", "prince"})),
)


def _ranks_agree(title: str, person: Person) -> bool:
    """Say whether a title is none that rules the person out: Mrs. Carter is not Miss Carter, nor Sir John a Mr."""
    for some, others in _UNLIKE:
        if (title in some and person.titles & others) or (title in others and person.titles & some):
            return False
    return True
