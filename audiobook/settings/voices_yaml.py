"""voices.yaml and flags -> one frozen Settings."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from audiobook.casting.roles import CastingRules, Part
from audiobook.credits import Credits, Sample
from audiobook.engines.registry import hint_elsewhere, is_engine, load_engine
from audiobook.errors import SettingsError, VoiceError
from audiobook.helper.address import HelperModel, stated_helper
from audiobook.layout import PLAIN
from audiobook.manner.rules import MANNERS, Manner
from audiobook.model import Character, Gender, LoudnessTarget, Prosody, Voice, VoiceProfile
from audiobook.script import Pauses
from audiobook.settings.default_voices import DEFAULT_ENGINE, default_narrator, default_pool
from audiobook.settings.included import included, merged
from audiobook.settings.lexicons import load_named
from audiobook.settings.manners import stated_manners
from audiobook.settings.publication import (
    NO_COVER,
    stated_address,
    stated_credits,
    stated_formats,
    stated_layout,
    stated_sample,
)
from audiobook.settings.reading import read_text
from audiobook.settings.sound import stated_loudness, stated_pauses
from audiobook.strict_yaml import Section, parse
from audiobook.text.lexicon import Entry

VOICES_FILE: Final = Path("voices.yaml")
STORY_FOLDER: Final = Path("story")
OUTPUT_FOLDER: Final = Path("output")

_KEYS: Final = (
    "include engine narrator characters pools manner thoughts documents pauses loudness formats narrated_by cover "
    "unquoted_speech attribution_llm credits sample layout podcast lexicon known_names"
).split()
_VOICE_KEYS: Final = ("voice", "rate", "pitch", "gain", "gender", "manner")
_MOST_GAIN_DB: Final = 12.0


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a person decides, in one value."""

    casting: CastingRules
    engine: str = DEFAULT_ENGINE
    """Of voices that do not name theirs."""
    manners: tuple[Manner, ...] = tuple(MANNERS.values())
    """In force; a line that the text says is whispered is, if "whispered" is among them."""
    pauses: Pauses = field(default_factory=Pauses)
    target: LoudnessTarget = field(default_factory=LoudnessTarget)
    formats: tuple[str, ...] = ("mp3",)
    lexicon: tuple[Entry, ...] = ()
    """How words are said, those first that count for more; what stands beside a story counts for more still."""
    known_names: bool = True
    """Names of our own table are said as it has them, in English stories."""
    unquoted_speech: bool = False
    """Some of what is said in the story stands in no quotation marks."""
    helper: HelperModel | None = None
    """Is asked about doubtful lines; None: nobody is."""
    narrated_by: str = ""
    """For tags; empty: the cast is listed."""
    cover: Path | None = None
    draws_cover: bool = True
    """Where nobody gives one."""
    credits: Credits = field(default_factory=Credits)
    sample: Sample | None = None
    layout: str = PLAIN
    """Of `layout.LAYOUTS`."""
    address: str = ""
    """Of the output folder on the web, with a slash at its end."""
    out: Path = OUTPUT_FOLDER
    cache: Path = field(default_factory=Path)
    store: str = ""
    """Address of an object store that the cache stands in front of; empty: none."""
    jobs: int = 1
    chapters: frozenset[int] = frozenset()
    """Chapters to make; empty: all."""
    force: bool = False


def load_settings(path: Path | None) -> Settings:
    """Read voices.yaml: `path`, or the one in this folder if there is one, else the defaults.

    Raises SettingsError or VoiceError with file, line, and "did you mean".
    """
    if path is None and not VOICES_FILE.exists():
        return parse_settings("", "the defaults")
    path = path or VOICES_FILE
    return parse_settings(read_text(path), str(path), path.parent)


def parse_settings(text: str, place: str, folder: Path = Path()) -> Settings:
    """Give the settings that a voices.yaml states, with our defaults for the rest; folder is where its paths begin."""
    top = parse(text, place)
    tops = (top, *included(top, folder, read_text, Path(place) if Path(place).is_file() else None))
    for each in tops:
        each.allow(*_KEYS)
    engine = _engine(top)
    casting = merged([(each, _casting(each, _engine(each))) for each in tops])
    _refuse_shared_names(casting.parts)
    _checked(casting.narrator.voice, top.at("engine"))  # the others are; this one may be our default
    cover = top.text("cover")
    return Settings(
        casting=casting,
        engine=engine,
        manners=stated_manners(top, lambda section: _voice(section, engine, Prosody())),
        pauses=stated_pauses(top.section("pauses")),
        target=stated_loudness(top.section("loudness")),
        formats=stated_formats(top),
        lexicon=tuple(entry for each in tops for entry in _lexicon(each, folder)),
        known_names=top.flag("known_names", default=True),
        unquoted_speech=top.flag("unquoted_speech", default=False),
        helper=stated_helper(top.section("attribution_llm")),
        narrated_by=top.text("narrated_by"),
        cover=folder / cover if cover and cover != NO_COVER else None,
        draws_cover=cover != NO_COVER,
        credits=stated_credits(top),
        sample=stated_sample(top),
        layout=stated_layout(top),
        address=stated_address(top),
    )


# ------------------------------------------------------------------------------------------------------------- voices


def parse_voice(text: str, engine: str, prosody: Prosody) -> Voice:
    """Give the voice that "en-us+f3" or "kokoro:af_heart" names; engine is the one for names without.

    "af_heart:0.6+bf_emma:0.4" names none: it is a blend, and its colons part voices from their shares.
    """
    prefix, colon, name = text.partition(":")
    has_engine = colon and ("+" not in text or is_engine(prefix))
    return Voice(prefix, name, prosody) if has_engine else Voice(engine, text, prosody)


def _engine(top: Section) -> str:
    engine = top.text("engine", DEFAULT_ENGINE)
    try:
        load_engine(engine)
    except VoiceError as error:
        raise VoiceError(f"{top.at('engine')}: {error.problem}", hint=error.hint) from None
    return engine


def _casting(top: Section, engine: str) -> CastingRules:
    narrator = top.section("narrator")
    narrator.allow("character", *_VOICE_KEYS)
    characters = top.section("characters")
    parts = tuple(_part(name, characters.section(name), engine) for name in characters)
    _refuse_shared_names(parts)
    pools = top.section("pools")
    pools.allow(*Gender)
    return CastingRules(
        narrator=_profile("narrator", narrator, engine) or VoiceProfile("narrator", default_narrator(engine)),
        narrator_character=narrator.text("character"),
        parts=parts,
        pools={gender: _pool(pools, gender, engine) for gender in Gender},
    )


def _lexicon(top: Section, folder: Path) -> Iterator[Entry]:
    """Read the lexicons that a file names: for its characters, then for all. folder: of the first file."""
    own = Path(top.place).parent if Path(top.place).is_file() else folder
    characters = top.section("characters")
    for name in characters:
        yield from load_named(characters.section(name), own, name)
    yield from load_named(top, own)


def _part(name: str, section: Section, engine: str) -> Part:
    section.allow("aliases", *_VOICE_KEYS, "lexicon")
    if not any(letter.isalnum() for letter in name):
        raise SettingsError(f'{section.at()}: "{name}" is no name for a character')
    character = Character(slug(name), name, section.words("aliases"), _gender(section))
    return Part(character, _profile(name, section, engine), section.at())


def slug(name: str) -> str:
    """Give the id of a character with that name."""
    return "-".join(name.lower().split())


def _refuse_shared_names(parts: tuple[Part, ...]) -> None:
    seen: dict[str, str] = {}
    for part in parts:
        for name in part.character.names:
            owner = seen.setdefault(name.casefold(), part.character.name)
            if owner != part.character.name:
                raise SettingsError(f'{part.place}: "{name}" is a name of "{owner}" already', hint="one person each")


def _profile(name: str, section: Section, engine: str) -> VoiceProfile | None:
    """Give the voice of an entry; None where the entry does not name one."""
    if "voice" not in section:
        for key in ("rate", "pitch", "gain", "manner"):
            if key in section:
                raise SettingsError(f'{section.at(key)}: "{key}" needs a "voice" beside it')
        return None
    prosody = Prosody(section.number("rate", 1.0, 0.25, 4.0), section.number("pitch", 0.0, -12.0, 12.0))
    return VoiceProfile(
        name,
        _voice(section, engine, prosody),
        _gender(section),
        section.number("gain", 0.0, -_MOST_GAIN_DB, _MOST_GAIN_DB),
        takes_manner=section.flag("manner", default=True),
    )


def _voice(section: Section, engine: str, prosody: Prosody) -> Voice:
    return _checked(parse_voice(section.text("voice"), engine, prosody), section.at("voice"))


def _checked(voice: Voice, place: str) -> Voice:
    """Give the voice, if it can speak; else raise VoiceError with the place."""
    try:
        load_engine(voice.engine).check(voice)
    except VoiceError as error:
        raise VoiceError(f"{place}: {error.problem}", hint=hint_elsewhere(voice) or error.hint) from None
    return voice


def _gender(section: Section) -> Gender:
    gender = section.text("gender", Gender.UNKNOWN)
    if gender not in tuple(Gender):
        raise SettingsError(f'{section.at("gender")}: gender "{gender}" must be one of {", ".join(Gender)}')
    return Gender(gender)


def _pool(pools: Section, gender: Gender, engine: str) -> tuple[VoiceProfile, ...]:
    if gender not in pools:
        return default_pool(engine, gender)
    profiles = []
    for section in pools.sections(gender, word_is="voice"):
        section.allow("voice", "rate", "pitch", "gain")
        profile = _profile(gender, section, engine)
        if profile is None:
            raise SettingsError(f"{section.at()}: an entry of a pool needs a voice")
        profiles.append(replace(profile, gender=gender))
    return tuple(profiles)
