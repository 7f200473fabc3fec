"""Speech, clips, and when they are heard."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.model.script import Utterance
from audiobook.model.spoken import Phonemes
from audiobook.model.story import Span
from audiobook.model.voices import Voice

CLIP_VERSION: Final = 1
"""Raise it when the same speech would be trimmed or stored differently: every clip is then made anew."""
_PHONEMES_VERSION: Final = 1
"""Raise it when an engine would make another sound of the same phonemes: clips that have some are then made anew."""
_FORMER_RATE_HZ: Final = 22050
"""Stood in the recipe when a request named its rate; the fingerprint decides that too. Kept: no clip is made anew."""


@dataclass(frozen=True, slots=True)
class ClipRequest:
    """Speech to be had: all that decides the sound of a clip, and nothing else."""

    text: str
    voice: Voice
    fingerprint: str
    """Of the engine: its name, version and model."""
    take: int = 0
    """0 says the text as it is; another says it in one of the ways of `retakes.TAKES`."""
    phonemes: tuple[Phonemes, ...] = ()
    """How some of its words are said, in order."""

    @property
    def key(self) -> str:
        """Give the name of the clip: sha256 over the recipe, 64 hex digits."""
        recipe: list[object] = [
            CLIP_VERSION,
            self.text,
            self.voice.engine,
            self.voice.name,
            self.voice.prosody.rate,
            self.voice.prosody.pitch_st,
            self.fingerprint,
            _FORMER_RATE_HZ,
        ]
        if self.take:  # not among the rest: what was made before there were takes keeps its name
            recipe.append(self.take)
        if self.phonemes:  # nor does a text without any get another name
            recipe.append(
                [_PHONEMES_VERSION, *([sound.span.start, sound.span.end, sound.ipa] for sound in self.phonemes)]
            )
        return hashlib.sha256(json.dumps(recipe, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class WordTime:
    """When one word is heard, in samples from the beginning of its clip; half-open."""

    span: Span
    """The word, in the text that was spoken."""
    start: int
    end: int

    def moved(self, n_samples: int) -> "WordTime":
        """Give the time of the same word in a sound that has so many more samples before it."""
        return WordTime(self.span, self.start + n_samples, self.end + n_samples)


@dataclass(frozen=True, slots=True)
class Speech:
    """What an engine returns: mono, signed 16-bit little-endian samples."""

    pcm: bytes
    sample_rate_hz: int
    words: tuple[WordTime, ...] = ()
    """In order, from an engine that knows when it says which; words without a sound of their own are left out."""


def joined(speeches: Sequence[Speech], between_s: float = 0.0) -> Speech:
    """Give speeches of one sample rate one after the other, with silence between; words keep their spans."""
    rate_hz = speeches[0].sample_rate_hz
    silence = bytes(2 * round(between_s * rate_hz))
    pcm, words = b"", list[WordTime]()
    for speech in speeches:
        pcm += silence if pcm else b""
        words += [word.moved(len(pcm) // 2) for word in speech.words]
        pcm += speech.pcm
    return Speech(pcm, rate_hz, tuple(words))


@dataclass(frozen=True, slots=True)
class Clip:
    """A sound on disk, known by its key."""

    key: str
    sample_rate_hz: int
    """On disk that of its engine; on a timeline the timeline's."""
    n_samples: int
    rms: float
    """Root mean square, 0..1 of full scale."""
    peak: float
    """Largest sample, 0..1 of full scale."""
    words: tuple[WordTime, ...] = ()
    """As the engine gave them, the silence before the clip taken off."""


@dataclass(frozen=True, slots=True)
class Placement:
    """One clip on the timeline."""

    utterance: Utterance
    clip: Clip
    start: int
    """Sample at which it begins."""
    gain_db: float
    """Levels its voice to all others, and adds the gain of the cast."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """When each clip of a chapter is heard, in whole samples."""

    chapter: int
    sample_rate_hz: int
    placements: tuple[Placement, ...]
    n_samples: int
    """Length of the chapter, room tone at both ends included."""


@dataclass(frozen=True, slots=True)
class LoudnessTarget:
    """What a finished chapter measures."""

    rms_dbfs: float = -20.0
    """Over the whole file, ungated (ACX wants -23..-18)."""
    true_peak_dbtp: float = -3.5
    room_tone_dbfs: float = -66.0
    """RMS of the sound between words."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that we made."""

    path: str
    """Relative to the story's output folder, with forward slashes."""
    media_type: str
    sha256: str
    n_bytes: int
