"""Whether an MP3 or an MP4 is whole and sound as a file, whatever is heard in it. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from audiobook.checking.finding import Severity
from audiobook.checking.finished.levels import Levels
from audiobook.checking.finished.mp4 import Mark, Mp4
from audiobook.checking.finished.mpeg import Mpeg, decoded_length
from audiobook.checking.finished.rules import AS_IT_IS, Rule, Verdict, flaw

NERO_HOLDS: Final = 255
"""Chapters that Nero's list has room for."""
AUDIOBOOK: Final = 2
"""`stik` of an audiobook."""
_SHORTEST_MARK_S: Final = 0.1
_ROUNDED_S: Final = 0.0005
_MARKS_AGREE_S: Final = 0.01
_END_AGREES_S: Final = 1.0
"""A chapter track may end a little before or after the sound: its clock is another."""
_SIDE_DB: Final = -50.0
"""Two channels that differ by no more than this, beside what they share, are one."""

_AGAIN: Final = "Get or make the file again: it was cut off or damaged, perhaps while it was copied."

DECODES: Final = Rule("decodes", "its sound", "one that can be decoded to its end", _AGAIN, AS_IT_IS)
WHOLE: Final = Rule("whole", "the last frame", "whole", _AGAIN, AS_IT_IS)
FRAMES: Final = Rule("frames", "the number of its frames", "as many as its header promises", _AGAIN, AS_IT_IS)
CLEAN: Final = Rule(
    "clean",
    "what stands between its frames",
    "nothing: players stumble there, or stop",
    "Encode it anew from the uncompressed sound; MP3s are not joined by putting one file after the other.",
    AS_IT_IS,
)
SAMPLES: Final = Rule("samples", "what is decoded", "as long as its frames say", _AGAIN, AS_IT_IS)
STATED: Final = Rule(
    "stated-length",
    "its length",
    "a first frame (Xing or Info) that states it, so that players show it at once",
    "Encode it anew into a file, not into a pipe.",
    AS_IT_IS,
    severity=Severity.ADVICE,
)
ONE_CHANNEL: Final = Rule(
    "upmix",
    "the sound of its two channels",
    "mono: half the size, or twice the quality",
    "Make it mono, from the uncompressed sound; the level of both channels together is 3 dB higher.",
    severity=Severity.ADVICE,
)


def judge_mpeg(mpeg: Mpeg, levels: Levels | None) -> Iterator[Verdict]:
    """Judge the frames of an MP3."""
    n_missing, n_strange = mpeg.n_missing_bytes, mpeg.n_strange_bytes
    yield flaw(WHOLE, f"cut off: {n_missing:,} bytes are missing" if n_missing else "")
    yield flaw(CLEAN, f"{n_strange:,} bytes of something else" if n_strange else "")
    yield flaw(STATED, "" if mpeg.promise else "stated nowhere")
    if mpeg.promise and mpeg.promise.n_frames is not None:
        # some encoders count the frame that states it, too
        is_right = mpeg.n_frames in {mpeg.promise.n_frames, mpeg.promise.n_frames - 1}
        yield Verdict(FRAMES, is_right, f"{mpeg.n_frames:,}, and its header promises {mpeg.promise.n_frames:,}")
        if levels and is_right and mpeg.is_mp3:
            wanted = decoded_length(mpeg)
            is_right = abs(levels.n_samples - wanted) <= 2 * mpeg.first.n_samples
            yield Verdict(SAMPLES, is_right, f"{levels.n_samples:,} samples of {wanted:,}")
    if levels and levels.side_dbfs is not None:
        yield flaw(ONE_CHANNEL, "" if levels.side_dbfs > levels.rms_dbfs + _SIDE_DB else "the same")


# ------------------------------------------------------------------------------------------------------------------ MP4

CONTAINER: Final = Rule("container", "the file", "an MP4, whole", _AGAIN, AS_IT_IS)
BRAND: Final = Rule(
    "brand",
    "its brand",
    '"M4B ", by which Apple knows audiobooks',
    "Write it with ffmpeg's `-f ipod -brand 'M4B '`.",
    AS_IT_IS,
    severity=Severity.ADVICE,
)
KIND: Final = Rule(
    "media-kind",
    "its media kind (stik)",
    f"{AUDIOBOOK}, an audiobook, or players file it under music",
    "Set it: AtomicParsley FILE --stik Audiobook --overWrite",
    AS_IT_IS,
    severity=Severity.ADVICE,
)
FAST: Final = Rule(
    "faststart",
    "the place of its contents",
    "before the sound, so that it plays before all of it is loaded",
    "Write it anew: ffmpeg -i FILE -c copy -map 0 -movflags +faststart NEW",
    AS_IT_IS,
    severity=Severity.ADVICE,
)
CHAPTERS: Final = Rule(
    "chapters",
    "the number of its chapter marks",
    "one for each chapter",
    "Give it chapter marks: ffmpeg -i FILE -i marks.ffmetadata -map_chapters 1 -c copy NEW",
    AS_IT_IS,
    severity=Severity.ADVICE,
)
BOTH_KINDS: Final = Rule(
    "chapter-kinds",
    "the kinds of its chapter marks",
    "QuickTime's and Nero's: some players read only one of them",
    "Write the marks with ffmpeg, which writes both.",
    AS_IT_IS,
    severity=Severity.ADVICE,
)
SAME_MARKS: Final = Rule(
    "chapters-agree",
    "what its two lists of chapters say",
    f"the same in both; with more than {NERO_HOLDS} chapters no Nero list at all, which holds no more",
    "Write the marks anew; with more than 255 add -movflags +disable_chpl.",
    AS_IT_IS,
)
ORDER: Final = Rule(
    "chapter-order",
    "the order of its chapter marks",
    f"rising, the first at 0, each {_SHORTEST_MARK_S:g} s or longer, the last inside the sound",
    "Write the marks anew, from the lengths of the chapters in samples.",
    AS_IT_IS,
)


def judge_mp4(mp4: Mp4 | None, levels: Levels | None, *, is_book: bool) -> Iterator[Verdict]:
    """Judge an MP4 as a file. is_book: it is to be a whole audiobook (.m4b)."""
    if mp4 is None:
        yield flaw(CONTAINER, "no MP4")
        return
    damage = "damaged: the tables of its chapters contradict each other" if mp4.has_damaged_marks else ""
    yield flaw(CONTAINER, "cut off" if mp4.is_cut_off else damage)
    if mp4.is_cut_off:
        return
    if levels:
        is_right = abs(levels.seconds - mp4.seconds) <= _END_AGREES_S
        yield Verdict(SAMPLES, is_right, f"{levels.seconds:.2f} s, and its header says {mp4.seconds:.2f} s")
    yield flaw(FAST, "" if mp4.is_fast else "after the sound")
    if is_book:
        yield Verdict(BRAND, mp4.brand == "M4B ", f'"{mp4.brand}"')
        yield Verdict(
            KIND, mp4.media_kind == AUDIOBOOK, "not stated" if mp4.media_kind is None else str(mp4.media_kind)
        )
        yield from _judge_chapters(mp4, levels.seconds if levels else mp4.seconds)


def _judge_chapters(mp4: Mp4, seconds: float) -> Iterator[Verdict]:
    marks = mp4.marks or mp4.nero
    yield Verdict(CHAPTERS, bool(marks), str(len(marks)))
    if not marks:
        return
    if mp4.marks and mp4.nero:
        told = f"not the same ({len(mp4.nero)} marks of Nero's, {len(mp4.marks)} of QuickTime's)"
        yield flaw(SAME_MARKS, "" if _agree(mp4.nero, mp4.marks) else told)
    else:
        told = "only Nero's" if mp4.nero else "only QuickTime's"
        yield flaw(BOTH_KINDS, "" if len(marks) > NERO_HOLDS else told)
    wrong = _disorder(marks, seconds)
    if mp4.marks and not wrong and abs(mp4.marks_s - seconds) > _END_AGREES_S:
        wrong = f"wrong: the last chapter ends at {mp4.marks_s:.2f} s, the sound at {seconds:.2f} s"
    yield flaw(ORDER, wrong)


def _agree(one: Sequence[Mark], other: Sequence[Mark]) -> bool:
    return len(one) == len(other) and all(
        abs(a.start_s - b.start_s) <= _MARKS_AGREE_S for a, b in zip(one, other, strict=True)
    )


def _disorder(marks: Sequence[Mark], seconds: float) -> str:
    """Say what is wrong with the times of chapters; empty if nothing is."""
    if marks[0].start_s > _MARKS_AGREE_S:
        return f"wrong: the first begins at {marks[0].start_s:.2f} s"
    starts = [mark.start_s for mark in marks]
    for number, (start_s, end_s) in enumerate(zip(starts, [*starts[1:], seconds], strict=True), 1):
        if end_s - start_s < _SHORTEST_MARK_S - _ROUNDED_S:
            return f"wrong: number {number} begins at {start_s:.2f} s and ends at {end_s:.2f} s"
    return ""
