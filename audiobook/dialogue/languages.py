"""What each language calls speaking, and whom: data for cues that stand inside the line, and beside it. Pure.

Small on purpose: the verbs that do the work in most novels, in the forms that stand beside a speech.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from audiobook.model import Gender


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
    he: frozenset[str] = frozenset()
    """Words for one man, whatever the case: "il", "ему"."""
    she: frozenset[str] = frozenset()
    """The same for one woman."""
    me: frozenset[str] = frozenset()
    """"I" as a subject."""
    nobody: frozenset[str] = frozenset()
    """Words after a pronoun that is nobody: "il y avait", "il faut"."""
    men: frozenset[str] = frozenset()
    """Nouns for somebody whose name the text may tell elsewhere."""
    women: frozenset[str] = frozenset()
    male: frozenset[str] = frozenset()
    """Articles that tell the gender of who speaks: "le facteur"."""
    female: frozenset[str] = frozenset()
    indefinite: frozenset[str] = frozenset()
    """Articles that bring somebody in."""
    unseen: frozenset[str] = frozenset()
    """Nouns for somebody heard; their gender tells nothing: "une voix"."""
    said_by_him: tuple[str, ...] = ()
    """Endings of a verb that tell the gender of its subject: "сказал"."""
    said_by_her: tuple[str, ...] = ()
    """They are looked at first: "сказала"."""
    openers: frozenset[str] = frozenset()
    """Words with which a sentence begins, and no name."""
    nouns_are_capital: bool = False
    apart: str = ""
    """What may hang on the end of a word by a hyphen and is a word of its own: "dit-il", "disse-lhe" (a pattern)."""
    elided: str = ""
    """Letters of an article that an apostrophe joins to its noun: "l'homme"."""

    def is_small(self, low: str) -> bool:
        """Say whether a word is one that no name is, in a language other than English, whose own list has more."""
        return self.code != "en" and any(
            low in words for words in (self.common, self.openers, self.pronouns, self.articles, self.talk)
        )

    def gender_of(self, low: str) -> Gender:
        """Give the gender that a pronoun, a noun for a person or a verb tells."""
        if low in self.he or low in self.men or (self.said_by_him and low.endswith(self.said_by_him)):
            return Gender.MALE
        if low in self.she or low in self.women or (self.said_by_her and low.endswith(self.said_by_her)):
            return Gender.FEMALE
        return Gender.UNKNOWN


def listed(text: str) -> frozenset[str]:
    """Give the words of a list."""
    return frozenset(text.split())


ENGLISH: Final = Language(
    "en",
    listed("the and of to was he she that with his her you it for had said"),
    listed(
        "said says asked answered replied cried called whispered muttered murmured shouted exclaimed added repeated "
        "continued began returned remarked observed inquired enquired demanded agreed declared insisted explained "
        "announced retorted protested sighed laughed told thought begged growled gasped"
    ),
    listed("he she i they we"),
    listed("the a an his her my our their one"),
    listed("i i'm i'll i've i'd me my mine you you're you'll you've your we we're we'll us our let let's"),
    ("ed",),
    listed("need indeed bed red fed feed seed speed"),
    he=listed("he him his himself"),
    she=listed("she her hers herself"),
    me=listed("i"),
)
FRENCH: Final = Language(
    "fr",
    listed("le la les et de des un une il elle que qui dans est pas pour était vous je"),
    listed(
        "dit dis répondit répondis demanda demandai répliqua répliquai reprit repris fit fis cria criai s'écria "
        "m'écriai murmura murmurai ajouta ajoutai continua continuai dit-on déclara déclarai expliqua expliquai "
        "insista souffla soupira chuchota hurla protesta lança interrompit remarqua observa annonça balbutia gronda "
        "grommela songea pensa pensai avoua poursuivit acheva affirma conclut objecta supplia ordonna "
        "s'exclama m'exclamai s'enquit interrogea demande répond répète répéta"
    ),
    listed("il elle je on ils elles"),
    listed("le la les un une son sa mon ma ses mes l' ce cette"),
    listed("je j' tu te toi vous nous mon ma mes ton ta tes votre vos notre nos moi me m' t'"),
    ("a", "ait", "aient", "èrent", "irent", "urent", "it", "ut", "int"),
    listed("a va la ma sa ta cela voilà déjà fait sait plaît dit suit parfait tout lait peut veut faut doit vaut soit"),
    he=listed("il"),
    she=listed("elle"),
    me=listed("je j'"),
    nobody=listed("y faut fallait pleut pleuvait neigeait semble semblait s'agit s'agissait existe"),
    men=listed("homme garçon monsieur père frère fils oncle mari ami autre"),
    women=listed("femme fille dame madame mademoiselle mère sœur soeur tante amie"),
    male=listed("le un son mon ce"),
    female=listed("la une sa ma cette"),
    indefinite=listed("un une"),
    unseen=listed("voix personne"),
    openers=listed(
        "quand lorsque comme mais puis alors et si enfin soudain pendant après avant ainsi oui non ah oh eh bien car "
        "donc c'était c'est"
    ),
    apart=r"(?:t-)?(?:ils?|elles?|on|je|nous|vous)",
    elided="ld",
)
SPANISH: Final = Language(
    "es",
    listed("el la los las de que y en un una no se por con su para era como pero"),
    listed(
        "dijo dije dice respondió respondí preguntó pregunté contestó contesté replicó exclamó murmuró gritó susurró "
        "añadió añadí agregó repuso insistió continuó explicó repitió pidió ordenó protestó suspiró pensó pensé "
        "observó declaró anunció interrumpió prosiguió afirmó aseguró comentó admitió concluyó dijeron"
    ),
    listed("él ella yo ellos ellas"),
    listed("el la los las un una su mi"),
    listed("yo tú te me mi mis usted ustedes nosotros nos vosotros os tu tus conmigo"),
    ("ó", "aba", "ía", "aron", "ieron", "aban", "ían"),
    listed("había día todavía"),
    he=listed("él"),
    she=listed("ella"),
    me=listed("yo"),
    men=listed("hombre muchacho chico joven don señor padre hermano hijo tío marido niño amigo otro"),
    women=listed("mujer muchacha chica doña señora señorita madre hermana hija tía niña amiga otra"),
    male=listed("el un"),
    female=listed("la una"),
    indefinite=listed("un una"),
    unseen=listed("voz persona"),
    openers=listed(
        "cuando mientras pero entonces si después antes así luego sí ah oh ya aquel aquella al por ni pues aunque ahora"
    ),
)
RUSSIAN: Final = Language(
    "ru",
    listed("и в не на что он она с как это а я но его к у по из был"),
    listed(
        "сказал сказала сказали говорил говорила говорит спросил спросила ответил ответила отвечал отвечала "
        "воскликнул воскликнула крикнул крикнула закричал закричала прошептал прошептала шепнул шепнула проговорил "
        "проговорила произнёс произнес произнесла добавил добавила продолжал продолжала продолжил продолжила "
        "повторил повторила заметил заметила возразил возразила пробормотал пробормотала подумал подумала вздохнул "
        "вздохнула согласился согласилась объяснил объяснила начал начала попросил попросила"
    ),
    listed("он она я они оно"),
    frozenset(),
    listed("я меня мне мной мы нас нам ты тебя тебе вы вас вам мой моя моё мои твой твоя ваш ваша наш наша"),
    ("л", "ла", "ли", "ло", "лся", "лась", "лись"),
    listed("ли если или была дела"),
    he=listed("он его ему него нему ним нём"),
    she=listed("она её ее ей неё нее ней нею"),
    me=listed("я"),
    men=listed("мужчина мальчик юноша парень господин отец брат сын дядя муж друг другой"),
    women=listed("женщина девочка девушка дама барышня мать сестра дочь тётка тетка жена подруга другая"),
    unseen=listed("голос кто-то"),
    openers=listed(
        "когда но потом тогда если пока после вдруг да нет ну вот так там тут все всё это этот эта только теперь уже"
    ),
    said_by_him=("л", "лся"),
    said_by_her=("ла", "лась"),
)
GERMAN: Final = Language(
    "de",
    listed("der die das und nicht ich er sie es ein eine zu mit den war ist dem"),
    listed(
        "sagte sagt fragte antwortete erwiderte rief flüsterte murmelte meinte entgegnete schrie brummte wiederholte "
        "erklärte bemerkte versetzte seufzte stammelte dachte ergänzte widersprach befahl"
    ),
    listed("er sie ich wir"),
    listed("der die das ein eine sein ihr mein"),
    listed("ich mich mir mein meine wir uns unser du dich dir dein deine ihr euch"),
    ("te", "ten"),
    listed("heute bitte ersten letzten"),
    he=listed("er ihn ihm sein seine seinen seinem seiner"),
    she=listed("sie ihr ihre ihren ihrem ihrer"),
    me=listed("ich"),
    men=listed("mann junge herr vater bruder sohn onkel freund andere"),
    women=listed("frau mädchen dame mutter schwester tochter tante freundin"),
    male=listed("der"),
    female=listed("die eine ihre seine meine"),
    indefinite=listed("ein eine"),
    unseen=listed("stimme person"),
    openers=listed(
        "als wenn da dann doch aber nun so während nachdem bevor ja nein ach oh vor auf in am im nach bei dort hier"
    ),
    nouns_are_capital=True,
)
ITALIAN: Final = Language(
    "it",
    listed("il lo gli e di che non un una per era con si della nel è lei lui come disse"),
    listed(
        "disse dissi rispose risposi chiese chiesi domandò replicò esclamò mormorò gridò sussurrò aggiunse "
        "continuò ripeté fece insistette spiegò pensò osservò"
    ),
    listed("lui lei io egli ella"),
    listed("il lo la un una suo sua"),
    listed("io mi me tu ti te voi vi noi ci mio mia tuo tua lei"),
    ("ò", "ava", "eva", "iva", "arono", "ono"),
    listed("sono però ciò può sono"),
    he=listed("lui egli"),
    she=listed("lei ella"),
    me=listed("io"),
    men=listed("uomo ragazzo signore padre fratello figlio zio marito amico altro"),
    women=listed("donna ragazza signora signorina madre sorella figlia zia moglie amica altra"),
    male=listed("il lo un"),
    female=listed("la una"),
    indefinite=listed("un una uno"),
    unseen=listed("voce persona"),
    openers=listed("quando mentre ma poi allora se dopo prima così sì no ah oh appena intanto ora a al"),
    elided="l",
)
PORTUGUESE: Final = Language(
    "pt",
    listed("o a os as de que e não um uma se com para era como mas ao na no do da em"),
    listed(
        "disse disseram perguntou perguntei respondeu respondi replicou exclamou murmurou gritou sussurrou "
        "acrescentou continuou repetiu retorquiu insistiu explicou pensou observou declarou comentou concordou "
        "prosseguiu tornou pediu ordenou suspirou anunciou interrompeu"
    ),
    listed("ele ela eu eles elas"),
    listed("o a os as um uma seu sua"),
    listed("eu me mim meu minha tu te ti teu tua você vocês nós nos nosso nossa"),
    ("ou", "eu", "iu", "ava", "ia", "aram", "eram", "iram"),
    listed("eu meu teu seu dia ainda havia sou vou estou dou"),
    he=listed("ele"),
    she=listed("ela"),
    me=listed("eu"),
    men=listed("homem rapaz senhor pai irmão filho tio marido menino amigo outro"),
    women=listed("mulher rapariga moça dona senhora mãe irmã filha tia menina amiga outra"),
    male=listed("o um"),
    female=listed("a uma"),
    indefinite=listed("um uma"),
    unseen=listed("voz pessoa"),
    openers=listed("quando enquanto mas então se depois antes assim sim não ah oh logo agora aquele aquela"),
    apart=r"(?:lhes?|me|se|nos)",
)
LANGUAGES: Final = (ENGLISH, FRENCH, SPANISH, RUSSIAN, GERMAN, ITALIAN, PORTUGUESE)
_BY_CODE: Final = {language.code: language for language in LANGUAGES}
_WITHOUT: Final = frozenset("fit fis dis dice fece sagt versetzte demande songea lança tornou".split())
"""Forms that are words of other languages too: they count only in a book of their own language."""
FOREIGN_VERBS: Final = frozenset().union(*(x.verbs for x in LANGUAGES if x is not ENGLISH)) - ENGLISH.verbs - _WITHOUT
"""Verbs that tell a cue in a book of whatever language: a mixed one, or one too short to tell."""
FOREIGN_PRONOUNS: Final = listed("il elle él ella он она er lui lei ele ela")


_LEAD: Final = 3
"""So many more common words make another language than the stated one: "no", "in" and "me" are of several."""
_LEAD_OVER_NONE: Final = 2
"""The same where there is no common word of the stated language at all."""
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
    lead = _LEAD if counts[fallback.code] else _LEAD_OVER_NONE
    return best if counts[best.code] >= counts[fallback.code] + lead else fallback
