import math
from array import array

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.checking.finished.levels import HOP_S, Levels
from audiobook.checking.finished.meter import Meter

RATE_HZ = 1_000
HOP = 50


def levels(values: list[float], n_channels: int = 1, piece: int = 0) -> Levels:
    """Measure some samples, in one piece or in several."""
    data = np.array(values, ">f4").tobytes()
    meter = Meter(RATE_HZ, n_channels)
    size = piece * HOP * n_channels * 4 or max(1, len(data))
    for at in range(0, len(data), size):
        meter.add(data[at : at + size])
    return meter.levels()


def tone(n: int, amplitude: float) -> list[float]:
    """Give a square wave: its RMS is its peak."""
    return [amplitude if i % 2 else -amplitude for i in range(n)]


def test_levels_are_relative_to_full_scale() -> None:
    """A square wave at a tenth is -20 dB in both measures."""
    found = levels(tone(1_000, 0.1))
    assert found.rms_dbfs == pytest.approx(-20, abs=1e-4)
    assert found.peak_dbfs == pytest.approx(-20, abs=1e-4)
    assert (found.n_samples, found.seconds) == (1_000, 1.0)


def test_room_tone_is_measured_at_both_ends() -> None:
    """From the first hop that is louder than -50 dB to the last one."""
    found = levels(tone(600, 0.001) + tone(1_000, 0.1) + tone(1_500, 0.0005))
    assert [found.head_s, found.tail_s] == pytest.approx([0.6, 1.5])
    assert [found.head_dbfs, found.tail_dbfs] == pytest.approx([-60, -66.02], abs=0.01)
    assert found.floor_dbfs == pytest.approx(-66.02, abs=0.01)


def test_the_floor_is_the_quietest_half_second_wherever_it_is() -> None:
    """Also between words, and at no whole second."""
    found = levels(tone(730, 0.1) + tone(600, 0.001) + tone(700, 0.1))
    assert found.floor_dbfs == pytest.approx(-60, abs=0.01)


def test_a_sound_of_silence_is_all_head() -> None:
    """Minus infinity is a level, no error."""
    found = levels([0.0] * 2_000)
    assert (found.rms_dbfs, found.peak_dbfs, found.floor_dbfs) == (-math.inf, -math.inf, -math.inf)
    assert (found.head_s, found.tail_dbfs) == (2.0, None)
    assert found.dead_s == pytest.approx(2.0)
    assert levels([]).n_samples == 0


def test_the_longest_dead_stretch_counts() -> None:
    """Not their sum."""
    found = levels(tone(500, 0.1) + [0.0] * 250 + tone(100, 0.1) + [0.0] * 400 + tone(100, 0.1))
    assert found.dead_s == pytest.approx(0.4)


def test_two_channels_that_are_one_have_no_side() -> None:
    """Half their difference is measured; and all measures are over both."""
    same = [value for sample in tone(1_000, 0.1) for value in (sample, sample)]
    one_sided = [value for sample in tone(1_000, 0.1) for value in (sample, 0.0)]
    assert levels(same, 2).side_dbfs == -math.inf
    assert levels(one_sided, 2).side_dbfs == pytest.approx(-26.02, abs=0.01)
    assert levels(one_sided, 2).rms_dbfs == pytest.approx(-23.01, abs=0.01)
    assert levels(one_sided, 2).n_samples == 1_000


@given(st.lists(st.integers(-32_768, 32_767), min_size=1, max_size=2_000), st.integers(1, 7))
def test_pieces_do_not_matter(samples: list[int], piece: int) -> None:
    """In whatever pieces it comes, the sound is the same; and no floor is above the whole."""
    values = [sample / 32_768 for sample in array("h", samples)]
    whole, parts = levels(values), levels(values, piece=piece)
    assert parts.rms_dbfs == pytest.approx(whole.rms_dbfs)
    assert (parts.peak_dbfs, parts.n_samples, parts.head_s) == (whole.peak_dbfs, whole.n_samples, whole.head_s)
    assert parts.floor_dbfs == pytest.approx(whole.floor_dbfs)
    assert whole.rms_dbfs <= whole.peak_dbfs + 1e-6
    assert whole.head_s + whole.tail_s <= whole.seconds + HOP_S
