"""Written form -> spoken form: what the engine is asked to say for a stretch of text. Pure."""

import re
import unicodedata
from typing import Final

_MARKS: Final = re.compile(r"[\"“”„‟«»‹›「」『』‚‛*_`]|(?<!\w)['‘’]|['‘’](?!\w)")
"""Quotation marks and emphasis; an apostrophe within a word stays."""
_DASH: Final = re.compile(r"\s*(?:[—―]|--+|\s[–-]\s)\s*")
_DASH_AFTER_STOP: Final = re.compile(r"(?<=[.!?…])\s[—―–]\s")
"""— Да, — сказал он. — Иду: the stop is pause enough."""
_DASH_AT_EDGE: Final = re.compile(r"^[\s,—–―-]+|(?<![\s—–―-])(?:\s*[—–―-])++(?=[.!?]?$)")
_SPACE: Final = re.compile(r"\s+")
_EMPTY_BRACKETS: Final = re.compile(r"[\[({]\s*[\])}]")
_LOOSE_STOP: Final = re.compile(r"(?<![\s,])(?:\s*,)*\s*([.,!?;:])(?=\s|$)")
"""A comma that came of a dash gives way to the mark after it, and no mark stands apart."""
_REPEATED: Final = re.compile(r"([^\w\s])(?:\s?\1){3,}")
_PICTURES: Final = re.compile(r"[\U0001F300-\U0001FAFF]")
_WORDS: Final = re.compile(r"[^\W_]")
_UNHEARD: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\U0001f3fb-\U0001f3ff]+")
"""Zero-width marks, changes of direction, and which way or in which tone an emoji is drawn."""
_FOREIGN: Final = re.compile(r"[^\x00-\xff]")


def spoken(written: str) -> str:
    """Give plain words with punctuation on one line: no quotation marks, no emphasis, dashes as pauses.

    A long row of one mark is cut to three.
    """
    text = _PICTURES.sub(_picture_name, _UNHEARD.sub("", _MARKS.sub("", written)))
    text = _FOREIGN.sub(_plain_digit, text)
    text = _DASH_AT_EDGE.sub("", _SPACE.sub(" ", text).strip())
    text = _LOOSE_STOP.sub(r"\1", _EMPTY_BRACKETS.sub("", _DASH.sub(", ", _DASH_AFTER_STOP.sub(" ", text))))
    return _REPEATED.sub(r"\1\1\1", _SPACE.sub(" ", text)).strip()


def is_sayable(written: str) -> bool:
    """Say whether there is anything in it that a voice can say: a letter, a digit, a picture with a name.

    Stars, flowers and pointing hands (✻ ★ ❧ ☞) are not: people part scenes with them.
    """
    return _WORDS.search(written) is not None or _WORDS.search(spoken(written)) is not None


def _picture_name(found: re.Match[str]) -> str:
    """Give " grinning face ": an engine has names for some emoji only, and is silent at the others."""
    return f" {unicodedata.name(found[0], '').lower()} "


def _plain_digit(found: re.Match[str]) -> str:
    """Turn the digits of other scripts, and those in circles, into our own."""
    digit = unicodedata.digit(found[0], None)
    return found[0] if digit is None else str(digit)
