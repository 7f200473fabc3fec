"""Names as they stand in the text: runs of capitalised words, and what speaks for each being a person's.

'Mr. John Carter' and 'Carter' are two forms here; characters.py decides that they are one man.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from audiobook.dialogue import words as w
from audiobook.dialogue.given_names import FEMALE_NAMES, MALE_NAMES
from audiobook.dialogue.reading import DASHES, NARRATION, Reading

Form = tuple[str, ...]
"""A name as lower-case words, titles included: ("mr", "john", "carter")."""

_LONGEST = 5
_BREAKS = frozenset(",.!?;:\"”“'’") | DASHES


@dataclass(frozen=True, slots=True)
class NameUse:
    """One run of capitalised words that may be a name."""

    form: Form
    first: int
    end: int
    possessive: bool
    opens_sentence: bool


@dataclass(slots=True)
class Usage:
    """What the text shows of one form."""

    count: int = 0
    narrated: int = 0
    """How often it stands outside speech."""
    speaks: float = 0.0
    """Beside a speech verb; a tenth counts what is far from any quotation."""
    called: int = 0
    """In speech, set off by commas as one calls a person."""
    acts: float = 0.0
    """Before a verb that persons do; half where things may do it too."""
    placed: int = 0
    """After a preposition of place."""
    sentences: set[int] = field(default_factory=set)
    written: Counter[str] = field(default_factory=Counter)
    """As the text writes it."""


def name_uses(reading: Reading) -> list[NameUse]:
    """Give every run of capitalised words that may be a name, in order."""
    lower = Counter(low for word, low in zip(reading.words, reading.lows, strict=True) if word[0].islower())
    uses, end = [], 0
    for at, word in enumerate(reading.words):
        if at < end or not _is_capital(word):
            continue
        end = _run_end(reading, at)
        use = _trimmed(reading, at, end, lower)
        if use:
            uses.append(use)
    return _without_openers(uses)


def _without_openers(uses: list[NameUse]) -> list[NameUse]:
    """Take off a word that only opens the sentence, though no list has it: 'Luckily Anna', where 'Anna' is common."""
    counts = Counter(use.form for use in uses)
    return [
        replace(use, form=use.form[1:], first=use.end - len(use.form) + 1, opens_sentence=False)
        if _overlong(use, counts)
        else use
        for use in uses
    ]


def _overlong(use: NameUse, counts: Counter[Form]) -> bool:
    if not use.opens_sentence or len(use.form) < 2 or use.end - use.first != len(use.form):
        return False
    known = use.form[0] in w.TITLES or use.form[0] in MALE_NAMES | FEMALE_NAMES
    return not known and counts[use.form[1:]] > 3 * counts[use.form]


def _is_capital(word: str) -> bool:
    return word[0].isupper() and not (len(word) == 1 and word in "IAO")


def _run_end(reading: Reading, first: int) -> int:
    """Give where the run of capitalised words that begins at `first` ends."""
    words, lows = reading.words, reading.lows
    at = first
    limit = min(reading.passage_at(first).end, first + 2 * _LONGEST)
    while at < limit and reading.quotation[at] == reading.quotation[first]:
        if _is_capital(words[at]):
            at += 1
            if lows[at - 1].endswith("'s"):
                break
            abbreviated = lows[at - 1] in w.ABBREVIATIONS or len(words[at - 1]) == 1
            if abbreviated and at < limit and words[at] == ".":
                at += 1
        elif lows[at] in w.PARTICLES and at + 1 < limit and _is_capital(words[at + 1]):
            at += 1
        else:
            break
    return max(at, first + 1)


def _trimmed(reading: Reading, first: int, end: int, lower: Counter[str]) -> NameUse | None:
    """Take off what only opens the sentence, the fondness and the possessive; None where no name is left."""
    opens = first == reading.passage_at(first).first or not (
        reading.words[first - 1][0].isalnum() or reading.lows[first - 1] == ","
    )
    start = first
    while start < end and _opens_only(reading, start, end, lower, opens=opens and start == first):
        start += 1
    tokens = [i for i in range(start, end) if reading.words[i] != "."]
    while tokens and _bare(reading.lows[tokens[-1]]) in w.NOT_A_NAME - w.TITLES:
        tokens.pop()
    while len(tokens) > 1 and reading.lows[tokens[0]] in w.FONDNESS:
        tokens.pop(0)
    form = tuple(_bare(reading.lows[i]) for i in tokens)
    if not form or all(part in w.TITLES or len(part) < 2 for part in form) or len(form) > _LONGEST:
        return None
    possessive = reading.lows[tokens[-1]].endswith("'s")
    return NameUse(form, tokens[0], tokens[-1] + 1, possessive, opens and tokens[0] == first)


def _opens_only(reading: Reading, at: int, end: int, lower: Counter[str], *, opens: bool) -> bool:
    """Say whether a capital belongs to the sentence and not to the name: 'Then Anna', 'Poor Tom'."""
    low = _bare(reading.lows[at])
    if low in w.NOT_A_NAME and not (low in w.TITLES and at + 1 < end):
        return True
    if reading.language.is_small(low):
        return True
    return opens and low not in w.TITLES and lower[low] > 2 and low not in MALE_NAMES | FEMALE_NAMES


def _bare(low: str) -> str:
    return low.removesuffix("'s")


def gather(reading: Reading, uses: list[NameUse]) -> dict[Form, Usage]:
    """Give what the text shows of each form."""
    numbers = list(_sentence_numbers(reading))
    found: dict[Form, Usage] = {}
    for use in uses:
        evidence = found.setdefault(use.form, Usage())
        evidence.count += 1
        evidence.sentences.add(numbers[use.first])
        evidence.written[_written(reading, use)] += 1
        if reading.quotation[use.first] == NARRATION:
            _gather_narrated(reading, use, evidence)
        else:
            evidence.called += is_called(reading, use.first, use.end) and not use.possessive
    return found


def _sentence_numbers(reading: Reading) -> Iterator[int]:
    number = 0
    for word in reading.words:
        yield number
        number += word in ".!?"


def _written(reading: Reading, use: NameUse) -> str:
    parts: list[str] = []
    for i in range(use.first, use.end):
        if reading.words[i] == ".":
            parts[-1] += "."
        else:
            parts.append(reading.words[i])
    if use.possessive:
        parts[-1] = parts[-1][:-2]
    return " ".join(parts)


def _gather_narrated(reading: Reading, use: NameUse, evidence: Usage) -> None:
    evidence.narrated += 1
    here = reading.passage_at(use.first)
    before = _word_before(reading, use.first, here.first)
    after = reading.lows[use.end] if use.end < here.end else ""
    if not use.possessive and (before in w.SAYING or after in w.SAYING):
        near = range(max(here.first, use.first - 6), min(here.end, use.end + 8))
        evidence.speaks += 1 if any(reading.quotation[i] != NARRATION for i in near) else 0.3
    if not use.possessive and (after in w.PERSON_VERBS or after in w.SPEAKING):
        evidence.acts += 1 if after in w.ACTING or after in w.SPEAKING else 0.5
    evidence.placed += before in w.PLACING


def _word_before(reading: Reading, first: int, floor: int) -> str:
    """Give the word before a name, and before what stands for a title in small letters: "dijo la señora García"."""
    language, at = reading.language, first - 1
    if at > floor and (reading.lows[at] in language.men or reading.lows[at] in language.women):
        at -= 1
        at -= at > floor and reading.lows[at] in language.articles
    return reading.lows[at] if at >= floor else ""


def is_called(reading: Reading, first: int, end: int) -> bool:
    """Say whether a name inside speech is set off as one calls a person: 'Come, Anna, and see', 'Dear Tom!'."""
    here = reading.passage_at(first)
    speech = reading.quotation[first]
    left = first - 1
    while left >= here.first and reading.quotation[left] == speech and reading.lows[left] in w.BEFORE_A_CALL:
        left -= 1
    left_open = left < here.first or reading.quotation[left] != speech or reading.words[left] in _BREAKS
    right_open = end >= here.end or reading.quotation[end] != speech or reading.words[end] in _BREAKS
    return left_open and right_open
