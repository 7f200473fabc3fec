import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.audio.loudness import MOST_LIMITING_DB, PCM_PEAK_DBFS, REFERENCE_LUFS, mix, voice_gain_db
from audiobook.audio.speech_level import SILENCE_LUFS
from audiobook.model import Clip, LoudnessTarget, Timeline
from tests.audio.sounds import chapter, dbfs

TARGET = LoudnessTarget()


def unlimited(_drive_db: float) -> float:
    """Take nothing, as a limiter does with peaks below its ceiling."""
    return 0.0


def a_clip(seconds: float, rms_dbfs: float, crest_db: float, i: int = 0) -> Clip:
    """Give a clip that is known by its levels only."""
    rms = 10 ** (rms_dbfs / 20)
    return Clip(f"{i:064x}", 22_050, round(22_050 * seconds), rms, rms * 10 ** (crest_db / 20))


def levels() -> st.SearchStrategy[float]:
    """Draw an RMS, from a murmur to a shout."""
    return st.floats(-60, -10, allow_nan=False)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Draw a chapter of clips at all levels, mixed at any gain."""
    crests = st.floats(3, 21)
    made = st.builds(a_clip, st.floats(0.1, 30), levels(), crests, st.integers(0, 9))
    return chapter(draw(st.lists(made, min_size=1, max_size=10)), draw(st.floats(-20, 20)))


@given(levels())
def test_no_voice_is_louder_than_another_by_accident(level_lufs: float) -> None:
    """Whatever the level of a voice, its gain brings it to the one level of all voices."""
    assert level_lufs + voice_gain_db(level_lufs) == pytest.approx(REFERENCE_LUFS)


def test_a_silent_voice_is_left_alone() -> None:
    """There is no gain that would make silence as loud as speech."""
    assert voice_gain_db(SILENCE_LUFS) == 0.0


@given(timelines())
def test_nothing_clips_on_the_way(timeline: Timeline) -> None:
    """The loudest clip peaks exactly where 16 bits are used best; no clip peaks above."""
    levels = mix(timeline, TARGET, unlimited)
    peaks = [dbfs(p.clip.peak) + p.gain_db + levels.clip_gain_db for p in timeline.placements]
    assert max(peaks) == pytest.approx(PCM_PEAK_DBFS)


@given(timelines())
def test_room_tone_comes_out_at_its_level(timeline: Timeline) -> None:
    """However loud the chapter had to be made, the room between the words is as quiet as in any other."""
    levels = mix(timeline, TARGET, unlimited)
    assert levels.room_tone_dbfs + levels.master_gain_db == pytest.approx(TARGET.room_tone_dbfs)


def test_the_chapter_comes_out_at_its_target() -> None:
    """Energies of clips (low in crest: nothing to limit) and room tone, at their gains, are those of the target."""
    timeline = chapter([a_clip(5, -30, 6, 1), a_clip(3, -50, 8, 2), a_clip(8, -14, 4, 3)], gain_db=2.5)
    levels = mix(timeline, TARGET, unlimited)
    gain_db = levels.clip_gain_db + levels.master_gain_db
    energy = sum(p.clip.n_samples * (p.clip.rms * 10 ** ((p.gain_db + gain_db) / 20)) ** 2 for p in timeline.placements)
    energy += timeline.n_samples * 10 ** (TARGET.room_tone_dbfs / 10)
    assert 10 * math.log10(energy / timeline.n_samples) == pytest.approx(TARGET.rms_dbfs, abs=0.01)


@given(timelines(), st.floats(-30, 30))
def test_only_differences_between_voices_are_heard(timeline: Timeline, shift_db: float) -> None:
    """All voices up by the same gain is the same chapter."""
    moved = replace(timeline, placements=tuple(replace(p, gain_db=p.gain_db + shift_db) for p in timeline.placements))
    before, after = mix(timeline, TARGET, unlimited), mix(moved, TARGET, unlimited)
    assert after.master_gain_db == pytest.approx(before.master_gain_db, abs=1e-6)
    assert after.clip_gain_db == pytest.approx(before.clip_gain_db - shift_db, abs=1e-6)


@given(st.floats(0, 0.6))
def test_what_the_limiter_takes_is_made_up_for(share: float) -> None:
    """After a loss that grows with the gain, the chapter is as loud as without one."""
    timeline = chapter([a_clip(5, -24, 12)])
    before = mix(timeline, TARGET, unlimited).master_gain_db

    def loss_db(drive_db: float) -> float:
        return share * max(0.0, drive_db - 5)

    after = mix(timeline, TARGET, loss_db)
    gain_db = after.master_gain_db + after.clip_gain_db
    assert after.master_gain_db - loss_db(gain_db - after.ceiling_dbfs) == pytest.approx(before, abs=0.1)


@given(timelines())
def test_no_voice_is_crushed(timeline: Timeline) -> None:
    """A chapter of one word is not made as loud as a full one at any price."""
    levels = mix(timeline, TARGET, lambda drive_db: max(0.0, 0.9 * drive_db))
    assert PCM_PEAK_DBFS + levels.master_gain_db - levels.ceiling_dbfs <= MOST_LIMITING_DB + 1e-6


def test_a_chapter_of_silence_has_levels_too() -> None:
    """An utterance without sound ("...") makes no chapter fail."""
    levels = mix(chapter([Clip("0" * 64, 22_050, 0, 0.0, 0.0)]), TARGET, unlimited)
    assert (levels.clip_gain_db, levels.master_gain_db, levels.room_tone_dbfs) == (0.0, 0.0, TARGET.room_tone_dbfs)
