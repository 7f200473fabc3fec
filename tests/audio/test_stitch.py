import array
from itertools import islice, pairwise

import pytest

from audiobook.audio.loudness import Mix, mix
from audiobook.audio.stitch import BLOCK_S, pcm_chunks, room_tone
from audiobook.errors import AudioError
from audiobook.model import LoudnessTarget, Timeline
from tests.audio.sounds import RATE_HZ, Shelf, chapter, dbfs, hops, rms, speech

NO_TONE = Mix(clip_gain_db=-6.0206, room_tone_dbfs=-200.0, master_gain_db=0.0, ceiling_dbfs=-4.3)


def a_chapter(shelf: Shelf) -> Timeline:
    """Give four clips of 2 s."""
    return chapter([shelf.put(speech(2.0, seed)) for seed in range(4)])


def test_the_chunks_are_the_chapter_to_the_sample() -> None:
    """Lengths add up exactly, also where they are no whole milliseconds, and no chunk is long, however long a pause."""
    shelf = Shelf()
    timeline = chapter([shelf.put(speech(0.7)[:-2]), shelf.put(speech(0.3, 1)[:-6])], pause_s=300)
    lengths = [len(chunk) for chunk in pcm_chunks(timeline, mix(timeline, LoudnessTarget(), lambda _: 0.0), shelf.read)]
    assert sum(lengths) == 2 * timeline.n_samples
    assert max(lengths) <= 2 * BLOCK_S * RATE_HZ


def test_each_clip_is_heard_at_its_sample() -> None:
    """The placement's first sample is the clip's first, at half its height for -6 dB; before it there is nothing."""
    shelf = Shelf()
    timeline = chapter([shelf.put(array.array("h", [20_000] * 999).tobytes()), shelf.put(speech(12, level=0.05))])
    heard = array.array("h", b"".join(pcm_chunks(timeline, NO_TONE, shelf.read)))
    for placement in reversed(timeline.placements):
        clip = array.array("h", shelf.read(placement.clip.key))
        now = heard[placement.start : placement.start + len(clip)]
        assert all(abs(a - b / 2) <= 2 for a, b in zip(now, clip, strict=True))
        del heard[placement.start : placement.start + len(clip)]
    assert max(map(abs, heard)) <= 1


def test_the_same_chapter_is_the_same_sound() -> None:
    """Nothing is drawn by chance."""
    shelf = Shelf()
    timeline = a_chapter(shelf)
    levels = mix(timeline, LoudnessTarget(), lambda _: 0.0)
    assert list(pcm_chunks(timeline, levels, shelf.read)) == list(pcm_chunks(timeline, levels, shelf.read))


def test_there_is_no_digital_silence_anywhere() -> None:
    """Room tone runs under pauses and under clips that are silent inside: no 50 ms lie below -90 dB."""
    shelf = Shelf()
    with_comma = speech(0.5) + bytes(RATE_HZ) + speech(0.5, 1)
    timeline = chapter([shelf.put(with_comma)])
    pcm = b"".join(pcm_chunks(timeline, mix(timeline, LoudnessTarget(), lambda _: 0.0), shelf.read))
    assert min(hops(pcm, RATE_HZ)) > -90


def test_clips_are_read_when_their_time_comes() -> None:
    """The first chunk of a long chapter does not wait for, or hold, the clips of its end."""
    shelf, read = Shelf(), list[str]()
    timeline = chapter([shelf.put(speech(2.0, seed)) for seed in range(4)], pause_s=20)

    def reading(key: str) -> bytes:
        read.append(key)
        return shelf.read(key)

    list(islice(pcm_chunks(timeline, NO_TONE, reading), 1))
    assert read == [timeline.placements[0].clip.key]


def test_a_clip_of_another_length_is_not_stitched() -> None:
    """Everything after it would be heard at the wrong time."""
    shelf = Shelf()
    timeline = a_chapter(shelf)
    with pytest.raises(AudioError, match="not as long"):
        list(pcm_chunks(timeline, NO_TONE, lambda key: shelf.read(key)[:-2]))


@pytest.mark.parametrize("rate_hz", [16_000, 22_050])
def test_room_tone_sounds_like_a_room(rate_hz: int) -> None:
    """It has the level asked for, steadily; it is darker than white noise; and its loop closes without a step."""
    tone = bytes(room_tone(rate_hz, -66.0).raw_data)
    assert len(tone) == 2 * BLOCK_S * rate_hz
    assert dbfs(rms(tone)) == pytest.approx(-66, abs=0.2)
    assert all(-70 < level < -62 for level in hops(tone, rate_hz))
    loud = array.array("h", bytes(room_tone(rate_hz, -30.0).raw_data))
    steps = array.array("h", (b - a for a, b in pairwise(loud)))
    assert dbfs(rms(steps.tobytes())) < -30 - 6  # white noise would be at -30 + 3
    assert abs(loud[0] - loud[-1]) <= max(map(abs, steps))
