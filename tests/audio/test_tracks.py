import array
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mutagen.mp3 import MP3, BitrateMode
from mutagen.mp4 import MP4

from audiobook.audio.encodings import ENCODINGS
from audiobook.audio.tracks import write_tracks
from audiobook.errors import AudioError
from audiobook.model import LoudnessTarget, Timeline
from tests.audio.sounds import RATE_HZ, Shelf, chapter, decoded, hops, measured, speech

SHELF = Shelf()


def written(timeline: Timeline, folder: Path) -> dict[str, Path]:
    """Write a chapter in every encoding and give its files."""
    files = {name: folder / f"chapter{encoding.extension}" for name, encoding in ENCODINGS.items()}
    write_tracks(timeline, LoudnessTarget(), SHELF.read, files)
    return files


def some_speech(seconds: float = 3.0, level: float = 0.1, n_clips: int = 3) -> Timeline:
    """Give a chapter of clips that are on SHELF."""
    return chapter([SHELF.put(speech(seconds, seed, level)) for seed in range(n_clips)])


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give a chapter of ordinary speech, ready to be listened to."""
    return written(some_speech(6.0), tmp_path_factory.mktemp("tracks"))


def promised(path: Path) -> Any:  # noqa: ANN401 - mutagen does not say
    """Give what the file says of itself in its first frames."""
    return MP3(path).info


def test_the_mp3_is_what_stores_ask_for(finished: dict[str, Path]) -> None:
    """44.1 kHz, mono, constant 192 kbit/s (ACX, audio submission requirements)."""
    info = promised(finished["mp3"])
    assert (info.sample_rate, info.channels, info.bitrate) == (44_100, 1, 192_000)
    assert info.bitrate_mode in {BitrateMode.CBR, BitrateMode.UNKNOWN}


def test_the_m4a_is_aac(finished: dict[str, Path]) -> None:
    """Mono AAC at the same rate."""
    info: Any = MP4(finished["m4a"]).info
    assert (info.sample_rate, info.channels, info.codec) == (44_100, 1, "mp4a.40.2")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_it_is_as_long_as_the_timeline(encoding: str, finished: dict[str, Path]) -> None:
    """Subtitles count samples: a file decodes to two for each of the timeline's."""
    assert len(decoded(finished[encoding])) // 2 == 2 * some_speech(6.0).n_samples


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 44_100])
def test_its_last_sample_is_the_timelines(rate_hz: int, tmp_path: Path) -> None:
    """Whatever of a frame is left at the end, one sample or all but one, and at each rate that engines have."""
    n_whole = 90 * 1152  # in the track
    for n_last in (1, 2, 45, 46, 47, 48, 623, 1151, 1152):
        clip = SHELF.put(speech(0.2), rate_hz)
        n_samples = (n_whole + n_last) * rate_hz // 44_100
        timeline = replace(chapter([clip]), n_samples=n_samples)
        lengths = {len(decoded(path)) // 2 for path in written(timeline, tmp_path).values()}
        assert lengths == {math.ceil(n_samples * 44_100 / rate_hz)}


def test_the_mp3_says_how_long_it_is(finished: dict[str, Path]) -> None:
    """Up front; mutagen counts whole frames of 26 ms, with what players cut off at both ends."""
    expected_s = some_speech(6.0).n_samples / RATE_HZ
    assert promised(finished["mp3"]).length == pytest.approx(expected_s, abs=0.06)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_clip_is_heard_when_the_timeline_says(encoding: str, tmp_path: Path) -> None:
    """Resampler, limiter and codec shift nothing: a crack in the middle of a clip is found at its sample."""
    crack = array.array("h", bytes(2 * RATE_HZ))
    crack[5_000] = 30_000
    timeline = chapter([SHELF.put(crack.tobytes()), SHELF.put(speech(3.0))])
    heard = array.array("h", decoded(written(timeline, tmp_path)[encoding]))
    here = 2 * (timeline.placements[0].start + 5_000)
    around = heard[here - 2_000 : here + 2_000]
    assert abs(max(range(len(around)), key=lambda i: abs(around[i])) - 2_000) <= 2


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    ("seconds", "level", "n_clips"),
    [(6.0, 0.1, 3), (0.4, 0.1, 1), (4.0, 0.003, 2), (4.0, 0.3, 2)],
    ids=["ordinary", "one word", "whispered", "shouted"],
)
def test_it_is_as_loud_as_it_should_be(
    encoding: str, seconds: float, level: float, n_clips: int, tmp_path: Path
) -> None:
    """RMS near -20 dBFS (ACX: -23 to -18), true peak at most -3.5 dBTP, whatever the voice or the length.

    AAC at its lower rate lets noise, which is what these voices are, rise a little higher.
    """
    rms_dbfs, true_peak_dbtp = measured(written(some_speech(seconds, level, n_clips), tmp_path)[encoding])
    assert rms_dbfs == pytest.approx(-20, abs=0.5 if n_clips > 1 else 2.5)
    assert true_peak_dbtp <= (-3.5 if encoding == "mp3" else -3.0)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_its_silence_is_a_quiet_room(encoding: str, finished: dict[str, Path]) -> None:
    """0.5 to 1 s before the first word, 1 to 5 s after the last, at -60 dB or less, and nowhere below -90 dB."""
    levels = hops(decoded(finished[encoding]), 44_100)
    speech_at = [i for i, level in enumerate(levels) if level > -50]
    head, tail = levels[: speech_at[0]], levels[speech_at[-1] + 1 :]
    assert 0.5 <= len(head) / 20 <= 1
    assert 1 <= len(tail) / 20 <= 5
    assert max(head[:-1] + tail[1:]) <= -60
    assert min(levels) > -90


@pytest.mark.parametrize("trouble", [AudioError("no clip"), KeyboardInterrupt()])
def test_a_failure_leaves_no_track(trouble: BaseException, tmp_path: Path) -> None:
    """When a clip cannot be had, or on Ctrl-C, there is none of the files, nor a part of one."""
    timeline = some_speech(1.0)
    last = timeline.placements[-1].clip.key
    n_reads = 0

    def read(key: str) -> bytes:
        nonlocal n_reads
        n_reads += key == last
        if n_reads > 1:  # it is heard once before, for its level
            raise trouble
        return SHELF.read(key)

    files = {name: tmp_path / name for name in ENCODINGS}
    with pytest.raises(type(trouble)):
        write_tracks(timeline, LoudnessTarget(), read, files)
    assert list(tmp_path.iterdir()) == []
