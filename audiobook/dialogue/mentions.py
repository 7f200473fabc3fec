"""Where people are spoken of: every occurrence of a name, whose it is, and the gender that the text gives them."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from audiobook.dialogue import words as w
from audiobook.dialogue.given_names import FEMALE_NAMES, MALE_NAMES
from audiobook.dialogue.names import AMBIGUOUS_NAMES, Form, is_called
from audiobook.dialogue.person import Person, title_gender
from audiobook.dialogue.reading import NARRATION, Reading
from audiobook.dialogue.stated import stated_forms
from audiobook.model import Gender


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of a name."""

    person: int
    first: int
    end: int
    possessive: bool
    called: bool
    """In speech, as one calls a person."""


@dataclass(slots=True)
class Mentions:
    """All occurrences, in order, and by place."""

    all: list[Mention] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    roles: dict[str, int] = field(default_factory=dict)
    """Whom 'the doctor' means, for 'the weary doctor'; nobody where it may mean two."""

    def within(self, first: int, end: int) -> list[Mention]:
        """Give the mentions that begin in first..end."""
        return self.all[bisect_left(self.firsts, first) : bisect_left(self.firsts, end)]

    def last_before(self, end: int, count: int) -> list[Mention]:
        """Give the last mentions that begin before `end`."""
        i = bisect_left(self.firsts, end)
        return self.all[max(0, i - count) : i]

    def at(self, token: int) -> Mention | None:
        """Give the mention that begins with this word."""
        i = bisect_left(self.firsts, token)
        return self.all[i] if i < len(self.firsts) and self.firsts[i] == token else None


Lexicon = dict[str, list[tuple[Form, list[int]]]]


def _lexicon(people: list[Person]) -> Lexicon:
    """Give all forms by their first word, longest first, each with the people it may stand for."""
    owners: dict[Form, list[int]] = defaultdict(list)
    for person in people:
        for form in person.forms:
            owners[form].append(person.number)
    for form, numbers in _parts(people).items():
        if form not in owners:
            owners[form] = numbers
        elif people[owners[form][0]].last == form[0]:
            owners[form] = sorted({*owners[form], *numbers})  # a bare surname: whoever was spoken of last
    lexicon: Lexicon = defaultdict(list)
    for form in sorted(owners, key=lambda form: (-len(form), form)):
        lexicon[form[0]].append((form, owners[form]))
    return lexicon


def _parts(people: list[Person]) -> dict[Form, list[int]]:
    """Give first names and last names alone, with whose they are."""
    parts: dict[Form, list[int]] = defaultdict(list)
    for person in people:
        names = set() if person.described else {person.first, person.last, *person.others} - {""}
        for name in sorted(names):
            parts[(name,)].append(person.number)
    return parts


def find_mentions(reading: Reading, people: list[Person]) -> Mentions:
    """Give every occurrence of every name."""
    lexicon = _lexicon(people)
    seen: dict[int, int] = {}
    found = Mentions(roles=_roles(people))
    at, stop = 0, len(reading)
    while at < stop:
        low = reading.lows[at]
        entries = lexicon.get(low) or (lexicon.get(low[:-2]) if low.endswith("'s") else None)
        match = next(filter(None, (_match(reading, at, form, who) for form, who in entries)), None) if entries else None
        if match is None:
            at += 1
            continue
        end, candidates = match
        person = _choose(reading, at, candidates, people, seen)
        seen[person] = at
        possessive = reading.lows[end - 1].endswith("'s")
        called = reading.quotation[at] != NARRATION and not possessive and is_called(reading, at, end)
        found.all.append(Mention(person, at, end, possessive, called))
        found.firsts.append(at)
        at = end
    return found


def _roles(people: list[Person]) -> dict[str, int]:
    owners: dict[str, set[int]] = defaultdict(set)
    for person in people:
        for form in person.forms:
            if form[:-1] == ("the",) and form[-1] not in w.GENERIC_NOUNS:
                owners[form[-1]].add(person.number)
    return {noun: min(numbers) for noun, numbers in owners.items() if len(numbers) == 1}


def _match(reading: Reading, at: int, form: Form, people: list[int]) -> tuple[int, list[int]] | None:
    i = at
    limit = reading.passage_at(at).end
    for part in form:
        while (
            i > at and i < limit and reading.words[i] == "." and reading.lows[i - 1] in w.ABBREVIATIONS | {form[0][:1]}
        ):
            i += 1
        if i >= limit or (reading.lows[i] != part and reading.lows[i] != part + "'s"):
            return None
        i += 1
    if len(form) == 1 and form[0] in AMBIGUOUS_NAMES and reading.lows[i : i + 1] and reading.lows[i] in _SUBJECTS:
        return None  # 'Will you', 'May I'
    named = form[0] not in w.DETERMINERS
    if named and not any(reading.words[k][0].isupper() for k in range(at, i)):
        return None
    return i, people


_SUBJECTS = frozenset("i you he she it we they the this that there not".split())


def _choose(reading: Reading, at: int, candidates: list[int], people: list[Person], seen: dict[int, int]) -> int:
    """Of people with one name, take the one spoken of last, else the one spoken of most."""
    if len(candidates) > 1 and at:
        name = reading.lows[at].removesuffix("'s")
        title = at - 1 if reading.words[at - 1] != "." else at - 2
        gender = title_gender((reading.lows[max(0, title)],))
        if gender is not Gender.UNKNOWN:
            candidates = [c for c in candidates if people[c].gender in (gender, Gender.UNKNOWN)] or candidates
        else:
            candidates = [c for c in candidates if not _formal_woman(people[c], name)] or candidates
    recent = [c for c in candidates if at - seen.get(c, -(10**9)) < 1500]
    return max(recent or candidates, key=lambda c: (people[c].weight, -c))


def _formal_woman(person: Person, name: str) -> bool:
    """Say whether it is the last name of a woman: she is "Mrs. Carter" or "Miss Carter", and "Carter" a man."""
    if name not in {person.last, *person.others} or person.first == name or person.gender is not Gender.FEMALE:
        return False
    return (name,) not in stated_forms(person.stated)


# ------------------------------------------------------------------------------------------------------------- gender

_REACH = 14
"""How many words after a name a pronoun is looked for."""
_SHORT = 3
"""A word of no more letters is no verb that tells a gender."""


_RARITY = 0.5
"""How much more the rarer of the two pronouns tells, as a power of how much rarer it is."""
_OFFICER = 6
"""A general is rather a man, unless many pronouns say that she is none."""


def settle_genders(reading: Reading, people: list[Person], mentions: Mentions) -> None:
    """Give everybody the gender that titles, nouns, given names and pronouns speak for; stated ones stay."""
    he, she = [0.0] * len(people), [0.0] * len(people)
    for i, mention in enumerate(mentions.all):
        if reading.quotation[mention.first] != NARRATION:
            continue
        following = mentions.firsts[i + 1] if i + 1 < len(mentions.firsts) else len(reading)
        found = _told_beside(reading, mention) or _pronoun_after(reading, mention.end, following)
        he[mention.person] += max(0.0, found)
        she[mention.person] -= min(0.0, found)
    often, seldom = sum(he) + 1, sum(she) + 1  # in a book about her, 'she' stands after his name as well
    his, her = max(1.0, (seldom / often) ** _RARITY), max(1.0, (often / seldom) ** _RARITY)
    scores = [_named_gender(person) + his * he[person.number] - her * she[person.number] for person in people]
    for person, score in zip(people, scores, strict=True):
        if person.stated and person.stated.gender is not Gender.UNKNOWN:
            person.gender = person.stated.gender
        elif abs(score) >= 0.5:
            person.gender = Gender.MALE if score > 0 else Gender.FEMALE


def _named_gender(person: Person) -> float:
    """Positive is male."""
    score = 10.0 * person.described * ((person.gender is Gender.MALE) - (person.gender is Gender.FEMALE))
    for form, count in person.forms.items():
        gender = title_gender(form)
        score += 10 * min(count, 3) * ((gender is Gender.MALE) - (gender is Gender.FEMALE))
        score += _OFFICER * (form[0] in w.MEN_MOSTLY)
        score += 10 * (bool(w.MALE_NOUNS & set(form)) - bool(w.FEMALE_NOUNS & set(form)))
    score += (6 + 0.1 * person.weight) * ((person.first in MALE_NAMES) - (person.first in FEMALE_NAMES))
    return score


def _pronoun_after(reading: Reading, start: int, following: int) -> float:
    for i in range(start, min(start + _REACH, following, len(reading))):
        if reading.quotation[i] == NARRATION:
            low = reading.lows[i]
            if low in reading.language.he:
                return 1.0 if low in reading.language.pronouns else 0.6
            if low in reading.language.she:
                return -1.0 if low in reading.language.pronouns else -0.6
    return 0.0


def _told_beside(reading: Reading, mention: Mention) -> float:
    """Give the gender of the words beside a name, where they have one: "сказала Анна", "la señora García"."""
    language = reading.language
    before = reading.lows[mention.first - 1] if mention.first else ""
    after = reading.lows[mention.end] if mention.end < len(reading) else ""
    telling = [before] if before in language.men or before in language.women else []
    if language.said_by_her:
        telling += [after, *([before] if before in language.verbs else [])]
    genders = {language.gender_of(low) for low in telling if len(low) > _SHORT} - {Gender.UNKNOWN}
    return {Gender.MALE: 1.0, Gender.FEMALE: -1.0}[genders.pop()] if len(genders) == 1 else 0.0
