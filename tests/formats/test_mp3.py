import array
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import ID3, Encoding, PictureType
from mutagen.mp3 import MP3, BitrateMode

from audiobook.formats.base import ChapterEdition
from audiobook.formats.mp3 import Mp3Format
from tests.audio.sounds import RATE_HZ, chapter, decoded, hops, measured, speech
from tests.formats.contract import COVER, EDITION, SHELF, FormatContract, a_chapter


class TestMp3(FormatContract):
    """MP3 keeps the laws of all formats."""

    name = "mp3"


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a chapter of ordinary speech, ready to be listened to."""
    return written(a_chapter(6.0), tmp_path_factory.mktemp("mp3"))


def written(edition: ChapterEdition, folder: Path) -> Path:
    """Write a chapter and give its file."""
    target = folder / "chapter.mp3"
    Mp3Format().write_chapter(edition, SHELF.read, target)
    return target


def promised(path: Path) -> Any:  # noqa: ANN401 - mutagen does not say
    """Give what the file says of itself in its first frames."""
    return MP3(path).info


def test_it_is_what_stores_ask_for(finished: Path) -> None:
    """44.1 kHz, mono, constant 192 kbit/s (ACX, audio submission requirements)."""
    info = promised(finished)
    assert (info.sample_rate, info.channels, info.bitrate) == (44_100, 1, 192_000)
    assert info.bitrate_mode in {BitrateMode.CBR, BitrateMode.UNKNOWN}


def test_it_is_as_long_as_the_timeline_to_the_sample(finished: Path) -> None:
    """Subtitles count samples: the file decodes to exactly two for each of the timeline's, and says so up front."""
    n_samples = a_chapter(6.0).timeline.n_samples
    assert len(decoded(finished)) == 2 * 2 * n_samples
    # mutagen counts whole frames of 26 ms, with what players cut off at both ends
    assert promised(finished).length == pytest.approx(n_samples / RATE_HZ, abs=0.06)


def test_each_clip_is_heard_when_the_timeline_says(tmp_path: Path) -> None:
    """Resampler, limiter and codec shift nothing: a crack in the middle of a clip is found at its sample."""
    crack = array.array("h", bytes(2 * RATE_HZ))
    crack[5_000] = 30_000
    edition = replace(a_chapter(), timeline=chapter([SHELF.put(crack.tobytes()), SHELF.put(speech(3.0))]))
    heard = array.array("h", decoded(written(edition, tmp_path)))
    here = 2 * (edition.timeline.placements[0].start + 5_000)
    around = heard[here - 2_000 : here + 2_000]
    assert abs(max(range(len(around)), key=lambda i: abs(around[i])) - 2_000) <= 2


@pytest.mark.parametrize(
    ("seconds", "level", "n_clips"),
    [(6.0, 0.1, 3), (0.4, 0.1, 1), (4.0, 0.003, 2), (4.0, 0.3, 2)],
    ids=["ordinary", "one word", "whispered", "shouted"],
)
def test_it_is_as_loud_as_it_should_be(seconds: float, level: float, n_clips: int, tmp_path: Path) -> None:
    """RMS near -20 dBFS (ACX: -23 to -18), true peak at most -3.5 dBTP, whatever the voice or the length."""
    rms_dbfs, true_peak_dbtp = measured(written(a_chapter(seconds, level, n_clips), tmp_path))
    assert rms_dbfs == pytest.approx(-20, abs=0.5 if n_clips > 1 else 2.5)
    assert true_peak_dbtp <= -3.5


def test_its_silence_is_a_quiet_room(finished: Path) -> None:
    """0.5 to 1 s before the first word, 1 to 5 s after the last, at -60 dB or less, and nowhere below -90 dB."""
    levels = hops(decoded(finished), 44_100)
    speech_at = [i for i, level in enumerate(levels) if level > -50]
    head, tail = levels[: speech_at[0]], levels[speech_at[-1] + 1 :]
    assert 0.5 <= len(head) / 20 <= 1
    assert 1 <= len(tail) / 20 <= 5
    assert max(head[:-1] + tail[1:]) <= -60
    assert min(levels) > -90


def test_players_show_what_it_is(finished: Path) -> None:
    """Title, book, author, narrator (as composer), number and cover are there, as ID3v2.3 in UTF-16."""
    tags = ID3(finished, translate=False)
    assert tags.version == (2, 3, 0)
    shown = {frame.FrameID: str(frame) for frame in tags.values() if frame.FrameID.startswith("T")}
    assert shown == {
        "TIT2": "“One” – the first",
        "TALB": EDITION.title,
        "TPE1": EDITION.author,
        "TPE2": EDITION.author,
        "TCOM": EDITION.narrator,
        "TRCK": "7/12",
        "TCON": "Audiobook",
        "TLAN": "eng",
    }
    assert all(frame.encoding == Encoding.UTF16 for frame in tags.values() if frame.FrameID.startswith("T"))
    (picture,) = tags.getall("APIC")
    assert (picture.data, picture.mime, picture.type) == (COVER.data, "image/jpeg", PictureType.COVER_FRONT)


def test_what_is_not_known_is_not_tagged(tmp_path: Path) -> None:
    """An author nobody named is no author called "", and a book without a cover has no picture."""
    bare = replace(EDITION, author="", narrator="", language="tlh", cover=None)
    tags = ID3(written(replace(a_chapter(1.0), edition=bare), tmp_path))
    assert {frame.FrameID for frame in tags.values()} == {"TIT2", "TALB", "TRCK", "TCON"}
