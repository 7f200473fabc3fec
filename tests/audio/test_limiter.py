import itertools
import math
import subprocess

import pytest

from audiobook.audio.ffmpeg import binary, mastering
from audiobook.audio.limiter import rehearse
from audiobook.audio.loudness import Mix
from audiobook.model import Timeline
from tests.audio.sounds import RATE_HZ, Shelf, chapter, dbfs, rms, speech

CEILING_DBFS = -5.0


def limited(pcm: bytes, gain_db: float) -> bytes:
    """Give the sound as ffmpeg's limiter leaves it, at the rate it has."""
    filters = mastering(Mix(0.0, -99.0, gain_db, CEILING_DBFS), RATE_HZ)
    raw = ["-f", "s16le", "-ar", str(RATE_HZ), "-ac", "1"]
    command = [binary(), "-v", "error", *raw, "-i", "-", "-af", filters, *raw, "-"]
    return subprocess.run(command, input=pcm, capture_output=True, check=True).stdout


@pytest.mark.parametrize("gain_db", [0.0, 4.0, 8.0, 12.0])
def test_the_loss_is_that_of_ffmpeg(gain_db: float) -> None:
    """What is foreseen is what happens, from no limiting at all to far more than speech needs."""
    shelf = Shelf()
    pcm = speech(6.0, level=0.08)
    timeline = chapter([shelf.put(pcm)])
    foreseen = rehearse(timeline, shelf.read).loss_db(gain_db - CEILING_DBFS)
    assert dbfs(rms(pcm)) + gain_db - dbfs(rms(limited(pcm, gain_db))) == pytest.approx(foreseen, abs=0.3)


def test_a_louder_sound_loses_more() -> None:
    """The loss never falls as the gain rises, and starts from nothing: so a gain that makes up for it can be found."""
    shelf = Shelf()
    rehearsal = rehearse(chapter([shelf.put(speech(2.0, 1)), shelf.put(speech(2.0, 2))]), shelf.read)
    losses = [rehearsal.loss_db(drive_db) for drive_db in range(-20, 30)]
    assert losses[0] == 0.0
    assert all(a <= b + 1e-9 for a, b in itertools.pairwise(losses))


def test_a_long_chapter_is_not_heard_twice() -> None:
    """However many clips there are, only some are read, and the gain of each counts."""
    shelf = Shelf()
    timeline: Timeline = chapter([shelf.put(speech(0.1, seed)) for seed in range(60)], gain_db=-6.0)
    keys = list[str]()

    def read(key: str) -> bytes:
        keys.append(key)
        return shelf.read(key)

    quiet = rehearse(timeline, read)
    assert len(keys) == 40
    loud = rehearse(chapter([shelf.put(speech(0.1, seed)) for seed in range(60)]), shelf.read)
    assert math.isclose(quiet.loss_db(18.0), loud.loss_db(12.0))


def test_a_silent_chapter_loses_nothing() -> None:
    """There is no energy to lose."""
    shelf = Shelf()
    assert rehearse(chapter([shelf.put(b"")]), shelf.read).loss_db(20.0) == 0.0
