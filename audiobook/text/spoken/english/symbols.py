"""Signs, addresses and notes in English: & + = @ #, URLs, e-mail, footnote marks. Pure."""

import re
import unicodedata
from html import unescape
from typing import Final

from audiobook.text.spoken.english.numbers import cardinal
from audiobook.text.spoken.form import Found, Rule, rule

# --------------------------------------------------------------------------------------------- before all other rules

_COMPATIBLE: Final = "[\u2100-\u214f\u2160-\u2188\u2460-\u249b\ufb00-\ufb06\uff01-\uff5e\u3251-\u325f\u32b1-\u32bf]"
_LETTERLIKE: Final = {
    "№": "Number ", "℞": "prescription ", "™": "", "℠": "", "℃": "°C", "℉": "°F", "℅": "care of", "℆": "care of",
    "ℓ": "l", "℗": "", "⅍": "", "Ω": "ohms",
}  # fmt: skip
_HOSTS: Final = "com|org|net|edu|gov|mil|info|io|co|uk|de|fr|ru|ca|au|us|eu|tv|me|int|biz|app|dev|blog|xyz|onion"
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _compatible(found: Found) -> str:
    """Give the plain letters of Ⅳ, ﬁ, Ａ, ⑤; № and ℞ as words."""
    if found[0] in _LETTERLIKE:
        return _LETTERLIKE[found[0]]
    return unicodedata.normalize("NFKC", found[0]).rstrip(".")


def _address(found: Found) -> str:
    """Give the name of the site and the words of the page; the rest of an address means nothing to a listener."""
    host, path = found[1], re.split(r"[?#]", found[2])[0]
    words = [re.sub(r"[^\w]+|_", " ", part).strip() for part in path.split("/")]
    return " slash ".join([_dots(host), *filter(None, words)])


def _dots(name: str) -> str:
    return " ".join(re.sub(r"[-_]+", " ", name).replace(".", " dot ").split())


def _mail(found: Found) -> str:
    return f"{_dots(found[1])} at {_dots(found[2])}"


def _raised(found: Found) -> str | None:
    """Give powers of figures; a raised figure after a word or its stop is a footnote's mark."""
    figures, before = found[0].translate(_RAISED), found.before[-1:]
    goes_on = found.after[:1].isalnum()  # x²y
    if re.search(r"\d\s?(?:k|c|m)?m$|\d\s?ft$", found.before) and not goes_on:
        return None
    if figures == "1" or (before.isdigit() and re.search(r"\b\d{4}$", found.before)):  # there in 1812¹
        return ""
    if before.isdigit() or re.search(r"(?:^|[\s(+*/=-])(?:[a-z]|[b-df-hj-np-tv-z]{2})$", found.before):
        return _power(figures) + (" " if goes_on else "")
    return "" if before and not before.isspace() else figures


def _power(figures: str, said: str = "") -> str:
    """Give a power in words. said: its figures in words, where no later rule gives them."""
    return {"2": " squared", "3": " cubed"}.get(figures, f" to the power of {said or figures}")


_FILES: Final = "avi|com|doc|docx|exe|gif|html|jpg|mp3|mp4|net|NET|org|pdf|png|txt|wav|xls|zip"
_OATHS: Final = {
    "d—d": "damned",
    "d—n": "damn",
    "d—ned": "damned",
    "h—l": "hell",
    "G—d": "God",
    "D—n": "Damn",
    "D—d": "Damned",
}
EARLY: Final[tuple[Rule, ...]] = (
    rule(r"\b[dDhG][—–-]+(?:d|n|ned|l)\b", lambda f: _OATHS.get(f"{f[0][0]}—{re.sub('[^a-z]', '', f[0][1:])}")),
    rule(r"&(?:[a-z]{2,8}|#\d{1,6});", lambda f: unescape(f[0])),
    rule(r"\b[Nn][º°]\.?\s?(?=\d)", "Number "),
    rule(_COMPATIBLE, _compatible),
    rule(r"(?<!\w)(?:https?|ftp)://(?:www\.)?([\w-]+(?:\.[\w-]+)*)(?::\d+)?((?:/[^\s<>\"“”]*[\w/])?)", _address),
    rule(r"(?<!\w)www\.([\w-]+(?:\.[\w-]+)+)((?:/[^\s<>\"“”]*[\w/])?)", _address),
    rule(r"(?<![\w.])([\w-]+(?:[.+][\w-]+)*)@([\w-]+(?:\.[\w-]+)+)", _mail),
    rule(
        rf"(?<![\w.@])((?:[A-Za-z0-9-]+\.){{1,4}}(?:{_HOSTS}))((?:/[^\s<>\"“”]*[\w/])?)(?![\w.]\w)",
        lambda f: _address(f) if f[1].islower() or re.search(r"\.(?:com|org|net)$", f[1]) else None,
    ),
    rule(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", _raised),
    rule(r"(?<=\d)\s?\*\s?(?=\d)", " times "),
    rule(r"\^(\d{1,3})(?!\w)", lambda f: _power(f[1])),
    rule(r"\b([A-G])#(?![\w#])", r"\1 sharp"),
    rule(r"#\s?(?=\d)", "number "),
    rule(r"~\s?(?=[\d$£€])", "about "),
    rule(r"(?<=\d)\s?<\s?(?=\d)", " is less than "),
    rule(r"(?<=\d)\s?>\s?(?=\d)", " is greater than "),
    rule(r"(?:(?<=\s)|^)<\s?(?=[\d$£€])", "less than "),
    rule(r"(?:(?<=\s)|^)>\s?(?=[\d$£€])", "more than "),
    rule(r"(?<!\w)([A-HJ-Z])(?:—+|–+|--+|⸺)(?=[\s,.;:’'?!])", r"\1"),
    rule(r"(?<=\w)_(\w+)_(?!\w)|(?<!\w)_(\w+)_(?=\w)", lambda f: f[1] + f[2]),  # Ve_ry_ sad, _un_happy
    rule(r"(?<=\w)_(?=\w)", " "),
    rule(rf"(?:(?<=\s)|^)\.(?=(?:{_FILES})\b)", "dot "),
    rule(r"[*_`]+", ""),
)

# -------------------------------------------------------------------------------------------------------- as they stand

_WORDS: Final = {
    "&": "and", "+": "plus", "=": "equals", "@": "at", "%": "percent", "°": "degrees", "§": "section", "¶": "paragraph",
    "©": "copyright", "×": "times", "÷": "divided by", "±": "plus or minus", "≈": "about", "≠": "is not equal to",
    "≤": "at most", "≥": "at least", "∞": "infinity", "√": "the square root of", "∑": "the sum of", "∴": "therefore",
    "∵": "because", "$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "¢": "cents", "♥": "heart", "❤": "heart",
    "♂": "male", "♀": "female", "♯": "sharp", "♭": "flat", "µ": "micro", "ª": "", "º": "",
}  # fmt: skip


def _sign(found: Found) -> str:
    word = _WORDS[found[0].strip()]
    before = " " if re.search(r"\S$", found.before) else ""
    return before + word + (" " if re.match(r"\S", found.after) and not re.match(r"[.,;:!?)”’\"]", found.after) else "")


def _either(found: Found) -> str:
    """Give "he or she" for he/she, and the two words of and/or."""
    pair = (found[1].lower(), found[2].lower())
    return f"{found[1]} or {found[2]}" if "and" not in pair and found[1].islower() else f"{found[1]} {found[2]}"


def _left_raised(found: Found) -> str:
    """Give what measures left: $6m² is no area."""
    figures = found[0].translate(_RAISED)
    return _power(figures, cardinal(figures)) + (" " if found.after[:1].isalnum() else "")


RAISED: Final = rule(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", _left_raised)
RULES: Final[tuple[Rule, ...]] = (
    rule(r"&c\b\.?", "et cetera"),
    rule(r"\bw/o\b", "without"),
    rule(r"\bw/\s?(?=\w)", "with "),
    rule(r"\bc/o\b", "care of"),
    rule(r"\bn/a\b", "not applicable", re.IGNORECASE),
    rule(r"\bs/he\b", "she or he"),
    rule(r"\b([^\W\d_]+)/([^\W\d_]+)\b(?!/)", _either),
    rule(r"#(?=[A-Za-z])", "hashtag "),
    rule(r"§§\s?", "sections "),
    rule(r"(?<=[A-Za-z])-(?=$|[\s.,;:!?])", lambda f: " minus" if re.search(r"(?:^|\s)[A-F]$", f.before) else ""),
    rule(r"(?<=\w)\s?[®™†‡]", ""),
    rule(rf"\s?[{re.escape(''.join(_WORDS))}]", _sign),
    rule(r"(?<=\S)\s[•·|]\s(?=\S)", ", "),
)
