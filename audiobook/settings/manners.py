"""`manner:`, `thoughts:` and `documents:` of voices.yaml -> the manners in force. Pure."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from audiobook.errors import SettingsError
from audiobook.manner.rules import MANNERS, Manner
from audiobook.model import Voice
from audiobook.strict_yaml import Section

_ENTRIES: Final = {"thought": "thoughts", "document": "documents"}
"""Manners that have an entry of their own, and its key."""
_SLOWEST, _FASTEST = 0.5, 2.0
_MOST_PITCH_ST: Final = 12.0
_MOST_GAIN_DB: Final = 12.0


def stated_manners(top: Section, voice_of: Callable[[Section], Voice]) -> tuple[Manner, ...]:
    """Give the manners that the settings leave in force, with the figures that they change.

    voice_of gives the voice that a section with "voice" names, or raises VoiceError. Raises SettingsError with file and
    line. With `manner: off`, `thoughts:` and `documents:` hold where they are written down.
    """
    all_off = top.is_flag("manner") and not top.flag("manner", default=True)
    found = [] if all_off else _ruled(top)
    for name, key in _ENTRIES.items():
        if key in top or not all_off:
            found += _one(top, key, MANNERS[name], voice_of)
    return tuple(found)


def _ruled(top: Section) -> list[Manner]:
    names = [name for name in MANNERS if name not in _ENTRIES]
    if top.is_flag("manner"):
        return [MANNERS[name] for name in names]
    if top.is_word("manner"):
        problem = f'{top.at("manner")}: "manner" must be on, off, or rules below it'
        raise SettingsError(problem, hint="docs/manner.md lists the rules")
    section = top.section("manner")
    for name, key in _ENTRIES.items():
        if name in section or key in section:
            at = section.at(name if name in section else key)
            raise SettingsError(f'{at}: "{key}" has an entry of its own', hint=f"write `{key}:` beside `manner:`")
    section.allow(*names)
    return [manner for name in names for manner in _one(section, name, MANNERS[name], None)]


def _one(section: Section, key: str, manner: Manner, voice_of: Callable[[Section], Voice] | None) -> list[Manner]:
    """Give a manner with the figures that stand below its key; none where it is off."""
    if section.is_flag(key):
        return [manner] if section.flag(key, default=True) else []
    stated = section.section(key)
    stated.allow("rate", "pitch", "gain", *(["voice"] if voice_of else []))
    changed = replace(
        manner,
        rate=stated.number("rate", manner.rate, _SLOWEST, _FASTEST),
        pitch_st=stated.number("pitch", manner.pitch_st, -_MOST_PITCH_ST, _MOST_PITCH_ST),
        gain_db=stated.number("gain", manner.gain_db, -_MOST_GAIN_DB, _MOST_GAIN_DB),
    )
    return [replace(changed, voice=voice_of(stated)) if voice_of and "voice" in stated else changed]
