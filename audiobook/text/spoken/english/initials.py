"""Initials and initialisms: J. R. R. Tolkien, U.S.S.R., FBI, and capitals that only shout. Pure."""

import re
from typing import Final

from audiobook.text.spoken.english.abbreviations import OPENERS
from audiobook.text.spoken.english.endings import stop_after
from audiobook.text.spoken.form import Found, Rule, rule

# -------------------------------------------------------------------------------------------------------- with stops


def _spelled(letters: str) -> str:
    return " ".join(letter.upper() for letter in letters if letter.isalpha())


def _half_of_day(found: Found) -> str:
    return " " + _spelled(found[1]) + stop_after(found)


def _dotted(found: Found) -> str | None:
    """Give "U S S R"; what has a word of four letters in it keeps that one ("M Phil")."""
    parts = [part for part in re.split(r"[.\s]+", found[1]) if part]
    said = " ".join(part if len(part) > 3 else _spelled(part) for part in parts)
    return said + stop_after(found)


_LABEL: Final = re.compile(
    r"\b(?:vitamins?|plans?|points?|exhibits?|grades?|types?|letters?|rooms?|hepatitis|class|group|section"
    r"|appendix|part"
    r"|option|answer|block|wing|an?|and|or)\s$",
    re.IGNORECASE,
)


def _initial(found: Found) -> str | None:
    """Give the letter without its stop where a name goes on; the stop stays where the letter ends a sentence."""
    letter, after = found[1], found.after
    follows = re.match(r"\s+([^\W\d_][\w’']*)(\.?)", after)
    if follows is None:
        return letter if re.match(r"[,;:-]|['’]s", after) else None
    word = follows[1]
    if len(word) == 1 and word.isupper() and follows[2]:
        return letter
    if word[0].islower():
        return letter
    if letter == "I" or _LABEL.search(found.before):
        return None
    return None if word.lower() in OPENERS and len(word) > 1 else letter


def _short_dotted(found: Found) -> str | None:
    parts = found[1].split(".")
    if any(len(part) > 2 and part.lower() not in {"phil", "litt", "sci", "mus", "eng"} for part in parts):
        return None
    if any(len(part) == 2 and part[0].islower() for part in parts):
        return None
    return _dotted(found)


STOPPED: Final[tuple[Rule, ...]] = (
    rule(r"(?<=\d)\s?([ap]\.?\s?m)\b(\.?)(?!\w)", _half_of_day, re.IGNORECASE),
    rule(r"(?<=\d)\s?h\.\s?p\.", " horsepower"),
    rule(r"(?<![\w.])(?:m\.p\.h|mph)(?:\b\.?)", "miles per hour"),
    rule(r"(?<![\w.&])([A-Z])\.? ?& ?(?=[A-Z]\.)", r"\1 and "),  # P. & O.
    rule(r"(?<![\w.])LL\.? ?([BDM])\.", r"L L \1"),
    rule(r"(?<![\w.])Ph\.? ?D\.?s\b", "P H D’s"),
    rule(r"(?<![\w.])Ph\.? ?D\b\.?", lambda f: "P H D" + stop_after(f)),
    rule(
        r"(?<![\w.])(?<!\w['’])((?:[A-Za-z][a-z]{0,3}\.){1,8}(?:Phil|Litt|Mus|Sc|[A-Za-z]))\b(?:\.(?=\w\b)|\.(?!\w)|(?!\w))",
        _short_dotted,
    ),
    rule(r"(?<![\w.])(?<!\w['’])((?:[A-Z]\. ){1,8}[A-Z]\.)(?!\w)", _dotted),
    rule(r"(?<![\w.&])(?<!\w['’])([A-Z])\.(?=[\s,;:-]|['’]s)", _initial),
)


# ------------------------------------------------------------------------------------------------------- in capitals

_LETTERS: Final = frozenset(
    """abc ac ai aka api apr atf atv aol bbc bmi boa cia ceo cfo cia coo cpa cto dea dia dui eeg ekg er esp eta
    eu faq fda gop hiv ibm icu ied iou ipo iq ira irs isp iud iv la mia mit nfl nra nsa nyu oap obe oed ooc pa
    pov pow pto rip rpg ira sos suv uae ucla ufo ui uk un ups usa usaf usb usp uti vip voa ymca ywca uss raf sas
    aa aaa ussr tva lapd nypd hr pe pi pr tv od oj ok ap ufc uv ussr eia ioc iss osu psi sec ssi ussa asap nba
    bce ce ad bc ap eif mri ivf dna rna nyc lcd wwi wwii sas ide doa eta diy fyi lol dob dod epa ent faa ged hoa
    uso url kkk plo anc icc ibs cid tuc eec aclu naacp cio uaw gru ogpu gi nep soe eod kia ux acc adc aec""".split()
) - frozenset("asap boa psi pi sec".split())
"""Said letter by letter, though somebody might say them as words."""
_SOMETIMES: Final = frozenset("aa ad ap ce co da xo er hr la mia od pa pe rip un us it id ok".split())
"""Words too: letters only where nothing around them shouts, and something before them says so."""
_COUNTRY: Final = re.compile(r"\b(?:[Tt]he|[Aa]|[Aa]nother|[Ee]very|[Aa]nti-|non-|pro-)\s?$")
_OF_A_STATE: Final = re.compile(
    r"\s(?:troops?|soldiers?|forces|military|army|navy|marines?|marshals?|senat\w+|president\w*|governments?|embass\w+"
    r"|ambassadors?|consul\w*|citizens?|attorneys?|dollars?|air|mail|border|flag|passports?|congress\w*|treasury|customs"
    r"|supreme|federal|coast|postal|officials?|officers?|agents?|ships?|planes?|immigration|visas?)\b",
    re.IGNORECASE,
)
"""Behind US, the country: "US troops"; not behind "TELL US"."""
_BEFORE_LETTERS: Final = re.compile(
    r"\b(?:the|The|an?|A|his|her|their|our|my|your|this|of|in|from|and|[A-Z]\.?)\s$|^|[,(/-]\s?$"
)
_AS_WORDS: Final = frozenset(
    "asap aids nasa nato unesco unicef opec laser radar scuba nafta swat awol fema gulag cheka".split()
)
_SOUNDS: Final = frozenset(
    """b bl br c ch chr cl cr d dh dr dw f fl fr g gh gl gn gr gw h j k kh kl kn kr l ll m mc n p ph phl phr pl
    pn pr ps q qu r rh s sc sch schm schr scr sh shr sk sl sm sn sp sph spl spr squ st str sv sw t th thr tr ts
    tw v vl w wh wr x y z zh""".split()
)
_ENDS: Final = frozenset(
    """b bb bs bt c cc ch ck cks cs ct cts d dd dge ds dst dth f ff ffs fs ft fts g gg gh ghs ght ghts gn gns gs
    h hm hn k ks l lb lbs lch ld lds lf lfs lk lks ll lls lm lms ln lp lps ls lse lt lth lts lve m mb mbs mm mn
    mns mp mps mph ms mpt mpts n nc nch nct nd nds ndth ng ngs ngst ngth ngths nk nks nn nns ns nst nt nth nths
    nts nx nz p ph phs pp ps pse pt pts pth q r rb rbs rc rce rch rd rds rf rfs rg rgs rk rks rl rld rlds rls rm
    rms rmth rn rns rp rps rr rs rsh rst rsts rt rth rths rts rtz rve rvs s sh sk sks sm sms sp sps ss st sth
    sts t tch th ths ts tt tts tz v vs w wk wks wl wls wn wns ws wth x xt xth xts y ys z zz""".split()
)
_LONG: Final = 5
"""So many letters are hardly ever said one by one."""
_SHAPE: Final = re.compile(r"([^aeiouy]*)([aeiouy](?:.*[aeiouy])?)([^aeiouy]*)", re.DOTALL)
_NO_VOWEL: Final = frozenset(
    "hm hmm hmmm mm mmm mmmm sh shh shhh psst pst brr brrr grr grrr zz zzz zzzz tsk pfft pff phew nth "
    "hrmph hmph grrrr shhhh tv"
    .split()
) - {"tv"}  # fmt: skip
_ZONES: Final = "[ECMP][SD]T|BST|CET|CEST|EET|GMT|IST|JST|MSK|UTC"
_TITLES: Final = {"MR": "Mister", "MRS": "Missus", "DR": "Doctor"}


def is_word(letters: str) -> bool:
    """Say whether it could be an English word: it begins, goes on and ends with sounds that one may have."""
    low = letters.lower()
    if low in _NO_VOWEL or re.search(r"([a-z])\1\1", low):
        return True
    shape = _SHAPE.fullmatch(low)
    if shape is None:
        return False
    onset, middle, coda = shape.groups()
    if (onset and onset not in _SOUNDS) or (coda and coda not in _ENDS and (len(low) < _LONG or len(coda) > 3)):
        return False
    return not re.search(r"[^aeiouy]{5}|[aeiou]{5}", middle)


def _capitals(found: Found) -> str:
    word, tail = found[1], found[2]
    low = word.lower()
    tail = tail.lower()
    if (not tail or tail[1:] == "s") and _is_spelled(found, low):
        return _spelled(word) + tail
    if low in _AS_WORDS:
        return word.capitalize() + tail
    at_start = not found.before.strip() or re.search(
        r"(?:[.!?]\W*|\b(?:Mister|Missus|Miss|Doctor|Sir|Lady|Lord|Captain|Colonel|Saint|Madame|Monsieur)\s)$",
        found.before,
    )
    return (word.capitalize() if at_start else low) + tail


def _is_spelled(found: Found, low: str) -> bool:
    if low in _SOMETIMES:
        if _shouts(found):
            return False
        if low == "us":
            return _COUNTRY.search(found.before) is not None or _OF_A_STATE.match(found.after) is not None
        return low == "id" or (low != "it" and _BEFORE_LETTERS.search(found.before) is not None)
    if low in _LETTERS:
        return True
    return low not in _AS_WORDS and not is_word(low) and len(low) <= 5


def _shouts(found: Found) -> bool:
    """Say whether the word next to it is in capitals too, and a word."""
    beside = (*re.findall(r"([A-Z’']{2,}),?\s$", found.before), *re.findall(r"^,?\s([A-Z’']{2,})\b", found.after))
    return any(is_word(word.replace("’", "").replace("'", "")) and word.lower() not in _LETTERS for word in beside)


def _plural(found: Found) -> str | None:
    """Give "T V’s" for TVs: a small s after letters that are no word."""
    return None if is_word(found[1]) and found[1].lower() not in _LETTERS else _spelled(found[1]) + "’s"


CAPITALS: Final[tuple[Rule, ...]] = (
    rule(r"(?<=[A-Z]{2}\s)A(?=\s[A-Z]{2})", "a"),
    rule(
        r"\b([A-Z]{1,3}) ?& ?([A-Z]{1,3})\b",
        lambda f: f"{_spelled(f[1])} and {_spelled(f[2])}" if len(f[1] + f[2]) < 4 else None,
    ),
    rule(r"\bPhD(s?)\b", lambda f: "P H D" + ("’s" if f[1] else "")),
    rule(r"(?<=\bV)-?([EJ])(?= [Dd]ay\b)", r" \1"),
    rule(rf"(?<=\d )({_ZONES})\b|(?<=[AP] M )({_ZONES})\b|(?<=o’clock )({_ZONES})\b", lambda f: _spelled(f[0])),
    rule(r"\b([BM])(S[Cc]|Phil|BA|Ed)\b", lambda f: f"{f[1]} {f[2] if f[2] == 'Phil' else _spelled(f[2])}"),
    rule(r"\b(Mc|Mac|O['’])([A-Z]{2,})\b", lambda f: f[1] + f[2].capitalize()),
    rule(r"\b(MRS?|DR)\b\.?(?=\W|$)", lambda f: _TITLES[f[1]]),
    rule(r"(?<![\w’'])([A-Z]{2,6})s\b", _plural),
    rule(r"(?<![\w’'])([A-Z]{2,})((?:['’](?:[A-Z]{1,2}|s|d|m|ve|ll|re|t))?)(?![\w])", _capitals),
    rule(r"(?<=[A-Za-z])['’]([A-Z]{1,2})\b", lambda f: f[0].lower()),
)
