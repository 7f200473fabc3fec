import array
import math

import pytest

from audiobook.engines.packages import is_installed
from audiobook.engines.pitch import check_pitch, with_pitch
from audiobook.engines.registry import load_engine
from audiobook.errors import VoiceError
from audiobook.model import Voice

pytestmark = pytest.mark.skipif(not is_installed("parselmouth"), reason="pip install 'fullcast[pitch]'")

TEXT = "The tram costs five kopecks, and I have only three of them in my pocket."


@pytest.fixture(scope="module")
def spoken() -> tuple[bytes, int]:
    """Give a sentence that a real engine said, and its rate."""
    speech = load_engine("pyttsx3").synthesize(TEXT, Voice("pyttsx3", "en-us"))
    return speech.pcm, speech.sample_rate_hz


def measured(pcm: bytes, rate_hz: int) -> tuple[float, list[float]]:
    """Give the median pitch in Hz, and the medians of the first three formants where the voice sounds."""
    import numpy as np  # noqa: PLC0415 - only where it is installed
    import parselmouth  # noqa: PLC0415

    sound = parselmouth.Sound(np.frombuffer(pcm, "<i2") / 32768, rate_hz)
    pitch = sound.to_pitch_ac(pitch_floor=60, pitch_ceiling=500)
    voiced = [t for t in pitch.xs() if pitch.get_value_at_time(t) > 0]
    formants = sound.to_formant_burg(maximum_formant=5000)
    medians = [float(np.nanmedian([formants.get_value_at_time(n, t) for t in voiced])) for n in (1, 2, 3)]
    return float(np.median([pitch.get_value_at_time(t) for t in voiced])), medians


@pytest.mark.parametrize("pitch_st", [-4.0, -2.0, 2.0, 4.0])
def test_the_voice_moves_and_the_mouth_stays(spoken: tuple[bytes, int], pitch_st: float) -> None:
    """The pitch is higher by the semitones asked for; the formants stay within a semitone, and so does the length."""
    pcm, rate_hz = spoken
    moved = with_pitch(pcm, rate_hz, pitch_st)
    assert len(moved) == len(pcm)
    (before_hz, before), (after_hz, after) = measured(pcm, rate_hz), measured(moved, rate_hz)
    assert 12 * math.log2(after_hz / before_hz) == pytest.approx(pitch_st, abs=0.4)
    assert all(abs(12 * math.log2(b / a)) < 1.0 for a, b in zip(before, after, strict=True))


def test_no_semitones_change_nothing(spoken: tuple[bytes, int]) -> None:
    """A voice at its own pitch is left as the engine made it, byte for byte."""
    assert with_pitch(*spoken, 0.0) is spoken[0]


@pytest.mark.parametrize("n_samples", [0, 1, 100, 4_000])
def test_the_shortest_sound_is_taken(n_samples: int) -> None:
    """A syllable, a click or nothing comes back as long as it was."""
    wave = array.array("h", (round(9000 * math.sin(i / 20)) for i in range(n_samples)))
    assert len(with_pitch(wave.tobytes(), 16_000, 3.0)) == 2 * n_samples


def test_the_same_sound_comes_out_the_same(spoken: tuple[bytes, int]) -> None:
    """No chance gets in."""
    assert with_pitch(*spoken, 2.5) == with_pitch(*spoken, 2.5)


def test_what_is_too_far_is_refused() -> None:
    """Beyond eight semitones the limits are told."""
    check_pitch(8.0, "Piper", "piper")
    for far_st in (-8.5, 9.0):
        with pytest.raises(VoiceError, match="Piper") as refused:
            check_pitch(far_st, "Piper", "piper")
        assert "+8" in refused.value.hint
