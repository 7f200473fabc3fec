"""Letters of other scripts as English ones: a small table for each, after BGN/PCGN and its kin. Pure.

What has no table is spelled by Unicode's names where these tell the sound (kana, Hangul); what is left (Han, Arabic,
Thai) an engine may know itself.
"""

import re
import unicodedata
from typing import Final

from audiobook.text.spoken.form import Found, Rule, rule


def _said_as(letters: str, said: str) -> dict[str, str]:
    """Pair letters with how each is said, parted by blanks."""
    return dict(zip(letters, said.split(), strict=True))


_CYRILLIC: Final = _said_as(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџѓќѕѣѳѵ",
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g w y ly ny "
    "ch j dzh gj kj dz e f i",
)
_GREEK: Final = _said_as(
    "αβγδεζηθικλμνξοπρσςτυφχψω",
    "a v g d e z i th i k l m n x o p r s s t y f ch ps o",
)
_GEORGIAN: Final = _said_as(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h",
)
_ARMENIAN: Final = _said_as(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "a b g d e z e e t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts w p k o f ev",
)
_HEBREW: Final = _said_as(
    "אבגדהוזחטיכךלמםנןסעפףצץקרשת",
    "a v g d h v z kh t y k kh l m m n n s a p f ts ts k r sh t",
)
_TABLE: Final = {
    letter: "" if said == "_" else said
    for table in (_CYRILLIC, _GREEK, _GEORGIAN, _ARMENIAN, _HEBREW)
    for letter, said in table.items()
}
_COMPOSED: Final = {"й": "y", "Й": "Y", "ё": "yo", "Ё": "Yo", "ї": "yi", "ου": "ou", "ού": "ou", "Ου": "Ou"}
"""What is lost when letters lose their marks, or are read one by one."""
_BEFORE_YE: Final = re.compile(r"(?:^|[^\w]|[аеёиоуыэюяъьАЕЁИОУЫЭЮЯЪЬ])$")
_GREEK_NAMES: Final = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "λ": "lambda", "μ": "mu", "π": "pi",
    "σ": "sigma", "φ": "phi", "ψ": "psi", "ω": "omega", "θ": "theta", "χ": "chi", "Δ": "delta", "Σ": "sigma",
    "Ω": "omega", "Ψ": "psi", "Φ": "phi",
}  # fmt: skip
_NAMED: Final = re.compile(r"(?:HIRAGANA LETTER|KATAKANA LETTER|HANGUL SYLLABLE) (?:SMALL )?(\w+)")


def _word(found: Found) -> str:
    """Give a word letter by letter, with its capital; one Greek letter alone is called by its name."""
    written = found[0]
    if written in _GREEK_NAMES:
        return _GREEK_NAMES[written]
    for composed, said in _COMPOSED.items():
        written = written.replace(composed, said)
    letters = unicodedata.normalize("NFD", written)
    said = ""
    for at, letter in enumerate(letters):
        low = letter.lower()
        if low == "е" and _BEFORE_YE.search(letters[:at]):
            said += "ye"
        elif low in _TABLE:
            said += _TABLE[low]
        elif not unicodedata.combining(letter):
            said += letter
    return said.capitalize() if written[0].isupper() else said


def _syllables(found: Found) -> str:
    said = ""
    for sign in found[0]:
        named = _NAMED.match(unicodedata.name(sign, ""))
        said += named[1].lower() if named else sign
    return said.replace("ー", "")


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "[\u0370-\u03ff\u1f00-\u1fff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u10a0-\u10ff][\u0300-\u03ff\u1f00-\u1fff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u10a0-\u10ff]*",
        _word,
    ),
    rule("[\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3][\u3041-\u3096\u30a1-\u30fc\uac00-\ud7a3]*", _syllables),
)
