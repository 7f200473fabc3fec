"""Which language a text is in: as somebody states it, else by its letters and its commonest words. Pure.

Conservative: what is not clearly another language is taken for English.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from audiobook.errors import SettingsError, did_you_mean

ENGLISH: Final = "en"
NAMES: Final = {
    "cs": "Czech",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
_NOBODY_KNOWS: Final = frozenset({"und", "mul", "zxx", "mis"})
_CODES: Final = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
    ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne
    ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st
    su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
"""ISO 639-1."""
_OF_THREE: Final = dict(
    pair.split("-")
    for pair in """ces-cs cze-cs dan-da deu-de ger-de ell-el gre-el eng-en spa-es est-et fin-fi fra-fr fre-fr heb-he
    hun-hu ita-it jpn-ja nld-nl dut-nl nor-no pol-pl por-pt ron-ro rum-ro rus-ru swe-sv tur-tr ukr-uk zho-zh
    chi-zh""".split()
)
"""ISO 639-2, as older books state it."""
_TAG: Final = re.compile(r"([a-z]{2,3})((?:-[a-z0-9]{1,8}){0,4})")
_COMMON: Final = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the and of to was he she it his her that with had not you they were have this which from said would",
        "de": "der die das und nicht ist ich sie war zu den ein eine mit sich auf dem von hatte wie auch noch wird",
        "fr": "le la les et est une des dans que qui pas vous elle avait cette pour sur avec plus mais était au du je",
        "es": "el la los las y una que se con por para del como pero había más yo muy sin sobre está era al su le",
        "it": "il lo gli e una che di non con per del della era si ma più sono aveva come nel alla questo io le",
        "pt": "o os as e uma que não com por para do da dos mas mais ele ela se era tinha como na no eu em",
        "nl": "de het een en van dat niet was met voor hij zij ik op aan zijn had maar ook bij naar er nog deze",
        "pl": "i w nie na się że z do to jest był było jak po ale co tak za od przez już tylko jego czy",
    }.items()
}
_WORD: Final = re.compile(r"[^\W\d_]+")
_SCRIPTS: Final = (("el", re.compile("[\u0370-\u03ff]")), ("ru", re.compile("[\u0400-\u04ff]")))
_UKRAINIAN: Final = re.compile("[іїєґІЇЄҐ]")
_ENOUGH_WORDS: Final = 2_000
"""So many tell the language of a novel."""
_LONGEST: Final = 2_000
_LEAST_WORDS: Final = 12
"""Of fewer nothing is said."""
_LEAST_SHARE: Final = 0.15
"""Of a text's words are common ones of its language: in novels 25 to 45 of 100."""
_LEAD: Final = 1.6
"""So many times as many as of any other language: Spanish and Portuguese share a third of these words."""


def language_of(paragraphs: Iterable[str]) -> str:
    """Give the language of a text, BCP 47; "en" where the evidence is for no other."""
    words: list[str] = []
    letters = ""
    for paragraph in paragraphs:
        sample = paragraph[:_LONGEST]
        words += (word.lower() for word in _WORD.findall(sample))
        letters += sample
        if len(words) >= _ENOUGH_WORDS:
            break
    if len(words) < _LEAST_WORDS:
        return ENGLISH
    return _by_script(letters) or _by_words(words)


def tidy_language(text: str) -> str:
    """Give a language as BCP 47 in small letters: "de" for "DE", "ger" and "German"; empty for none that we know."""
    plain = text.strip().casefold().replace("_", "-")
    tag = _TAG.fullmatch(next((code for code, name in NAMES.items() if name.casefold() == plain), plain))
    if not tag or tag[1] in _NOBODY_KNOWS or (len(tag[1]) == 2 and tag[1] not in _CODES):
        return ""
    return _OF_THREE.get(tag[1], tag[1]) + tag[2]


def parse_language(text: str, place: str) -> str:
    """Give the language that a person states, as `tidy_language`. Raises SettingsError, with "did you mean"."""
    language = tidy_language(text)
    if not language:
        hint = did_you_mean(text, NAMES.values()) or "write its code: `language: de`, `language: en-gb`"
        raise SettingsError(f'{place}: "{text}" is no language', hint=hint)
    return language


def name_of(language: str) -> str:
    """Give the English name of a language: "German" for "de-at"; its code where we have no name for it."""
    return NAMES.get(language.partition("-")[0], language)


def _by_script(text: str) -> str:
    n_letters = sum(map(str.isalpha, text))
    for code, script in _SCRIPTS:
        if len(script.findall(text)) > n_letters / 2:
            is_ukrainian = code == "ru" and len(_UKRAINIAN.findall(text)) > n_letters / 100
            return "uk" if is_ukrainian else code
    return ""


def _by_words(words: list[str]) -> str:
    counts = Counter({code: sum(word in common for word in words) for code, common in _COMMON.items()})
    (best, n_best), (_, n_second) = counts.most_common(2)
    return best if n_best >= max(_LEAST_SHARE * len(words), _LEAD * n_second) else ENGLISH
