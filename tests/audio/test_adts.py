from pathlib import Path

import pytest

from audiobook.audio.adts import FRAME_SAMPLES, join_aac
from audiobook.errors import AudioError
from tests.audio.sounds import decoded
from tests.formats.editions import a_book


def test_tracks_stand_one_after_the_other(tmp_path: Path) -> None:
    """Each takes whole frames: all that it plays, and at most two more, that of the decoder's run-in among them."""
    tracks = [chapter.sound["m4a"] for chapter in a_book().chapters]
    joined = tmp_path / "joined"
    lengths = join_aac(tracks, joined)
    assert 2 * sum(lengths) == len(decoded(joined))
    for track, length in zip(tracks, lengths, strict=True):
        assert length % FRAME_SAMPLES == 0
        assert FRAME_SAMPLES <= length - len(decoded(track)) // 2 < 2 * FRAME_SAMPLES
    assert list(tmp_path.iterdir()) == [joined]


def test_other_sound_is_refused(tmp_path: Path) -> None:
    """What is not AAC is not copied, and nothing but what the caller owns is left over."""
    joined = tmp_path / "joined"
    with pytest.raises(AudioError):
        join_aac([a_book().chapters[0].sound["mp3"]], joined)
    assert list(tmp_path.iterdir()) == [joined]
