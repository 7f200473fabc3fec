"""How the sound of a chapter becomes a file (pure)."""

import math
from dataclasses import dataclass
from typing import Final

SAMPLE_RATE_HZ: Final = 44_100
"""Of every track: what shops ask for."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How samples become a file."""

    extension: str
    output_args: tuple[str, ...]
    """For ffmpeg."""
    bytes_per_s: int
    frame: int
    """Samples of one of its frames: a file has whole ones."""
    gain_db: float = 0.0
    """By how much the encoder changes the level; made up for."""
    info_frame: bool = False
    """Its first frame says how long it is, and we say it better than ffmpeg (`info_frame`)."""

    def framed(self, n_samples: int) -> int:
        """Give how many samples a track has of which so many are heard, for who adds up tracks as they are.

        Beside the frames that hold the sound there is one that a decoder runs in with.
        """
        return (math.ceil(n_samples / self.frame) + 1) * self.frame


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
        bytes_per_s=24_000,
        frame=1152,
        # LAME scales its input by 0.97 at 192 kbit/s (presets.c, apply_abr_preset), and ffmpeg cannot say no
        gain_db=-0.2646,
        info_frame=True,
    ),
    "m4a": Encoding(
        ".m4a",
        (
            # of the encoder's two ways to search, this takes a third of the time, and is nearer to the original: 31 dB
            # against 25 on the bundled story
            *("-c:a", "aac", "-aac_coder", "fast", "-b:a", "80k"),
            # with it, that search lets peaks rise by 4 dB
            *("-aac_tns", "0"),
            *("-f", "ipod", "-movflags", "+faststart"),
        ),
        bytes_per_s=10_000,
        frame=1024,
    ),
}
"""Constant 192 kbit/s MP3, by the numbers that ACX publishes; AAC for what goes into one file or on the web."""


def n_heard(n_samples: int, sample_rate_hz: int, track_hz: int = SAMPLE_RATE_HZ) -> int:
    """Give how many samples a track decodes to that is made of so many at another rate: none of these is lost."""
    return math.ceil(n_samples * track_hz / sample_rate_hz)
