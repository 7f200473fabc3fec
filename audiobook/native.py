"""A cast in the language of its story: eSpeak NG's voices speak every language, others the one that they learned."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from audiobook.engines.espeak_data import VARIANTS_OF, espeak_data
from audiobook.engines.registry import accents_of
from audiobook.errors import VoiceError
from audiobook.model import Cast, Voice, VoiceProfile
from audiobook.text.language import ENGLISH, name_of

_ESPEAK: Final = "pyttsx3"
_SYSTEM: Final = "system/"
_PARTS: Final = re.compile(r"[+:]")
_NAMED: Final = 4


def in_language(voice: Voice, language: str) -> Voice:
    """Give the same voice in a story's language: "de+Storm" for "en-us+Storm", the language of our defaults.

    Voices of another accent ("en-gb+m3"), of other engines, and those of English stories stay as they are.
    """
    spoken, plus, variant = voice.name.partition("+")
    if voice.engine != _ESPEAK or spoken != VARIANTS_OF or _is(language, ENGLISH):
        return voice
    native = _espeak_language(language)
    return replace(voice, name=f"{native}{plus}{variant}") if native else voice


def cast_in_language(cast: Cast, language: str) -> Cast:
    """Give a cast that speaks a story's language, as far as `in_language` can."""

    def native(profile: VoiceProfile) -> VoiceProfile:
        return replace(profile, voice=in_language(profile.voice, language))

    return Cast(native(cast.narrator), tuple(replace(role, profile=native(role.profile)) for role in cast.roles))


def language_notes(cast: Cast, language: str, defaults: Iterable[Voice], place: str) -> tuple[str, ...]:
    """Say which voices read a story in letters of another language.

    defaults: voices that nobody chose for this story. Raises VoiceError if one of those cannot speak its language.
    """
    if _is(language, ENGLISH):
        return ()
    strangers = {voice: accent for voice in _voices(cast) if (accent := accent_of(voice)) and not _is(accent, language)}
    unchosen = next((voice for voice in strangers if voice in set(defaults)), None)
    if unchosen:
        raise VoiceError(
            f"{place} is in {name_of(language)}, and none of the default voices of {unchosen.engine} speaks that",
            hint="engine: pyttsx3 in voices.yaml speaks every language; or name voices that speak it",
        )
    if not strangers:
        return ()
    names = [f"{voice.engine}:{voice.name} ({name_of(accent)})" for voice, accent in strangers.items()]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return (f"the story is in {name_of(language)}, these voices speak otherwise: {', '.join(names[:_NAMED])}{more}",)


def accent_of(voice: Voice) -> str:
    """Give what a voice speaks like, BCP 47; empty where nobody knows."""
    if voice.engine == _ESPEAK and not voice.name.startswith(_SYSTEM):
        return voice.name.partition("+")[0].rpartition("/")[2].lower()
    accents = accents_of(voice.engine)
    return accents.get(voice.name) or accents.get(_PARTS.split(voice.name)[0], "")


def _voices(cast: Cast) -> Iterator[Voice]:
    yield from dict.fromkeys(profile.voice for profile in (cast.narrator, *(role.profile for role in cast.roles)))


def _espeak_language(language: str) -> str:
    """Give eSpeak's name for a language, or for what it is a dialect of; empty if it has none."""
    for name in dict.fromkeys((language, language.partition("-")[0])):
        try:
            espeak_data().resolve(name)
        except VoiceError:
            continue
        return name
    return ""


def _is(accent: str, language: str) -> bool:
    """Say whether both are of one language; Chinese has two codes."""
    codes = {code.partition("-")[0].replace("cmn", "zh") for code in (accent, language)}
    return len(codes) == 1
