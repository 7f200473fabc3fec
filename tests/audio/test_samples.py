import math
import random
import sys
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.audio.samples import ending_db, peak, rms, trim
from audiobook.engines.registry import load_engine
from audiobook.model import Voice

_RATE_HZ = 22050


def _pcm(samples: list[int]) -> bytes:
    made = array("h", samples)
    if sys.byteorder == "big":
        made.byteswap()
    return made.tobytes()


def _tone(seconds: float, amplitude: int = 10_000) -> bytes:
    return _pcm([round(amplitude * math.sin(0.06 * i)) for i in range(round(seconds * _RATE_HZ))])


def _silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * _RATE_HZ))


def test_levels_are_of_full_scale() -> None:
    """A full-scale square wave has RMS and peak 1, a sine has RMS 0.707 of its peak, nothing has 0."""
    assert rms(_pcm([-32768] * 100)) == peak(_pcm([-32768] * 100)) == 1.0
    assert rms(_tone(1.0)) == pytest.approx(peak(_tone(1.0)) / math.sqrt(2), rel=0.01)
    assert rms(b"") == peak(b"") == 0.0


@pytest.mark.parametrize(("before_s", "after_s"), [(0.0, 0.0), (0.3, 0.0), (0.0, 0.3), (0.25, 0.75)])
def test_silence_at_the_ends_goes_and_speech_stays(before_s: float, after_s: float) -> None:
    """What is heard stays, sample for sample; of the silence no more than a few hundredths of a second is left."""
    speech = _tone(0.5)
    whole = _silence(before_s) + speech + _silence(after_s)
    trimmed, start = trim(whole, _RATE_HZ)
    assert speech.strip(b"\0") in trimmed
    assert whole.find(speech.strip(b"\0")) == trimmed.find(speech.strip(b"\0")) + 2 * start
    assert len(trimmed) - len(speech) <= 0.04 * _RATE_HZ * 2


def test_silence_inside_stays() -> None:
    """A pause between two words is not touched."""
    speech = _tone(0.2) + _silence(0.5) + _tone(0.2)
    assert speech.strip(b"\0") in trim(_silence(0.1) + speech, _RATE_HZ).pcm


def test_noise_below_the_speech_counts_as_silence() -> None:
    """An engine with a noise floor 60 dB below its voice is trimmed like one without."""
    noise = random.Random(1)  # noqa: S311 - no secret
    floor = _pcm([noise.randint(-10, 10) for _ in range(_RATE_HZ // 2)])
    assert len(trim(floor + _tone(0.5) + floor, _RATE_HZ).pcm) < len(_tone(0.56))


def test_edges_begin_and_end_at_nothing() -> None:
    """A clip cut out of noise begins and ends without a click."""
    floor = _pcm([9] * _RATE_HZ)
    trimmed = array("h", trim(floor + _tone(0.5) + floor, _RATE_HZ).pcm)
    assert trimmed[0] == trimmed[-1] == 0


@given(st.integers(0, 3000))
def test_all_silence_leaves_nothing(n_samples: int) -> None:
    """Nothing but zeros is nothing, however long."""
    assert trim(bytes(2 * n_samples), _RATE_HZ).pcm == b""


@given(st.lists(st.integers(-32768, 32767), max_size=500))
def test_trimming_only_takes_away(samples: list[int]) -> None:
    """Never longer than before, always whole samples, and the peak is kept."""
    pcm = _pcm(samples)
    trimmed = trim(pcm, _RATE_HZ).pcm
    assert len(trimmed) <= len(pcm)
    assert len(trimmed) % 2 == 0
    assert peak(trimmed) == peak(pcm)


@pytest.mark.parametrize("word", ["laugh", "hiss", "half", "with", "stop", "fifth", "huff"])
def test_soft_consonants_at_the_end_are_kept(word: str) -> None:
    """Of eSpeak's speech nothing is lost: it ends in digital silence, and all before that is kept."""
    pcm = load_engine("pyttsx3").synthesize(word, Voice("pyttsx3", "en-us")).pcm
    assert len(trim(pcm, _RATE_HZ).pcm) >= len(pcm.strip(b"\0")) - 2 * 0.01 * _RATE_HZ


def test_an_ending_is_as_loud_as_its_last_20_ms() -> None:
    """Beside the whole, in dB: a tone that is cut off ends as loud as it was, one that has faded far below."""
    assert ending_db(_tone(1.0), _RATE_HZ) == pytest.approx(0.0, abs=1.0)
    assert ending_db(_tone(1.0) + _tone(0.02, 100), _RATE_HZ) == pytest.approx(-40.0, abs=1.0)
    assert ending_db(_tone(1.0) + _silence(0.02), _RATE_HZ) < -80
    assert ending_db(_silence(1.0), _RATE_HZ) == ending_db(b"", _RATE_HZ) == 0.0
