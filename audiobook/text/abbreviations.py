"""Abbreviations of each language, as far as a sentence goes on after them. Pure.

English ones stand in the table that also says them (spoken/english/abbreviations.py).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from audiobook.text.marks import OPENING
from audiobook.text.spoken.english.abbreviations import (
    DOTTED,
    LAST,
    MONTHS,
    OPENERS,
    REFERENCES,
    TITLES,
    UNLIKE_WORDS,
    WEEKDAYS,
    WITHIN,
)
from audiobook.text.spoken.english.endings import is_road

_INITIALISM: Final = re.compile(r"(?:[^\W\d_]\.){1,8}[^\W\d_]")
_WORD: Final = re.compile(rf"[{re.escape(OPENING)}(\[]*([^\W\d_](?:[\w’'-]*\w)?)")
_INITIAL: Final = re.compile(r"(?:A\.|[B-Z]\.\s[A-Z])")
_ORDINAL: Final = re.compile(r"[12]?\d|3[01]")
_LABEL: Final = re.compile(
    r"\b(?:vitamins?|plans?|points?|exhibits?|grades?|types?|letters?|class|group|section|part|option"
    r"|block|wing|an?|[A-Z]\s(?:and|or|to)|was|is)\s$",
    re.IGNORECASE,
)
_SHILLINGS: Final = re.compile(r"£?[\d,]+[sl]")
_PENCE: Final = re.compile(r"\d{1,2}[¼½¾]?\s?[sd]\b")


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """What a language shortens with a stop. All in lower case, without their last stop."""

    never_last: frozenset[str]
    """A stop after these never ends a sentence: "Mr."."""
    before_number: frozenset[str]
    """A stop after these ends no sentence where a number follows: "No. 5"."""
    maybe_last: frozenset[str] = frozenset()
    """A stop after these ends one where a word follows that begins one: "etc.", "p.m."."""
    openers: frozenset[str] = frozenset()
    """Words that begin a sentence when they have a capital."""
    has_ordinals: bool = False
    """A figure with a stop is an ordinal: der 3. Mai."""

    def goes_on(self, before: str, word: str, after: str, *, before_number: bool) -> bool:
        """Say whether the sentence goes on after a word with a stop and what follows the blank."""
        low = word.lower()
        if word == "v" and self.openers:  # Smith v. Jones
            return after[:1].isupper() and _PARTY.search(before) is not None
        if (before_number and self._counts(low, after)) or (self.has_ordinals and _ORDINAL.fullmatch(word)):
            return True
        if low in self.never_last:
            return not (low in _BETWEEN and is_road(before, f" {after}"))
        if len(word) == 1 and word.isalpha() and (word.isupper() or not self.openers):
            return word != "I" and self._is_initial(before, after)
        if low in self.maybe_last or _INITIALISM.fullmatch(word):
            return not self._opens(after) if self.openers else True
        return False

    def _counts(self, low: str, number: str) -> bool:
        """Say whether a number belongs to the word before it: "No. 5", "10s. 6d."."""
        return low in self.before_number or bool(_SHILLINGS.fullmatch(low) and _PENCE.match(number))

    def _is_initial(self, before: str, after: str) -> bool:
        if not self.openers:
            return True
        if _INITIAL.match(after):  # "My name is J. K. Lind."
            return True
        word = _WORD.match(after)
        if _LABEL.search(before) or (word and word[1] == "I" and not after.startswith("I.")):
            return False
        return not self._opens(after)

    def is_item(self, before: str) -> bool:
        """Say whether a numeral after this counts the items of a list."""
        last = before.split()[-1:]
        return not last or (
            last[0][-1] in ".!?:;" and last[0].strip(".").lower() not in self.before_number | self.never_last
        )

    def _opens(self, after: str) -> bool:
        word = _WORD.match(after)
        if word is None:
            return False
        return word[1].lower() in self.openers or after[0] in OPENING


_PARTY: Final = re.compile(r"\b(?!(?:Chapter|Act|Book|Part|Canto)\b)[A-Z][\w’']+[*_)]*\s[*_]*$")
_BETWEEN: Final = frozenset({"st", "dr"})
"""Before a name a saint or a doctor; after one a road, which may end a sentence."""


def _english() -> Abbreviations:
    return Abbreviations(
        never_last=frozenset({*TITLES, *WITHIN} - UNLIKE_WORDS - {"sec", "ens", "bro"})
        | frozenset({"rt", "e.g", "i.e"}),
        before_number=frozenset(REFERENCES)
        | frozenset(MONTHS)
        | frozenset(WEEKDAYS)
        | frozenset({"c", "ca", "co", "approx"}),
        maybe_last=frozenset(LAST)
        | DOTTED
        | frozenset(MONTHS) - {"mar", "jan"}
        | frozenset({"ft", "oz", "lb", "lbs", "hr", "hrs"}),
        openers=OPENERS,
    )


def _of(never_last: str, before_number: str, *, has_ordinals: bool = False) -> Callable[[], Abbreviations]:
    return lambda: Abbreviations(
        frozenset(never_last.split()), frozenset(before_number.split()), has_ordinals=has_ordinals
    )


_GERMAN: Final = _of(
    "dr prof hr hrn fr frl st bzw ca d.h z.b u.a usw vgl evtl ggf inkl nr bd str geb gest gen lt oblt "
    "hptm i.d.r s.o s.u u.u z.t dipl ing med phil",
    "nr bd s kap abb art abs ca jan feb mär apr jun jul aug sep sept okt nov dez",
    has_ordinals=True,
)
_FRENCH: Final = _of(
    "m mm mme mmes mlle mlles mgr me dr pr st ste cf p.ex c.-à-d av bd env", "n no p pp vol chap art fig t env"
)
_SPANISH: Final = _of(
    "sr sra sres srta dr dra d dª ud uds vd vds st sta sto prof gral cap lic ing av avda pág p.ej cf",
    "núm nº pág págs p pp vol cap art fig",
)
_RUSSIAN: Final = _of(
    "г гг г-н г-жа гр д им св проф акад т.е т.к т.н т.п напр см ср тов ул стр руб коп кн пр",
    "№ гл с стр т п ст рис табл",
)
_OTHERS: Final = _of("dr prof mr mrs m st sr sra dott ing sig", "nr no n p pp vol cap art fig")
_LANGUAGES: Final = {"en": _english, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH, "ru": _RUSSIAN}


@cache
def abbreviations_of(language: str) -> Abbreviations:
    """Give a language's abbreviations; those that many have for one that we know nothing of. language: BCP 47."""
    return _LANGUAGES.get(language.lower().partition("-")[0], _OTHERS)()
