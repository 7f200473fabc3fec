"""Finished files compared with what the manifest says was made. Pure."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from audiobook.audio.encodings import SAMPLE_RATE_HZ, n_heard
from audiobook.checking.finished.rules import AS_IT_IS, Rule, Verdict, flaw
from audiobook.checking.finished.sound import Sound
from audiobook.manifest import MadeChapter, MadeFile, Manifest
from audiobook.model import ChapterKind

_JOIN: Final = 3 * 1024
"""Samples by which a chapter in one file with others may be longer: AAC joins whole frames of 1,024, at our files' rate
whatever that of the timeline is."""
_ANOTHER: Final = "Get the file again: it is not the one that was made."

LENGTH: Final = Rule("as-made", "its length", "that of the manifest", _ANOTHER, AS_IT_IS)
MARKS: Final = Rule("marks-as-made", "its list of chapters", "that of the manifest", _ANOTHER, AS_IT_IS)


def judge_made(sound: Sound, made: MadeFile, manifest: Manifest) -> Iterator[Verdict]:
    """Compare length and chapter marks of a sound file with those of its chapters, to the sample if it can be."""
    chapters = [
        chapter
        for chapter in manifest.chapters
        if chapter.number == made.chapter or (made.chapter is None and chapter.kind is not ChapterKind.SAMPLE)
    ]
    if not chapters:
        return
    if sound.n_samples is not None and sound.rate_hz:
        rate_hz = sound.rate_hz
        wanted = sum(n_heard(chapter.n_samples, chapter.sample_rate_hz, rate_hz) for chapter in chapters)
        tolerance = 0 if made.chapter is not None else _JOIN * len(chapters)
        measured = f"{sound.n_samples:,} samples, and the manifest says {wanted:,}"
        yield Verdict(LENGTH, abs(sound.n_samples - wanted) <= tolerance, measured)
    if sound.mp4 and made.chapter is None:
        marks = sound.mp4.marks or sound.mp4.nero
        yield flaw(MARKS, _misplaced([mark.start_s for mark in marks], chapters))


def _misplaced(starts_s: Sequence[float], chapters: Sequence[MadeChapter]) -> str:
    """Say which chapter does not begin where the ones before it end; empty if all do."""
    if len(starts_s) != len(chapters):
        return f"one of {len(starts_s)}, and the manifest says {len(chapters)}"
    wanted_s = accumulate((chapter.n_samples / chapter.sample_rate_hz for chapter in chapters), initial=0.0)
    for n_before, (start_s, expected_s, chapter) in enumerate(zip(starts_s, wanted_s, chapters, strict=False)):
        if abs(start_s - expected_s) > n_before * _JOIN / SAMPLE_RATE_HZ + 0.001:
            return f'wrong: "{chapter.title}" begins at {start_s:.2f} s, and the manifest says {expected_s:.2f} s'
    return ""
