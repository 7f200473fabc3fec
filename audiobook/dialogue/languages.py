"""What the languages other than English call speaking: data for cues that stand inside the line. Pure.

Small on purpose: the verbs that do the work in most novels, in the forms that stand beside a speech.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """What tells a cue from a speech in one language."""

    code: str
    common: frozenset[str]
    """Words that hardly a sentence does without: they tell which language a book is in."""
    verbs: frozenset[str]
    """Speech verbs as they stand in a cue: third person, and "I"."""
    pronouns: frozenset[str] = frozenset()
    """Subjects of a cue."""
    articles: frozenset[str] = frozenset()
    """Words that begin a described subject: "le vieux", "the old man"."""
    talk: frozenset[str] = frozenset()
    """I, you and their kin: a sentence with one of them after a cue is speech, not narration."""
    past: tuple[str, ...] = ()
    """Endings of the verb in narration."""
    present: frozenset[str] = frozenset()
    """Words with such an ending that are no past tense."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH: Final = Language(
    "en",
    _words("the and of to was he she that with his her you it for had said"),
    _words(
        "said says asked answered replied cried called whispered muttered murmured shouted exclaimed added repeated "
        "continued began returned remarked observed inquired enquired demanded agreed declared insisted explained "
        "announced retorted protested sighed laughed told thought begged growled gasped"
    ),
    _words("he she i they we"),
    _words("the a an his her my our their one"),
    _words("i i'm i'll i've i'd me my mine you you're you'll you've your we we're we'll us our let let's"),
    ("ed",),
    _words("need indeed bed red fed feed seed speed"),
)
FRENCH: Final = Language(
    "fr",
    _words("le la les et de des un une il elle que qui dans est pas pour était vous je"),
    _words(
        "dit dis répondit répondis demanda demandai répliqua répliquai reprit repris fit fis cria criai s'écria "
        "m'écriai murmura murmurai ajouta ajoutai continua continuai dit-on déclara déclarai expliqua expliquai "
        "insista souffla soupira chuchota hurla protesta lança interrompit remarqua observa annonça balbutia gronda "
        "grommela songea pensa pensai avoua poursuivit acheva affirma conclut objecta supplia ordonna "
        "s'exclama m'exclamai s'enquit interrogea demande répond répète répéta"
    ),
    _words("il elle je on ils elles"),
    _words("le la les un une son sa mon ma ses mes l' ce cette"),
    _words("je j' tu te toi vous nous mon ma mes ton ta tes votre vos notre nos moi me m' t'"),
    ("a", "ait", "aient", "èrent", "irent", "urent", "it", "ut", "int"),
    _words("a va la ma sa ta cela voilà déjà fait sait plaît dit suit parfait tout lait peut veut faut doit vaut soit"),
)
SPANISH: Final = Language(
    "es",
    _words("el la los las de que y en un una no se por con su para era como pero"),
    _words(
        "dijo dije dice respondió respondí preguntó pregunté contestó contesté replicó exclamó murmuró gritó susurró "
        "añadió añadí agregó repuso insistió continuó explicó repitió pidió ordenó protestó suspiró pensó pensé "
        "observó declaró anunció interrumpió prosiguió afirmó aseguró comentó admitió concluyó dijeron"
    ),
    _words("él ella yo ellos ellas"),
    _words("el la los las un una su mi"),
    _words("yo tú te me mi mis usted ustedes nosotros nos vosotros os tu tus conmigo"),
    ("ó", "aba", "ía", "aron", "ieron", "aban", "ían"),
    _words("había día todavía"),
)
RUSSIAN: Final = Language(
    "ru",
    _words("и в не на что он она с как это а я но его к у по из был"),
    _words(
        "сказал сказала сказали говорил говорила говорит спросил спросила ответил ответила отвечал отвечала "
        "воскликнул воскликнула крикнул крикнула закричал закричала прошептал прошептала шепнул шепнула проговорил "
        "проговорила произнёс произнес произнесла добавил добавила продолжал продолжала продолжил продолжила "
        "повторил повторила заметил заметила возразил возразила пробормотал пробормотала подумал подумала вздохнул "
        "вздохнула согласился согласилась объяснил объяснила начал начала попросил попросила"
    ),
    _words("он она я они оно"),
    frozenset(),
    _words("я меня мне мной мы нас нам ты тебя тебе вы вас вам мой моя моё мои твой твоя ваш ваша наш наша"),
    ("л", "ла", "ли", "ло", "лся", "лась", "лись"),
    _words("ли если или была дела"),
)
GERMAN: Final = Language(
    "de",
    _words("der die das und nicht ich er sie es ein eine zu mit den war ist dem"),
    _words(
        "sagte sagt fragte antwortete erwiderte rief flüsterte murmelte meinte entgegnete schrie brummte wiederholte "
        "erklärte bemerkte versetzte seufzte stammelte dachte ergänzte widersprach befahl"
    ),
    _words("er sie ich wir"),
    _words("der die das ein eine sein ihr mein"),
    _words("ich mich mir mein meine wir uns unser du dich dir dein deine ihr euch"),
    ("te", "ten"),
    _words("heute bitte ersten letzten"),
)
ITALIAN: Final = Language(
    "it",
    _words("il lo gli e di che non un una per era con si della nel"),
    _words(
        "disse dissi rispose risposi chiese chiesi domandò replicò esclamò mormorò gridò sussurrò aggiunse "
        "continuò ripeté fece insistette spiegò pensò osservò"
    ),
    _words("lui lei io egli ella"),
    _words("il lo la un una suo sua"),
    _words("io mi me tu ti te voi vi noi ci mio mia tuo tua lei"),
    ("ò", "ava", "eva", "iva", "arono", "ono"),
    _words("sono però ciò può sono"),
)
LANGUAGES: Final = (ENGLISH, FRENCH, SPANISH, RUSSIAN, GERMAN, ITALIAN)
_BY_CODE: Final = {language.code: language for language in LANGUAGES}
_WITHOUT: Final = frozenset("fit fis dis dice fece sagt versetzte demande songea lança".split())
"""Forms that are words of other languages too: they count only in a book of their own language."""
FOREIGN_VERBS: Final = frozenset().union(*(x.verbs for x in LANGUAGES if x is not ENGLISH)) - ENGLISH.verbs - _WITHOUT
"""Verbs that tell a cue in a book of whatever language: a mixed one, or one too short to tell."""
FOREIGN_PRONOUNS: Final = _words("il elle él ella он она er lui lei")


_ENOUGH: Final = 10_000
"""So many words tell the language; the rest of a novel adds nothing but time."""


def language_of(words: Iterable[str], stated: str) -> Language:
    """Give the language that most of the common words are of; the stated one where none is known or the text is even.

    words: in lower case. A story that says nothing is taken for English by whoever read it, so "en" is no evidence.
    """
    counts: Counter[str] = Counter()
    for word in islice(words, _ENOUGH):
        for language in LANGUAGES:
            counts[language.code] += word in language.common
    code = stated.split("-", maxsplit=1)[0]
    fallback = _BY_CODE.get(code, ENGLISH)
    if code != "en" and code in _BY_CODE:
        return fallback
    best = max(LANGUAGES, key=lambda language: counts[language.code])
    return best if counts[best.code] > counts[fallback.code] else fallback
