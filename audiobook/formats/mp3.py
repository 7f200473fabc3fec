"""MP3: one file for each chapter, for any player, by the numbers that ACX publishes."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from audiobook.audio.limiter import rehearse
from audiobook.audio.loudness import mix
from audiobook.files import published
from audiobook.formats.base import ChapterEdition

_SAMPLE_RATE_HZ: Final = 44_100
_LAME_GAIN_DB: Final = -0.2646
"""LAME scales its input by 0.97 at 192 kbit/s (presets.c, the table of apply_abr_preset), and ffmpeg cannot say no."""
_OUTPUT: Final = (
    *("-c:a", "libmp3lame", "-b:a", "192k"),
    # psychoacoustics at half the price of the default; at this rate the difference is not measurable
    *("-compression_level", "7"),
    # the Info frame tells players the exact length; tags are mutagen's job
    *("-f", "mp3", "-write_xing", "1", "-id3v2_version", "0"),
)


class Mp3Format:
    """Constant 192 kbit/s, 44.1 kHz, mono, with an ID3v2.3 tag, which every player and Windows reads."""

    name = "mp3"
    version = "1"
    extension = ".mp3"
    media_type = "audio/mpeg"

    def write_chapter(self, chapter: ChapterEdition, read: Callable[[str], bytes], target: Path) -> None:
        """Stitch, master, encode, tag and publish the chapter (see `Format.write_chapter`)."""
        # these bring pydub, mutagen and imageio-ffmpeg: 80 ms that a build with nothing to do need not spend
        from audiobook.audio.ffmpeg import encode, mastering  # noqa: PLC0415
        from audiobook.audio.stitch import pcm_chunks  # noqa: PLC0415
        from audiobook.formats.id3 import write_tag  # noqa: PLC0415

        timeline = chapter.timeline
        levels = mix(timeline, chapter.edition.target, rehearse(timeline, read).loss_db)
        filters = mastering(levels, _SAMPLE_RATE_HZ, codec_gain_db=_LAME_GAIN_DB)
        with published(target) as part:
            encode(pcm_chunks(timeline, levels, read), timeline.sample_rate_hz, filters, _OUTPUT, part)
            write_tag(part, chapter)
