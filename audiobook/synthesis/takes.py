"""Says a request in the take it asks for (`audiobook.retakes`), without the silence at the ends."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from audiobook.audio.samples import WIDTH, trim
from audiobook.engines.base import Engine
from audiobook.model import ClipRequest, Span, Speech, WordTime, joined
from audiobook.retakes import TAKES, parts_of, slower

_BETWEEN_S: Final = 0.18
"""Between two parts of a text: what a voice leaves at a comma."""


def say(request: ClipRequest, engine: Engine) -> Speech:
    """Give the speech of a request, in its take; without samples if there is nothing but silence.

    Raises SynthesisError as the engine does.
    """
    take = TAKES[request.take]
    voice = slower(request.voice) if take.slower else request.voice
    parts = parts_of(request.text) if take.in_two_parts else (request.text,)
    speeches = [_trimmed(engine.synthesize(part, voice)) for part in parts]
    return joined(list(_placed(request.text, parts, speeches)), _BETWEEN_S)


def _trimmed(speech: Speech) -> Speech:
    pcm, start = trim(speech.pcm, speech.sample_rate_hz)
    n_samples = len(pcm) // WIDTH
    moved = (word.moved(-start) for word in speech.words)
    words = (WordTime(w.span, *(min(max(0, place), n_samples) for place in (w.start, w.end))) for w in moved)
    return Speech(pcm, speech.sample_rate_hz, tuple(words))


def _placed(text: str, parts: Sequence[str], speeches: Sequence[Speech]) -> Iterator[Speech]:
    """Give the speech of each part with its words where they stand in the whole text."""
    at = 0
    for part, speech in zip(parts, speeches, strict=True):
        at = text.index(part, at)
        words = (replace(word, span=Span(at + word.span.start, at + word.span.end)) for word in speech.words)
        yield replace(speech, words=tuple(words))
        at += len(part)
