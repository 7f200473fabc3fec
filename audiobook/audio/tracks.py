"""The mastered sound of a chapter, encoded: stitched once, however many encodings are wanted."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from audiobook.audio.encodings import ENCODINGS, SAMPLE_RATE_HZ, n_heard
from audiobook.audio.info_frame import SIZE, with_length
from audiobook.audio.limiter import rehearse
from audiobook.audio.loudness import mix
from audiobook.files import published
from audiobook.model import LoudnessTarget, Timeline


def write_tracks(
    timeline: Timeline, target: LoudnessTarget, read: Callable[[str], bytes], files: Mapping[str, Path]
) -> None:
    """Stitch and master the chapter, and write it in each encoding; the same input gives the same bytes.

    read: gives the samples of a clip for its key, at the timeline's rate. files: encoding -> where it goes.

    Tracks are mono, at SAMPLE_RATE_HZ, without tags, and decode to the length of the timeline (`n_heard`). Raises
    AudioError if the sound cannot be made, OutputError if a file cannot be written; then there is none of them.
    """
    # these bring pydub and imageio-ffmpeg: 80 ms that a build with nothing to do need not spend
    from audiobook.audio.ffmpeg import Output, encode, mastering  # noqa: PLC0415
    from audiobook.audio.stitch import pcm_chunks  # noqa: PLC0415

    levels = mix(timeline, target, rehearse(timeline, read).loss_db)
    with ExitStack() as stack:
        outputs = [
            Output(ENCODINGS[name].output_args, -ENCODINGS[name].gain_db, stack.enter_context(published(path)))
            for name, path in files.items()
        ]
        chunks = pcm_chunks(timeline, levels, read)
        encode(chunks, timeline.sample_rate_hz, mastering(levels, SAMPLE_RATE_HZ), outputs)
        for name, output in zip(files, outputs, strict=True):
            if ENCODINGS[name].info_frame:
                _state_length(output.target, n_heard(timeline.n_samples, timeline.sample_rate_hz))


def _state_length(mp3: Path, n_samples: int) -> None:
    with mp3.open("rb+") as file:
        stated = with_length(file.read(SIZE), n_samples)
        file.seek(0)
        file.write(stated)
