"""The words that tell how somebody sounds, as data: of voices, accents, ages and crowds."""

from typing import Final

from audiobook.dialogue.languages import listed
from audiobook.model import Age, Pitch, Timbre

Sound = Pitch | Timbre


def _meanings(table: dict[Sound, str]) -> dict[str, tuple[Sound, ...]]:
    """Turn what means what into a look-up by word; a word may mean two things."""
    found: dict[str, tuple[Sound, ...]] = {}
    for sound, words in table.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), sound)
    return found


# -------------------------------------------------------------------------------------------------------------- voices

LASTING: Final = _meanings(
    {
        Pitch.HIGH: "high-pitched squeaky piping falsetto treble soprano fluting chirpy",
        Pitch.LOW: "low-pitched booming bass baritone gravelly contralto",
        Timbre.RASPY: "raspy rasping gravelly croaky croaking gruff grating guttural growly growling throaty cracked",
        Timbre.LOUD: "booming stentorian",
        Timbre.NASAL: "nasal twanging",
        Timbre.THIN: "reedy squeaky piping",
        Timbre.CLEAR: "sonorous resonant silvery",
    }
)
"""What a voice is, and not how it is used just now: 'in a nasal voice' says it of the person."""
USUAL: Final = _meanings(
    {
        Pitch.HIGH: "high shrill",
        Pitch.LOW: "deep deep-toned low",
        Timbre.RASPY: "hoarse husky harsh rough",
        Timbre.SOFT: "soft gentle mild quiet velvety",
        Timbre.LOUD: "loud big powerful thundering",
        Timbre.THIN: "thin weak",
        Timbre.CLEAR: "clear rich full musical melodious mellow ringing",
    }
)
"""What anybody's voice may be for a moment: 'in a low voice' says nothing of the person, 'he had a low voice' does."""
PAIRS: Final = {("high", "pitched"): "high-pitched", ("low", "pitched"): "low-pitched", ("deep", "toned"): "deep-toned"}
"""Two words that are written as one elsewhere."""
SIDE_WORDS: Final = listed(
    "and but , very rather somewhat quite slightly extremely unusually surprisingly remarkably naturally always a "
    "little almost such so own usual natural ordinary peculiar pleasant strange strong old young"
)
"""What may stand among the adjectives of a voice and says nothing itself."""
NEGATIONS: Final = listed("not no never neither nor without longer less hardly scarcely n't anything")
CHANGES: Final = listed("suddenly now for once unusually uncommonly strangely")
"""'His voice was suddenly deep': it mostly is not."""
BEING: Final = listed("was is were")

# ------------------------------------------------------------------------------------------------------------- accents

ACCENTS: Final = {
    word: tag
    for tag, words in (
        ("ru", "russian"),
        ("de", "german austrian viennese bavarian prussian"),
        ("fr", "french parisian"),
        ("it", "italian"),
        ("es", "spanish mexican"),
        ("pt", "portuguese"),
        ("pl", "polish"),
        ("nl", "dutch"),
        ("sv", "swedish"),
        ("hu", "hungarian"),
        ("zh", "chinese"),
        ("ja", "japanese"),
        ("hi", "indian"),
        ("yi", "yiddish"),
        ("en-ie", "irish"),
        ("en-gb-scotland", "scottish scotch scots"),
        ("en-gb", "english british cockney welsh oxford yorkshire lancashire london"),
        ("en-us", "american yankee southern texan brooklyn"),
    )
    for word in words.split()
}
ACCENT_NOUNS: Final = {
    "accent": "",
    "accents": "",
    "brogue": "en-ie",
    "burr": "en-gb-scotland",
    "lilt": "",
    "twang": "",
}
"""Each with the accent that it tells by itself."""
MARKED: Final = listed(
    "heavy thick strong broad slight faint marked pronounced distinct soft hard unmistakable foreign native fine"
)
"""'her French accent' may be how she speaks French; 'her thick French accent' is how she speaks."""
FEIGNED: Final = listed("mock imitated imitating affected assumed imitation trace lost without no not put feigned fake")

# ---------------------------------------------------------------------------------------------------------------- ages

AGE_WORDS: Final = {
    word: age
    for age, words in (
        (Age.OLD, "old elderly aged ancient oldish white-haired grey-haired gray-haired"),
        (Age.YOUNG, "young youthful youngish"),
        (Age.CHILD, "little small"),
        (Age.GROWN, "middle-aged"),
    )
    for word in words.split()
}
OF_AN_AGE: Final = {
    Age.OLD: listed("man woman lady gentleman person peasant widow priest sailor clergyman countess porter crone"),
    Age.YOUNG: listed("man woman lady gentleman person girl fellow clergyman widow officer student lad priest doctor"),
    Age.CHILD: listed("boy girl child lad fellow"),
    Age.GROWN: listed("man woman lady gentleman person"),
}
"""'an old man' tells an age, 'an old friend' none; 'a little girl' does, 'a little man' not."""
CHILDREN: Final = listed("child baby infant schoolboy schoolgirl toddler")
YOUNGSTERS: Final = listed("boy girl lad lass youth maiden youngster")
"""Nouns that tell an age by themselves; 'the boy' is as often eighteen as eight."""
AGED: Final = listed("grandmother grandfather grandma grandpa granny grandad granddad greybeard crone")
TEENS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS: Final = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
DECADES: Final = {
    word: 10 * n for n, word in enumerate("twenties thirties forties fifties sixties seventies eighties".split(), 2)
}
ROUGHLY: Final = listed(
    "about some nearly almost over past perhaps scarcely hardly just only barely early late mid his her"
)
FORMERLY: Final = listed("when then once still")
"""'I was a boy of ten when': it is long ago."""
SINCE: Final = listed("since when while if until till as whether though although had than")
"""'ever since he was a boy': as above."""

# -------------------------------------------------------------------------------------------------------------- crowds

CROWDS: Final = listed(
    "crowd audience mob everybody everyone chorus congregation voices people others assembly multitude throng company"
)
SEVERAL: Final = listed("several many some all both two three few they dozen")
