"""Says a request in the take it asks for (`audiobook.retakes`)."""

from dataclasses import replace
from typing import Final

from audiobook.audio.samples import WIDTH, trim
from audiobook.engines.base import Engine
from audiobook.model import ClipRequest, Speech, Voice
from audiobook.retakes import TAKES, parts_of

_SLOWER: Final = 0.96
_SLOWEST_RATE: Final = 0.25
_BETWEEN_S: Final = 0.18
"""Between two parts of a text: what a voice leaves at a comma."""


def say(request: ClipRequest, engine: Engine) -> Speech:
    """Give the speech of a request, in its take. Raises SynthesisError as the engine does."""
    take = TAKES[request.take]
    voice = _slower(request.voice) if take.slower else request.voice
    if not take.in_two_parts:
        return engine.synthesize(request.text, voice)
    speeches = [engine.synthesize(part, voice) for part in parts_of(request.text)]
    rate = speeches[0].sample_rate_hz
    between = bytes(WIDTH * round(_BETWEEN_S * rate))
    return Speech(between.join(trim(speech.pcm, rate) for speech in speeches), rate)


def _slower(voice: Voice) -> Voice:
    rate = max(_SLOWEST_RATE, voice.prosody.rate * _SLOWER)
    return replace(voice, prosody=replace(voice.prosody, rate=rate))
