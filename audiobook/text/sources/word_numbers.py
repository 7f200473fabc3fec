"""The numbers that Word puts before headings and does not write into them: "Chapter 4". Pure."""

from collections.abc import Callable, Mapping
from string import ascii_uppercase
from typing import Final

from audiobook.text.sources.tree import Element

_ROMAN: Final = tuple(zip((100, 90, 50, 40, 10, 9, 5, 4, 1), "C XC L XL X IX V IV I".split(), strict=True))
_MOST: Final = 399
_LEVELS: Final = 9
_MOST_CHARS: Final = 100
"""Of what stands around a number."""


class Numbering:
    """Counts the headings of a document as Word does (ECMA-376, 17.9)."""

    def __init__(self, root: Element) -> None:
        """Read how they are counted; an empty element for a document without numbers."""
        abstract = {each.get("abstractnumid"): _levels(each) for each in root.find_all("abstractnum")}
        self._levels = {
            each.get("numid"): abstract.get(_value(each, "abstractnumid"), {}) for each in root.find_all("num")
        }
        self._counts: dict[str, list[int]] = {}

    def label(self, numbered: Element | None) -> str:
        """Give what stands before the next heading ("Chapter 4 "); empty for one that is not counted."""
        number_id, level = (_value(numbered, "numid"), _value(numbered, "ilvl") or "0") if numbered else ("", "0")
        levels = self._levels.get(number_id, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(number_id, [0] * _LEVELS)
        at = int(level)
        counts[at] += 1
        counts[at + 1 :] = [0] * (_LEVELS - at - 1)
        text = _value(levels[level], "lvltext")[:_MOST_CHARS]
        for n in range(at + 1):
            text = text.replace(f"%{n + 1}", _written(max(1, counts[n]), _value(levels.get(str(n)), "numfmt")))
        return text.strip() + " " if any(map(str.isalnum, text)) else ""


def _levels(abstract: Element) -> Mapping[str, Element]:
    return {each.get("ilvl"): each for each in abstract.elements() if each.get("ilvl") in "012345678"}


def _value(parent: Element | None, tag: str) -> str:
    found = parent.find(tag) if parent else None
    return found.get("val") if found else ""


def _written(number: int, form: str) -> str:
    return _FORMS.get(form, str)(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN if number <= _MOST else ():
        written += letters * (number // value)
        number %= value
    return written or str(number)


def _letter(number: int) -> str:
    return ascii_uppercase[number - 1] if number <= len(ascii_uppercase) else str(number)


_FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "none": lambda _number: "",
}
