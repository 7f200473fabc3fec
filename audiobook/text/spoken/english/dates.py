"""Dates, times of day, years and decades in English. Pure."""

import re
from typing import Final

from audiobook.text.spoken.english.abbreviations import MONTHS, WEEKDAYS
from audiobook.text.spoken.english.endings import alternatives
from audiobook.text.spoken.english.numbers import (
    below_hundred,
    cardinal,
    ordinal,
    plural,
    two_digits,
    year,
)
from audiobook.text.spoken.form import Found, Rule, rule

_MONTH_NAMES: Final = tuple(dict.fromkeys((*MONTHS.values(), "May")))
_MONTH: Final = "|".join(_MONTH_NAMES)
_IN_ORDER: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY: Final = r"(\d{1,2})(?:st|nd|rd|th|d)?"
_DASH: Final = r"\s?[-–—]\s?"
_YEAR: Final = r"(?:(,?\s)(\d{4})\b(?![,.]?\d))?"


def _is_day(*figures: str) -> bool:
    return all(not f or 1 <= int(f) <= 31 for f in figures)


def _with_year(found: Found, group: int) -> str:
    return found[group] + year(found[group + 1], british=found.usage.british) if found[group + 1] else ""


def _month_first(found: Found) -> str | None:
    """Give "July sixth, nineteen thirty seven", "August seventeenth to twenty third"."""
    month, day, last = found[1], found[2], found[3]
    if not _is_day(day, last):
        return None
    the = "the " if found.usage.british else ""
    until = f" to {the}{ordinal(last)}" if last else ""
    return f"{month} {the}{ordinal(day)}{until}{_with_year(found, 4)}"


def _day_first(found: Found) -> str | None:
    """Give "the sixth of July nineteen thirty seven"."""
    the, day, last, month = found[1], found[2], found[3], found[4]
    if not _is_day(day, last):
        return None
    the = the or (
        "" if re.search(r"\b(?:[Tt]his|[Tt]hat|[Ee]very|[Tt]o)\s$", found.before) and "th" in found[0] else "the "
    )
    until = f" to {ordinal(last)}" if last else ""
    return f"{the}{ordinal(day)}{until} of {month}{_with_year(found, 5)}"


def _dated(found: Found, day: int, month: int, figures: str) -> str | None:
    """Give a date that was written in figures, the way the book's readers say it."""
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    said = year(figures, british=found.usage.british) if len(figures) == 4 else two_digits(int(figures))
    if found.usage.british:
        return f"the {ordinal(str(day))} of {_IN_ORDER[month - 1]} {said}"
    return f"{_IN_ORDER[month - 1]} {ordinal(str(day))}, {said}"


def _in_figures(found: Found) -> str | None:
    """Tell 7/4 from 4/7 by the book's language, unless only one can be."""
    first, mark, second = int(found[1]), found[2], int(found[3])
    day_first = found.usage.british or mark == "." or first > 12
    if second > 12:
        day_first = False
    return _dated(found, *((first, second) if day_first else (second, first)), found[4])


_DATES: Final = (
    rule(rf"(?<=\d)\s?[-–—]\s?(?=(?:{_MONTH})\s\d)", " to "),  # May 5–June 2
    rule(rf"\b({_MONTH})\s?[-–—]\s?(?=\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\b)", r"\1 to "),
    rule(r"\b(\d{4})-(\d\d)-(\d\d)\b", lambda f: _dated(f, int(f[3]), int(f[2]), f[1])),
    rule(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)\b(?![/.-]?\d)", _in_figures),
    rule(rf"\b({_MONTH})\s{_DAY}\b(?:{_DASH}{_DAY}\b)?(?![:.,]?\d|\s?[ap]\.?m|/|\s?%){_YEAR}", _month_first),
    rule(rf"\b([Tt]he\s)?(?<![.,:/$£-]){_DAY}(?:{_DASH}{_DAY})?\s(?:of\s)?({_MONTH})\b{_YEAR}", _day_first),
    rule(
        r"(?<![\d/])(9/11|7/7|24/7|50/50|20/20|50-50|20-20)(?![\d/-])",
        lambda f: " ".join(map(cardinal, re.split("[/-]", f[1]))),
    ),
)

# ------------------------------------------------------------------------------------------------------ time of day


def _clock(found: Found) -> str | None:
    hour, minute, second, half = int(found[1]), found[2], found[3], found[4]
    if hour > 24 or int(minute) > 59:
        return None
    seconds = f" and {cardinal(second.lstrip('0') or '0')} seconds" if second else ""
    return _hour_and_minute(found, hour, minute, half) + seconds + half


def _hour_and_minute(found: Found, hour: int, minute: str, half: str) -> str:
    if int(minute):
        return f"{below_hundred(hour)} {two_digits(int(minute))}"
    if half or re.match(r"\s?(?:o['’]clock|in the (?:morning|afternoon|evening)|noon|midnight)", found.after):
        return below_hundred(hour)
    if not 1 <= hour <= 12 or found[1].startswith("0"):
        return ("zero " if hour == 0 else "") + (
            "hundred" if hour == 0 else f"{two_digits(hour) if hour < 10 else below_hundred(hour)} hundred"
        )
    return f"{below_hundred(hour)} o’clock"


def _military(found: Found) -> str | None:
    hour, minute = int(found[1]), int(found[2])
    if hour > 24 or minute > 59:
        return None
    said = two_digits(hour) if hour < 10 else below_hundred(hour)
    unit = " hours" if found[3] else ""
    return f"{said} {two_digits(minute) if minute else 'hundred'}{unit}"


_AT: Final = r"(\d{1,2})\.([0-5]\d)()()(?!\.?\d)"
"""9.30, as Britons write it. Whether it is a time stands beside it."""
_NOT_UNIT: Final = (
    r"(?![\s-]?(?:%|per\b|percent|[a-z]?m\b|miles|inch|feet|pounds|kg|seconds|million|billion|thousand"
    r"|degrees|°|times|\d|caliber"
    r"|mm|liter|litre|mark|ratio|average|release|version|update))"
)
_TRAIN: Final = r"(?=\s(?:train|express|boat|bus|up|down|from|to|mail|flight|slow|fast)\b)"
_TIMES: Final = (
    rule(r"(?<=:\d\d)\s?[-–—]\s?(?=\d{1,2}:\d\d)", " to "),
    rule(r"(?:(?<=\b[AP] M)|(?<=\bnoon)|(?<=midnight))\s?[-–—]\s?(?=\d)", " to "),
    rule(r"(?<![\d:.])(\d{1,2})h([0-5]\d)()()(?!\w)", _clock),
    rule(r"(?<![\d:.])(\d{1,2}):(\d\d)(?::(\d\d))?(?!\d|:)((?:\s[AP] M\b)?)", _clock),
    rule(r"(?<![\d:.,$£€])(\d{1,2})\.([0-5]\d)()(\s[AP] M\b)", _clock),
    *(
        rule(rf"(?<=\b{word} ){_AT}{_NOT_UNIT}", _clock)
        for word in ("[aA]t", "[bB]y", "[Tt]he", "until", "till", "[Tt]he old", "before", "after", "about")
    ),
    *(rule(rf"(?<=\b{word} ){_AT}{_TRAIN}", _clock) for word in ("[Aa]", "[Aa]n")),
    rule(r"\b([012]\d)([0-5]\d)\s?(hours|hrs\.?)(?!\w)", _military),
    rule(r"(?<=\bat )(0\d)([0-5]\d)()\b(?![.,:]?\d)", _military),
)

# ------------------------------------------------------------------------------------------------- years and decades

_WHEN: Final = re.compile(
    r"(?:\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Ff]rom|[Dd]uring|[Cc]irca|[Yy]ear"
    r"|A ?D|early|late|mid|of)[\s-]|\()$"
)
_COUNTED: Final = re.compile(
    r"(?:\s|-)(?:[a-z]+\s)?(?!was\b|is\b|has\b|as\b|this\b|its\b|his\b|does\b|us\b|always\b|perhaps\b"
    r"|alas\b|towards\b|afterwards\b|unless\b|across\b)"
    r"(?:[a-z]{2,}[^s\W]s\b|men\b|women\b|people\b|children\b|feet\b|troops\b|sheep\b|horse\b|foot\b"
    r"|percent\b|degrees\b|dollar)"
)
_ERA: Final = re.compile(r"\s(?:A ?D|B ?C|B ?C ?E|C ?E)\b")


def _apart(found: Found) -> str:
    """Give "nineteen oh four to five": the end of a span of years, as short as it is written."""
    last = found[2]
    end = year(last, british=found.usage.british) if len(last) == 4 else _short_end(last)
    return f"{year(found[1], british=found.usage.british)} to {end}"


def _short_end(figures: str) -> str:
    return cardinal(figures) if len(figures) in {1, 3} else two_digits(int(figures))


def _decade(found: Found) -> str | None:
    """Give "forties", "eighteen forties", "nineteen hundreds", "seven forty sevens"."""
    figures, mark = found[1], found[2]
    value = int(figures)
    if mark and value % 10:
        return f"{_plain_year(figures)}’s"
    if len(figures) == 4 and 1000 <= value < 2200:
        century, rest = divmod(value, 100)
        if rest:
            return f"{below_hundred(century)} {plural(below_hundred(rest))}"
        return plural(cardinal(figures) if century % 10 == 0 else f"{below_hundred(century)} hundred")
    return plural(year(figures) if len(figures) == 3 else cardinal(figures))


def _plain_year(figures: str) -> str:
    return year(figures) if len(figures) in {3, 4} else cardinal(figures)


def _year(found: Found) -> str | None:
    figures, value = found[1], int(found[1])
    in_time = _WHEN.search(found.before) or _ERA.match(found.after)
    if len(figures) == 3:
        return year(figures) if _ERA.match(found.after) or re.search(r"\bA ?D $", found.before) else None
    if found.before.endswith("year "):
        return year(figures)
    if value >= 2200 or (value >= 2100 and not in_time) or (value < 1100 and not in_time):
        return None
    if _COUNTED.match(found.after) and not in_time and value % 100:
        return None
    return year(figures, british=found.usage.british)


_YEARS: Final = (
    rule(r"(?<![\d,.$£€-])(1\d{3}|20\d\d)\s?[-–—/]\s?(\d{4}|\d{1,2})(?![\d,.]*\d|-)", _apart),
    rule(r"(?<=0s)\s?[-–—]\s?(?=[’']?\d0[’']?s\b)|(?<=\d)[-–—](?=[’']\d\d\b)", " to "),
    rule(r"(?<![\w.,])(\d{1,4})(['’]?)s\b", _decade),
    rule(r"(?<!\w)['‘’](\d0)s\b", lambda f: plural(cardinal(f[1]))),
    rule(r"(?<!\w)['‘’](\d\d)(?![\w,]|\.\d)", lambda f: two_digits(int(f[1]))),
    rule(r"(?<![\w,.$£€:/#])(?<!\d-)(\d{3,4})(?![\w/%]|[,.:]\d|-\d)", _year),
)

# --------------------------------------------------------------------------------------------- Mon–Fri, Jan.–March, A–Z

_SPANS: Final = (
    {**WEEKDAYS, **{day.lower(): day for day in WEEKDAYS.values()}},
    {**MONTHS, **{month.lower(): month for month in _MONTH_NAMES}},
)


def _span(found: Found) -> str | None:
    """Give "Monday to Friday" for two days or two months with a dash between them."""
    first, last = found[1].lower(), found[2].lower()
    return next((f"{names[first]} to {names[last]}" for names in _SPANS if first in names and last in names), None)


_NAMES: Final = alternatives(name.capitalize() for names in _SPANS for name in names)
RULES_OF_SPANS: Final[tuple[Rule, ...]] = (
    rule(rf"\b({_NAMES})\b\.?\s?[–-]\s?({_NAMES})\b(?:\.(?=\W*\w))?(?!-)", _span),
    rule(r"\b(A-Z|[A-Z]–[A-Z])\b(?![.–-])", lambda f: f"{f[1][0]} to {f[1][-1]}"),
)
RULES_OF_DATES: Final[tuple[Rule, ...]] = _DATES
RULES_OF_TIMES: Final[tuple[Rule, ...]] = _TIMES
RULES_OF_YEARS: Final[tuple[Rule, ...]] = _YEARS
