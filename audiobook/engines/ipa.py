"""The International Phonetic Alphabet as people write it -> as the engines write it, and sound by sound. Pure.

People write stress before the syllable, tie bars, "r" and "g"; eSpeak NG, and the neural voices that learned from it,
write stress before the vowel, and "ɹ" and "ɡ".
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final, NamedTuple

_VOWELS: Final = "aeiouyæøœɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵɶʉʊʌʏᵻ"
_STRESS: Final = "ˈˌ"
_SPELLED: Final = str.maketrans({"g": "ɡ", "'": "ˈ", "’": "ˈ", ":": "ː", "ˑ": "ː", "‖": " ", "|": " ", "\u203f": ""})
_UNHEARD: Final = re.compile("[.\u2060\u0361\u035c\u032f\u0330\u0325\u031e\u031d\u0320\u031f\u033a-]")
"""Syllable breaks, ties, and marks of finer shades than any engine has."""
_EARLY_STRESS: Final = re.compile(rf"([{_STRESS}])([^{_STRESS}{_VOWELS} ]+)(?=[{_VOWELS}])")
_LONGEST: Final = 4
"""Signs of one sound: "aɪɚ", "ɑ̃ː"."""

_TWO_SIGNS: Final = frozenset(
    "eɪ aɪ ɔɪ oɪ ɛɪ aʊ oʊ əʊ eə iə ʊə ɔø ɔʏ ai au ei eu oi ou tʃ dʒ ts dz pf tɕ dʑ tʂ dʐ".split()
)
"""Diphthongs and affricates."""
_WITH_R: Final = frozenset("ɑɹ ɔɹ ɛɹ ɪɹ ʊɹ".split())
"""American vowels, where no other vowel follows: an "ɹ" of its own is another sound there."""
_NEXT_VOWEL: Final = re.compile(rf"[{_STRESS}]?[{_VOWELS}]")
_LENGTHS: Final = re.compile("[ː\u02b2\u0300-\u036f]")
_NEAR: Final[Mapping[str, tuple[str, ...]]] = {
    "a": ("ɑː", "æ"),
    "ɑ": ("ɑː", "a"),
    "ɑː": ("ɑ", "aː", "a"),
    "ɒ": ("ɑː", "ɔ"),
    "ɔ": ("ɔː", "o"),
    "æ": ("a", "ɛ"),
    "ʌ": ("a", "ɐ"),
    "ɐ": ("ə", "a"),
    "ə": ("ɐ", "e"),
    "ɜː": ("ɜ", "œ", "ə"),
    "ɜ": ("ɜː", "ə"),
    "ɝ": ("ɜː",),
    "ɚ": ("ə",),
    "ɛ": ("e",),
    "e": ("ɛ", "eɪ"),
    "ɪ": ("i",),
    "ᵻ": ("ɪ", "i"),
    "ɨ": ("ɪ", "i"),
    "ʊ": ("u",),
    "ʉ": ("u",),
    "ɯ": ("u",),
    "o": ("oʊ", "ɔ"),
    "oʊ": ("əʊ", "o"),
    "əʊ": ("oʊ", "o"),
    "y": ("ʏ", "u"),
    "yː": ("uː", "y"),
    "ʏ": ("y", "ʊ"),
    "ø": ("øː", "œ", "ɜː"),
    "øː": ("ø", "ɜː"),
    "œ": ("ɜː", "ø"),
    "ɑ̃": ("ɔ̃", "ɑː"),
    "ɔ̃": ("ɑ̃", "ɔ"),
    "ɛ̃": ("æ", "ɛ"),
    "œ̃": ("ɛ̃", "ɜː"),
    "r": ("ɹ", "ɾ", "ʁ"),
    "ɹ": ("r", "ɾ", "ʁ"),
    "ʁ": ("ʀ", "r", "ɹ"),
    "ʀ": ("ʁ", "r"),
    "ɾ": ("r", "ɹ"),
    "l": ("ɫ", "ɭ"),
    "ɫ": ("l",),
    "ʎ": ("lj", "l"),
    "ɲ": ("n",),
    "ŋ": ("n",),
    "ɱ": ("m",),
    "x": ("χ", "h", "k"),
    "χ": ("x",),
    "ç": ("x", "ʃ"),
    "ɣ": ("ɡ",),
    "h": ("x",),
    "ɦ": ("h",),
    "θ": ("s",),
    "ð": ("d",),
    "w": ("v",),
    "ʋ": ("v",),
    "ɥ": ("w", "j"),
    "β": ("b",),
    "ɕ": ("ʃ",),
    "ʑ": ("ʒ",),
    "ʂ": ("ʃ",),
    "ʐ": ("ʒ",),
    "ʃ": ("ʂ", "s"),
    "ʒ": ("ʐ", "z"),
    "ɟ": ("ɡ",),
    "c": ("k",),
    "q": ("k",),
    "ʲ": ("j",),
    "ʷ": ("w",),
    "ʔ": ("",),
    "ʰ": ("",),
    "ː": ("",),
    "\u0329": ("",),
    "\u0303": ("",),
    "\u0306": ("",),
}
"""What is nearest to a sound that a voice has not; docs/lexicon.md says so."""

_LONG_R: Final = re.compile(rf"ɝː?|ɜː?ɹ(?![{_STRESS}]?[{_VOWELS}])")
"""eSpeak's "ɜː" has the "ɹ" of American English in it."""
_BRITISH: Final = (
    (re.compile("ɚ"), "ə"),
    (re.compile("oʊ"), "əʊ"),
    (re.compile(rf"ɛɹ(?![{_STRESS}]?[{_VOWELS}])"), "eə"),
    (re.compile(rf"ɪɹ(?![{_STRESS}]?[{_VOWELS}])"), "iə"),
    (re.compile(rf"ʊɹ(?![{_STRESS}]?[{_VOWELS}])"), "ʊə"),
    (re.compile(rf"ɹ(?![{_STRESS}]?[{_VOWELS}])"), ""),
)


class Sounds(NamedTuple):
    """A pronunciation, sound by sound, in what a voice calls them."""

    names: tuple[str, ...]
    """Stress marks and blanks among them."""
    unknown: str
    """The signs that the voice has no sound for, each once."""


def as_engines_write(ipa: str) -> str:
    """Give a pronunciation in the spelling of eSpeak NG's: no ties, one "ɹ", stress before the vowel."""
    text = _UNHEARD.sub("", unicodedata.normalize("NFD", ipa)).translate(_SPELLED)
    text = text.replace("c\u0327", "ç")
    return _EARLY_STRESS.sub(r"\2\1", " ".join(text.split()))


def for_accent(ipa: str, accent: str) -> str:
    """Give a pronunciation as an accent of English has it; for other languages as it is.

    ipa: as engines write it. accent: BCP 47; British voices say "ɹ" before vowels only, and "əʊ" for "oʊ".
    """
    if not accent.startswith("en"):
        return ipa
    ipa = _LONG_R.sub("ɜː", ipa.replace("r", "ɹ"))
    if accent in ("en", "en-us"):
        return ipa
    for pattern, said in _BRITISH:
        ipa = pattern.sub(said, ipa)
    return ipa


def is_one_sound(ipa: str) -> bool:
    """Say whether it is a vowel, a diphthong, a consonant or an affricate, and not some of them in a row."""
    signs = _LENGTHS.sub("", ipa)
    return len(signs) == 1 or signs in _TWO_SIGNS or signs in _WITH_R


def sounds_of(ipa: str, names: Mapping[str, str]) -> Sounds:
    """Give each sound by the name that a voice has for it, the longest first; what it has not, by the nearest it has.

    ipa: as engines write it. names: IPA -> the voice's name for that sound.
    """
    found: list[str] = []
    unknown: list[str] = []
    at = 0
    while at < len(ipa):
        for length in range(min(_LONGEST, len(ipa) - at), 0, -1):
            known = _named(ipa[at : at + length], names)
            if known is not None and not _takes_too_much(ipa, at, length):
                found += known
                break
        else:
            unknown.append(ipa[at])
        at += length
    return Sounds(tuple(found), "".join(dict.fromkeys(unknown)))


def _takes_too_much(ipa: str, at: int, length: int) -> bool:
    """Say whether the last sign of what was found belongs to what follows: "iəʊ" is "i" and "əʊ", "ɑːɹi" has "ɹi"."""
    last, end = ipa[at + length - 1], at + length
    if length == 1 or last not in "əɹ":
        return False
    return ipa[end - 1 : end + 1] == "əʊ" if last == "ə" else _NEXT_VOWEL.match(ipa, end) is not None


def _named(sound: str, names: Mapping[str, str]) -> list[str] | None:
    if sound in names:
        return [names[sound]]
    for near in _NEAR.get(sound, ()):
        if all(sign in names for sign in near) and near not in names:
            return [names[sign] for sign in near]
        if near in names:
            return [names[near]]
    return None
