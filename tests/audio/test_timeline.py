from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.audio.timeline import HEAD_S, JITTER, SHORTEST_TAIL_S, TAIL_S, lay_out
from audiobook.model import ChapterScript, Clip, Timeline, Utterance, Voice
from tests.audio.sounds import VOICE, utterance

LOUD = Voice("tone", "loud")


def clips(rate_hz: int) -> st.SearchStrategy[Clip]:
    """Draw a clip; only its key and its length matter here."""
    keys = st.integers(0, 2**256 - 1).map("{:064x}".format)
    return st.builds(Clip, keys, st.just(rate_hz), st.integers(0, 500_000), st.just(0.1), st.just(0.5))


RATES_HZ = [16_000, 22_050, 24_000, 44_100]


@st.composite
def chapters(draw: st.DrawFn) -> tuple[ChapterScript, list[Clip]]:
    """Draw a chapter with any pauses, and the clips of its utterances, by engines of one rate or of several."""
    engines = draw(st.lists(st.sampled_from(RATES_HZ), min_size=1, max_size=2))
    sounds = draw(st.lists(st.sampled_from(engines).flatmap(clips), min_size=1, max_size=12))
    pauses = st.floats(0, 5, allow_nan=False)
    spoken = tuple(utterance(i, pause_s=draw(pauses)) for i in range(len(sounds)))
    return ChapterScript(3, "Three", spoken), sounds


def laid(script: ChapterScript, sounds: list[Clip]) -> Timeline:
    """Lay the chapter out with its voice as it is."""
    return lay_out(script, sounds, {VOICE: 0.0})


@given(chapters())
def test_clips_follow_each_other_in_order_with_their_pauses_between(chapter: tuple[ChapterScript, list[Clip]]) -> None:
    """No two clips overlap, and each pause is the one written, give or take a tenth and half a sample."""
    script, sounds = chapter
    timeline = laid(script, sounds)
    assert [p.clip.key for p in timeline.placements] == [sound.key for sound in sounds]
    for this, following in pairwise(timeline.placements):
        pause = following.start - (this.start + this.clip.n_samples)
        written = this.utterance.pause_s * timeline.sample_rate_hz
        assert abs(pause - written) <= JITTER * written + 0.5


@given(chapters())
def test_a_chapter_has_the_highest_rate_of_its_clips(chapter: tuple[ChapterScript, list[Clip]]) -> None:
    """Every clip is as long as it was, give or take half a sample, and untouched where its rate is the chapter's."""
    timeline = laid(*chapter)
    assert timeline.sample_rate_hz == max(sound.sample_rate_hz for sound in chapter[1])
    for placed, sound in zip((p.clip for p in timeline.placements), chapter[1], strict=True):
        if sound.sample_rate_hz == timeline.sample_rate_hz:
            assert placed == sound
        wanted = sound.n_samples * timeline.sample_rate_hz / sound.sample_rate_hz
        assert abs(placed.n_samples - wanted) <= 0.5


@given(chapters())
def test_the_parts_add_up_to_the_whole(chapter: tuple[ChapterScript, list[Clip]]) -> None:
    """Head, clips, pauses and tail are the chapter; the head is exact, the tail what is meant for its length."""
    timeline = laid(*chapter)
    first, last = timeline.placements[0], timeline.placements[-1]
    end = last.start + last.clip.n_samples
    assert first.start == round(HEAD_S * timeline.sample_rate_hz)
    shortest, longest = (round(s * timeline.sample_rate_hz) for s in (SHORTEST_TAIL_S, TAIL_S))
    assert timeline.n_samples - end == min(longest, max(end - first.start, shortest))


@given(chapters(), clips(22_050))
def test_an_edit_moves_what_follows_and_changes_no_pause(chapter: tuple[ChapterScript, list[Clip]], new: Clip) -> None:
    """With a clip put before them, all others keep their distances: the jitter hangs on the clip, not on its place."""
    script, sounds = chapter
    new = replace(new, sample_rate_hz=sounds[0].sample_rate_hz)
    longer = ChapterScript(3, "Three", (utterance(99), *script.utterances))
    before, after = laid(script, sounds).placements, laid(longer, [new, *sounds]).placements[1:]
    assert len({now.start - then.start for then, now in zip(before, after, strict=True)}) == 1


def test_equal_pauses_do_not_come_out_equal() -> None:
    """A listener does not hear a metronome."""
    sounds = [Clip(f"{i * 0x1357_9BDF:064x}"[-64:][::-1], 22_050, 1000, 0.1, 0.5) for i in range(1, 9)]
    script = ChapterScript(1, "One", tuple(utterance(i, pause_s=1.0) for i in range(8)))
    starts = [p.start for p in laid(script, sounds).placements]
    assert len({b - a for a, b in pairwise(starts)}) > 3


def test_the_gain_of_the_cast_is_added_to_the_level_of_the_voice() -> None:
    """A person who turns a voice down by 3 dB gets 3 dB less of it, wherever its level lay."""
    script = ChapterScript(1, "One", (utterance(0), utterance(1, voice=LOUD, gain_db=-3.0)))
    sound = Clip("0" * 64, 22_050, 1000, 0.1, 0.5)
    timeline = lay_out(script, [sound, sound], {VOICE: 2.0, LOUD: -5.0})
    assert [p.gain_db for p in timeline.placements] == [2.0, -8.0]


def test_what_does_not_belong_together_is_refused() -> None:
    """A missing clip, or one too many, would shift everything after it."""
    spoken: tuple[Utterance, ...] = (utterance(0), utterance(1))
    one = Clip("0" * 64, 22_050, 9, 0.1, 0.5)
    for sounds in ([], [one], [one, one, one]):
        with pytest.raises(ValueError, match=r"empty|shorter|longer"):
            laid(ChapterScript(1, "One", spoken), sounds)
