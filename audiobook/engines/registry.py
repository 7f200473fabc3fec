"""The engines there are, by name."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Final

from audiobook.engines.base import Engine
from audiobook.errors import VoiceError
from audiobook.model import Voice
from audiobook.plugins import Plugins

GROUP: Final = "audiobook.engines"
OURS: Final = {
    "kokoro": "audiobook.engines.kokoro:KokoroEngine",
    "piper": "audiobook.engines.piper:PiperEngine",
    "pyttsx3": "audiobook.engines.pyttsx3:Pyttsx3Engine",
    "tone": "audiobook.engines.tone:ToneEngine",
}

_ENGINES: Final = Plugins[Engine]("engine", GROUP, OURS, VoiceError)

load_engine = _ENGINES.load
engine_names = _ENGINES.names
is_engine = _ENGINES.has


@cache
def fingerprint_of(engine: str, voice: str) -> str:
    """Give the fingerprint of an engine with one of its voices, asked once in a process."""
    return load_engine(engine).fingerprint(Voice(engine, voice))


@cache
def accents_of(engine: str) -> Mapping[str, str]:
    """Give what the voices of an engine speak like, by name; asked once in a process."""
    return {info.name: info.accent for info in load_engine(engine).voices()}


@contextmanager
def stand_in(make: Callable[[str, Callable[[str], Engine]], Engine]) -> Iterator[None]:
    """Let something else stand in for every engine inside the block.

    make: is given a name, and what loads the real one.
    """
    with _ENGINES.stand_in(make):
        _forget()
        try:
            yield
        finally:
            _forget()


def _forget() -> None:
    fingerprint_of.cache_clear()
    accents_of.cache_clear()


def hint_elsewhere(voice: Voice) -> str:
    """Give a "did you mean" for a voice that its engine has not and another one has; else nothing."""
    others = engine_names() if is_engine(voice.engine) else ()
    for name in others:
        if name != voice.engine and _has(name, voice):
            return f'Did you mean "{name}:{voice.name}"?'
    return ""


def _has(name: str, voice: Voice) -> bool:
    """Say whether an engine can speak so, or could if the voice were installed."""
    if can_speak(Voice(name, voice.name)):
        return True
    return any(info.name == voice.name for info in load_engine(name).voices())


def can_speak(voice: Voice) -> bool:
    """Say whether the voice's engine takes it, at that rate and pitch, with what is installed here."""
    try:
        load_engine(voice.engine).check(voice)
    except VoiceError:
        return False
    return True
