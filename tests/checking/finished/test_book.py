from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.checking.finished.book import judge_book
from audiobook.checking.finished.levels import Levels
from audiobook.checking.finished.mpeg import walk
from audiobook.checking.finished.rules import Result
from audiobook.checking.finished.sound import Sound
from audiobook.checking.finished.tags import Tags
from tests.checking.finished.test_mpeg import FRAME

LEVELS = Levels(44_100, 1, 44_100 * 90, -20.0, -4.0, -66.0, 0.0, 0.7, 3.5, -66.0, -66.0, None)
ONE = Sound("01.mp3", LEVELS, "", Tags("ID3v2.3", title="One", track=1), mpeg=walk(FRAME * 9))
PARTS = (
    "00 - Opening Credits.mp3",
    "01 - One.mp3",
    "02 - Two.mp3",
    "03 - Closing Credits.mp3",
    "04 - Retail Sample.mp3",
)
BOOK = [replace(ONE, name=name, tags=replace(ONE.tags, title=name, track=i)) for i, name in enumerate(PARTS, 1)]


def results(sounds: list[Sound]) -> dict[str, Result]:
    """Give what is not kept."""
    return {verdict.rule.name: verdict.result for verdict in judge_book(sounds) if verdict.result is not Result.KEPT}


def test_a_whole_book_keeps_all_rules() -> None:
    """With credits and a sample, all files alike."""
    assert results(BOOK) == {}


def test_what_only_a_shop_wants_is_advice() -> None:
    """Credits and a sample are looked for by the names of files; a sample has its length."""
    assert results(BOOK[1:3]) == dict.fromkeys(("opening-credits", "closing-credits", "retail-sample"), Result.ADVICE)
    short = replace(BOOK[4], levels=replace(LEVELS, n_samples=44_100 * 30))
    assert results([*BOOK[:4], short]) == {"retail-sample": Result.ADVICE}


def test_who_has_a_sample_is_not_told_to_make_one() -> None:
    """One that is too short is told how to get longer."""
    short = replace(BOOK[4], levels=replace(LEVELS, n_samples=44_100 * 59))
    (missing,) = (v for v in judge_book(BOOK[:4]) if v.rule.name == "retail-sample")
    (found,) = (v for v in judge_book([*BOOK[:4], short]) if v.rule.name == "retail-sample")
    assert "`sample: true`" in missing.rule.ours
    assert (found.measured, "seconds:" in found.rule.ours, "true" in found.rule.ours) == ("59.0 s long", True, False)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (replace(ONE, levels=replace(LEVELS, n_channels=2)), {"same-channels": Result.BROKEN}),
        (replace(ONE, levels=replace(LEVELS, sample_rate_hz=48_000)), {"same-rate": Result.BROKEN}),
        (replace(ONE, mpeg=walk((b"\xff\xfb\xa0\xc0" + bytes(518)) * 9)), {"same-bit-rate": Result.BROKEN}),
        (replace(ONE, levels=replace(LEVELS, rms_dbfs=-23.5)), {"rms-spread": Result.ADVICE}),
        (replace(ONE, tags=replace(ONE.tags, title=BOOK[0].name)), {"titles": Result.ADVICE}),
        (replace(ONE, tags=replace(ONE.tags, track=2)), {"track-numbers": Result.ADVICE}),
    ],
)
def test_a_file_unlike_the_others_is_found(other: Sound, expected: dict[str, Result]) -> None:
    """Each kind of difference by its rule."""
    unlike = replace(other, tags=replace(other.tags, track=other.tags.track if "track-numbers" in expected else 9))
    assert results([*BOOK, unlike]) == expected


@given(st.permutations(BOOK), st.lists(st.floats(-21.4, -18.6), min_size=5, max_size=5))
def test_the_order_of_files_does_not_matter(sounds: list[Sound], rms_dbfs: list[float]) -> None:
    """And levels within 3 dB of each other are one level."""
    assert (
        results([replace(s, levels=replace(LEVELS, rms_dbfs=rms)) for s, rms in zip(sounds, rms_dbfs, strict=True)])
        == {}
    )


def test_what_is_no_mp3_is_not_of_the_book() -> None:
    """An M4B beside the MP3s has its own rules."""
    assert list(judge_book([replace(ONE, name="Book.m4b"), replace(ONE, levels=None, mpeg=None)])) == []
