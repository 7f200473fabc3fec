"""When each clip of a chapter is heard, in whole samples (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from audiobook.audio.resample import n_resampled
from audiobook.model import ChapterScript, Clip, Placement, Timeline, Voice, WordTime

HEAD_S: Final = 0.7
"""Room tone before the first word; ACX asks for 0.5 to 1 s."""
TAIL_S: Final = 3.5
"""Room tone after the last word, as Audible's narrators leave it; ACX asks for 1 to 5 s."""
SHORTEST_TAIL_S: Final = 1.1
"""Of a chapter that is a word or two: with more silence around it, no file could be as loud as its neighbours."""
JITTER: Final = 0.1
"""A pause is up to this part longer or shorter than written: equal pauses sound like a machine."""


def lay_out(
    chapter: ChapterScript,
    clips: Sequence[Clip],
    voice_gains_db: Mapping[Voice, float],
    *,
    head_s: float = HEAD_S,
    tail_s: float = TAIL_S,
) -> Timeline:
    """Say when each utterance of the chapter is heard, and how loud.

    clips: the sound of each utterance, in the same order, each at the rate of its engine. The highest of these is the
    chapter's, and placed clips are as long as they are at that rate (`resample.resampled`): a voice of another engine
    changes only the chapters it speaks in.
    voice_gains_db: levels each voice of the cast to the others (`loudness.voice_gain_db`); an utterance's own gain is
    added to it.

    `head_s` stands before the first clip, the pause of its utterance after each but the last, and `tail_s` after that
    (less if the chapter itself is shorter, but at least SHORTEST_TAIL_S).
    Pauses are jittered by the clip they follow, so the same script gives the same timeline, and an edit elsewhere
    does not move them. Raises ValueError if clips and utterances do not match, or there are none.
    """
    rate = max(clip.sample_rate_hz for clip in clips)
    placements: list[Placement] = []
    head = start = end = round(head_s * rate)
    for utterance, clip in zip(chapter.utterances, (_at(clip, rate) for clip in clips), strict=True):
        gain_db = voice_gains_db[utterance.cast_voice] + utterance.gain_db
        placements.append(Placement(utterance, clip, start, gain_db))
        end = start + clip.n_samples
        start = end + round(_jittered(utterance.pause_s, clip.key) * rate)
    tail = min(round(tail_s * rate), max(end - head, round(SHORTEST_TAIL_S * rate)))
    return Timeline(chapter.number, rate, tuple(placements), end + tail)


def _at(clip: Clip, sample_rate_hz: int) -> Clip:
    n_samples = n_resampled(clip.n_samples, clip.sample_rate_hz, sample_rate_hz)
    words = tuple(
        WordTime(
            word.span, *(n_resampled(place, clip.sample_rate_hz, sample_rate_hz) for place in (word.start, word.end))
        )
        for word in clip.words
    )
    return replace(clip, sample_rate_hz=sample_rate_hz, n_samples=n_samples, words=words)


def _jittered(pause_s: float, key: str) -> float:
    """Stretch or shrink a pause by an even draw from +-JITTER that depends on the clip alone."""
    draw = int(key[:8], 16) / 0xFFFF_FFFF
    return pause_s * (1 + JITTER * (2 * draw - 1))
