"""People known by what they are: 'the chairman' is one person throughout the book."""

from collections import Counter

from audiobook.dialogue import words as w
from audiobook.dialogue.names import Form
from audiobook.dialogue.person import Person
from audiobook.dialogue.reading import NARRATION, Reading
from audiobook.dialogue.subjects import noun_gender


def role_forms(reading: Reading) -> Counter[Form]:
    """Give what speaks as 'the chairman', 'my mother' or 'Mother' beside a speech verb, with how often."""
    found: Counter[Form] = Counter()
    for at, low in enumerate(reading.lows):
        if reading.quotation[at] != NARRATION:
            continue
        end = _noun_end(reading, at) if low in {"the", "my"} else _name_end(reading, at)
        if end is None:
            continue
        before = reading.lows[at - 1] if at else ""
        after = reading.lows[end] if end < len(reading) else ""
        if before in w.SAYING or after in w.SAYING:
            found[tuple(reading.lows[at:end])] += 1
    return found


def _name_end(reading: Reading, at: int) -> int | None:
    """Give where 'Mother' or 'Captain' ends, where it is used as a name."""
    known = reading.lows[at] in w.TITLES or reading.lows[at] in w.KIN_NAMES
    return at + 1 if known and _stands_alone(reading, at) else None


def _stands_alone(reading: Reading, at: int) -> bool:
    """Say whether a title does for a name: 'said Mother', not 'said Mother Brandt', 'my mother' or 'M. Brandt'."""
    here = reading.passage_at(at)
    after = reading.words[at + 1] if at + 1 < here.end else ""
    before = reading.words[at - 1] if at > here.first else ""
    if not reading.words[at].istitle() or reading.lows[at] in w.ABBREVIATIONS:
        return False
    return not after[:1].isupper() and not before[:1].isupper() and before.lower() not in w.DETERMINERS | w.FONDNESS


def _noun_end(reading: Reading, at: int) -> int | None:
    """Give where a role that begins with a determiner ends; one adjective may stand in it."""
    allowed = w.KIN if reading.lows[at] == "my" else w.PERSON_NOUNS - w.GENERIC_NOUNS - w.UNSEEN_NOUNS
    for i in range(at + 1, min(at + 3, reading.passage_at(at).end)):
        if reading.lows[i] in allowed or (reading.lows[i] in w.PERSON_NOUNS and reading.words[i][0].isupper()):
            return i + 1
        if not reading.lows[i][0].isalpha() or reading.lows[i] in w.SPEAKING or reading.words[i][0].isupper():
            return None
    return None


def add_roles(people: list[Person], roles: Counter[Form], *, closed: bool = False) -> None:
    """Add a person for each role, unless exactly one named person bears it as a title; nobody new where closed."""
    taken = {form for person in people for form in person.forms}
    for form in sorted(roles, key=lambda form: (-len(form), form)):
        if form in taken or form[1:] in taken:
            continue
        person = _bearer(people, form)
        if person is None and closed:
            continue
        if person is None:
            person = Person(len(people), described=True, gender=noun_gender(form[-1]))
            people.append(person)
        person.forms[form] += roles[form]
        person.written[form] = " ".join(form) if len(form) > 1 else form[0].capitalize()
        person.weight += roles[form]


def _bearer(people: list[Person], form: Form) -> Person | None:
    """Give the one named person who bears a role as a title, or of whom we know under it: 'my mother' is 'Mother'."""
    if form[0] == "my" or len(form) == 1:
        kin = next((p for p in people if p.described and any(_same_kin(form, f) for f in p.forms)), None)
        if kin is not None or form[0] == "my":
            return kin
    bearers = [p for p in people if not p.described and form[-1] in _spelt_out(p.titles)]
    return bearers[0] if len(bearers) == 1 else None


def _same_kin(one: Form, other: Form) -> bool:
    """Say whether 'Mum' and 'my mother' are of the same kin."""
    return w.PARENTS.get(one[-1], one[-1]) == w.PARENTS.get(other[-1], other[-1])


def _spelt_out(titles: set[str]) -> set[str]:
    long = {"dr": "doctor", "capt": "captain", "col": "colonel", "prof": "professor", "lt": "lieutenant"}
    return {long.get(title, title) for title in titles}
