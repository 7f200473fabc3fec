from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.checking.finished.against_manifest import judge_made
from audiobook.checking.finished.mp4 import Mark, Mp4
from audiobook.checking.finished.sound import Sound
from audiobook.checking.finished.tags import Tags
from audiobook.manifest import MadeChapter
from audiobook.model import ChapterKind
from tests.checking.finished.test_book import LEVELS
from tests.checking.finished.test_folder import MANIFEST, made

CHAPTERS = tuple(
    MadeChapter(number, f"C{number}", kind, n_samples, 22_050, {})
    for number, kind, n_samples in (
        (1, ChapterKind.STORY, 22_050 * 60),
        (2, ChapterKind.STORY, 22_050 * 90 + 1),
        (3, ChapterKind.SAMPLE, 22_050 * 70),
    )
)
BOOK = replace(MANIFEST, chapters=CHAPTERS)
ONE = made("01 - One.mp3", "mp3", 1)
WHOLE = made("Book.m4b", "m4b")


def wrong(sound: Sound, file: object = ONE) -> list[str]:
    """Give the rules that are broken."""
    assert file in (ONE, WHOLE)
    return [v.rule.name for v in judge_made(sound, ONE if file is ONE else WHOLE, BOOK) if not v.is_kept]


def a_sound(n_samples: int, starts_s: tuple[float, ...] = ()) -> Sound:
    """Give a sound of some length, with chapter marks if there are any."""
    marks = tuple(Mark(start_s, "x") for start_s in starts_s)
    mp4 = Mp4("M4B ", 1.0, True, False, 2, Tags("MP4"), marks, marks, 1.0) if starts_s else None  # noqa: FBT003
    return Sound("x", replace(LEVELS, n_samples=n_samples), "", Tags(""), mp4=mp4)


def test_a_chapter_is_as_long_as_it_was_made_to_the_sample() -> None:
    """At the rate of the file, twice that of the timeline here."""
    assert [wrong(a_sound(44_100 * 60 + more)) for more in (-1, 0, 1)] == [["as-made"], [], ["as-made"]]


@given(st.integers(0, 2 * 3_072))
def test_a_book_may_be_longer_by_what_joins_its_chapters(more: int) -> None:
    """AAC has whole frames; the sample is not in it."""
    assert wrong(a_sound(44_100 * 150 + 2 + more, (0.0, 60.0)), WHOLE) == []


@pytest.mark.parametrize("starts_s", [(0.0,), (0.0, 60.0, 150.0), (0.0, 60.08), (0.1, 60.0), (0.0, 59.92)])
def test_chapter_marks_stand_where_chapters_begin(starts_s: tuple[float, ...]) -> None:
    """One too few, one too many, one late, one early: by more than joining AAC at the rate of the file accounts for."""
    assert wrong(a_sound(44_100 * 150, starts_s), WHOLE) == ["marks-as-made"]
    assert wrong(a_sound(44_100 * 150, (0.0, 60.06)), WHOLE) == []


def test_what_the_manifest_does_not_know_is_not_judged() -> None:
    """A chapter that was taken out since."""
    assert list(judge_made(a_sound(5), made("09.mp3", "mp3", 9), BOOK)) == []
