"""Written form -> spoken form: what the engine is asked to say for a stretch of text. Pure."""

import re
from typing import Final

_MARKS: Final = re.compile(r"[\"“”„«»‹›*_`]|(?<!\w)['‘’]|['’](?!\w)")
"""Quotation marks and emphasis; an apostrophe within a word stays."""
_DASH: Final = re.compile(r"\s*(?:[—―]|--+|\s[–-]\s)\s*")
_DASH_AT_EDGE: Final = re.compile(r"^[\s,—–-]+|(?:\s*[—–-])+(?=[.!?]?$)")
_SPACE: Final = re.compile(r"\s+")
_EMPTY_BRACKETS: Final = re.compile(r"[\[({]\s*[\])}]")
_SAYABLE: Final = re.compile(r"[^\W_]|[\U0001F300-\U0001FAFF\u2600-\u27BF]")


def spoken(written: str) -> str:
    """Give plain words with punctuation on one line: no quotation marks, no emphasis, dashes as pauses."""
    text = _MARKS.sub("", written)
    text = _DASH_AT_EDGE.sub("", _SPACE.sub(" ", text).strip())
    text = _DASH.sub(", ", text)
    return _SPACE.sub(" ", _EMPTY_BRACKETS.sub("", text)).strip()


def is_sayable(written: str) -> bool:
    """Say whether there is anything in it that a voice can say: a letter, a digit, a picture with a name."""
    return _SAYABLE.search(written) is not None
