"""Which charset a text is in that says nothing of itself and is no UTF-8: Windows, old Mac, Russian, Greek. Pure."""

import re
from collections import Counter
from typing import Final

USUAL: Final = "cp1252"
_NAMES: Final = {
    "cp1252": "Windows text (cp1252)",
    "mac_roman": "text from an old Mac (Mac Roman)",
    "cp1251": "Russian Windows text (cp1251)",
    "koi8_r": "Russian text (KOI8-R)",
    "cp866": "Russian DOS text (cp866)",
    "cp1253": "Greek Windows text (cp1253)",
}
_RUSSIAN: Final = frozenset("оеаинтсрвл")
_COMMON: Final = {
    "cp1251": _RUSSIAN,
    "koi8_r": _RUSSIAN,
    "cp866": _RUSSIAN,
    "cp1253": frozenset("αοιετσνηυρ"),
}
"""The ten commonest letters, which are two thirds of what is written."""
_ENOUGH_COMMON: Final = 0.5
_MOSTLY: Final = 0.5
"""Share of all letters that are not ASCII, above which a text is not in Latin letters."""
_SAMPLE: Final = 200_000
"""Bytes that are looked at, around the first that is not ASCII."""
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_LETTERS: Final = re.compile(rb"[A-Za-z]")
_WITHIN: Final = re.compile(rb"[a-z]([\xc0-\xdf])[a-z]")
"""A capital within a word, by Windows' table: Mac's apostrophe is one of them, as in "donÕt"."""
_MAC_APOSTROPHE: Final = 0xD5
_FEWEST: Final = 3


def likely_charset(data: bytes) -> str:
    """Give Python's name of the charset that makes most sense of a text."""
    first = _HIGH.search(data)
    start = max(0, first.start() - _SAMPLE // 2) if first else 0
    sample = data[start : start + _SAMPLE]
    n_high, n_ascii = len(_HIGH.findall(sample)), len(_LETTERS.findall(sample))
    if n_high > _MOSTLY * (n_high + n_ascii):
        return max((USUAL, *_COMMON), key=lambda charset: _share_common(sample, charset))
    within = Counter(found[1][0] for found in _WITHIN.finditer(sample))
    is_mac = within[_MAC_APOSTROPHE] >= max(_FEWEST, 0.5 * within.total())
    return "mac_roman" if is_mac else USUAL


def name_of_charset(charset: str) -> str:
    """Say what charset it is, for people."""
    return _NAMES[charset]


def _share_common(sample: bytes, charset: str) -> float:
    """Give how many of its letters are common ones in the language of a charset."""
    if charset not in _COMMON:
        return _ENOUGH_COMMON
    letters = [letter for letter in sample.decode(charset, "replace") if letter > "\x7f" and letter.isalpha()]
    return sum(letter in _COMMON[charset] for letter in letters) / max(1, len(letters))
