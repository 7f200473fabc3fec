"""Finished files are anybody's: what they hold opens no other file and reaches no terminal."""

import io
import json
import wave
from pathlib import Path

import pytest
from mutagen import id3

from audiobook.audio.decoding import DecodingError, decoding
from tests.audio.sounds import RATE_HZ
from tests.boundaries.hostile import CONTROLS, controls_in
from tests.boundaries.watching import watched


def other_sound(folder: Path) -> Path:
    """Write a sound that a playlist could name."""
    target = folder / "other.wav"
    with wave.open(str(target), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE_HZ)
        sound.writeframes(bytes(2 * RATE_HZ))
    return target


def test_a_sound_is_decoded(tmp_path: Path) -> None:
    """What the next test must not be able to open can be."""
    with decoding(other_sound(tmp_path)) as decoded:
        assert sum(map(len, decoded.pieces(1 << 16))) == 4 * RATE_HZ


@pytest.mark.parametrize(
    "playlist",
    [
        "ffconcat version 1.0\nfile other.wav\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\nother.wav\n#EXT-X-ENDLIST\n",
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n",
        "RTSPtext\nrtsp://127.0.0.1:9/a\n",
    ],
)
def test_a_playlist_opens_no_other_file(playlist: str, tmp_path: Path) -> None:
    """Called .mp3, it is a file without sound."""
    other_sound(tmp_path)
    (tmp_path / "list.mp3").write_text(playlist)
    with pytest.raises(DecodingError, match=r"list\.mp3"), decoding(tmp_path / "list.mp3") as decoded:
        list(decoded.pieces(1 << 16))


def test_hostile_tags_are_shown_as_they_are_written(tmp_path: Path) -> None:
    """A title that would clear the screen is told as numbers, and in JSON as it is."""
    tag = id3.ID3()
    tag.add(id3.TIT2(encoding=id3.Encoding.UTF16, text=CONTROLS.replace("\0", "")))
    tag.add(id3.TALB(encoding=id3.Encoding.UTF16, text="\u202eknalb"))
    content = io.BytesIO()
    tag.save(content, v1=0)
    (tmp_path / "\x1b[2Jone.mp3").write_bytes(content.getvalue() + b"\xff\xfb\x50\xc4" * 500)
    for flags in ((), ("--json",)):
        ran = watched(tmp_path, "check", ".", *flags)
        said = ran.done.stdout + ran.done.stderr
        assert "u001b" in said
        assert controls_in(said) == []
        assert "\u202e" not in said
    assert "\x1b[2Jone.mp3" in {finding["place"] for finding in json.loads(ran.done.stdout)[0]["findings"]}
