"""Finished files compared with what the manifest says was made. Pure."""

from typing import Final

from audiobook.checking.finished.rules import Rule, Verdict
from audiobook.checking.finished.sound import Sound
from audiobook.manifest import MadeFile, Manifest
from audiobook.model import ChapterKind

_ROUNDING: Final = 1
"""Samples: the timeline may have another rate than the file."""
_JOIN: Final = 3 * 1024
"""Samples by which a chapter in one file with others may be longer: AAC joins whole frames of 1,024."""
LENGTH: Final = Rule(
    "as-made",
    "its length",
    "that of the manifest",
    "Get the file again: it is not the one that was made.",
    "Make it anew with --force",
)


def judge_length(sound: Sound, made: MadeFile, manifest: Manifest) -> Verdict | None:
    """Compare the length of a sound file with that of its chapters, sample by sample; None if it cannot be known."""
    chapters = [
        chapter
        for chapter in manifest.chapters
        if chapter.number == made.chapter or (made.chapter is None and chapter.kind is not ChapterKind.SAMPLE)
    ]
    if not chapters or not sound.n_samples or not sound.rate_hz:
        return None
    wanted = sum(chapter.n_samples * sound.rate_hz / chapter.sample_rate_hz for chapter in chapters)
    tolerance = _ROUNDING if made.chapter is not None else _JOIN * len(chapters)
    measured = f"{sound.n_samples:,} samples, and the manifest says {wanted:,.0f}"
    return Verdict(LENGTH, abs(sound.n_samples - wanted) <= tolerance, measured)
