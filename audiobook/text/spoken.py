"""Written form -> spoken form: what the engine is asked to say for a stretch of text. Pure."""

import re
from typing import Final

_MARKS: Final = re.compile(r"[\"“”„«»‹›*_`]|(?<!\w)['‘’]|['’](?!\w)")
"""Quotation marks and emphasis; an apostrophe within a word stays."""
_DASH: Final = re.compile(r"\s*(?:[—―]|--+|\s[–-]\s)\s*")
_DASH_AT_EDGE: Final = re.compile(r"^[\s,—–-]+|(?<![\s—–-])(?:\s*[—–-])++(?=[.!?]?$)")
_SPACE: Final = re.compile(r"\s+")
_EMPTY_BRACKETS: Final = re.compile(r"[\[({]\s*[\])}]")
_REPEATED: Final = re.compile(r"([^\w\s])(?:\s?\1){3,}")
_SAYABLE: Final = re.compile(
    r"[^\W_]|[\U0001F300-\U0001F320\U0001F324-\U0001F393\U0001F3A0-\U0001F3F0\U0001F400-\U0001F4FD"
    r"\U0001F500-\U0001F53D\U0001F5FB-\U0001F64F\U0001F680-\U0001F6C5\U0001F910-\U0001F93A\U0001F950-\U0001F970"
    r"\U0001F980-\U0001F9A2\U0001F9D0-\U0001F9E6]"
)
"""Letters, digits, and the pictures that eSpeak NG 1.52 has a name for: of stars, flowers and pointing hands (✻ ★ ❧ ☞)
it makes silence, and people part scenes with them."""


def spoken(written: str) -> str:
    """Give plain words with punctuation on one line: no quotation marks, no emphasis, dashes as pauses.

    A long row of one mark is cut to three.
    """
    text = _MARKS.sub("", written)
    text = _DASH_AT_EDGE.sub("", _SPACE.sub(" ", text).strip())
    text = _EMPTY_BRACKETS.sub("", _DASH.sub(", ", text))
    return _REPEATED.sub(r"\1\1\1", _SPACE.sub(" ", text)).strip()


def is_sayable(written: str) -> bool:
    """Say whether there is anything in it that a voice can say: a letter, a digit, a picture with a name."""
    return _SAYABLE.search(written) is not None
