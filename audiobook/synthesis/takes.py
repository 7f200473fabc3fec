"""Says a request in the take it asks for (`audiobook.retakes`), without the silence at the ends."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from audiobook.audio.samples import WIDTH, trim
from audiobook.engines.base import Engine
from audiobook.model import ClipRequest, Span, Speech, Voice, WordTime, joined
from audiobook.retakes import TAKES, parts_of, slower

_BETWEEN_S: Final = 0.18
"""Between two parts of a text: what a voice leaves at a comma."""


def say(request: ClipRequest, engine: Engine) -> Speech:
    """Give the speech of a request, in its take; without samples if there is nothing but silence.

    Raises SynthesisError as the engine does.
    """
    take = TAKES[request.take]
    voice = slower(request.voice) if take.slower else request.voice
    parts = _parts(request) if take.in_two_parts else (request.text,)
    speeches = [_trimmed(_said(request, part, at, engine, voice)) for part, at in _with_places(request.text, parts)]
    return joined(list(_placed(request.text, parts, speeches)), _BETWEEN_S)


def _parts(request: ClipRequest) -> Sequence[str]:
    """Give the text in two parts, none of which ends within words that are said as one."""
    whole = request.text
    for sound in request.phonemes:
        start, end = sound.span.start, sound.span.end
        whole = f"{whole[:start]}{'x' * (end - start)}{whole[end:]}"
    return [request.text[at : at + len(part)] for part, at in _with_places(whole, parts_of(whole))]


def _with_places(text: str, parts: Sequence[str]) -> Iterator[tuple[str, int]]:
    at = 0
    for part in parts:
        at = text.index(part, at)
        yield part, at
        at += len(part)


def _said(request: ClipRequest, part: str, at: int, engine: Engine, voice: Voice) -> Speech:
    inside = (sound for sound in request.phonemes if at <= sound.span.start < at + len(part))
    sounds = tuple(sound.moved(-at) for sound in inside)
    return engine.synthesize(part, voice, sounds) if sounds else engine.synthesize(part, voice)


def _trimmed(speech: Speech) -> Speech:
    pcm, start = trim(speech.pcm, speech.sample_rate_hz)
    n_samples = len(pcm) // WIDTH
    moved = (word.moved(-start) for word in speech.words)
    words = (WordTime(w.span, *(min(max(0, place), n_samples) for place in (w.start, w.end))) for w in moved)
    return Speech(pcm, speech.sample_rate_hz, tuple(words))


def _placed(text: str, parts: Sequence[str], speeches: Sequence[Speech]) -> Iterator[Speech]:
    """Give the speech of each part with its words where they stand in the whole text."""
    for (_, at), speech in zip(_with_places(text, parts), speeches, strict=True):
        words = (replace(word, span=Span(at + word.span.start, at + word.span.end)) for word in speech.words)
        yield replace(speech, words=tuple(words))
