"""The cover as podcast apps want it: a square of 1400 to 3000 pixels, as JPEG (Apple's rules for artwork)."""

from pathlib import Path
from typing import Final

from audiobook.audio.ffmpeg import run
from audiobook.errors import AudioError
from audiobook.files import published
from audiobook.formats.base import Cover

_FILTERS: Final = (
    "scale=w='iw*clip(max(iw,ih),1400,3000)/max(iw,ih)':h=-1:flags=lanczos,pad=w='max(iw,ih)':h='max(iw,ih)':x=-1:y=-1"
)
"""Its longer side is brought between the limits, and bars are put beside the shorter one."""


def write_picture(cover: Cover, target: Path) -> None:
    """Write the cover. Raises AudioError if it is no picture, OutputError if the file cannot be written."""
    with published(target) as part:
        arguments = [
            *("-f", "image2pipe", "-i", "pipe:0", "-vf", _FILTERS, "-frames:v", "1"),
            *("-pix_fmt", "yuvj420p", "-q:v", "3", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-f", "mjpeg"),
        ]
        try:
            run([*arguments, f"file:{part}"], part, [cover.data])
        except AudioError as error:
            raise AudioError("the cover is no picture that can be read", hint=error.hint) from error
