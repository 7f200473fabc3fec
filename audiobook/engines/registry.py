"""The engines there are, by name."""

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
