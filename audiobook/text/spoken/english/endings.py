"""Whether a stop that belongs to an abbreviation also ends the sentence. Pure."""

import re
from typing import Final

from audiobook.text.marks import CLOSING, OPENING
from audiobook.text.spoken.english.abbreviations import BEFORE_A_SAINT, OPENERS
from audiobook.text.spoken.form import Found

_CLOSE: Final = re.compile(rf"[{re.escape(CLOSING)})\]]*")
_NEXT: Final = re.compile(rf"\s+([{re.escape(OPENING)}(\[—–]*)([^\W\d_]+(?:['’][^\W\d_]+)?)")
LAST_WORD: Final = re.compile(r"([^\W\d_][\w’'-]*)[.,]?[\s]*$")
"""The word before, with a comma or a stop after it."""


def ends_here(after: str) -> bool:
    """Say whether a sentence ends where this follows: nothing, or a word that begins one."""
    after = after[_CLOSE.match(after).end() :]  # type: ignore[union-attr] # it also matches nothing
    if not after.strip():
        return True
    following = _NEXT.match(after)
    if following is None or not following[2][0].isupper():
        return False
    word = following[2]
    if len(word) > 1 and word.isupper() and not following[1]:
        return False
    return bool(following[1]) or word.lower() in OPENERS


_NUMBERED: Final = re.compile(r"\b(?:\d+(?:st|nd|rd|th)|\d+[A-Za-z]?(?:\s[A-Z][\w’'-]+){1,2})\s$")
_NAMED: Final = re.compile(r"(?:^|\s)((?:[A-Z][\w’'-]*[\w’']\.?\s){0,2})([A-Z][\w’'-]+)\s$")
_ON: Final = re.compile(
    r"\b(?:on|along|down|up|near|off|across|onto|past|and)\s(?:the\s)?(?:[NSEW]\.?\s)?(?:[A-Z][\w’'-]+\s){1,2}$"
)


def is_road(before: str, after: str) -> bool:
    """Say whether St. or Dr. between these is a street or a drive, and no saint and no doctor.

    A saint has a name after it; a street has one before it, and what follows is no name, unless something says where:
    "on Nevsky St. John was waiting".
    """
    if _NUMBERED.search(before):
        return True
    named = _NAMED.search(before)
    if named is None:
        return False
    words = [word.rstrip(".").lower() for word in (*named[1].split(), named[2])]
    if (
        words[-1] in BEFORE_A_SAINT
        or words[-1] in OPENERS
        or not BEFORE_A_SAINT.isdisjoint(set(words) - {"the", "and", "de", "of"})
    ):
        return False
    name = re.match(rf"\.?\s[{re.escape(OPENING)}]*([A-Z][\w’']*)", after)
    return name is None or name[1].lower() in OPENERS or _ON.search(before) is not None


def stop_after(found: Found) -> str:
    """Give the stop an abbreviation ends with back where it also ends a sentence and another follows, else nothing."""
    follows = re.search(r"\w", found.after) or found.usage.more
    return "." if found[0].endswith(".") and follows and ends_here(found.after) else ""


def word_before(found: Found) -> str:
    """Give the last word before it, or nothing where a mark or a figure stands between."""
    word = LAST_WORD.search(found.before)
    return word[1] if word else ""


def cased(word: str, like: str) -> str:
    """Give the word with a small first letter where the abbreviation has one."""
    return word if like[:1].isupper() else word[:1].lower() + word[1:]


def alternatives(words: object) -> str:
    """Give words as one pattern, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]
