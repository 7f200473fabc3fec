"""Sums of money in English: dollars and cents, and the pounds, shillings and pence of older books. Pure."""

import re
from typing import Final

from audiobook.text.spoken.english.endings import stop_after
from audiobook.text.spoken.english.numbers import cardinal, number
from audiobook.text.spoken.form import Found, Rule, rule

_UNITS: Final = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "", ""),
    "₹": ("rupee", "rupees", "paisa", "paise"),
    "₽": ("ruble", "rubles", "kopeck", "kopecks"),
    "₩": ("won", "won", "", ""),
    "₪": ("shekel", "shekels", "", ""),
}
_SIGN: Final = r"(?:US|U\.S\.|CA?|AU?|NZ|HK)?([$£€¥₹₽₩₪])"
_AMOUNT: Final = r"(\d+(?:,\d{3})*(?:\.\d+)?|\.\d\d?)"
_SCALE: Final = r"(?:[\s-]?(hundred|thousand|million|billion|trillion|mln|mm|mn|bn|[kKmMbB])\b)?"
_SCALES: Final = {
    "k": "thousand",
    "m": "million",
    "mm": "million",
    "mn": "million",
    "mln": "million",
    "bn": "billion",
    "b": "billion",
}
_ATTRIBUTE: Final = re.compile(
    r"-|\s(?:bills?|notes?|coins?|gold pieces?|checks?|cheques?|fines?|tickets?|rewards?|fee|deposit|tip"
    r"|bet|prize|loan|bail|bond|limit|stamps?)\b"
)


def _sum(found: Found) -> str | None:
    """Give "three dollars fifty cents", "one point two million dollars", "a five dollar bill"."""
    one, many, small_one, small_many = _UNITS[found[1]]
    first, last, scale = found[2], found[4], found[5].lower()
    british = found.usage.british
    single = _is_attribute(found)
    if scale or last:
        own_scale = found[3] if found[3].lower() != scale else ""
        amounts = [f"{number(first, british=british)}{_scaled(own_scale)}"]
        amounts += [number(last, british=british)] if last else []
        return f"{' to '.join(amounts)}{_scaled(scale)} {one if single else many}{_space(found)}"
    whole, point, cents = first.partition(".")
    if point and (len(cents) != 2 or not small_one):
        return f"{number(first, british=british)} {one if single else many}{_space(found)}"
    said = []
    if int(whole.replace(",", "") or 0) or not int(cents or 0):
        said.append(f"{cardinal(whole, british=british)} {one if single or whole == '1' else many}")
    if cents and int(cents):
        said.append(f"{cardinal(cents.lstrip('0'))} {small_one if cents == '01' else small_many}")
    return " ".join(said) + _space(found)


def _scaled(scale: str) -> str:
    return f" {_SCALES.get(scale.lower(), scale)}" if scale else ""


def _is_attribute(found: Found) -> bool:
    """Say whether a noun follows that costs so much: "a $20 bill", "a $3 million house"."""
    if re.match(r"-a-|-per-|-an-", found.after):
        return False
    if _ATTRIBUTE.match(found.after):
        return True
    follows = re.match(
        r"\s(?!and\b|or\b|a\b|an\b|for\b|in\b|on\b|to\b|is\b|was\b|per\b|each\b|of\b|from\b|at\b|by\b"
        r"|more\b|less\b)[a-z]",
        found.after,
    )
    return bool(follows) and re.search(r"\b(?:an?|another|each|every)\s$", found.before, re.IGNORECASE) is not None


def _space(found: Found) -> str:
    return " " if re.match(r"\w", found.after) else ""


def _sign_last(found: Found) -> str:
    one, many, *_ = _UNITS[found[2]]
    return f"{number(found[1])} {one if found[1] == '1' else many}"


# -------------------------------------------------------------------------------------------------- before 15 Feb 1971

_CODES: Final = {
    "USD": ("U S dollar", "U S dollars"), "EUR": ("euro", "euros"), "GBP": ("pound", "pounds"),
    "CHF": ("Swiss franc", "Swiss francs"), "JPY": ("yen", "yen"), "RUB": ("ruble", "rubles"),
    "CAD": ("Canadian dollar", "Canadian dollars"), "AUD": ("Australian dollar", "Australian dollars"),
}  # fmt: skip
_CODE: Final = "|".join(_CODES)


def _coded(found: Found) -> str:
    """Give "one hundred U S dollars" for 100 USD and for USD 100."""
    amount, (one, many) = found[2] or found[3], _CODES[found[1] or found[4]]
    return f"{number(amount, british=found.usage.british)} {one if amount == '1' else many}"


_HALVES: Final = {"": "", "¼": " farthing", "½": " halfpenny", "¾": " three farthings"}


def _pounds(found: Found) -> str:
    """Give "three pounds four shillings six pence"."""
    whole = found[1].replace(",", "")
    said = [_whole_pounds(whole, british=found.usage.british)] if whole else []
    said += [part for part in (_shillings(found[2]), _pence(found[3], found[4])) if part]
    return " ".join(said) + stop_after(found)


def _whole_pounds(figures: str, *, british: bool) -> str:
    return f"{cardinal(figures, british=british)} {'pound' if figures == '1' else 'pounds'}"


def _parted(found: Found) -> str:
    """Give the same for £3/4/6, £3-4-6 and £3.4.6, whose shillings and pence may be none."""
    shillings, pence = (figures if int(figures) else "" for figures in (found[3], found[4]))
    small = (_shillings(shillings), _pence(pence, ""))
    return " ".join(filter(None, (_whole_pounds(found[1], british=found.usage.british), *small)))


def _shillings(figures: str) -> str:
    return f"{cardinal(figures)} {'shilling' if figures == '1' else 'shillings'}" if figures else ""


def _pence(figures: str, part: str) -> str:
    if not figures:
        return _HALVES[part].strip()
    if part in {"¼", "¾"}:
        return f"{cardinal(figures)} {'penny' if figures == '1' else 'pence'}{_HALVES[part]}"
    half = " and a half" if part else ""
    return f"{cardinal(figures)}{half} {'penny' if figures == '1' and not part else 'pence'}"


_DECADE: Final = re.compile(
    r"['’‘]$|\b(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|early|late|mid|low|high|upper|lower)[\s-]$"
    r"|\d0s\s(?:and|or|to)\s(?:the\s)?$"
)
"""Before "90s.": the nineties. They may be temperatures, or ages."""
_CARDS: Final = re.compile(r"\b(?:pair of|two|three|four|five|six|several|few|all)\s$")
"""Before "9s.": how many of them."""


def _only_shillings(found: Found) -> str | None:
    if (_DECADE.search(found.before) and found[1].endswith("0")) or _CARDS.search(found.before):
        return None
    if re.match(r"\s(?:piece|note|coin|stamp)", found.after):
        return f"{cardinal(found[1])} shilling"
    return _shillings(found[1]) + stop_after(found)


def _only_pence(found: Found) -> str:
    if re.match(r"\s(?:bit|piece|coin|stamp|novel|loaf)\b", found.after):
        return f"{cardinal(found[1])} penny{_HALVES[found[2]]}"
    return _pence(found[1], found[2]) + stop_after(found)


def _old_pounds(found: Found) -> str:
    """Give "ten thousand pounds" for the 10,000l. and L10,000 of old books."""
    unit = "pound" if found[1] == "1" or re.match(r"\s(?:note|prize|bill)\b", found.after) else "pounds"
    return f"{cardinal(found[1], british=found.usage.british)} {unit}{stop_after(found)}"


_P: Final = r"(?:\s?(\d{1,2})([¼½¾])?\s?d\b\.?)"
RULES: Final[tuple[Rule, ...]] = (
    rule(r"(?<=\d)\s?Rs\b\.?", lambda f: " rupees" + stop_after(f)),
    rule(r"\bRs\.?\s?(\d[\d,]*)", lambda f: f"{cardinal(f[1], british=f.usage.british)} rupees"),
    rule(r"(?<=\d)\s?[Ff]rs?\b\.?(?!\s[A-Z])", lambda f: " francs" + stop_after(f)),
    rule(r"(?<![\d.,/])(\d{1,2})/-", lambda f: _shillings(f[1])),
    rule(rf"[£L]\s?(\d[\d,]*)[.,]?[\s-]{{0,2}}(\d{{1,2}})\s?s\b\.?,?{_P}?", _pounds),
    rule(rf"\b(\d[\d,]*)\s?l\.,?\s(\d{{1,2}})\s?s\b\.?,?{_P}?", _pounds),
    rule(r"£(\d+)([/.-])(\d{1,2})\2(\d{1,2})(?!\d)", _parted),
    rule(rf"()(?<![\d.,£$])(\d{{1,2}})\s?s\b\.?,?{_P}", _pounds),
    rule(r"(?<![\d.,£$])(\d{1,2})\s?s\.", _only_shillings),
    rule(r"(?<![\d.,£$])(\d{1,2})([¼½¾])?\s?d\.", _only_pence),
    rule(r"(?<![\d.,£$])(\d{1,2})([¼½¾])\s?d\b", _only_pence),
    rule(r"(?<!\w)()([¼½¾])\s?d\b\.?", _only_pence),
    rule(r"(?<![\d.,£$])(\d[\d,]*)\s?l\.(?!\w)", _old_pounds),
    rule(r"\bL\s?(\d[\d,]*\d|\d)(?![\w.]\d)", _old_pounds),
    rule(rf"\b({_CODE})\s?{_AMOUNT}(?![\d%])|(?<![\d.,]){_AMOUNT}\s?({_CODE})\b", _coded),
    rule(rf"{_SIGN}\s?{_AMOUNT}(?:([kKmMbB]|bn)?\s?[-–—]\s?[$£€]?{_AMOUNT})?{_SCALE}", _sum),
    rule(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)\s?([$£€])(?!\d)", _sign_last),
    rule(r"(?<![\d.,])(\d+)\s?¢", lambda f: f"{number(f[1])} {'cent' if f[1] == '1' else 'cents'}"),
    rule(r"(?<![\d.,])(\d{1,2})p\b(?!\.?m)", lambda f: f"{number(f[1])} {'penny' if f[1] == '1' else 'pence'}"),
    rule(r"(?<![\d.,])(\d+)\s?gns?\b\.?", lambda f: f"{number(f[1])} guineas"),
)
