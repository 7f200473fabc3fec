"""Cues in languages other than English: "dit-il", "—dijo la vieja—", "sagte Anna", "сказала она", "Anna dijo:".

What differs from language to language is data (languages.py); the way through a cue is one: a speech verb, and its
subject right after or before it.
"""

from typing import Final

from audiobook.dialogue.cues import Cue, Strength, Subject, Who
from audiobook.dialogue.languages import FOREIGN_VERBS
from audiobook.dialogue.mentions import Mentions
from audiobook.dialogue.reading import DASHES, Reading
from audiobook.model import Gender

_LOOK: Final = 24
"""How many words of a sentence are looked at."""
_BETWEEN: Final = 3
"""So many words may stand between a verb and its subject: "dit tout bas Anna"."""
_NOUN: Final = 3
"""So many words make a description: "la vieille dame blanche"."""
_LED: Final = 8
"""So many words from the end of what leads up to a quotation its verb is looked for."""


def find_foreign_cues(reading: Reading, mentions: Mentions, quotation: int) -> list[Cue]:
    """Give the cues of a quotation, best first."""
    pieces = reading.pieces[quotation]
    found = [_cue_after(reading, mentions, end) for _, end in pieces]
    found.append(_cue_before(reading, mentions, pieces[0][0]))
    return sorted((cue for cue in found if cue), key=lambda cue: cue.strength)


# ------------------------------------------------------------------------------------------------------------- subjects


def _is_verb(reading: Reading, at: int) -> bool:
    low = reading.lows[at]
    return low in reading.language.verbs or low in FOREIGN_VERBS


def _subject_at(reading: Reading, mentions: Mentions, at: int, end: int) -> Subject | None:
    """Give the subject that begins with the word `at`: a name, a pronoun, or a description with an article."""
    if at >= end:
        return None
    low, language = reading.lows[at], reading.language
    mention = mentions.at(at)
    if mention:
        return Subject(Who.NAME, at, mention.end, person=mention.person)
    if low in language.me:
        return Subject(Who.FIRST, at, at + 1)
    if low in language.pronouns:
        gender = language.gender_of(low)
        return Subject(Who.PRONOUN, at, at + 1, gender=gender) if gender is not Gender.UNKNOWN else None
    return _described(reading, mentions, at, end) if low in language.articles else None


def _described(reading: Reading, mentions: Mentions, at: int, end: int) -> Subject | None:
    """Read "la vieille dame", "der Briefträger", "la señora García"."""
    stop = at + 1
    while stop < min(end, at + 1 + _NOUN) and reading.words[stop][0].isalpha():
        named = mentions.at(stop)
        if named:
            return Subject(Who.NAME, at, named.end, person=named.person)
        if _ends_noun(reading, stop):
            break
        stop += 1
        if reading.language.nouns_are_capital and reading.words[stop - 1][0].isupper():
            break
    if stop == at + 1 or (
        _unseen(reading, reading.lows[stop - 1]) and reading.lows[at] not in reading.language.indefinite
    ):
        return None  # "sa voix reprit": whose voice it is tells the rest of the scene
    return Subject(Who.DESCRIPTION, at, stop, gender=_gender(reading, at, stop), head=reading.lows[stop - 1])


def _bare_noun(reading: Reading, at: int, end: int) -> Subject | None:
    """Read "старуха" after its verb, in a language without articles."""
    if reading.language.articles or at >= end or not reading.words[at].isalpha() or _ends_noun(reading, at):
        return None
    stop = at + 1
    if stop < end and reading.words[stop].isalpha() and not _ends_noun(reading, stop):
        stop += reading.lows[at].endswith(_ADJECTIVES)
    gender = _gender(reading, at, stop)
    if gender is Gender.UNKNOWN:
        gender = reading.language.gender_of(reading.lows[at - 1])
    head = reading.lows[stop - 1]
    return Subject(Who.DESCRIPTION, at, stop, gender=Gender.UNKNOWN if _unseen(reading, head) else gender, head=head)


_ADJECTIVES: Final = ("ый", "ий", "ой", "ая", "яя")
"""Endings of a word that a noun follows, where there are no articles."""
_NOT_IN_A_NOUN: Final = frozenset(
    "en d' de du des à au aux avec sans dans sur qui que et con sin a al del desde mientras y e und mit aus von vom zu "
    "zum zur im am in nach auf an beim hinter über unter durch da dal dalla nel nella sul sulla della dello per senza "
    "com sem ao para do na no pela pelo quando в на с со из к по за под и не без тихо громко вдруг".split()
)


def _ends_noun(reading: Reading, at: int) -> bool:
    """Say whether a description ends before a word: "la vieille | en posant son panier"."""
    low = reading.lows[at]
    return low in _NOT_IN_A_NOUN or low in reading.language.pronouns or _is_verb(reading, at)


def _gender(reading: Reading, at: int, stop: int) -> Gender:
    """Give the gender that a description tells by its noun, else by its article."""
    language, head = reading.language, reading.lows[stop - 1]
    if _unseen(reading, head):
        return Gender.UNKNOWN
    by_noun = next(
        (g for low in reading.lows[at + 1 : stop] if (g := language.gender_of(low)) is not Gender.UNKNOWN), None
    )
    if by_noun:
        return by_noun
    low = reading.lows[at]
    if low in language.male:
        return Gender.MALE
    return Gender.FEMALE if low in language.female else language.gender_of(low)


def _unseen(reading: Reading, head: str) -> bool:
    return head in reading.language.unseen


# ------------------------------------------------------------------------------------------------------------- the cues


def _cue_after(reading: Reading, mentions: Mentions, end: int) -> Cue | None:
    """Read the first sentence of the narration after a part of a quotation."""
    start, stop = reading.gap_after(end)
    while start < stop and not reading.words[start][0].isalpha():
        start += 1
    if start >= stop:
        return None
    finish = reading.sentence_end(start, stop)
    if finish == stop and reading.words[stop - 1] == ":":
        return None  # it leads up to the next quotation
    limit = min(finish, start + _LOOK)
    verb = next((i for i in range(start, min(limit, start + _BETWEEN)) if _is_verb(reading, i)), None)
    bare = reading.lows[start] not in reading.language.articles
    if verb == start or (verb is not None and bare and not _subject_at(reading, mentions, start, verb)):
        subject = _subject_after(reading, mentions, verb, limit)
        return Cue(subject, Strength.VERB, start, max(subject.end, verb + 1)) if subject else None
    return _subject_first(reading, mentions, start, limit)


def _subject_after(reading: Reading, mentions: Mentions, verb: int, limit: int) -> Subject | None:
    """Give the subject of a verb that stands before it, and the verb itself where its form tells who it is of."""
    at = verb + 1
    while at < limit and (reading.words[at] in DASHES or reading.lows[at] == "t"):  # dit-il, murmura-t-elle
        at += 1
    for i in range(at, min(limit, at + _BETWEEN)):
        if not reading.words[i][0].isalpha():
            break
        subject = _subject_at(reading, mentions, i, limit)
        if subject:
            return subject
    bare = _bare_noun(reading, at, limit)
    gender = reading.language.gender_of(reading.lows[verb])
    if bare or gender is Gender.UNKNOWN:
        return bare
    return Subject(Who.PRONOUN, verb, verb + 1, gender=gender)


def _subject_first(reading: Reading, mentions: Mentions, start: int, limit: int) -> Cue | None:
    """Read "Anna dijo", "elle lui répondit"; without a speech verb, what somebody with a name does meanwhile."""
    subject = _subject_at(reading, mentions, start, limit)
    if subject is None:
        return None
    for i in range(subject.end, min(limit, subject.end + _BETWEEN)):
        if not reading.words[i][0].isalpha():
            break
        if _is_verb(reading, i):
            return Cue(subject, Strength.VERB, start, i + 1)
    return Cue(subject, Strength.BEAT_AFTER, start, subject.end) if subject.who is not Who.DESCRIPTION else None


def _cue_before(reading: Reading, mentions: Mentions, first: int) -> Cue | None:
    """Read the last sentence of the narration before a quotation, there or at the end of the last paragraph."""
    start, end = reading.gap_before(first)
    here = reading.passage_at(first)
    if start == end:
        if first > here.first or not here.first or reading.words[here.first - 1] not in ":,":
            return None
        start, end = reading.gap_before(here.first - 1)[0], here.first
        if reading.passage_at(start).chapter != here.chapter or reading.quotation[end - 1] != -1:
            return None
    leads = reading.words[end - 1] in {",", ":"}
    from_ = max(reading.sentence_start(max(start, end - 2), start), end - 45)
    verbs = [i for i in range(from_, end) if _is_verb(reading, i)]
    if leads and verbs and end - verbs[-1] <= _LED:
        subject = _subject_before(reading, mentions, from_, verbs[-1]) or _subject_after(
            reading, mentions, verbs[-1], end - 1
        )
        if subject:
            return Cue(subject, Strength.LEAD, min(subject.first, verbs[-1]), max(subject.end, verbs[-1] + 1))
    if from_ == start and start > here.first and not reading.words[start][0].isupper():
        return None  # the tail of the sentence of the last quotation
    subject = _subject_at(reading, mentions, from_, end)
    if subject is None or subject.who is Who.DESCRIPTION:
        return None
    return Cue(subject, Strength.BEAT_BEFORE, subject.first, end)


def _subject_before(reading: Reading, mentions: Mentions, start: int, verb: int) -> Subject | None:
    """Give the subject of a verb that stands after it: the first of its sentence, else the nearest name or pronoun."""
    first = _subject_at(reading, mentions, start, verb)
    if first:
        return first
    for i in range(verb - 1, start, -1):
        subject = _subject_at(reading, mentions, i, verb)
        if subject and subject.who is not Who.DESCRIPTION:
            return subject
    return None
