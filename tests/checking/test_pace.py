import random

import pytest

from audiobook.checking.pace import ENOUGH, Length, n_letters, paces
from audiobook.model import Voice

LOW, HIGH = Voice("tone", "low"), Voice("tone", "high")


def lengths(voice: Voice, n_clips: int, letter_s: float = 0.06) -> list[Length]:
    """Give clips of a voice that takes so long for a letter, a tenth more or less."""
    draw = random.Random(4)  # noqa: S311 - made-up clips
    texts = ["word " * draw.randint(1, 20) for _ in range(n_clips)]
    return [Length(voice, text, (0.2 + letter_s * n_letters(text)) * draw.uniform(0.9, 1.1)) for text in texts]


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_what_is_far_too_short_or_too_long_stands_out(factor: float) -> None:
    """A clip that is cut off or babbles; the sound ones around it do not."""
    said = lengths(LOW, 60)
    text = "a clip of a usual length which is wrong"
    odd = Length(LOW, text, factor * (0.2 + 0.06 * n_letters(text)))
    pace = paces([*said, odd])[LOW]
    assert abs(pace.deviation(odd)) > 4.5
    assert (pace.deviation(odd) > 0) == (factor > 1)
    assert max(abs(pace.deviation(length)) for length in said) < 3


def test_many_odd_clips_do_not_teach_what_is_usual() -> None:
    """A fifth of the clips cut in half changes little."""
    said = lengths(LOW, 80)
    cut = [Length(LOW, length.text, length.seconds / 2) for length in said[:20]]
    pace = paces([*cut, *said[20:]])[LOW]
    assert pace.letter_s == pytest.approx(0.06, rel=0.1)


def test_each_voice_has_its_own_pace() -> None:
    """A slow voice is no slow clip."""
    found = paces([*lengths(LOW, 40), *lengths(HIGH, 40, letter_s=0.12)])
    assert found[HIGH].letter_s > 1.5 * found[LOW].letter_s


def test_a_voice_with_few_clips_is_compared_with_all() -> None:
    """And where all together are few, nobody is judged."""
    found = paces([*lengths(LOW, 40), *lengths(HIGH, 2)])
    assert found[HIGH].letter_s == pytest.approx(found[LOW].letter_s, rel=0.1)
    assert paces(lengths(LOW, ENOUGH - 1)) == {}


def test_equal_texts_have_a_usual_length() -> None:
    """No line goes through one point; what is usual is what most take."""
    said = [Length(LOW, "No.", 0.4)] * ENOUGH
    assert paces(said)[LOW].expected_s("No.") == pytest.approx(0.4)


def test_figures_and_commas_take_time() -> None:
    """A year is no word of four letters."""
    assert n_letters("1908") > n_letters("year")
    assert n_letters("No, no") > n_letters("No no")
