import array
import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.audio.resample import n_resampled, resampled
from audiobook.audio.samples import peak, rms

RATES_HZ = [16_000, 22_050, 24_000, 44_100]
rates = st.sampled_from(RATES_HZ)


def tone(n_samples: int, rate_hz: int, pitch_hz: float = 440.0) -> "array.array[int]":
    """Give a sine that fades in and out within 10 ms, as clips do."""
    edge = rate_hz / 100
    fade = [min(1.0, i / edge, (n_samples - i) / edge) for i in range(n_samples)]
    return array.array(
        "h", (round(9000 * f * math.sin(2 * math.pi * pitch_hz * i / rate_hz)) for i, f in enumerate(fade))
    )


@given(rates, rates, st.integers(0, 3_000))
def test_the_length_is_the_one_that_timelines_reckon_with(from_hz: int, to_hz: int, n_samples: int) -> None:
    """There are exactly as many samples as `n_resampled` says, which is the same time to half a sample."""
    pcm = bytes(range(1, 251)) * (n_samples // 125 + 1)
    made = resampled(pcm[: 2 * n_samples], from_hz, to_hz)
    assert len(made) == 2 * n_resampled(n_samples, from_hz, to_hz)
    assert abs(len(made) / 2 / to_hz - n_samples / from_hz) <= 0.5 / to_hz + 1e-12


@pytest.mark.parametrize("from_hz", RATES_HZ)
@pytest.mark.parametrize("to_hz", RATES_HZ)
def test_what_is_heard_is_heard_when_it_was(from_hz: int, to_hz: int) -> None:
    """A tone comes out as the same tone at the other rate, sample for sample, with no click where it begins or ends."""
    made = array.array("h", resampled(tone(from_hz // 5, from_hz).tobytes(), from_hz, to_hz))
    wanted = tone(to_hz // 5, to_hz)
    assert max(abs(a - b) for a, b in zip(made, wanted, strict=True)) < 30  # of 9000: -50 dB, at the corners of fades


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_the_same_rate_changes_nothing(rate_hz: int) -> None:
    """A book of one engine sounds as it did, byte for byte."""
    pcm = tone(999, rate_hz).tobytes()
    assert resampled(pcm, rate_hz, rate_hz) is pcm


def test_what_the_lower_rate_cannot_hold_is_left_out() -> None:
    """A hiss above half the lower rate is gone, and does not come back as a whistle below it."""
    hiss = array.array("h", (round(9000 * math.sin(2 * math.pi * 11_500 * i / 24_000)) for i in range(24_000)))
    assert rms(resampled(hiss.tobytes(), 24_000, 16_000)) < 1e-3


def test_the_loudest_wave_is_cut_and_does_not_wrap() -> None:
    """Between samples of full scale the wave is higher still; wrapped round, it would be a bang."""
    square = array.array("h", ([32767] * 20 + [-32768] * 20) * 20)
    made = array.array("h", resampled(square.tobytes(), 22_050, 24_000))
    assert peak(made.tobytes()) == 1.0
    middles = [made[round(24_000 / 22_050 * (40 * n + 10))] for n in range(2, 18)]
    assert min(middles) > 25_000


def test_one_rate_loads_no_resampler() -> None:
    """A book of one engine does not pay for numpy and soxr."""
    program = """
import sys
from audiobook.audio.resample import resampled
from audiobook.synthesis import cache
resampled(bytes(20), 22050, 22050)
print(sorted({"numpy", "soxr"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
