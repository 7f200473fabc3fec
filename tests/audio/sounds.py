"""Chapters made of noise that behaves like speech, and a way to listen to finished files."""

import array
import hashlib
import math
import random
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from audiobook.audio.ffmpeg import binary
from audiobook.audio.timeline import lay_out
from audiobook.model import ChapterScript, Clip, Locus, Span, Timeline, Utterance, Voice

RATE_HZ = 22_050
VOICE = Voice("tone", "a")


@cache
def speech(seconds: float, seed: int = 0, level: float = 0.1) -> bytes:
    """Give four syllables a second of noise; now and then a sample stands out, so the crest is that of a voice."""
    draw = random.Random(seed)  # noqa: S311 - a sound
    samples = array.array("h")
    for i in range(round(seconds * RATE_HZ)):
        syllable = abs(math.sin(4 * math.pi * i / RATE_HZ))
        spike = 3.0 if draw.random() < 0.002 else 1.0
        sample = draw.gauss(0, level) * syllable * spike
        samples.append(round(32767 * max(-1.0, min(1.0, sample))))
    return samples.tobytes()


@dataclass
class Shelf:
    """Clips in memory: put sound on it, read it back by key."""

    sounds: dict[str, bytes] = field(default_factory=dict)

    def put(self, pcm: bytes, rate_hz: int = RATE_HZ) -> Clip:
        """Keep a sound, and give the clip that names it."""
        key = hashlib.sha256(pcm).hexdigest()
        self.sounds[key] = pcm
        return Clip(key, rate_hz, len(pcm) // 2, rms(pcm), peak(pcm))

    def read(self, key: str) -> bytes:
        """Give the sound of a clip."""
        return self.sounds[key]


def utterance(i: int, *, voice: Voice = VOICE, gain_db: float = 0.0, pause_s: float = 0.4) -> Utterance:
    """Give the i-th utterance of a chapter; its words do not matter here."""
    return Utterance(Locus(1, i, Span(0, 1)), "x", "x", None, voice, voice, gain_db, pause_s)


def chapter(clips: Iterable[Clip], gain_db: float = 0.0, pause_s: float = 0.4) -> Timeline:
    """Lay the clips out, one utterance each."""
    laid = tuple(clips)
    script = ChapterScript(1, "One", tuple(utterance(i, pause_s=pause_s) for i in range(len(laid))))
    return lay_out(script, laid, {VOICE: gain_db})


def rms(pcm: bytes) -> float:
    """Give the root mean square, 0..1 of full scale."""
    samples = array.array("h", pcm)
    return math.sqrt(sum(s * s for s in samples) / max(1, len(samples))) / 32768


def peak(pcm: bytes) -> float:
    """Give the largest sample, 0..1 of full scale."""
    return max(map(abs, array.array("h", pcm)), default=0) / 32768


def dbfs(amplitude: float) -> float:
    """Give an amplitude in dB of full scale, never less than -180."""
    return 20 * math.log10(max(amplitude, 1e-9))


def hops(pcm: bytes, rate_hz: int) -> list[float]:
    """Give the level of each 50 ms, dBFS."""
    step = rate_hz // 20 * 2
    return [dbfs(rms(pcm[i : i + step])) for i in range(0, len(pcm) - step + 1, step)]


def decoded(path: Path) -> bytes:
    """Give the samples a player would play: mono, 16 bit, at the file's rate."""
    return _listen(path, "-f", "s16le", "-").stdout


def measured(path: Path) -> tuple[float, float]:
    """Give RMS (dBFS) and true peak (dBTP) of a finished file, as ffmpeg's astats and ebur128 hear them."""
    filters = "astats=measure_perchannel=none,ebur128=peak=true:framelog=verbose"
    said = _listen(path, "-af", filters, "-f", "null", "-").stderr.decode()
    found = re.search(r"RMS level dB: (\S+).*True peak:\s+Peak:\s+(\S+)", said, re.DOTALL)
    assert found, said
    return float(found[1]), float(found[2])


def _listen(path: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    command = [binary(), "-nostdin", "-i", f"file:{path}", "-map", "0:a", *args]  # a cover counts as video
    return subprocess.run(command, capture_output=True, check=True)
