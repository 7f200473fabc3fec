"""Abbreviations in English, by what stands around them: St. and Dr., M., titles, months, states, references. Pure."""

import re
from typing import Final

from audiobook.text.spoken.english.abbreviations import (
    CAPITAL_ONLY,
    COUNTIES,
    LAST,
    MADE,
    MONTHS,
    OPENERS,
    POSTAL,
    REFERENCES,
    SCRIPTURE,
    STATES,
    TITLES,
    UNSTOPPED,
    WEEKDAYS,
    WITHIN,
    WORDS_TOO,
)
from audiobook.text.spoken.english.endings import alternatives, cased, is_road, stop_after, word_before
from audiobook.text.spoken.english.numbers import cardinal, roman
from audiobook.text.spoken.form import Found, Rule, rule

_ALONE: Final = r"(?<![\w.&-])(?<!\w[’'])"
"""What stands before an abbreviation is no part of it; a quotation mark may."""
_NAME: Final = re.compile(
    r"\s(?:and|or|&)\s(?:Mrs?|Ms|Miss|Dr|Lady|Mme|Missus|Mister)\b|\s*-?[A-Z][\w’'.]|\s[A-Z]\b|\s(?:d[eu]"
    r"|de la|von|van|of|al|O['’])\b"
)

# ------------------------------------------------------------------------------------------------ before a number

_UNSTOPPED_REFERENCES: Final = frozenset("pp vol vols chap chaps fig figs apt ext op".split())
_NUMERAL: Final = r"(?=\d|[#(]?\d|[ivxlc]+\b|[IVXLC]+\b)"
_PRONOUN: Final = re.compile(r"I\b(?![.,;:)]|\s*$)")


def _reference(found: Found) -> str | None:
    word, stop, space = found[1], found[2], found[3]
    short = word.lower()
    if not stop and short not in _UNSTOPPED_REFERENCES and not _is_plain_number(found):
        return None
    if short in {"l", "ll", "v", "vv", "ed", "art", "ste", "ser"} and word[0].isupper() != (short == "ste"):
        return None
    if word in {"P", "V", "L"} and not found.after[0].isdigit():
        return None
    if (short in {"l", "p", "pt", "v"} and re.search(r"\d\s?$", found.before)) or (
        short in {"no", "nos", "art", "v", "l"} and _PRONOUN.match(found.after)
    ):
        return None
    if not stop and not space and not found.after[0].isdigit():
        return None
    return cased(REFERENCES[short].capitalize(), word) + " "


def _is_plain_number(found: Found) -> bool:
    """Say whether a "No 10" without a stop is a number, and not "No 10 men could"."""
    if found[1] in {"No", "Nos"}:
        return re.match(r"\d+(?!\s[a-z])", found.after) is not None and not re.match(r"\d+\w", found.after)
    return found[1] in {"p", "pp", "ch"} and not found[3] and found.after[0].isdigit()


_REFERENCES: Final = rule(
    rf"{_ALONE}({alternatives(REFERENCES)})\b(\.?)(\s?){_NUMERAL}", _reference, re.IGNORECASE
)  # fmt: skip
_CIRCA: Final = rule(r"(?<![\w.])ca?\.\s?(?=\d)", "circa ")
_OF_A_LIFE: Final = {"b": "born", "d": "died", "fl": "flourished", "r": "reigned"}
_LIFE: Final = rule(
    r"(?<![\w.-])(?<!\w[’'])(b|d|fl|r)\.\s?(?=(?:c(?:a|irca)?\.?\s?)?\d{3,4}\b)", lambda f: f"{_OF_A_LIFE[f[1]]} "
)
_CENTURY: Final = rule(r"(?<=\d(?:st|nd|rd|th))[ -](?:c|cent)\.", lambda f: " century" + stop_after(f))
_ORDINAL: Final = rule(r"(?<=\d)(st|nd|rd|th)\.(?=\s(?:of|inst|ult)\b)", r"\1")
_EDITION: Final = rule(r"(\d(?:st|nd|rd|th|d)) ed\.", r"\1 edition")
_FOLLOWING: Final = rule(r"(?<=\d)\s?ff?\.", lambda f: " and following" + stop_after(f))

# ------------------------------------------------------------------------------------------------- months, weekdays

_IN_A_MONTH: Final = frozenset(
    "in of since by until till last next this early late mid from to and during every each before after "
    "through or".split()
)


def _month(found: Found) -> str | None:
    beside = re.match(r",?\s[’'‘]?\d|-\d", found.after) or re.search(r"\d(?:st|nd|rd|th)?\s(?:of\s)?$", found.before)
    if not beside and not (found[2] and word_before(found).lower() in _IN_A_MONTH):
        return None
    return MONTHS[found[1].lower()] + stop_after(found)


_SINCE_A_DAY: Final = re.compile(
    rf"\b(?:{'|'.join(day.capitalize() for day in WEEKDAYS)})\.?\s(?:to|till|through|and|or)\s$"
)


def _weekday(found: Found) -> str | None:
    day, stop = found[1], found[2]
    follows = re.match(
        rf",?\s(?:the\s)?(?:\d|(?:{'|'.join(MONTHS.values())})\b|(?:morning|afternoon|evening|night|eve)\b)",
        found.after,
    )
    sure = stop and (
        (day not in {"Sat", "Sun", "Wed"} and re.match(r"\s[a-z]|[-–]", found.after))
        or found.after.startswith(",")
        or word_before(found).lower() in {"on", "last", "next", "every", "this"}
        or _SINCE_A_DAY.search(found.before)
    )
    if not follows and not sure:
        return None
    return WEEKDAYS[day.lower()] + stop_after(found)


_MONTHS: Final = rule(rf"{_ALONE}({alternatives(m.capitalize() for m in MONTHS)})\b(\.?)", _month)
_WEEKDAYS: Final = rule(rf"{_ALONE}({alternatives(d.capitalize() for d in WEEKDAYS)})\b(\.?)", _weekday)

# ------------------------------------------------------------------------------------------------------------ places

_ROADS: Final = {"St": "Street", "Dr": "Drive", "Pl": "Place", "Ct": "Court", "Ter": "Terrace"}


def _road(found: Found) -> str | None:
    """Give "Street" or "Drive" where one is meant; a saint or a doctor has a name after it."""
    short, stop = found[1], found[2]
    if (short not in {"St", "Dr"} and not stop) or not is_road(found.before, found.after):
        return None
    name_follows = re.match(r"\s[A-Z]", found.after) is not None
    if not stop:
        return None if name_follows and short == "Dr" else _ROADS[short]
    ends = stop_after(found) or (name_follows and not re.match(r"\s[A-Z][a-z’]*,", found.after))
    return _ROADS[short] + ("." if ends else "")


def _state(found: Found) -> str:
    return found[1] + STATES[found[2]] + stop_after(found)


def _postal(found: Found) -> str | None:
    zip_code = re.match(r"\.?\s\d{5}\b", found.after)
    if found[2] in WORDS_TOO and not zip_code:
        return None
    return found[1] + POSTAL[found[2]]


_ROAD: Final = rule(rf"{_ALONE}({alternatives(_ROADS)})\b(\.?)", _road)
_STATE: Final = rule(rf"(?<=[a-z]{{2}})(, ?)({alternatives(STATES)})\.", _state)
_POSTAL: Final = rule(rf"(?<=[a-z]{{2}})(, ?)({alternatives(POSTAL)})\b(?!\w)", _postal)
_COUNTY: Final = rule(rf"(?<=\b[ioIO][nf] )Co\.?(?=\s[A-Z][a-z])|\bCo\.?(?=\s(?:{COUNTIES})\b)", "County")

# ------------------------------------------------------------------------------------------------------------ people

_BEFORE_MONSIEUR: Final = frozenset("dear poor good old said monsieur mademoiselle madame sir".split())
_MONSIEUR: Final = re.compile(r"\s(?:[A-Z][a-zé]|(?:de|du|le|la|d['’])\b)")


def _monsieur(found: Found) -> str | None:
    """Tell Monsieur Dupont from J. M. Barrie and M. Night."""
    before = re.search(r"([A-Z][\w’'-]*)\.?\s$", found.before)
    if before and (
        len(before[1]) == 1 or before[1].lower() in TITLES or before[1].lower() not in OPENERS | _BEFORE_MONSIEUR
    ):
        return None
    return "Monsieur" if _MONSIEUR.match(found.after) and not found.after.startswith(" Night") else None


_EVER: Final = frozenset("mr mrs dr messrs mlle mme".split())
"""No word looks like these: "Dr, Aziz"."""


def _is_no_title(found: Found, word: str) -> bool:
    """Say whether it is the 20 Fr. of a price, or a word in small letters that no title is written in."""
    if word == "Fr" and re.search(r"\d\s$", found.before):
        return True
    return word[0].islower() and word not in {"mr", "mrs", "ms", "dr", "prof", "rev", "mlle", "mme"}


def _title(found: Found) -> str | None:
    word, stop = found[1], found[2]
    short = word.lower()
    named = _NAME.match(found.after)
    if (not stop and short not in UNSTOPPED) or (short in CAPITAL_ONLY and not (named and word[0].isupper())):
        return None
    if _is_no_title(found, word) or (not stop and not named and short not in _EVER):
        return None
    if word.isupper() and len(word) > 1 and not stop:
        return None if short in {"st", "ms", "rev", "gen", "col"} else TITLES[short].upper()
    if short in {"ms", "mx"}:
        return word
    hyphen = " " if found[3] else ""
    if hyphen or named or found.after[:1].isspace() or not found.after:
        return cased(TITLES[short], word) + hyphen
    return cased(TITLES[short], word) + stop_after(found)


def _sister(found: Found) -> str | None:
    """Tell Sister Mary from Ivan Petrov, Sr."""
    return "Sister" if re.match(r"\s[A-Z][a-z]", found.after) and not word_before(found)[:1].isupper() else None


_PEOPLE: Final = (
    rule(r"(?<![\w.-])(?<!\w[’'])M\.(?=\s)", _monsieur),
    rule(r"(?<![\w.])Sr\.", _sister),
    rule(r"(?<![\w.])Rt\.? Hon\b\.?", "Right Honorable"),
    rule(rf"(?<![\w.&])(?<!\w[’'])({alternatives(TITLES)})\b(\.?)(-(?=[A-Z]))?", _title, re.IGNORECASE),
)

# ------------------------------------------------------------------------------------------------------- all the rest


def _within(found: Found) -> str | None:
    short = found[1].lower()
    if "." not in short and not found[2] and short not in {"vs", "viz", "approx"}:
        return None
    return cased(WITHIN[short], found[1]) if not short.isupper() else WITHIN[short]


def _last(found: Found) -> str | None:
    word, stop = found[1], found[2]
    short = word.lower()
    if short in CAPITAL_ONLY and not word[0].isupper():
        return None
    if not stop and short not in {"etc", "&c", "ltd", "esq", "bros", "blvd", "jr", "jnr", "plc", "govt"}:
        return None
    if short in {"inst", "ult", "prox"} and not re.search(r"\d\w*\s$|th\s$|st\s$|nd\s$|rd\s$", found.before):
        return None
    return cased(LAST[short], word) + stop_after(found)


def _scripture(found: Found) -> str:
    return SCRIPTURE[found[1].lower()]


def _versus(found: Found) -> str | None:
    sides = re.search(r"[A-Z][\w’']*\s$", found.before) and re.match(r"\s(?:the\s)?[A-Z]", found.after)
    return "versus" if sides else None


_REST: Final = (
    rule(rf"{_ALONE}({alternatives(WITHIN)})(?!\w)(\.?)", _within, re.IGNORECASE),
    rule(rf"(?<![\w.-])(?<!\w[’'])({alternatives(LAST)})\b(\.?)", _last, re.IGNORECASE),
    rule(r"\bv\.", _versus),
    rule(r"\b(ed|trans|rev|illus|comp)\.(?=\sby\b|(?:\sand|,)\s\w+\.?\sby\b)", lambda found: MADE[found[1]]),
    rule(r"\b(Pt|Lk)\.(?=\s[A-Z][a-z])", lambda found: {"Pt": "Point", "Lk": "Lake"}[found[1]]),
    rule(r"(?<=\d(?:st|nd|rd|th)\s)Fl\.", lambda found: "Floor" + stop_after(found)),
    rule(r"\b([Ll]at|[Ll]ong)\.(?=\s\d+\s?°)", lambda found: f"{found[1]}itude"),
    rule(r"(?<=\bper cent)\.(?=\s[a-z]|[,;:)])", ""),
    rule(r"(?<=\d)\s?(?:p\.\s?c\.|pct\b\.?)", " percent"),
)

_SURE: Final = {
    **{short: TITLES[short] for short in UNSTOPPED - {"ms", "mx", "gen", "col"}},
    **{short: REFERENCES[short] for short in ("pp", "vol", "vols", "chap", "chaps", "figs")},
    **{short: (WITHIN | LAST)[short] for short in ("cf", "etc", "i.e", "e.g", "viz", "vs", "esq", "ltd")},
}  # fmt: skip
"""Nothing else can be meant by these, wherever they stand."""


def _left(found: Found) -> str:
    word = _SURE[found[1].lower()]
    if found[1].lower() == "st" and not re.match(r"\W{0,3}[A-Z]", found.after):
        word = "Street"
    before = " " if found.before[-1:].isalnum() else ""
    return before + cased(word, found[1])


LEFT_OVER: Final = rule(rf"(?<![A-Za-z])({alternatives(_SURE)})(?:\.|(?=[^\w\s.,;:!?]{{1,9}}\.))", _left, re.IGNORECASE)
COMMONEST: Final = rule(
    r"(?<![\w.&])(?<!\w[’'])(Mrs?)\b\.?(?=\s(?:(?:and|or)\s)?[A-Z])",
    lambda found: "Missus" if found[1] == "Mrs" else "Mister",
)
"""By itself, for speed: most sentences that have an abbreviation have only this one."""
NEEDS: Final = (
    r"\.\W*\w|\b(?:[A-Z][a-z]{0,5}|[a-z]{1,4}|[a-z]\.[a-z])\.\W*$|[a-z], ?[A-Z]{2}\b|\d|&c"
    rf"|\b(?:{'|'.join(s.capitalize() for s in sorted(UNSTOPPED - {'mr', 'mrs'}))})\b"
    r"|\b(?i:vs|etc|viz|ltd|esq|bros|blvd|jn?r|plc|govt|pp|vols?|chaps?|figs?|nos?|apt|approx)\b"
)
"""Without one of these no rule finds anything."""
_BOOK: Final = alternatives(
    {
        *(short.capitalize() for short in SCRIPTURE),
        *SCRIPTURE.values(),
        *"Acts Job Joel John Jude Kings Luke Mark Ruth".split(),
    }
)
_IN_ROMAN: Final = rule(
    rf"{_ALONE}({_BOOK})\b\.?\s([ivxlc]+)[.,:]\s?(?=\d)",
    lambda f: f"{SCRIPTURE.get(f[1].lower(), f[1])} {cardinal(str(roman(f[2])))} " if roman(f[2]) else None,
)
"""Luke xiii. 15"""
_SCRIPTURE: Final = rule(
    rf"{_ALONE}({alternatives(s.capitalize() for s in SCRIPTURE)})\b\.?(?=\s\d+(?:[:.]\d|$|[,;)]))", _scripture
)

RULES: Final[tuple[Rule, ...]] = (
    _IN_ROMAN, _SCRIPTURE, _LIFE, _CIRCA, _CENTURY, _ORDINAL, _EDITION, _FOLLOWING, _REFERENCES, _MONTHS, _WEEKDAYS,
    _STATE, _POSTAL, _COUNTY, _ROAD, *_PEOPLE, *_REST,
)  # fmt: skip
