"""Points of the compass in English: 51° 30′ N, the N.E. corner, W. 42nd Street. Pure."""

import re
from typing import Final

from audiobook.text.spoken.english.endings import stop_after
from audiobook.text.spoken.form import Found, Rule, rule

_NAMES: Final = {"N": "north", "S": "south", "E": "east", "W": "west"}
_POINTS: Final = frozenset("NE NW SE SW NNE ENE ESE SSE SSW WSW WNW NNW".split())
_OF_A_LAND: Final = "of|and|or|to|by|corner|side|coast|shore|part|end|wall|wind|gale|quarter|border|slope|face|wing"
_ROADS: Final = "Street|Avenue|Road|Drive|Boulevard|Lane|Place"
_NO_POINT: Final = re.compile(r"(?:,|\b(?:an?|letter|grade|vitamin|plan|type|[A-Z]\.))\s$", re.IGNORECASE)


def _coordinate(found: Found) -> str:
    """Give "fifty one degrees thirty minutes north" for 51° 30′ N."""
    minutes = f" {found[2]} minutes" if found[2] else ""
    seconds = f" {found[3]} seconds" if found[3] else ""
    return f"{found[1]} degrees{minutes}{seconds} {_NAMES.get(found[4], '')}".rstrip()


def _point(found: Found) -> str | None:
    """Give "northeast", "north northeast"; a person's initials and the letters after a town stay letters."""
    letters = re.sub(r"[^A-Z]", "", found[1])
    if letters not in _POINTS or not re.search(r"[a-z]\s$|^$", found.before) or _NO_POINT.search(found.before):
        return None
    said = " ".join([*(_NAMES[letter] for letter in letters[:-2]), _NAMES[letters[-2]] + _NAMES[letters[-1]]])
    return said + stop_after(found)


def _one_point(found: Found) -> str | None:
    return None if _NO_POINT.search(found.before) else _NAMES[found[1]]


def _street(found: Found) -> str:
    return _NAMES[found[1]].capitalize() + " "


COORDINATES: Final[tuple[Rule, ...]] = (
    rule(
        r"(?<![\d.,])(\d{1,3})\s?°\s?(?:(\d{1,2})\s?['’′])?\s?(?:(\d{1,2}(?:\.\d+)?)\s?[\"”″])?\s?([NSEW])\b",
        _coordinate,
    ),
    rule(r"(?<![\d.,])(\d{1,3})\s?°\s?(\d{1,2})\s?[’'′](?:\s?(\d{1,2}(?:\.\d+)?)\s?[\"”″])?()", _coordinate),
)
RULES: Final[tuple[Rule, ...]] = (
    rule(rf"(?<![\w.])([NSEW])\. ?(?=\d+(?:st|nd|rd|th)\b|[A-Z]\w+ (?:{_ROADS})\b)", _street),
    rule(rf"(?<![\w.])([NSEW]\.? ?[NSEW](?:\.? ?[NSEW])?)(?= (?:{_OF_A_LAND})\b)", _point),
    rule(r"(?<![\w.])((?:[NSEW]\. ?){1,2}[NSEW]\.)(?=\s[a-z(]|[,;:)]|\W*$)", _point),
    rule(r"(?<![\w.])([NSEW])\.?(?= (?:and|or|by|to) [NSEW]\.? of\b)", _one_point),
    rule(r"(?<![\w.])([NSEW])\.?(?= of (?:the\b|[A-Z]))", _one_point),
)
