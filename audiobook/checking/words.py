"""Words as they can be compared: what was to be said with what somebody wrote down who only heard it. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

_WORD: Final = re.compile(r"\d[\d,.]*\d|\d+|[^\W\d_]+(?:['’][^\W\d_]+)*")
_LOWER: Final = re.compile(r"\b[^\W\d_A-Z][^\W\d_]*(?:['’][^\W\d_]+)*")
_CAPITAL: Final = re.compile(r"(?<=[^\W\d_][ -])(?=[A-Z])[^\W\d_]+(?:['’][^\W\d_]+)*|(?<=, )(?=[A-Z])[^\W\d_]+")
_NO_NAMES: Final = frozenset(["i", "im", "ill", "id", "ive"])
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS: Final = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
_SMALL: Final[Mapping[str, int]] = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: 20 + 10 * index for index, word in enumerate(_TENS)},
    **_ORDINALS,
    **{word + "th": value for value, word in enumerate(_ONES) if value not in _ORDINALS.values()},
    **{word[:-1] + "ieth": 20 + 10 * index for index, word in enumerate(_TENS)},
    "oh": 0, "o": 0,
}  # fmt: skip
_LARGE: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}


def words_of(text: str) -> tuple[str, ...]:
    """Give the words in lower case, without apostrophes; figures as one word, hyphens part words."""
    plain = _ORDINAL.sub("", text.casefold())
    return tuple(re.sub(r"['’,.]", "", found[0]) for found in _WORD.finditer(plain))


def number_said(words: Sequence[str]) -> str:
    """Give the figures that number words stand for, as a recognizer writes them; empty if they are no number.

    "nineteen thirty seven" is 1937, "nineteen hundred and eight" 1908, "twenty two" 22.
    """
    if not words or words[0] == "and" or words[-1] == "and":
        return ""
    total = part = 0
    pairs: list[int] = []
    """Numbers below a hundred that were ended by the next: 19, 37."""
    for word in words:
        if word in _SMALL:
            value = _SMALL[word]
            if part % 100 and not (part % 100 >= 20 and part % 10 == 0 and 0 < value < 10):
                pairs.append(part)
                part = 0
            part += value
        elif word in _LARGE and (part or total):
            large = _LARGE[word]
            total, part = (total, part * large) if large == 100 else (total + part * large, 0)
        elif word != "and":
            return ""
    if not pairs:
        return str(total + part)
    return "".join(map(str, pairs)) + f"{part:02}" if not total else ""


def names_in(texts: Iterable[str], known: Iterable[str] = ()) -> frozenset[str]:
    """Give the words of texts that are names, as `words_of` gives them.

    A word is one if it is among the known names, or is written with a capital where no sentence begins; but not if it
    also stands somewhere in lower case ("Fragile", "the Landlady").
    """
    texts = tuple(texts)
    lower = {word for text in texts for found in _LOWER.findall(text) for word in words_of(found)}
    capital = {word for text in texts for found in _CAPITAL.findall(text) for word in words_of(found)}
    stated = {word for name in known for part in name.split() if part[:1].isupper() for word in words_of(part)}
    names = capital | stated
    return frozenset((names | {word + "s" for word in names}) - lower - _NO_NAMES)
