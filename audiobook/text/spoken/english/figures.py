"""What is left of figures in English: telephones, houses, ranges, fractions, ordinals, and plain numbers. Pure."""

import re
from typing import Final

from audiobook.text.spoken.english.abbreviations import POSTAL, STATES
from audiobook.text.spoken.english.numbers import (
    cardinal,
    decimal,
    fraction,
    number,
    one_by_one,
    ordinal,
    pairs,
    plain,
)
from audiobook.text.spoken.form import Found, Rule, rule

_PARTS: Final = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
    "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9),
    "⅒": (1, 10),
}  # fmt: skip
PARTS: Final = "".join(_PARTS)
_ROAD: Final = (
    "Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Place|Square|Court|Terrace|Gardens"
    "|Way|Crescent|Row|Mews|Park|Parkway|Highway|Broadway|Hill|Walk|Close|Quay|Circus"
)
_NAMED_BY_PAIRS: Final = re.compile(
    r"\b(?:[Rr]oom|[Ff]light|[Rr]oute|[Hh]ighway|[Ss]uite|[Aa]partment|[Uu]nit|[Ii]nterstate|[Bb]us|Boeing"
    r"|Airbus|[Cc]abin|[Aa]ddress|[Pp]latoon|[Ee]xtension"
    r"|[Cc]ell|[Bb]ay|[Gg]ate|US|Mercedes|BMW|Peugeot|Porsche)\s$"
)
_ONE_BY_ONE: Final = re.compile(
    r"\b(?:[Pp]risoner|[Bb]adge|[Cc]ode|PIN|pin|[Zz]ip|ZIP|[Ss]erial|[Ii]nmate|[Cc]onvict|[Aa]ccount"
    r"|[Cc]ombination|[Ee]xtension)(?:\s[Nn]umber|\sis|\scode)?,?\s$"
)
_IN_A_STATE: Final = re.compile(rf"\b(?:{'|'.join(sorted({*STATES.values(), *POSTAL.values()}))})\s$")
_EMERGENCY: Final = re.compile(
    r"\b(?:call(?:ed|ing|s)?|dial(?:l?ed|l?ing|s)?|phone[ds]?|phoning|r[aiu]ng|ringing|the|a)\s$", re.IGNORECASE
)


def _telephone(found: Found) -> str:
    """Give figures one by one, with a pause between groups."""
    return ", ".join(one_by_one(group) for group in re.findall(r"\d+", found[0]))


def _house(found: Found) -> str:
    """Give "two twenty one B"."""
    return f"{pairs(found[1])} {found[2]}".strip()


def _room(found: Found) -> str | None:
    if _ONE_BY_ONE.search(found.before):
        return one_by_one(found[1])
    return pairs(found[1]) if _NAMED_BY_PAIRS.search(found.before) else None


def _zip(found: Found) -> str | None:
    return _telephone(found) if _IN_A_STATE.search(found.before) else None


def _emergency(found: Found) -> str | None:
    called = _EMERGENCY.search(found.before) or re.match(r"\s(?:call|operator|dispatcher)", found.after)
    return one_by_one(found[1]) if called else None


def _half(found: Found) -> str:
    """Give "half" before a loaf, "half a" before a mile; "half" before what is so long."""
    if found[1] == "-":
        return "half "
    if re.match(r"an?\b|the|of|my|his|her|its|our|their|your|this|that", found.after):
        return "half" + found[1]
    return "half an " if found.after[:1] in "aeiou" else "half a "


def _mixed(found: Found) -> str:
    """Give "three and a half"."""
    numerator, denominator = _PARTS[found[2]] if found[2] else (int(found[3]), int(found[4]))
    part = fraction(numerator, denominator)
    if numerator == 1:
        part = ("an " if denominator == 8 else "a ") + part.removeprefix("one ")
    return f"{cardinal(found[1], british=found.usage.british)} and {part}"


_METRE: Final = re.compile(r"\s(?:time|rhythm|meter|metre|beat|bar)\b")
_BET: Final = re.compile(r"\b(?:odds (?:of|are|were|at)|at|bet)\s$")


def _part(found: Found) -> str | None:
    """Give "one half", "three quarters"; the hours of a clock and what is no fraction are left to others."""
    numerator, denominator = int(found[1]), int(found[2])
    if denominator == 6 and numerator in {2, 3, 4}:  # shillings and pence: nobody writes two sixths
        return f"{cardinal(found[1])} and six"
    if _METRE.match(found.after):
        return f"{cardinal(found[1])} {cardinal(found[2])}"
    if _BET.search(found.before):
        return f"{cardinal(found[1])} to {cardinal(found[2])}"
    if not denominator or denominator == 1 or (numerator > denominator and denominator <= 20):
        return None
    if denominator > 20 and denominator not in {32, 64}:
        return f"{cardinal(found[1])} out of {cardinal(found[2])}"
    return fraction(numerator, denominator)


def _ratio(found: Found) -> str:
    if re.search(r"[A-Z][\w’']{2,}\.?\s$", found.before):  # Matthew 5:14
        return f"{cardinal(found[1])} {cardinal(found[2])}"
    return f"{cardinal(found[1])} to {cardinal(found[2])}"


def _range(found: Found) -> str | None:
    if re.search(r"[-–—]\d+$", found.before) or re.match(r"\d+[-–—]\d", found.after):
        return None
    return " to "


def _ordinal(found: Found) -> str:
    return ordinal(plain(found[1]), british=found.usage.british)


def _long(found: Found) -> str:
    """Give a number; one by one where it is rather a name: 24601, 5551234."""
    figures = found[1]
    if _ONE_BY_ONE.search(found.before):
        return one_by_one(figures)
    if len(figures) >= 7 and not figures.endswith("000"):
        return one_by_one(figures)
    return cardinal(figures, british=found.usage.british)


def _dotted(found: Found) -> str:
    """Give "two point zero point one"; groups of three are thousands."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", found[0]):
        return cardinal(plain(found[0]), british=found.usage.british)
    return " point ".join(cardinal(part) for part in found[0].split("."))


def _calibre(found: Found) -> str:
    return pairs(found[1]) if len(found[1]) == 3 and found[1][0] != "0" else cardinal(found[1])


def _number(found: Found) -> str:
    """Give a number, apart from letters beside it: "B fifty two", "four K"."""
    said = number(found[0], british=found.usage.british)
    before = " " if found.before[-1:].isalpha() else ""
    return before + said + (" " if found.after[:1].isalpha() else "")


def _slashed(found: Found) -> str:
    """Give 2 2/3 for 22⁄3: with a slash of its own a fraction is set small, right beside the whole number."""
    whole, numerator, denominator = found[1], found[2], found[3]
    gap = " " if int(numerator) < int(denominator) <= int(whole + numerator) else ""
    return f"{whole}{gap}{numerator}/{denominator}"


_SPACED: Final = (
    rule(r"(?<![\d.,/])(\d+)(\d)⁄(\d{1,2})(?!\d)", _slashed),
    rule(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))", ""),
    rule(r"(?<![\d,.])\d{1,3}(?: \d{3}){2,}(?![\d,.-])", lambda f: f[0].replace(" ", ",")),
    rule(r"(?<=\d)-(an?|per)-(?=[a-z])", r" \1 "),
    rule(
        r"(?<=\d)-?(?!(?:ST|ND|RD|TH|KM|KG|MPH|MM|CM|LB|LBS|FT|OZ|MB|GB|KB|TB|HZ|AM|PM)\b)([A-Z]{2,3})\b",
        lambda f: " " + " ".join(f[1]),
    ),
    rule(r"(?<![A-Za-z’'-])(?!V\d)([A-Z]{1,3})-?(?=\d)", lambda f: " ".join(f[1]) + " "),
)
_PHONES: Final = (
    rule(r"\+\d[\d .()-]{6,18}\d", lambda f: "plus " + _telephone(f)),
    rule(r"(?<![\w.,-])(?:1[-. ])?\(?\d{3}\)?[-. ]{1,2}\d{3}[-. ]\d{4}(?![\w-])", _telephone),
    rule(r"(?<![\w.,-])\d{3}-\d{4}(?![\w-])", _telephone),
    rule(r"(?<![\w.,-])0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}(?![\w-])", _telephone),
    rule(r"(?<![\w.,-])\d{3}-\d{2}-\d{4}(?![\w-])", _telephone),
)
_PLACES: Final = (
    rule(
        rf"(?<![\w.,$£€-])(\d{{3,4}})([A-Z]?)\b(?=\s(?:[NSEW]\.?\s)?(?:[A-Z][\w.'’-]*\s|\d+(?:st|nd|rd"
        rf"|th)\s){{0,3}}(?:{_ROAD})\b)",
        _house,
    ),
    rule(r"(?<![\w.,$£€-])(\d{3})([A-Z])\b", _house),
    rule(r"(?<![\w.,$£€-])(\d{3,4})(?![\w,]|\.\d)", _room),
    rule(r"(?<![\w.,$£€-])(911|999|112)(?![\w,]|\.\d)", _emergency),
    rule(r"\b007\b", "double oh seven"),
    rule(r"(?<=[a-z] )(\d{5})(?:-(\d{4}))?\b(?![,.]\d)", _zip),
)
_FRACTIONS: Final = (
    rule(
        r"(?<![\d.,/])(?<!\d[\s-])(?:½|1/2)([\s-])(?=(?:an?|the|of|my|his|her|its|our|their|your|this|that)\b|(?:mile"
        r"|pint|pound|dozen|inch|ounce|ton|bottle|glass|cup|crown|pence|penny|mil|teaspoon|tablespoon)\b)",
        _half,
    ),
    rule(r"(?<![\d.,/])(?<!\d[\s-])(?:½|1/2)([\s-])(?=hour\b)", lambda f: "half an " if f[1] != "-" else "half "),
    rule(
        r"(?<![\d.,/])(?<!\d[\s-])(\d{1,2})/(\d{1,2})-(?=[a-z])",
        lambda f: (
            fraction(int(f[1]), int(f[2])).replace("quarters", "quarter") + " " if int(f[1]) < int(f[2]) else None
        ),
    ),
    rule(rf"(?<![\d.,/])([{PARTS}])-(?=[a-z])", lambda f: fraction(*_PARTS[f[1]]).replace("quarters", "quarter") + " "),
    rule(rf"(?<![\d.,])(\d+(?:,\d{{3}})*)\s?([{PARTS}])()()", _mixed),
    rule(r"(?<![\d.,/])(\d+)[\s-]()(\d{1,2})/(\d{1,3})(?![\d/])", _mixed),
    rule(rf"[{PARTS}]", lambda f: fraction(*_PARTS[f[0]])),
    rule(r"(?<![\d.,/])(\d{1,4})(?:/|⁄)(\d{1,4})(?![\d/]|\.\d)(?:ths?|rds?|nds?)?", _part),
    rule(r"(?<=\d)/(?=\d)", " "),
)
_RANGES: Final = (
    rule(r"(?<=\d) [-–] (?=[\d.,]+ (?:=|equals))", " minus "),
    rule(r"(?<=\d)\s?[–—]\s?(?=\d)", _range),
    rule(r"(?<=\d)-(?=\d)", _range),
    rule(r"(?:(?<=\s)|^|(?<=[(“\"‘]))[-−–](?=[\d.]*\d)", "minus "),
    rule(r"(?<=\w)−(?=\d)", " minus "),
    rule(r"−(?=\d)", "minus "),
)
_NUMBERS: Final = (
    rule(r"(?<![\d.,:])(\d+):(\d+)(?![\d:])", _ratio),
    rule(r"(?<=\d)x(?!\w)", " times"),
    rule(r"\b(\d{2})ers\b", lambda f: cardinal(f[1]).removesuffix("e") + "ers"),
    rule(
        r"(?<![\w,])(\d[\d,]*)\s?(?:st|nd|rd|th)\b(?:-(?=[a-z]))?",
        lambda f: _ordinal(f) + (" " if f[0].endswith("-") else ""),
        re.IGNORECASE,
    ),
    rule(r"(?<![\w,])([23])d\b(?=\s[A-Z][a-z]|\s(?:of|floor|day|regiment|edition))", _ordinal),
    rule(r"(?<![\w.])\.(22|25|30|32|357|38|380|40|44|45|50|303|308)\b(?!%)", _calibre),
    rule(r"(?<!\d)\d+(?:\.\d+){2,}", _dotted),
    rule(r"(?<![\d.])(\d{5,})(?!,?\d|\.\d)", _long),
    rule(r"(?<![\w.])\.\d+", lambda f: decimal(f[0])),
    rule(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?", _number),
)

FIRST: Final[tuple[Rule, ...]] = (*_SPACED, *_PHONES)
PLACES: Final[tuple[Rule, ...]] = _PLACES
LAST: Final[tuple[Rule, ...]] = (*_FRACTIONS, *_RANGES)
PARTED: Final[tuple[Rule, ...]] = (
    rule(r"(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])[-–](?=\d)", " "),
    rule(r"(?<=\d)[-–—](?=\d)", ", "),
)
NUMBERS: Final[tuple[Rule, ...]] = _NUMBERS
