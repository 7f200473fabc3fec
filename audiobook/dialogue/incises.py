"""Cues inside a speech with nothing but commas around them: "dit-il", "he said", "сказал он". Pure."""

import re
from collections.abc import Iterator
from typing import Final

from audiobook.dialogue import words as w
from audiobook.dialogue.languages import ENGLISH, FOREIGN_PRONOUNS, FOREIGN_VERBS, Language

_STOP: Final = re.compile(r"[,!?…][»\"”]?\s+|[,!?…]\s*—\s*|\.\s*—\s*")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*['’]?")
_END: Final = re.compile(r"[,;:.!?…»]")
_CLAUSE_END: Final = re.compile(r"[,;:.!?…—–]")
_CUE_END: Final = re.compile(r"[.!?…—–]")
_SENTENCE: Final = re.compile(r"[.!?…]+\s+")
_REACH: Final = 60
"""How far, in code points, the words of a cue are looked at."""
_GOING_ON: Final = frozenset(
    "and et y и und with while as when his her en tout sin con mientras avec without sans who qui que puis then".split()
)
"""Words with which a cue goes on after its comma: 'he said, and sat down'."""
_SENTENCES: Final = 8
"""How many sentences after a cue are asked whether the narrator has taken over."""
_PARTICIPLES: Final[dict[str, tuple[str, ...]]] = {
    "en": ("ing",),
    "fr": ("ant",),
    "es": ("ando", "endo"),
    "it": ("ando", "endo"),
    "ru": ("я", "в"),
}
_REPORTED: Final = frozenset("that it there nothing so what que qu'il qu'elle что he'd she'd".split())


def has_verb(text: str, at: int, language: Language, n_words: int) -> bool:
    """Say whether one of the next words is a speech verb, up to the next dash or stop."""
    stop = (_CLAUSE_END if n_words < 3 else _CUE_END).search(text, at, at + _REACH)
    words = _words(text, at, stop.start() if stop else None)[:n_words]
    return any(_is_verb(word, language) for word in words)


def _is_verb(word: str, language: Language) -> bool:
    return word in language.verbs or word in FOREIGN_VERBS


def find_incises(text: str, start: int, end: int, language: Language, *, by_dash: bool) -> Iterator[tuple[int, int]]:
    """Give the cues inside a speech, in order, with the narration that goes on after them."""
    at = start
    while stop := _STOP.search(text, at, end):
        at = stop.end()
        if _is_cue(text, at, end, language):
            finish = _finish(text, at, end, language, by_dash=by_dash)
            yield at, finish
            at = max(at, finish - 1)
            if finish >= end:
                return


def _words(text: str, at: int, limit: int | None = None) -> list[str]:
    stretch = text[at : min(at + _REACH, len(text) if limit is None else limit)]
    return [word.lower().replace("’", "'") for word in _WORD.findall(stretch)]


def _is_cue(text: str, at: int, limit: int, language: Language) -> bool:
    """Say whether a cue begins here: a speech verb and its subject, or the other way round in English."""
    stretch = text[at : min(at + _REACH, limit)]
    found = list(_WORD.finditer(stretch))[:6]
    written = [match.group() for match in found]
    lows = [word.lower().replace("’", "'") for word in written]
    if not lows:
        return False
    if written[0][0].islower() and _is_verb(lows[0], language):
        return len(lows) > 1 and _is_subject(written[1], lows[1], language, after_t=lows[1] == "t")
    if lows[0] in {"me", "se", "lui", "leur", "nous"} and lows[1:2] and _is_verb(lows[1], language):
        return True  # me répondit-il
    if language is not ENGLISH:
        return False
    verb = next((i for i, low in enumerate(lows[:4]) if _is_verb(low, language)), 0)
    if not verb or not _leads_to_verb(written, lows, verb):
        return False
    return not (lows[verb + 1 : verb + 2] and lows[verb + 1] in _REPORTED | language.pronouns) or (
        stretch[found[verb].end() :][:1] in {",", "."}
    )


def _is_subject(word: str, low: str, language: Language, *, after_t: bool) -> bool:
    return (
        word[0].isupper()
        or after_t
        or low in language.pronouns | language.articles | FOREIGN_PRONOUNS
        or low.startswith(("l'", "d'"))
        or (language.code == "es" and low == "don")
    )


def _leads_to_verb(written: list[str], lows: list[str], verb: int) -> bool:
    """Say whether the words before the verb are a subject: he, Tom, Mr. Tom, the old man."""
    if lows[0] in ENGLISH.pronouns:
        return verb == 1 or (verb == 2 and lows[1].endswith("ly"))
    if lows[0] in ENGLISH.articles:
        return verb >= 2 and lows[verb - 1] in w.PERSON_NOUNS
    return all(word[0].isupper() for word in written[:verb]) and lows[0] not in w.NOT_A_NAME - w.TITLES


def _finish(text: str, at: int, limit: int, language: Language, *, by_dash: bool) -> int:
    """Give where a cue and the narration that goes on with it end."""
    while stop := _END.search(text, at, limit):
        before = text[max(0, stop.start() - 5) : stop.start()].split()
        if stop[0] == "." and before and before[-1].lower() in w.ABBREVIATIONS:
            at = stop.end()
            continue
        if stop[0] not in ".!?…":
            if not _narrates_on(text, stop.end(), limit, language):
                return stop.end()
            at = stop.end()
            continue
        return _after_sentence(text, stop.end(), limit, language) if by_dash else stop.end()
    return limit


def _narrates_on(text: str, at: int, limit: int, language: Language) -> bool:
    """Say whether the narrator keeps the words after the comma of a cue: ', he said, closing the door'."""
    stop = _END.search(text, at, limit)
    words = _words(text, at, stop.start() if stop else limit)
    if not words or not language.talk.isdisjoint(words):
        return False
    endings = _PARTICIPLES.get(language.code, ())
    return words[0] in _GOING_ON or (len(words[0]) > 4 and words[0].endswith(endings) and bool(endings))


def _after_sentence(text: str, at: int, limit: int, language: Language) -> int:
    """Give where speech is taken up after the sentence of a cue, or the end of the line where narration follows."""
    start = at
    for _ in range(_SENTENCES):
        stop = _SENTENCE.search(text, start, limit)
        end = stop.end() if stop else limit
        if start >= limit or any(_is_verb(word, language) for word in _words(text, start, end)):
            return at  # the next cue tells what comes after it
        if _is_narration(text, start, end, language):
            return limit  # what was said between a cue and narration is too little to tell by
        start = end
    return at


def _is_narration(text: str, start: int, end: int, language: Language) -> bool:
    """Say whether a sentence after a cue is told and not said: nobody in it is I or you, and something happened."""
    sentence = text[max(start, end - 8) : end].rstrip()
    words = _words(text, start, end)
    if sentence.endswith(("?", "!", "…")) or not language.talk.isdisjoint(words):
        return False
    return any(_is_past(word, language) for word in words[:6])


def _is_past(word: str, language: Language) -> bool:
    if word in language.present:
        return False
    return (len(word) > 3 and word.endswith(language.past)) or (language is ENGLISH and word in w.PERSON_VERBS)
