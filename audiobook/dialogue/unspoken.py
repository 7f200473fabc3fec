"""What stands between quotation marks and is not said: a sign, a term, a title, a name given.

The narrator reads it. The words around it tell: speech is set off by punctuation or a speech verb, a term stands in the
grammar of the narrator's own sentence.
"""

import re
from typing import Final

from audiobook.dialogue import terms
from audiobook.dialogue import words as w
from audiobook.text.marks import QUOTES, SPACES

_WORD: Final = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_CONTEXT: Final = 160
"""How far, in code points, the words around a quotation are looked at."""
_TERM_WORDS: Final = 8
_SHORT: Final = 5
_TERMINAL: Final = (".", ",", "!", "?", "…", "—", "-", ";", ":", "。", "！", "？", "、")
_BLANK: Final = QUOTES + SPACES + " "
_NAMED_BY: Final = re.compile("という|といふ|と呼|の|は|を|が|に|も")
"""What follows a term in corner brackets; と言った, "said so", follows speech."""


def is_mention(text: str, start: int, end: int) -> bool:
    """Say whether the quotation at start..end of a paragraph is not speech."""
    if text[start] in "「『":
        return not text[start:end].rstrip(_BLANK).endswith(_TERMINAL) and _NAMED_BY.match(text, end) is not None
    words = _WORD.findall(text[start:end])
    before = text[max(0, start - _CONTEXT) : start]
    after = text[end : end + _CONTEXT]
    if is_inscription(before) or _is_inscribed(after):
        return True
    if len(words) > _TERM_WORDS or _has_cue_after(after):
        return False
    if not before.rstrip():
        return _is_subject(text[start:end], after)
    if before.rstrip()[-1].isalnum():
        return _is_term(before, text[start:end], len(words))
    return before.rstrip()[-1] in ".!?" and len(words) <= _SHORT and _is_subject(text[start:end], after)


def is_inscription(before: str) -> bool:
    """Say whether a thing says it: 'the sign on the door read, "..."'; a person who reads a sign is no sign."""
    sentence = re.split(r"[.!?;”\"»]\s", before)[-1]
    words = [word.lower() for word in _WORD.findall(sentence)]
    if not words or words[-1] not in w.SPEAKING | w.TO_WHOM:
        return False
    verb = next((i for i in range(len(words) - 1, -1, -1) if words[i] in w.SPEAKING), -1)
    if verb < 1 or len(words) - verb > 3:
        return False
    for i in range(verb - 1, max(-1, verb - 12), -1):
        if words[i] in terms.INSCRIBED:
            return i > 0 and words[i - 1] not in w.PREPOSITIONS and not _has_person(words[i + 1 : verb])
        if words[i] in {"he", "she", "i", "they", "we", "who", "and"}:
            return False
    return False


def _is_inscribed(after: str) -> bool:
    """Say whether a thing says it, in words that follow: '"Dear Tom," the letter began'."""
    words = [word.lower() for word in _WORD.findall(after[:60])[:5]]
    if not words or words[0] not in w.DETERMINERS or not after[:1].isspace():
        return False
    thing = next((i for i, word in enumerate(words[1:4], 1) if word in terms.INSCRIBED), 0)
    return thing > 0 and not _has_person(words[:thing]) and any(word in w.SPEAKING for word in words[thing + 1 :][:1])


def _has_person(words: list[str]) -> bool:
    return any(word in w.PERSON_NOUNS or word in {"he", "she", "i", "they", "we"} for word in words)


def _is_term(before: str, quoted: str, n_words: int) -> bool:
    """Say whether the sentence runs into the marks without a comma: 'the word "freedom"', 'called it "progress."'."""
    words = [word.lower() for word in _WORD.findall(before)][-7:]
    last = words[-1]
    if last in terms.NAMING:
        return True
    if last in w.SPEAKING or _tells(words) or _utters(words, quoted):
        return False
    if last in terms.BEFORE_A_TERM:
        return True
    return n_words <= _SHORT and not quoted.rstrip(_BLANK).endswith(("!", "?", ","))


def _utters(words: list[str], quoted: str) -> bool:
    """Say whether the words give out a whole sentence as a thing: 'he returned an indifferent "No."'."""
    whole = quoted.strip(_BLANK)[:1].isupper() and quoted.rstrip(_BLANK).endswith((".", "!", "?"))
    verb = next((i for i, word in enumerate(words[-5:]) if word in terms.UTTERING), None)
    return whole and verb is not None and not {"a", "an"}.isdisjoint(words[-5:][verb:])


def _tells(words: list[str]) -> bool:
    """Say whether the words end in a speech verb and whom it speaks to: 'he said to her'."""
    for i in range(len(words) - 1, -1, -1):
        if words[i] in w.SPEAKING and words[i] not in terms.NAMING:
            return True
        if words[i] not in w.TO_WHOM and not words[i].endswith("ly"):
            return False
    return False


def _has_cue_after(after: str) -> bool:
    """Say whether a cue follows at once: '" he said', '" said the'."""
    words = [word.lower() for word in _WORD.findall(after[:60])[:3]]
    if not words or not after[:1].isspace():
        return False
    if words[0] in w.SAYING:
        return True
    return any(word in w.SAYING for word in words[1:]) and words[0] not in terms.AFTER_A_TERM


def _is_subject(quoted: str, after: str) -> bool:
    """Say whether a term begins the narrator's sentence: '"Liberty" was a word he disliked.'."""
    if quoted.rstrip(_BLANK).endswith(_TERMINAL):
        return False
    words = _WORD.findall(after[:40])
    return bool(words) and after[:1].isspace() and words[0] in terms.AFTER_A_TERM
