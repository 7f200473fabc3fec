"""The English table: its rules in the order in which they are tried."""

from typing import Final

from audiobook.text.spoken.english import (
    compass,
    dates,
    figures,
    initials,
    letters,
    money,
    punctuation,
    romans,
    shortened,
    symbols,
    units,
)
from audiobook.text.spoken.form import Stage, stage
from audiobook.text.spoken.marks import DIGITS, HEADED, MARKUP, UNHEARD, WITHIN_WORDS

STAGES: Final[tuple[Stage, ...]] = (
    HEADED,
    UNHEARD,
    MARKUP,
    WITHIN_WORDS,
    stage(
        r"[^\w\s.,;:!?'’“”‘—-]|_|\b[Nn]º|(?:\b\w+|\s|^)\.\w|\b[A-Za-z][—–-]"
        r"|[²³¹⁰-⁹\u2100-\u218f\u2460-\u249b\ufb00-\ufb06\uff01-\uff5e]",
        *symbols.EARLY,
    ),
    DIGITS,
    stage(r"\bMr", shortened.COMMONEST),
    stage(r"[A-Za-z]\.?\s?[–-]\s?[A-Z]", *dates.RULES_OF_SPANS),
    stage(r"\b(?:ft|in|lbs?|yds?|oz|hrs|mins|secs|yrs|ins|gals?|mos|wks)\.", units.SPELLED_OUT),
    stage(shortened.NEEDS, *shortened.RULES),
    stage(r"\b[NSEW]{1,3}\b", *compass.RULES),
    stage(r"[IVX]\.[ivx]", romans.ACT_AND_SCENE),
    stage(r"\b[A-Z]\.|[A-Za-z]\.[A-Za-z]|\d\s?[apAP]\.?\s?[mM]\b|mph", *initials.STOPPED),
    stage(romans.NEEDS, *romans.RULES),
    stage(
        rf"[\d{figures.PARTS}]",
        *figures.FIRST,
        *dates.RULES_OF_DATES,
        *dates.RULES_OF_TIMES,
        *money.RULES,
        *figures.PLACES,
        *units.RULES,
        *dates.RULES_OF_YEARS,
        *figures.LAST,
        *figures.PARTED,
        *figures.NUMBERS,
    ),
    stage(r"[A-Za-z][^\w\s.,;:!?]{0,9}\.\W*\w|\b[A-Z][a-z]{1,4}\.\W*$", shortened.LEFT_OVER),
    stage("[A-Z]{2}|[A-Z][a-z][A-Z]", *initials.CAPITALS),
    stage(r"[⁰¹²³⁴-⁹]", symbols.RAISED),
    stage(r"[^\w\s.,;:!?'’“”‘—]", *symbols.RULES),
    stage("[^\x00-\u036f]", *letters.RULES),
    *punctuation.STAGES,
    stage(r"[A-Za-z]\.(?!$|\.)", shortened.LEFT_OVER),  # the marks are gone that stood between some word and its stop
)
