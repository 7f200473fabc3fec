"""Written form -> spoken form: what the engine is asked to say for a stretch of text. Pure.

A language's table is an ordered list of stages (form.py); English has one (english/). For all others only marks are
taken care of (marks.py), and engines read figures and abbreviations themselves. To add a language, write a package
beside english/ and name its table in `_table`.
"""

import re
from functools import cache
from typing import Final

from audiobook.text.spoken.form import Spoken, Stage, Usage, apply
from audiobook.text.spoken.markup import unsaid_in

__all__ = ["Spoken", "bare", "is_sayable", "spoken", "spoken_form", "unsaid_in"]

_AMERICAN: Final = frozenset({"en", "en-us", "en-ca", "en-ph"})
_WORDS: Final = re.compile(r"[^\W_]")
_PLAIN: Final = re.compile(r"[\w\s.,;:!?'’‘“”\"()—–-]{1,199}")
"""Nothing in it is taken away but marks,"""
_ALWAYS_SAID: Final = re.compile(r"[^\W_⁰¹²³⁴⁵⁶⁷⁸⁹ЪЬъь]")
"""but for raised figures that point to a note, and for letters that only change the one before."""


def spoken_form(written: str, language: str, *, heading: bool = False, more: bool = False) -> Spoken:
    """Give plain words with punctuation on one line, and where each stands in what is written.

    No quotation marks, no emphasis, dashes as pauses; in English no figure, no abbreviation and no sign is left either,
    so that every engine says the same words. A long row of one mark is cut to three.

    language: BCP 47; "en" is American English. heading: it is the heading of a chapter.
    more: its paragraph goes on after it.
    """
    language = language.lower()
    table = _table(language.partition("-")[0])
    return apply(table, written, Usage(british=language not in _AMERICAN, heading=heading, more=more))


def spoken(written: str, language: str) -> str:
    """Give only the words of `spoken_form`."""
    return spoken_form(written, language).text


def bare(written: str) -> str:
    """Give the words as they are written, without the marks around them: what two writings of a line have in common."""
    return apply(_plain(), written, Usage()).text


def is_sayable(written: str, language: str) -> bool:
    """Say whether there is anything in it that a voice can say: a letter, a digit, a picture with a name.

    Stars, flowers and pointing hands (✻ ★ ❧ ☞) are not: people part scenes with them.
    """
    if _PLAIN.fullmatch(written) and _ALWAYS_SAID.search(written):
        return True  # a hundred times as fast
    return _WORDS.search(spoken(written, language)) is not None


@cache
def _table(language: str) -> tuple[Stage, ...]:
    """Give the table of a language, which is loaded with the first text that needs it. language: "en"."""
    if language == "en":
        from audiobook.text.spoken.english.table import STAGES  # noqa: PLC0415 - 60 ms of patterns

        return STAGES
    return _plain()


def _plain() -> tuple[Stage, ...]:
    from audiobook.text.spoken.marks import PLAIN  # noqa: PLC0415 - 10 ms of patterns

    return PLAIN
