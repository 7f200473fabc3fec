import array
import math
import re
import subprocess
import wave
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.audio.ffmpeg import binary
from audiobook.audio.speech_level import SILENCE_LUFS, loudness_lufs
from tests.audio.sounds import speech


def tone(level: float, seconds: float = 2.0, rate_hz: int = 48_000, pitch_hz: float = 997.0) -> bytes:
    """Give a sine; level is its peak, 1 is full scale."""
    samples = range(round(seconds * rate_hz))
    wave_ = (round(32767 * level * math.sin(2 * math.pi * pitch_hz * i / rate_hz)) for i in samples)
    return array.array("h", wave_).tobytes()


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 48_000])
def test_the_standards_tone_has_the_standards_loudness(rate_hz: int) -> None:
    """A full-scale sine of 997 Hz in one channel is -3.01 LUFS (BS.1770, annex 1), at any sample rate."""
    assert loudness_lufs(tone(1.0, rate_hz=rate_hz), rate_hz) == pytest.approx(-3.01, abs=0.05)


@settings(max_examples=20)
@given(st.floats(-30, 0))
def test_so_many_decibels_are_so_many_units(gain_db: float) -> None:
    """A sound turned down by so many dB is so many LU less loud."""
    quiet = tone(10 ** (gain_db / 20), 0.5, 16_000)
    assert loudness_lufs(quiet, 16_000) == pytest.approx(-3.01 + gain_db, abs=0.1)


def test_it_agrees_with_ffmpeg(tmp_path: Path) -> None:
    """Syllables, with pauses between them, measure what ffmpeg's ebur128 hears."""
    pcm = b"".join(speech(1.5, seed) + bytes(2 * 22_050) for seed in range(3))
    path = tmp_path / "speech.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(pcm)
    command = [binary(), "-nostdin", "-i", str(path), "-af", "ebur128=framelog=quiet", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    theirs = re.findall(r"I:\s+(\S+) LUFS", said)[-1]
    assert loudness_lufs(pcm, 22_050) == pytest.approx(float(theirs), abs=0.2)


def test_pauses_do_not_count() -> None:
    """A voice that pauses is as loud as one that does not, which its RMS would not say."""
    said = speech(2.0)
    assert loudness_lufs(said + bytes(4 * len(said)) + said, 22_050) == pytest.approx(
        loudness_lufs(said + said, 22_050), abs=0.5
    )


def test_rumble_counts_less_than_speech() -> None:
    """What the ear hardly hears does not make a voice loud: 30 Hz is 9 dB down."""
    rumble, voice = (loudness_lufs(tone(0.5, pitch_hz=pitch_hz), 48_000) for pitch_hz in (30.0, 997.0))
    assert voice - rumble == pytest.approx(9.0, abs=0.5)


@pytest.mark.parametrize("pcm", [b"", bytes(2), bytes(100_000), tone(0.0001)])
def test_silence_is_silence(pcm: bytes) -> None:
    """Nothing, or next to nothing, has the loudness of silence."""
    assert loudness_lufs(pcm, 48_000) == SILENCE_LUFS


def test_a_word_shorter_than_a_block_has_a_loudness() -> None:
    """A sound of 0.1 s is measured as a whole."""
    assert loudness_lufs(tone(1.0, 0.1), 48_000) == pytest.approx(-3.01, abs=0.3)
