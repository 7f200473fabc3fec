"""A story with voices that fit what its text says of its people, as far as voices.yaml does not state them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from audiobook.casting.fitting import Fit, Fitting, make_offers
from audiobook.casting.meetings import find_meetings
from audiobook.casting.roles import stated_voices
from audiobook.catalogue_file import load_catalogue
from audiobook.dialogue.portraits import find_portraits
from audiobook.engines.registry import can_speak, load_engine
from audiobook.errors import VoiceError
from audiobook.model import Cast, Role, VoiceInfo, VoiceProfile
from audiobook.native import in_language
from audiobook.settings.voices_yaml import Settings
from audiobook.understanding import Story


def fitting_for(story: Story, settings: Settings, engine: str = "") -> Fitting:
    """Give all that says who gets which voice of an engine (empty: that of voices.yaml).

    Raises VoiceError if no voice of that engine is installed and measured.
    """
    engine = engine or settings.engine
    offered = load_engine(engine).voices()
    catalogue = load_catalogue()
    offers = tuple(offer for offer in make_offers(offered, catalogue) if can_speak(offer.voice))
    if not offers:
        raise VoiceError(f'no voice of engine "{engine}" can be fitted', hint=_why_none(engine, offered))
    meetings = find_meetings(story.dialogue, story.book)
    stated = stated_voices(story.dialogue, settings.casting, meetings.speakers)
    return Fitting(
        offers=offers,
        catalogue=catalogue,
        portraits=find_portraits(story.book, story.dialogue),
        meetings=meetings,
        narrator=settings.casting.narrator.voice,
        stated={speaker: profile.voice for speaker, profile in stated.items()},
    )


def _why_none(engine: str, offered: Sequence[VoiceInfo]) -> str:
    if offered and not any(info.installed for info in offered):
        return f"None is installed yet; `audiobook voices --engine {engine}` tells how."
    return "How its voices sound was not measured (docs/casting.md); name an engine that was: --engine pyttsx3"


def auto_cast(story: Story, fitting: Fitting) -> tuple[Story, Mapping[str, Fit]]:
    """Give the story with fitted voices for all whom voices.yaml does not state, and why each, by id."""
    fits = fitting.cast()
    roles = tuple(
        Role(role.speaker, _profile(story, role.speaker, fits[role.speaker])) if role.speaker in fits else role
        for role in story.cast.roles
    )
    return replace(story, cast=Cast(story.cast.narrator, roles)), fits


def _profile(story: Story, speaker: str, fit: Fit) -> VoiceProfile:
    voice = in_language(fit.voice, story.book.language)
    return VoiceProfile(story.dialogue.character(speaker).name, voice, fit.gender)
