from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.checking.finished.mpeg import decoded_length, walk
from tests.audio.sounds import decoded
from tests.checking.finished.spoiled import CBR, RATE_HZ, encode, good, sound

HEAD = b"\xff\xfb\xb0\xc0"
"""MPEG 1, Layer III, 192 kbit/s, 44.1 kHz, mono: a frame of 626 bytes."""
FRAME = HEAD + bytes(622)
ID3V2 = b"ID3\x03\x00\x00\x00\x00\x01\x00" + bytes(128)
ID3V1 = b"TAG" + bytes(125)
APE = b"APETAGEX" + b"\xd0\x07\x00\x00" + (32).to_bytes(4, "little") + bytes(16)


def test_a_file_is_walked_to_its_last_frame(tmp_path: Path) -> None:
    """What is decoded, what the header promises, and what the frames say is one length."""
    path = good(tmp_path / "good.mp3")
    found = walk(path.read_bytes())
    assert found
    assert found.promise
    assert found.n_frames == found.promise.n_frames
    assert 2 * decoded_length(found) == len(decoded(path))
    assert (dict(found.kbps), dict(found.modes)) == ({192: found.n_frames}, {"mono": found.n_frames})
    assert (found.n_strange_bytes, found.n_missing_bytes) == (0, 0)


@pytest.mark.parametrize(
    ("args", "rate_hz", "kbps", "mode"),
    [
        (("-ar", "48000", "-b:a", "320k"), 48_000, 320, "mono"),
        (("-ar", "32000", "-b:a", "128k", "-ac", "2"), 32_000, 128, "joint stereo"),
        (("-ar", "24000", "-b:a", "64k", "-ac", "2", "-joint_stereo", "0"), 24_000, 64, "stereo"),
        (("-ar", "11025", "-b:a", "32k"), 11_025, 32, "mono"),
        (("-ar", "8000", "-b:a", "16k"), 8_000, 16, "mono"),
    ],
)
def test_all_kinds_of_mp3_are_walked(args: tuple[str, ...], rate_hz: int, kbps: int, mode: str, tmp_path: Path) -> None:
    """MPEG 1, 2 and 2.5, in all their rates and modes."""
    path = encode(tmp_path / "it.mp3", sound(), "-c:a", "libmp3lame", *args)
    found = walk(path.read_bytes())
    assert found
    assert found.sample_rates_hz == (rate_hz,)
    assert (set(found.kbps), set(found.modes)) == ({kbps}, {mode})
    assert (found.n_strange_bytes, found.n_missing_bytes) == (0, 0)
    assert found.seconds == pytest.approx(len(sound()) / 2 / RATE_HZ, abs=0.3)


def test_tags_around_the_sound_are_no_strange_bytes() -> None:
    """ID3v2 before it, APE and ID3v1 after it, and zeros that pad."""
    found = walk(ID3V2 + bytes(100) + FRAME * 5 + APE + ID3V1)
    assert found
    assert (found.n_frames, found.n_strange_bytes) == (5, 0)


@given(st.binary(max_size=300), st.integers(2, 6), st.integers(2, 6))
def test_whatever_stands_between_frames_is_counted(strange: bytes, n_before: int, n_after: int) -> None:
    """The walk finds its step again, unless the bytes begin as a frame does."""
    if b"\xff" in strange:
        return
    found = walk(FRAME * n_before + strange + FRAME * n_after)
    assert found
    assert (found.n_frames, found.n_strange_bytes) == (n_before + n_after, len(strange))


@given(st.integers(1, 625))
def test_a_frame_that_is_cut_off_is_missing_bytes(n_left: int) -> None:
    """Whatever is left of the last one: its header tells how long it was to be; less than that is strange."""
    found = walk(FRAME * 3 + FRAME[:n_left])
    assert found
    assert found.n_frames == 3
    assert (found.n_missing_bytes, found.n_strange_bytes) == ((626 - n_left, 0) if n_left >= 4 else (0, n_left))


@given(st.binary(max_size=2_000))
def test_any_bytes_are_walked(data: bytes) -> None:
    """Damage is measured, never an error; and what is found lies within the file."""
    found = walk(data)
    assert found is None or found.n_strange_bytes <= len(data)


def test_without_a_promise_players_guess_from_the_size() -> None:
    """Right for a constant bit rate, wrong for one that varies."""
    slow = b"\xff\xfb\x50\xc0" + bytes(204)  # 64 kbit/s
    constant, varying = walk(FRAME * 10), walk(slow * 2 + FRAME * 8)
    assert constant
    assert constant.promise is None
    assert constant.promised_s == pytest.approx(constant.seconds)
    assert varying
    assert varying.promised_s > 2 * varying.seconds


def test_a_file_written_into_a_pipe_promises_nothing(tmp_path: Path) -> None:
    """And its first frame is one of sound."""
    path = encode(tmp_path / "piped.mp3", sound(), *CBR, "-write_xing", "0", "-id3v2_version", "0")
    found = walk(path.read_bytes())
    assert found
    assert found.promise is None
    assert found.n_frames == path.stat().st_size // 626 or found.n_frames * 627 >= path.stat().st_size
