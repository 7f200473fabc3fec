"""People known by what they are: 'the chairman' is one person throughout the book."""

from collections import Counter

from audiobook.dialogue import words as w
from audiobook.dialogue.names import Form
from audiobook.dialogue.person import Person
from audiobook.dialogue.reading import NARRATION, Reading
from audiobook.dialogue.subjects import noun_gender


def role_forms(reading: Reading) -> Counter[Form]:
    """Give what speaks as 'the chairman' or 'my mother' beside a speech verb, with how often."""
    found: Counter[Form] = Counter()
    for at, low in enumerate(reading.lows):
        if reading.quotation[at] != NARRATION:
            continue
        if low in {"the", "my"}:
            end = _noun_end(reading, at)
        else:
            end = at + 1 if low in w.TITLES and _stands_alone(reading, at) else None
        if end is None:
            continue
        before = reading.lows[at - 1] if at else ""
        after = reading.lows[end] if end < len(reading) else ""
        if before in w.SAYING or after in w.SAYING:
            found[tuple(reading.lows[at:end])] += 1
    return found


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
        if reading.lows[i] in allowed:
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
        bearers = [p for p in people if not p.described and form[-1] in _spelt_out(p.titles)]
        person = bearers[0] if len(bearers) == 1 and form[0] != "my" else _same_kin(people, form)
        if person is None and closed:
            continue
        if person is None:
            person = Person(len(people), described=True, gender=noun_gender(form[-1]))
            people.append(person)
        person.forms[form] += roles[form]
        person.written[form] = " ".join(form) if len(form) > 1 else form[0].title()
        person.weight += roles[form]


def _same_kin(people: list[Person], form: Form) -> Person | None:
    """Give 'my mother' for 'Mother'."""
    return next((p for p in people if len(form) == 1 and ("my", *form) in p.forms), None)


def _spelt_out(titles: set[str]) -> set[str]:
    long = {"dr": "doctor", "capt": "captain", "col": "colonel", "prof": "professor", "lt": "lieutenant"}
    return {long.get(title, title) for title in titles}
