import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.formats.base import ChapterEdition
from audiobook.formats.captions import N_LINES, Cue, clock, cues, in_tick, in_ticks, lines
from tests.formats.captioned import HOSTILE, RATE_HZ, a_chapter, chapters, written

LONG = (
    "In the spring three Russians were crossing the Alps to Vienna on tickets that had cost them their lunch, and none "
    "of them had yet said a word about it."
)


def shown(found: tuple[Cue, ...]) -> list[str]:
    """Give the texts of cues."""
    return [cue.text for cue in found]


@settings(deadline=None)
@given(chapters(), st.sampled_from([20, 32, 65]))
def test_every_word_is_shown_once_in_order_while_it_is_heard(chapter: ChapterEdition, n_columns: int) -> None:
    """Nothing is lost or shown twice; cues follow each other, last, and stay within the sound of their utterance."""
    found = cues(chapter, n_columns)
    assert " ".join(shown(found)).split() == written(chapter)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    assert all(cue.start < cue.end <= chapter.timeline.n_samples for cue in found)
    clips = [(p.start, p.start + p.clip.n_samples) for p in chapter.timeline.placements]
    assert all(any(start <= cue.start and cue.end <= end for start, end in clips) for cue in found)
    starts, ends = {cue.start for cue in found}, {cue.end for cue in found}
    assert all(start in starts and end in ends for start, end in clips)


@settings(deadline=None)
@given(chapters())
def test_words_stand_in_their_cue(chapter: ChapterEdition) -> None:
    """Words of a cue are in order, within its text and within its time, and no part of a word is one."""
    for cue in cues(chapter):
        places = [place for word in cue.words for place in (word.span.start, word.span.end)]
        times = [time for word in cue.words for time in (word.start, word.end)]
        assert places == sorted(places)
        assert times == sorted(times)
        assert all(cue.start <= time <= cue.end for time in times)
        assert all(place <= len(cue.text) for place in places)


@settings(deadline=None)
@given(chapters(), st.sampled_from([20, 32, 65]), st.booleans())
def test_a_cue_is_read_at_a_glance(chapter: ChapterEdition, n_columns: int, named: bool) -> None:  # noqa: FBT001 - drawn
    """Lines are no longer than asked for, but for a word that is; two at most, if the sound lasts for more cues."""
    for cue in cues(chapter, n_columns, named=named):
        in_lines = [cue.text[line.start : line.end] for line in lines(cue.text, n_columns)]
        assert " ".join(in_lines) == cue.text
        assert all(len(line) <= n_columns or " " not in line for line in in_lines)
        longest = max(map(len, cue.text.split()))
        if cue.end - cue.start > 100 and longest <= n_columns and not named:
            assert len(in_lines) <= N_LINES


def test_an_utterance_is_a_cue_from_its_first_sample_to_its_last() -> None:
    """A sentence that fits is shown whole, exactly while its clip is heard."""
    chapter = a_chapter(("“Who is there?”", "anna", 30_001, False), ("asked Anna.", None, 12_345, True))
    first, second = chapter.timeline.placements
    assert [(cue.start, cue.end, cue.speaker, cue.text) for cue in cues(chapter)] == [
        (first.start, first.start + 30_001, "Anna", "“Who is there?”"),
        (second.start, second.start + 12_345, "", "asked Anna."),
    ]


def test_a_long_one_is_parted_at_its_marks_with_the_times_of_its_words() -> None:
    """Commas near the middle are better than the middle; a part begins and ends with its words, to the sample."""
    chapter = a_chapter((LONG, None, 200_000, True))
    found = cues(chapter, 65)
    assert shown(found)[0].endswith("cost them their lunch,")
    (placement,) = chapter.timeline.placements
    words = {(placement.start + word.start, placement.start + word.end) for word in placement.clip.words}
    assert {cue.start for cue in found} <= {start for start, _ in words}
    assert {cue.end for cue in found} <= {end for _, end in words}
    assert len(found) == 2


def test_a_full_stop_within_an_utterance_is_no_place_to_part() -> None:
    """It is that of an abbreviation: "Dr." stays with "Freud", even in the very middle."""
    text = "I was excited to learn on that day that Dr. Freud was scheduled to give a public lecture on it."
    assert all(not cue.text.endswith("Dr.") for cue in cues(a_chapter((text, None, 99_000, True)), 32))


def test_parts_are_few_and_about_equally_long() -> None:
    """Not a half and two quarters, where thirds fill three cues."""
    text = (
        "Freud seemed to argue that the only way to control the group is through extremes because the group only "
        "listens to extremes of anything."
    )
    lengths = [len(cue.text) for cue in cues(a_chapter((text, None, 99_000, True)), 32)]
    assert len(lengths) == 3
    assert min(lengths) > 0.7 * max(lengths)


def test_without_word_times_a_part_lasts_as_its_share_of_the_characters() -> None:
    """The whole time is given out, in proportion."""
    chapter = a_chapter((LONG, None, 200_000, False))
    found = cues(chapter, 32)
    (placement,) = chapter.timeline.placements
    assert (found[0].start, found[-1].end) == (placement.start, placement.start + 200_000)
    for cue in found:
        assert (cue.end - cue.start) / 200_000 == pytest.approx(len(cue.text) / len(LONG), abs=0.02)
    assert not any(cue.words for cue in found)


def test_words_of_parts_are_placed_in_their_own_text() -> None:
    """Each word of each part is found where its span says."""
    for cue in cues(a_chapter((LONG, None, 200_000, True)), 32):
        assert [cue.text[word.span.start : word.span.end] for word in cue.words] == cue.text.split()


def test_names_are_told_where_the_speaker_changes_and_only_of_characters() -> None:
    """The narrator is not named, nor is somebody who goes on speaking; words stand where they are after the name."""
    chapter = a_chapter(
        ("Night.", None, 9_000, True),
        ("“Who is there?", "anna", 9_000, True),
        ("Is it you?”", "anna", 9_000, True),
        ("she asked.", None, 9_000, True),
        ("“Me.”", "boris", 9_000, True),
    )
    found = cues(chapter, 32, named=True)
    assert shown(found) == ["Night.", "Anna: “Who is there?", "Is it you?”", "she asked.", "Boris <& Co>: “Me.”"]
    assert [found[1].text[word.span.start : word.span.end] for word in found[1].words] == ["“Who", "is", "there?"]


def test_a_name_is_never_alone() -> None:
    """However long, a name stays with the first words of its speaker."""
    chapter = a_chapter(("“" + "Well, you know. " * 8 + "”", "anna", 90_000, False))
    long_name = replace(chapter, speakers={"anna": "the Old Man from the House behind the Harbour"})
    first = cues(long_name, 32, named=True)[0].text
    assert first.startswith("The Old Man from the House behind the Harbour: “Well,")


def test_hostile_texts_are_shown_as_they_are() -> None:
    """Nothing in a text is taken for a command here; white space of any kind is one space."""
    chapter = a_chapter(*((text, None, 90_000, True) for text in HOSTILE))
    assert " ".join(shown(cues(chapter))) == " ".join(" ".join(text.split()) for text in HOSTILE)


def test_lines_are_about_equally_long() -> None:
    """A line of one word under a full one is hard to read."""
    text = "three Russians were crossing the Alps now"
    assert [text[line.start : line.end] for line in lines(text, 38)] == ["three Russians were", "crossing the Alps now"]


def test_a_time_is_rounded_once() -> None:
    """The nearest millisecond of the sample, also after ten hours; a sum of rounded lengths would be off by seconds."""
    assert in_tick(1, RATE_HZ, 1000) == 0
    assert in_tick(12, RATE_HZ, 1000) == 1
    late = 36_000 * RATE_HZ + 11_025
    assert in_tick(late, RATE_HZ, 1000) == 36_000_500
    assert clock(36_000_500, 1000) == (10, 0, 0, 500)


@settings(deadline=None)
@given(chapters(), st.sampled_from([100, 1000]))
def test_written_times_rise(chapter: ChapterEdition, per_s: int) -> None:
    """Also where cues last less than the format can tell: each has an end after its start, and none overlap."""
    found = cues(chapter, 20)
    times = in_ticks(found, RATE_HZ, per_s)
    assert all(start < end for start, end in times)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(times))
    if all(cue.end - cue.start > RATE_HZ // per_s for cue in found):
        exact = [(in_tick(cue.start, RATE_HZ, per_s), in_tick(cue.end, RATE_HZ, per_s)) for cue in found]
        assert list(times) == exact
