from audiobook.checking.ending import loudest_endings
from audiobook.checking.pace import ENOUGH
from audiobook.model import Voice

SOFT, ABRUPT, RARE = (Voice("tone", name) for name in ("soft", "abrupt", "rare"))


def test_a_voice_that_fades_may_not_end_loudly() -> None:
    """Kokoro: -35 dB, give or take 3; what ends 30 dB louder was cut off."""
    loudest = loudest_endings((SOFT, -35.0 + n % 7 - 3) for n in range(60))[SOFT]
    assert -32.0 < loudest < -5.0


def test_cut_clips_do_not_teach_what_is_usual() -> None:
    """A fifth of them changes little."""
    ends = [*((SOFT, -35.0 + n % 7 - 3) for n in range(48)), *((SOFT, -2.0) for _ in range(12))]
    assert loudest_endings(ends)[SOFT] < -5.0


def test_a_voice_that_always_ends_abruptly_is_let_be() -> None:
    """eSpeak: -15 dB, give or take 6."""
    assert loudest_endings((ABRUPT, -15.0 + n % 13 - 6) for n in range(60))[ABRUPT] > 0.0


def test_a_voice_with_few_clips_is_not_judged() -> None:
    """Nobody knows what is usual for it."""
    assert loudest_endings((RARE, -35.0) for _ in range(ENOUGH - 1)) == {}
