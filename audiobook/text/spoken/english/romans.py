"""Roman numerals in English: chapters and parts, kings and popes, centuries; the pronoun I is never one. Pure."""

import re
from typing import Final

from audiobook.text.spoken.english.numbers import as_ordinal, cardinal, roman
from audiobook.text.spoken.form import Found, Rule, rule

_COUNTED: Final = (
    "act|appendix|apollo|article|bowl|book|bk|canto|cantos|case|chapter|chapters|class|clause|column"
    "|corps|division|episode"
    "|epilogue|exhibit|fig|figure|figures|fytte|game|gemini|grade|group|item|law|lesson|letter|level"
    "|lines?|mark|model|note"
    "|number|numbers|opus|page|pages|paragraph|part|parts|period|phase|plate|problem|psalm|quarter|rocky"
    "|round|rule|saturn"
    "|scene|scenes|schedule|season|section|sections|sequence|series|sonnet|stage|stanza|step|symphony|table|tier|title"
    "|tome|type|types|unit|verse|version|volume|volumes|war|ward|week|zone|olympiad|epistle|ode|elegy|idyll|fit|passus"
)
_PAGES: Final = (
    "page|pages|volume|volumes|chapter|chapters|line|lines|canto|cantos|book|part|act|scene"
    "|section|figure|plate|verse|psalm"
)
_ALWAYS_ONE: Final = frozenset(
    "chapter act scene volume canto book part section phase stage type class figure plate".split()
)
_KINGS: Final = frozenset(
    """abbas abdul adolf adolphus adrian agis albert albrecht alexander alexandra alexei alexis alfonso alfred
    ambrose amenhotep anastasius antiochus antonin artaxerxes attalus augustus baldwin basil benedict benedictus
    boleslaw boniface boris cambyses carl carlos carol casimir catherine celestine charlemagne charles childeric
    christian christina christopher claudius clement clovis conrad constans constantine constantius cornelius
    cosimo cyril cyrus daniel darius david demetrius dmitri edgar edmund edward ekaterina elizabeth emmanuel
    ernest ernst ethelred eugene eugenius felix ferdinand feodor filaret francesco francis francois franz
    frederick friedrich fyodor george gregory gustaf gustav gustavus haakon hadrian harald harold heinrich henri
    henry honorius humbert hussein innocent isaac isabella ivan jaime james jean joao john jose joseph juan
    juliana julius justin justinian karl kenneth khufu konstantin leo leon leopold lothair louis lucius ludwig
    magnus mahmud malcolm manuel margaret margrethe maria martin mary matilda maximilian mehmed mehmet menelik
    michael mikhail mithridates mohammed muhammad murad napoleon napoléon nicholas nikolai olaf oscar osman otto
    paul pavel pedro peter philip philippe piotr pius pyotr ptolemy ramesses rameses ramses ranier rene richard
    robert roger rudolf rudolph sancho sargon selim seti shapur sigismund simeon sixtus stanislaus stanislas
    stephen suleiman sultan sverre sylvester tewodros theodore theodoric theodosius thutmose tiberius tsar
    umberto urban valdemar valens victor victoria vittorio vladimir wenceslas wenceslaus wilhelm wilhelmina
    willem william xerxes yaroslav zog""".split()
)
"""Given names of those who are counted: kings, queens, popes, tsars."""
_SOVEREIGN: Final = re.compile(
    r"\b(?:[Kk]ing|[Qq]ueen|[Pp]ope|[TC][sz]ar(?:ina|evich)?|[Ee]mperor|[Ee]mpress|[Kk]aiser|[Ss]ultan"
    r"|[Pp]harao?h|[Dd]uke|[Pp]rince|[Ss]hah"
    r"|[Pp]atriarch|[Cc]ount|Saint)\s(?:[A-Z][\w’-]+\s)?$"
)
_OF_A_KING: Final = re.compile(
    r"['’]s\b|\s*[,.;:!?)—–]|\s*$|\s(?:of|and [A-Z]\w*|in|on|with|had him|and [IVX]+\b|reigned|ruled"
    r"|abdicated|died|succeeded|became|ascended|fell"
    r"|came to|took the|issued|signed|ordered|declared)\b"
)
_IN_A_ROW: Final = "Congress|Conference|Plenum|Legion|Dynasty|Army|Corps|Olympiad|Session"
_FIRST_TENS: Final = frozenset(as_ordinal(cardinal(str(n))) for n in range(1, 21))
_HEADING: Final = re.compile(r"\s*$|\s*[.:—–-]")


def _said(letters: str) -> str:
    return cardinal(str(roman(letters)))


def _after_noun(found: Found) -> str | None:
    """Give "Chapter four"; "the part I like" stays."""
    noun, gap, letters, after = found[1], found[2], found[3], found.after
    if not roman(letters) or (letters.islower() and noun.lower() not in _PAGES.split("|")):
        return None
    if letters in {"i", "I"} and not _is_one(noun, after):
        return None
    if letters in {"d", "m", "c", "l"} or (
        letters.isupper() and letters in {"MIX", "DI", "MI", "MD", "CD", "DC", "C", "D", "L", "M"}
    ):
        return None
    if after[:1] in {"'", "’"} and re.match(r"['’](?:[mdl]|ve)", after):
        return None
    return f"{noun}{gap}{_said(letters)}"


def _is_one(noun: str, after: str) -> bool:
    if re.match(r"['’](?!s\b)", after):
        return False
    if noun.lower() == "war":
        return noun[0].isupper()
    if re.match(r"\s*(?:[.,;:!?)—–-]|$)", after):
        return True
    firm = noun[0].isupper() and noun.lower() in _ALWAYS_ONE
    return firm and (
        noun.lower() not in {"book", "part", "class", "type"}
        or bool(re.match(r"\s(?:of|and|to|is|was|we|it|in|begins|ends)\b", after))
    )


def _from_to(found: Found) -> str | None:
    if not roman(found[3]) or not roman(found[4]):
        return None
    return f"{found[1]}{found[2]}{_said(found[3])} to {_said(found[4])}"


def _and_more(found: Found) -> str | None:
    """Give "Chapters four and five", "Acts one to three": what comes after the first."""
    return found[1] + _said(found[2]) if roman(found[2]) and found[2] != "I" else None


def _regnal(found: Found) -> str | None:
    """Give "Nicholas the second", and "Howell the third" for those whose fathers had the same name."""
    name, letters = found[1], found[2]
    if not roman(letters) or roman(letters) > 30 or not set(letters) <= set("IVX"):
        return None
    is_king = name.lower() in _KINGS
    if letters == "I":
        first = not found.before.strip() and re.match(r"\s(?:was|had|is|\w+ his)\b", found.after)
        if not is_king or not (first or _SOVEREIGN.search(found.before) or _OF_A_KING.match(found.after)):
            return None
    elif not is_king:
        grandson = re.search(r"[A-Z][\w’.-]+,?\s$", found.before) and letters in {"II", "III", "IV"}
        if not grandson and not _SOVEREIGN.search(found.before):
            return None
        if letters in {"V", "X"}:
            return None
    elif letters == "X" and (
        name == "Malcolm" or not (_SOVEREIGN.search(found.before) or _OF_A_KING.match(found.after))
    ):
        return None
    return f"{name} the {as_ordinal(_said(letters))}"


def _century(found: Found) -> str | None:
    return as_ordinal(_said(found[1])) + found[2].removeprefix("th") if roman(found[1]) else None


def _suffixed(found: Found) -> str | None:
    return as_ordinal(_said(found[1])) if roman(found[1]) and found[1].isupper() else None


def _alone(found: Found) -> str | None:
    """Give "fourteen" for XIV anywhere; a drip is an I V, and letters from L up are more likely something else."""
    letters, before = found[1], found.before
    if not roman(letters) or (letters in {"XI", "XX", "XXX"} and re.search(r"[A-Z][a-z]+\s$", before)):
        return None
    if letters == "XI" and re.match(r"\s[A-Z]", found.after):
        return None
    if letters == "IV" and re.search(r"\b(?:[Aa]n|the|his|her|[Tt]he|of|with)\s$", before):
        return "I V"
    return _said(letters)


def _in_heading(found: Found) -> str | None:
    if not roman(found[1]) or not _HEADING.match(found.after) or not (found.usage.heading or len(found[1]) > 1):
        return None
    if not found.usage.heading and not set(found[1]) <= set("IVX"):
        return None
    return _said(found[1])


def _year(found: Found) -> str | None:
    """Give "1999" for MCMXCIX, to be said with the other years."""
    value = roman(found[1])
    return str(value) if 1000 < value < 2100 else None


NEEDS: Final = (
    r"\b(?:[IVXLCDM]{2,}|[VXLCDM])(?:th|st|nd|rd)?\b|[A-Z][\w’.-]*\sI\b|^I\b|\sI(?=[.,;:)]|$)"
    rf"|\b(?i:{_PAGES}|chap|vol|canto)s?\.?\s[ivxlc]+\b|\bWW[I12]|\d[ivx]{{2}}|^\W?[ivx]+[.)]"
)
"""Without one of these no rule finds anything."""
ACT_AND_SCENE: Final = rule(
    r"(?<![\w.])([IVX]+)\.([ivx]+)(?:\.(?=\d))?(?!\w*\.[a-z])",
    lambda f: (
        f"{_said(f[1])} {_said(f[2])}" + (" " if f[0].endswith(".") else "") if roman(f[1]) and roman(f[2]) else None
    ),
)
"""II.iii.23"""
_ITEM: Final = "i|ii|iii|iv|v|vi|vii|viii|ix|x"
RULES: Final[tuple[Rule, ...]] = (
    rule(rf"^\(?({_ITEM})\)(?=\s)|^(ii|iii|iv|vi|vii|viii|ix|i)\.(?=\s)", lambda f: _said(f[1] or f[2]) + ","),
    rule(r"(?<=\d)([ivx]{2,6})\b", lambda f: f" {_said(f[1])}" if roman(f[1]) else None),
    rule(r"\bWW ?(I{1,2})\b", lambda f: f"World War {_said(f[1])}"),
    rule(r"\bWW ?(?=[12]\b)", "World War "),
    rule(r"^([IVXLC]+)\b", _in_heading),
    rule(r"\b(M[MDCLXVI]{3,})\b", _year),
    rule(rf"\b((?:{_COUNTED})s?)(\s+)([ivxlc]+|[IVXLC]+)\s?[-–—]\s?([ivxlc]+|[IVXLC]+)\b", _from_to, re.IGNORECASE),
    rule(rf"\b({_COUNTED})(\.?\s+)([IVXLCDM]+|[ivxlc]+)\b(?!\.\w)", _after_noun, re.IGNORECASE),
    rule(
        r"((?:[Cc]hapter|[Aa]ct|[Ss]cene|[Bb]ook|[Pp]art|[Vv]olume|[Pp]age|[Ss]ection|[Ll]ine"
        r"|[Cc]anto)s?\s[a-z ]{3,20}\s?(?:and|to|through|[-–—,]|or)\s?)([IVXLC]+|[ivxlc]+)\b",
        _and_more,
    ),
    rule(r"\b([IVX]{1,6})((?:th)?[\s-][Cc]entur(?:y|ies))\b", _century),
    rule(rf"(?<=\b[Tt]he )([IVX]{{1,6}})(?=(?:\s[A-Z]\w+)?\s(?:{_IN_A_ROW})\b)", _suffixed),
    rule(r"\b([IVXL]+)(?:th|st|nd|rd)\b", _suffixed),
    rule(r"\b([A-Z][\w’-]*[a-zé])\s([IVX]+)\b(?!\.\w)", _regnal),
    rule(
        r"(?<=\bthe )(\w+ and )([IVX]+)\b",
        lambda f: f"{f[1]}{as_ordinal(_said(f[2]))}" if roman(f[2]) and f[1][:-5] in _FIRST_TENS else None,
    ),
    rule(r"(?<![\w.’'-])([IVX]{2,7})\b(?!['’]?\w)", _alone),
)
