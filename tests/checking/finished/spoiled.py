"""Finished files made on the fly: a sound one, and many that are spoiled, each in one way."""

import math
import subprocess
from array import array
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from audiobook.audio.ffmpeg import binary

RATE_HZ: Final = 44_100
CBR: Final = ("-c:a", "libmp3lame", "-b:a", "192k", "-compression_level", "7")


@cache
def sound(
    *,
    seconds: float = 3.0,
    head_s: float = 0.7,
    tail_s: float = 1.5,
    gain_db: float = 0.0,
    room_dbfs: float = -66.0,
    peak: float = 0.0,
) -> bytes:
    """Give something like speech between room tone: mono, 16 bit, RATE_HZ. room_dbfs: -inf for digital silence.

    peak: of one sample in the middle, if it is to stand out.
    """
    draw = Random(7)  # noqa: S311 - a sound
    level = 10 ** ((-20 + gain_db) / 20) * math.sqrt(2 * (seconds + head_s + tail_s) / seconds)
    room = 10 ** (room_dbfs / 20) * math.sqrt(3) if room_dbfs > -math.inf else 0.0
    samples = array("h")
    for n, is_speech in ((head_s, False), (seconds, True), (tail_s, False)):
        for i in range(round(n * RATE_HZ)):
            # tones rather than noise: their peaks are known, 3 dB above the level of the loudest syllable
            syllable = abs(math.sin(3 * math.pi * i / RATE_HZ)) if is_speech else 0.0
            value = level * syllable * math.sin(2 * math.pi * 220 * i / RATE_HZ) * math.sqrt(2) + draw.uniform(
                -room, room
            )
            samples.append(round(32767 * max(-1.0, min(1.0, value))))
    if peak:
        samples[len(samples) // 2] = round(32767 * peak)
    return samples.tobytes()


def encode(target: Path, pcm: bytes, *args: str, source: tuple[str, ...] = ()) -> Path:
    """Write a sound with our ffmpeg."""
    given = ["-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1", *source, "-i", "pipe:0"]
    command = [binary(), "-v", "error", "-y", *given, *(args or CBR), f"file:{target}"]
    subprocess.run(command, input=pcm, check=True)
    return target


def good(target: Path) -> Path:
    """Write a file that keeps all of ACX's limits."""
    return encode(target, sound())


def _piped(target: Path) -> Path:
    """Write it as a pipe would: nothing states its length."""
    return encode(target, sound(), *CBR, "-write_xing", "0")


def _vbr_without_length(target: Path) -> Path:
    return encode(target, sound(), "-c:a", "libmp3lame", "-q:a", "4", "-write_xing", "0")


def _truncated(target: Path) -> Path:
    target.write_bytes(good(target).read_bytes()[:-30_100])
    return target


def _joined(target: Path) -> Path:
    """Put one file after the other, as `cat` does."""
    target.write_bytes(good(target).read_bytes() * 2)
    return target


def _stuffed(target: Path) -> Path:
    """Put something strange between two frames."""
    data = good(target).read_bytes()
    at = data.index(b"\xff\xfb", len(data) // 2)
    target.write_bytes(data[:at] + b"<html>moved</html>" * 50 + data[at:])
    return target


def _promising(target: Path) -> Path:
    """State in the first frame that it lasts three hours."""
    data = bytearray(good(target).read_bytes())
    at = data.index(b"Info") + 8
    data[at : at + 4] = (3 * 3600 * RATE_HZ // 1152).to_bytes(4)
    target.write_bytes(data)
    return target


def _text(target: Path) -> Path:
    target.write_text("This is no sound.\n" * 200, encoding="utf-8")
    return target


def _empty(target: Path) -> Path:
    target.touch()
    return target


STEREO: Final = ("-ac", "2", "-joint_stereo", "0", *CBR)
UPMIX: Final = ("-af", "pan=stereo|c0=c0|c1=c0", *CBR)

SPOILED: Final[Mapping[str, Callable[[Path], Path]]] = {
    "too-loud": lambda target: encode(target, sound(gain_db=4.0)),
    "too-quiet": lambda target: encode(target, sound(gain_db=-6.0)),
    "clipped": lambda target: encode(target, sound(gain_db=16.0)),
    "one-peak": lambda target: encode(target, sound(peak=1.0)),
    "noisy": lambda target: encode(target, sound(room_dbfs=-52.0)),
    "digital-silence": lambda target: encode(target, sound(room_dbfs=-math.inf)),
    "no-head": lambda target: encode(target, sound(head_s=0.0)),
    "long-head": lambda target: encode(target, sound(head_s=2.0)),
    "no-tail": lambda target: encode(target, sound(tail_s=0.2)),
    "long-tail": lambda target: encode(target, sound(tail_s=7.0)),
    "silent": lambda target: encode(target, bytes(2 * RATE_HZ * 3)),
    "vbr": lambda target: encode(target, sound(), "-c:a", "libmp3lame", "-q:a", "2"),
    "vbr-no-length": _vbr_without_length,
    "128k": lambda target: encode(target, sound(), "-c:a", "libmp3lame", "-b:a", "128k"),
    "48-khz": lambda target: encode(target, sound(), "-ar", "48000", *CBR),
    "22-khz": lambda target: encode(target, sound(), "-ar", "22050", "-c:a", "libmp3lame", "-b:a", "64k"),
    "stereo-quieter": lambda target: encode(target, sound(), *STEREO),
    "stereo-upmix": lambda target: encode(target, sound(), "-joint_stereo", "0", *UPMIX),
    "joint-stereo": lambda target: encode(target, sound(), *UPMIX),
    "mp2": lambda target: encode(target, sound(), "-c:a", "mp2", "-b:a", "192k", "-f", "mp2"),
    "wav": lambda target: encode(target, sound(), "-f", "wav"),
    "aac": lambda target: encode(target, sound(), "-c:a", "aac", "-b:a", "96k", "-f", "adts"),
    "no-xing": _piped,
    "truncated": _truncated,
    "joined": _joined,
    "stuffed": _stuffed,
    "three-hours": _promising,
    "text": _text,
    "empty": _empty,
}
"""Name -> writes a file that is spoiled so."""
