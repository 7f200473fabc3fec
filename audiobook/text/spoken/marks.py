"""Marks that no voice says, in any language: quotation marks, emphasis, markup; dashes and dots become pauses. Pure."""

import re
import unicodedata
from typing import Final

from audiobook.text.spoken.form import Found, Stage, rule, stage
from audiobook.text.spoken.markup import APPARATUS, TAG, WORDS_ONLY

# ------------------------------------------------------------------------------------------- before anything is read

_UNHEARD: Final = (
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]+"
)
"""Soft hyphens, zero-width marks, changes of direction, and which way or in which tone an emoji is drawn."""
_PICTURES: Final = "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]"
_PHONEMES: Final = r"\[\[([^\[\]]{0,200})\]\]"


def _picture_name(found: Found) -> str:
    """Give " grinning face ": an engine has names for some emoji only, and is silent at the others."""
    return f" {unicodedata.name(found[0], '').lower()} "


def _digit(found: Found) -> str | None:
    """Turn the digits of other scripts, and those in circles, into our own."""
    digit = unicodedata.digit(found[0], None)
    return None if digit is None else str(digit)


def _phonemes(found: Found) -> str:
    """Drop what an engine would take for phonemes; keep words that a game shows in such brackets."""
    return found[1] if re.fullmatch(WORDS_ONLY, found[1]) else " "


_NOTE_MARK: Final = (
    r"\s?\[(?:\^?\d{1,3}|[a-z]|[*†‡§¶]{1,3}|note:? ?\d{0,3}|citation needed)\](?=\W|$)"
    r"|(?<=[a-z.,;:!?”’\"])\s?\{\d{1,3}\}|(?<=[a-z]{3})\(\d{1,2}\)(?!\w)"
)
_NUMBER_WORD: Final = (
    r"(?i:first|second|third|last|(?:\w+-)?(?:one|two|three|four|five|six|seven|eight|nine)|ten|eleven|twelve|\w+teen|\w+ty"
    r"|\w+th)"
)
HEADED: Final = stage(
    r"\n",
    rule(
        rf"^([^\n]{{0,40}}\b(?:\d{{1,4}}|[IVXLC]{{1,7}}|{_NUMBER_WORD}))\s*\n",
        lambda found: f"{found[1]}. " if found.usage.heading else None,
    ),
)
"""The number of a chapter and the title below it are two things."""
UNHEARD: Final = stage("[^\x00-\x7f]", rule(_UNHEARD, ""), rule(_PICTURES, _picture_name))
DIGITS: Final = stage(r"[^\x00-\xff]", rule(r"[^\x00-\xff]", _digit))
MARKUP: Final = stage(
    r"[<\[{]|\w\(\d",
    rule(TAG, " ", re.IGNORECASE | re.DOTALL),
    rule(APPARATUS, "", re.IGNORECASE | re.DOTALL),
    rule(_NOTE_MARK, "", re.IGNORECASE),
    rule(_PHONEMES, _phonemes),
)

_AMONG_LETTERS: Final = r"(?<=[^\W\d_])[\"“”„‟«»‹›‚*`]+(?=[^\W\d_])"
WITHIN_WORDS: Final = stage(_AMONG_LETTERS, rule(_AMONG_LETTERS, ""))
"""Emphasis and stray marks inside a word, before anybody asks what word it is: "*e*tc."."""

# --------------------------------------------------------------------------------------------- when all words are said

QUOTES: Final = (rule(r"[\"“”„‟«»‹›「」『』‚‛*_`]|(?<!\w)['‘’]|['‘’](?!\w)", ""),)
"""Quotation marks and emphasis; an apostrophe within a word stays."""
_SPACES: Final = rule(r"\s{2,}|[^\S ]", " ")
_EDGES: Final = rule(r"^ | $", "")
_DASHES: Final = (
    rule(r"^[\s,—–―-]+|(?<![\s—–―-])(?:\s*[—–―-])++(?=[.!?]?$)", ""),
    rule(r"(?<=[.!?…])\s[—―–]\s", " "),  # — Да, — сказал он. — Иду: the stop is pause enough
    rule(r"\s*(?:[—―]|--+|\s[–-]\s)\s*", ", "),
)
_BRACKETS: Final = rule(r"[\[({]\s*[\])}]", "")
_LOOSE: Final = rule(r"(?<![\s,])(?:\s*,)*\s*([.,!?;:])(?=\s|$)", r"\1")
"""A comma that came of a dash gives way to the mark after it, and no mark stands apart."""
_ROWS: Final = rule(r"([^\w\s])(?:\s?\1){3,}", r"\1\1\1")

PLAIN: Final[tuple[Stage, ...]] = (
    HEADED,
    UNHEARD,
    MARKUP,
    WITHIN_WORDS,
    stage("", *QUOTES),
    DIGITS,
    stage("", _SPACES, _EDGES),
    stage("[—–―-]", *_DASHES),
    stage(r"[\[({]", _BRACKETS),
    stage(r"[^\w\s]", _LOOSE, _ROWS),
    stage("", _SPACES, _EDGES),
)
"""All that is done for a language without rules of its own: engines read its figures and abbreviations themselves."""
