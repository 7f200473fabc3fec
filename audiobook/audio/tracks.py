"""The mastered sound of a chapter, encoded: stitched once, however many encodings are wanted."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audiobook.audio.limiter import rehearse
from audiobook.audio.loudness import mix
from audiobook.files import published
from audiobook.model import LoudnessTarget, Timeline

SAMPLE_RATE_HZ: Final = 44_100
"""Of every track: what shops ask for."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How samples become a file."""

    extension: str
    output_args: tuple[str, ...]
    """For ffmpeg."""
    gain_db: float = 0.0
    """By how much the encoder changes the level; made up for."""


ENCODINGS: Final = {
    "mp3": Encoding(
        ".mp3",
        (
            *("-c:a", "libmp3lame", "-b:a", "192k"),
            # psychoacoustics at half the price of the default; at this rate the difference is not measurable
            *("-compression_level", "7"),
            # the Info frame tells players the exact length; tags are mutagen's job
            *("-f", "mp3", "-write_xing", "1", "-id3v2_version", "0"),
        ),
        # LAME scales its input by 0.97 at 192 kbit/s (presets.c, apply_abr_preset), and ffmpeg cannot say no
        gain_db=-0.2646,
    ),
    "m4a": Encoding(".m4a", ("-c:a", "aac", "-b:a", "80k", "-f", "ipod", "-movflags", "+faststart")),
}
"""Constant 192 kbit/s MP3, by the numbers that ACX publishes; AAC for what goes into one file or on the web."""


def write_tracks(
    timeline: Timeline, target: LoudnessTarget, read: Callable[[str], bytes], files: Mapping[str, Path]
) -> None:
    """Stitch and master the chapter, and write it in each encoding; the same input gives the same bytes.

    read: gives the samples of a clip for its key, at the timeline's rate. files: encoding -> where it goes.

    Tracks are mono, at SAMPLE_RATE_HZ, and decode to the length of the timeline. Raises AudioError if the sound cannot
    be made, OutputError if a file cannot be written; then there is none of them.
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
