"""Numbers in English words: figures in, words without hyphens out."""

from typing import Final

ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS: Final = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_LARGE: Final = " thousand million billion trillion quadrillion quintillion sextillion septillion octillion".split(" ")
_MOST_DIGITS: Final = 3 * len(_LARGE)
_ORDINALS: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def cardinal(figures: str, *, british: bool = False) -> str:
    """Give "one hundred five", in British English "one hundred and five". figures: digits and thousands separators.

    Figures that begin with a nought, or are too many for a number with a name, are said one by one.
    """
    figures = plain(figures)
    if (figures[0] == "0" and len(figures) > 1) or len(figures) > _MOST_DIGITS:
        return one_by_one(figures)
    return _words(int(figures), "and " if british else "") or "zero"


def _words(value: int, link: str) -> str:
    """Give the words of a number; nothing for nought."""
    groups = []
    for name in _LARGE:
        value, group = divmod(value, 1000)
        if group:
            groups.append(f"{_hundreds(group, link)} {name}".strip())
            if not name and value and group < 100:
                groups[-1] = link + groups[-1]
        if not value:
            break
    return " ".join(reversed(groups))


def _hundreds(value: int, link: str) -> str:
    hundreds, rest = divmod(value, 100)
    said = f"{ONES[hundreds]} hundred" if hundreds else ""
    return " ".join(filter(None, (said, link.strip() if said and rest else "", below_hundred(rest) if rest else "")))


def below_hundred(value: int) -> str:
    """Give "zero" to "ninety nine"."""
    if value < 20:
        return ONES[value]
    tens, ones = divmod(value, 10)
    return f"{TENS[tens]} {ONES[ones]}" if ones else TENS[tens]


def ordinal(figures: str, *, british: bool = False) -> str:
    """Give "twenty first"."""
    return as_ordinal(cardinal(figures, british=british))


def as_ordinal(words: str) -> str:
    """Turn the words of a number into those of its ordinal: "two" into "second"."""
    head, _, last = words.rpartition(" ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return f"{head} {last}".strip()


def plural(words: str) -> str:
    """Give "forties", "sixes", "nineteen hundreds"."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith("x") else "s")


def year(figures: str, *, british: bool = False) -> str:
    """Give a year as it is said: "ten sixty six", "nineteen oh four", "nineteen hundred", "two thousand seven"."""
    value = int(figures)
    century, rest = divmod(value, 100)
    if len(figures) != 4 or (century % 10 == 0 and rest < 10):
        return pairs(figures) if len(figures) == 3 else cardinal(str(value), british=british)
    return f"{below_hundred(century)} {two_digits(rest) if rest else 'hundred'}"


def two_digits(value: int) -> str:
    """Give the end of a year or of a time: "oh four", "fourteen"."""
    return f"oh {ONES[value]}" if value < 10 else below_hundred(value)


def pairs(figures: str) -> str:
    """Give three or four figures as those of a house or a room: "two twenty one", "one oh one", "sixteen hundred"."""
    head, rest = int(figures[:-2] or 0), int(figures[-2:])
    if figures[0] == "0" or not head:
        return one_by_one(figures)
    if not rest:
        return f"{below_hundred(head)} hundred" if head % 10 else cardinal(figures)
    return f"{below_hundred(head)} {two_digits(rest)}"


def one_by_one(figures: str) -> str:
    """Give each figure for itself."""
    return " ".join(ONES[int(figure)] for figure in figures if figure.isdigit())


def decimal(figures: str, *, british: bool = False) -> str:
    """Give "three point one four". figures: with one point; what stands before it may be missing."""
    whole, _, fraction = figures.partition(".")
    said = f"{cardinal(whole, british=british)} point" if whole else "point"
    return f"{said} {one_by_one(fraction)}"


def number(figures: str, *, british: bool = False) -> str:
    """Give a number with or without a fraction after a point."""
    figures = figures.rstrip(".,")
    say = decimal if "." in figures else cardinal
    return say(figures, british=british)


def plain(figures: str) -> str:
    """Give only the digits."""
    return "".join(filter(str.isdigit, figures)) or "0"


_DENOMINATORS: Final = {2: "half", 4: "quarter"}


def fraction(numerator: int, denominator: int) -> str:
    """Give "one half", "three quarters", "five eighths"."""
    name = _DENOMINATORS.get(denominator) or as_ordinal(cardinal(str(denominator)))
    if numerator != 1:
        name = "halves" if denominator == 2 else plural_of_part(name)
    return f"{cardinal(str(numerator))} {name}"


def plural_of_part(name: str) -> str:
    """Give "quarters", "thirds", "twentieths"."""
    return name + "s"


# ---------------------------------------------------------------------------------------------------- Roman numerals

_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman(letters: str) -> int:
    """Give the value of a Roman numeral as it should be written; 0 for any other word. "IIII" is 4, for clocks."""
    letters = letters.upper()
    if not letters or not set(letters) <= set(_VALUES):
        return 0
    values = [_VALUES[letter] for letter in letters]
    total = sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
    if not 0 < total < 4000:
        return 0
    return total if to_roman(total) == letters or letters == "IIII" else 0


def to_roman(value: int) -> str:
    """Give a number as a Roman numeral. value: 1 to 3999."""
    letters = ""
    for worth, sign in _ROMAN:
        n, value = divmod(value, worth)
        letters += sign * n
    return letters
