"""Says a request in the take it asks for (`audiobook.retakes`), without the silence at the ends."""

from collections.abc import Sequence
from typing import Final

from audiobook.audio.samples import WIDTH, trim
from audiobook.engines.base import Engine
from audiobook.model import ClipRequest, Span, Speech, WordTime
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
    return _joined(request.text, parts, [_trimmed(engine.synthesize(part, voice)) for part in parts])


def _trimmed(speech: Speech) -> Speech:
    pcm, start = trim(speech.pcm, speech.sample_rate_hz)
    n_samples = len(pcm) // WIDTH
    words = tuple(_moved(word, -start, n_samples) for word in speech.words)
    return Speech(pcm, speech.sample_rate_hz, words)


def _moved(word: WordTime, by: int, n_samples: int) -> WordTime:
    """Move the time of a word into a sound that was cut at both ends."""
    start, end = (min(max(0, place + by), n_samples) for place in (word.start, word.end))
    return WordTime(word.span, start, end)


def _joined(text: str, parts: Sequence[str], speeches: Sequence[Speech]) -> Speech:
    """Put a pause between the parts; the words of each have their place in the whole text and sound."""
    rate = speeches[0].sample_rate_hz
    pause = bytes(WIDTH * round(_BETWEEN_S * rate))
    pcm, words, at = b"", list[WordTime](), 0
    for part, speech in zip(parts, speeches, strict=True):
        pcm += pause if pcm else b""
        at = text.index(part, at)
        after = len(pcm) // WIDTH
        for word in speech.words:
            span = Span(at + word.span.start, at + word.span.end)
            words.append(WordTime(span, after + word.start, after + word.end))
        pcm += speech.pcm
        at += len(part)
    return Speech(pcm, rate, tuple(words))
