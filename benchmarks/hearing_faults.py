"""Faults planted in sound clips, for hearing.py: as an engine would make them, or cut into the samples."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from audiobook.audio.samples import WIDTH
from audiobook.checking.speech import Line, Studio
from audiobook.checking.suspicion import LIGHT
from audiobook.checking.words import words_of
from audiobook.model import Clip, ClipRequest, Span

KINDS: Final = ("dropped", "repeated", "invented", "cut off", "swapped")
CUT_S: Final = 0.3
FADE_S: Final = 0.004
CONTENT: Final = re.compile(r"(?<![\w’'-])[a-z]{5,}(?![\w’'-])")
"""A word that carries meaning and is heard long enough; no name."""


@dataclass(frozen=True)
class Fault:
    """What was done to a clip, and how it sounds now."""

    kind: str
    pcm: bytes


def spoil(lines: Sequence[Line], ears: Studio, how: str) -> Iterator[tuple[Line, Fault | None]]:
    """Give all lines, every third that is long enough with a fault; the kinds take turns.

    how: "said", the engine says a text with the fault; "cut", it is cut into the samples at the engine's word times.
    """
    chosen = dict(choose(lines))
    texts = {at: faulty(lines, at, kind) for at, kind in chosen.items() if kind in KINDS[:3]}
    requests = {at: replace(lines[at].request, text=text) for at, (text, _, _) in texts.items()}
    clips: Mapping[str, Clip] = ears.make(list[ClipRequest](requests.values())) if how == "said" else {}
    for at, line in enumerate(lines):
        sound, rate = ears.read(line.request.key), line.request.sample_rate_hz
        kind = chosen.get(at)
        if kind == "cut off":
            yield line, Fault(kind, sound[: -WIDTH * round(CUT_S * rate)])
        elif kind == "swapped":
            yield line, Fault(kind, ears.read(lines[at + 1].request.key))
        elif chosen.get(at - 1) == "swapped":
            yield line, Fault("swapped", ears.read(lines[at - 1].request.key))
        elif kind and how == "said":
            yield line, Fault(kind, ears.read(clips[requests[at].key].key))
        elif kind and (pcm := cut(lines, at, kind, texts[at], ears)):
            yield line, Fault(kind, pcm)
        else:
            yield line, None


def choose(lines: Sequence[Line]) -> Iterator[tuple[int, str]]:
    """Give which lines are to be spoilt, and how."""
    n_chosen = last = 0
    for at, line in enumerate(lines[:-1]):
        kind = KINDS[n_chosen % len(KINDS)]
        long_enough = len(words_of(line.request.text)) >= 4 and len(words_of(lines[at + 1].request.text)) >= 2
        if at >= last + 3 and long_enough and contents(line):
            n_chosen, last = n_chosen + 1, at + (kind == "swapped")
            yield at, kind


def contents(line: Line) -> list[Span]:
    """Give the words of a line that carry meaning."""
    found = CONTENT.finditer(line.request.text)
    return [Span(word.start(), word.end()) for word in found if word[0] not in LIGHT]


def faulty(lines: Sequence[Line], at: int, kind: str) -> tuple[str, Span, tuple[int, Span] | None]:
    """Give the text with its fault, the word it stands at, and for a word from elsewhere, its line and place."""
    draw = random.Random(at)
    line, text = lines[at], lines[at].request.text
    word = draw.choice(contents(line))
    if kind == "dropped":
        return f"{text[: word.start].rstrip()} {text[word.end :].lstrip()}".strip(), word, None
    if kind == "repeated":
        return f"{text[: word.end]} {text[word.start : word.end]}{text[word.end :]}", word, None
    voice = line.request.voice
    others = [i for i, o in enumerate(lines) if i != at and o.request.voice == voice and contents(o)]
    other = draw.choice(others)
    strange = draw.choice(contents(lines[other]))
    added = lines[other].request.text[strange.start : strange.end]
    return f"{text[: word.end]} {added}{text[word.end :]}", word, (other, strange)


def cut(
    lines: Sequence[Line], at: int, kind: str, fault: tuple[str, Span, tuple[int, Span] | None], ears: Studio
) -> bytes | None:
    """Give the samples with the fault; None where the engine does not know when it says the word."""
    _, word, strange = fault
    rate = lines[at].request.sample_rate_hz
    sound, when = ears.read(lines[at].request.key), times(lines[at], word)
    if when is None:
        return None
    if kind == "dropped":
        return joined([sound[: when.start], sound[when.stop :]], rate)
    if kind == "repeated":
        return joined([sound[: when.stop], sound[when.start :]], rate)
    assert strange is not None
    piece = times(lines[strange[0]], strange[1])
    added = ears.read(lines[strange[0]].request.key)[piece] if piece else b""
    return joined([sound[: when.stop], added, sound[when.stop :]], rate) if added else None


def times(line: Line, word: Span) -> slice | None:
    """Give the bytes in which a word is heard."""
    found = (w for w in line.clip.words if w.span.start <= word.start < w.span.end)
    return next((slice(WIDTH * w.start, WIDTH * w.end) for w in found), None)


def joined(pieces: Sequence[bytes], rate_hz: int) -> bytes:
    """Join sounds with short fades, so that no click gives the place away."""
    n_fade = round(FADE_S * rate_hz)
    faded = []
    for piece in pieces:
        samples = np.frombuffer(piece, "<i2").astype(np.float32)
        n = min(n_fade, len(samples) // 2)
        if n:
            samples[:n] *= np.linspace(0, 1, n)
            samples[-n:] *= np.linspace(1, 0, n)
        faded.append(samples.astype("<i2").tobytes())
    return b"".join(faded)
