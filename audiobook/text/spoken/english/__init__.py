"""The English table: its rules in the order in which they are tried."""

from typing import Final

from audiobook.text.spoken.english import (
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
from audiobook.text.spoken.marks import DIGITS, MARKUP, UNHEARD

STAGES: Final[tuple[Stage, ...]] = (
    UNHEARD,
    MARKUP,
    stage(r"[^\w\s.,;:!?'’“”‘—-]|_|www\.", *symbols.EARLY),
    DIGITS,
    stage(r"\.|\b(?i:mr|mrs|ms|dr|st|pp|vols?|figs?|no|etc|vs)\b|[A-Z]", *shortened.RULES),
    stage(r"\.|\d\s?[APap][Mm]\b", *initials.STOPPED),
    stage(r"[IVXLCDMivxlc]", *romans.RULES),
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
    stage("[A-Z]{2}|[A-Z][a-z][A-Z]", *initials.CAPITALS),
    stage(r"[^\w\s.,;:!?'’“”‘—]", *symbols.RULES),
    stage("[^\x00-\u036f]", *letters.RULES),
    stage("", *punctuation.RULES),
)
