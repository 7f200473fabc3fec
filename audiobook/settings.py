"""voices.yaml and flags -> one frozen Settings; and the corrections beside a story."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from audiobook.casting import CastingRules, Part
from audiobook.dialogue.corrections import Correction
from audiobook.engines.registry import is_engine, load_engine
from audiobook.errors import SettingsError, VoiceError
from audiobook.formats.registry import load_format
from audiobook.helper.address import HelperModel, stated_helper
from audiobook.manner.rules import MANNERS, Manner
from audiobook.manner_settings import stated_manners
from audiobook.model import Character, Gender, LoudnessTarget, Prosody, Voice, VoiceProfile
from audiobook.script import Pauses
from audiobook.strict_yaml import Section, parse

VOICES_FILE: Final = Path("voices.yaml")
STORY_FOLDER: Final = Path("story")
OUTPUT_FOLDER: Final = Path("output")
DEFAULT_ENGINE: Final = "pyttsx3"

_KEYS: Final = (
    "engine narrator characters pools manner thoughts documents pauses loudness formats narrated_by cover "
    "unquoted_speech attribution_llm"
).split()
_VOICE_KEYS: Final = ("voice", "rate", "pitch", "gain", "gender", "manner")
_MOST_GAIN_DB: Final = 12.0
_NARRATORS_OWN: Final = frozenset({"narrator", "nobody", "no one", "not speech"})
"""What a correction's `speaker:` says for "nobody says this aloud"."""

_NARRATOR: Final = "en-us+m8"
_POOLS: Final = {
    Gender.MALE: "pablo robert Mario antonio Diogo marcelo m1 iven Hugo klatt Storm".split(),
    Gender.FEMALE: "steph f2 aunty belinda".split(),
    Gender.UNKNOWN: "sandro m2 quincy".split(),
}
"""Variants of eSpeak NG that sound unlike each other, for a story without voices.yaml (cosine < 0.85)."""


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
    unquoted_speech: bool = False
    """Some of what is said in the story stands in no quotation marks."""
    helper: HelperModel | None = None
    """Is asked about doubtful lines; None: nobody is."""
    narrated_by: str = ""
    """For tags; empty: the cast is listed."""
    cover: Path | None = None
    out: Path = OUTPUT_FOLDER
    cache: Path = field(default_factory=Path)
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


def read_text(path: Path) -> str:
    """Give a settings file's text. Raises SettingsError in words."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8 (byte {error.start:,})", hint="save it as UTF-8") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}", hint="check the name after --voices") from None


def parse_settings(text: str, place: str, folder: Path = Path()) -> Settings:
    """Give the settings that a voices.yaml states, with our defaults for the rest; folder is where its paths begin."""
    top = parse(text, place)
    top.allow(*_KEYS)
    engine = _engine(top)
    cover = top.text("cover")
    return Settings(
        casting=_casting(top, engine),
        engine=engine,
        manners=stated_manners(top, lambda section: _voice(section, engine, Prosody())),
        pauses=_pauses(top.section("pauses")),
        target=_loudness(top.section("loudness")),
        formats=_formats(top),
        unquoted_speech=top.flag("unquoted_speech", default=False),
        helper=stated_helper(top.section("attribution_llm")),
        narrated_by=top.text("narrated_by"),
        cover=folder / cover if cover else None,
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
    default = Voice(DEFAULT_ENGINE, _NARRATOR)
    return CastingRules(
        narrator=_profile("narrator", narrator, engine) or VoiceProfile("narrator", default),
        narrator_character=narrator.text("character"),
        parts=parts,
        pools={gender: _pool(pools, gender, engine) for gender in Gender},
    )


def _part(name: str, section: Section, engine: str) -> Part:
    section.allow("aliases", *_VOICE_KEYS)
    if not any(letter.isalnum() for letter in name):
        raise SettingsError(f'{section.at()}: "{name}" is no name for a character')
    character = Character(_slug(name), name, section.words("aliases"), _gender(section))
    return Part(character, _profile(name, section, engine), section.at())


def _slug(name: str) -> str:
    return "-".join(name.lower().split())


def _refuse_shared_names(parts: tuple[Part, ...]) -> None:
    seen: dict[str, str] = {}
    for part in parts:
        for name in (part.character.name, *part.character.aliases):
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
    voice = parse_voice(section.text("voice"), engine, prosody)
    try:
        load_engine(voice.engine).check(voice)
    except VoiceError as error:
        raise VoiceError(f"{section.at('voice')}: {error.problem}", hint=error.hint) from None
    return voice


def _gender(section: Section) -> Gender:
    gender = section.text("gender", Gender.UNKNOWN)
    if gender not in tuple(Gender):
        raise SettingsError(f'{section.at("gender")}: gender "{gender}" must be one of {", ".join(Gender)}')
    return Gender(gender)


def _pool(pools: Section, gender: Gender, engine: str) -> tuple[VoiceProfile, ...]:
    if gender not in pools:
        names = _POOLS[gender]
        return tuple(VoiceProfile(n, Voice(DEFAULT_ENGINE, f"en-us+{n}"), gender) for n in names)
    profiles = []
    for section in pools.sections(gender, word_is="voice"):
        section.allow("voice", "rate", "pitch", "gain")
        profile = _profile(gender, section, engine)
        if profile is None:
            raise SettingsError(f"{section.at()}: an entry of a pool needs a voice")
        profiles.append(replace(profile, gender=gender))
    return tuple(profiles)


# -------------------------------------------------------------------------------------------------------------- sound


def _pauses(section: Section) -> Pauses:
    keys = ("clause", "sentence", "speaker", "paragraph", "scene", "title", "head", "tail")
    section.allow(*keys)
    default = Pauses()
    return Pauses(**{f"{key}_s": section.number(key, getattr(default, f"{key}_s"), 0.0, 30.0) for key in keys})


def _loudness(section: Section) -> LoudnessTarget:
    section.allow("rms", "true_peak", "room_tone")
    default = LoudnessTarget()
    return LoudnessTarget(
        section.number("rms", default.rms_dbfs, -40.0, -10.0),
        section.number("true_peak", default.true_peak_dbtp, -20.0, -1.0),
        section.number("room_tone", default.room_tone_dbfs, -90.0, -50.0),
    )


def _formats(top: Section) -> tuple[str, ...]:
    names = top.words("formats", ("mp3",))
    if not names:
        raise SettingsError(f"{top.at('formats')}: there is no format in the list", hint="formats: [mp3]")
    for name in names:
        try:
            load_format(name)
        except SettingsError as error:
            raise SettingsError(f"{top.at('formats')}: {error.problem}", hint=error.hint) from None
    return names


# -------------------------------------------------------------------------------------------------------- corrections


def corrections_file(story: Path) -> Path:
    """Say where the corrections of a story stand: `exile.corrections.yaml` beside `exile.md`."""
    return story.with_suffix(".corrections.yaml")


def load_corrections(story: Path) -> tuple[Correction, ...]:
    """Read the corrections beside a story; none if there is no file. Raises SettingsError with file and line."""
    return tuple(_correction(section) for section in _beside(story).sections("script"))


def load_same_people(story: Path) -> tuple[Character, ...]:
    """Read who the corrections beside a story say is one person. Raises SettingsError with file and line."""
    names: dict[str, list[str]] = {}
    for section in _beside(story).sections("same_person"):
        section.allow("name", "also")
        if "name" not in section or "also" not in section:
            raise SettingsError(f'{section.at()}: one person of two names needs "name" and "also"')
        names.setdefault(section.text("name"), []).extend(section.words("also"))
    return tuple(Character(_slug(name), name, tuple(dict.fromkeys(also))) for name, also in names.items())


def _beside(story: Path) -> Section:
    path = corrections_file(story)
    top = parse(read_text(path) if os.path.lexists(path) else "", str(path))
    top.allow("script", "same_person")
    return top


def _correction(section: Section) -> Correction:
    section.allow("words", "speaker", "after")
    for key in ("words", "speaker"):
        if key not in section:
            raise SettingsError(f'{section.at()}: a correction needs "{key}"')
    speaker = section.text("speaker")
    return Correction(
        words=section.text("words"),
        speaker=None if speaker.casefold() in _NARRATORS_OWN else speaker,
        after=section.text("after"),
        place=section.at(),
    )
