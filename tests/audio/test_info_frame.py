import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.audio.encodings import ENCODINGS
from audiobook.audio.ffmpeg import Output, encode
from audiobook.audio.info_frame import SIZE, checksum, with_length
from audiobook.checking.finished.mpeg import decoded_length, walk
from audiobook.errors import AudioError


@pytest.fixture(scope="module")
def mp3(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give an MP3 as ffmpeg writes it, of 4 frames of silence."""
    path = tmp_path_factory.mktemp("info") / "as it is.mp3"
    encode([bytes(2 * 3 * 1152)], 44_100, "anull", [Output(ENCODINGS["mp3"].output_args, 0.0, path)])
    return path.read_bytes()


def test_the_checksum_is_the_one_that_others_reckon(mp3: bytes) -> None:
    """Of the published check value, and as ffmpeg wrote it: over the frame, with nothing in its own place."""
    assert checksum(b"123456789") == 0xBB3D
    assert with_length(mp3[:SIZE], 3 * 1152) == mp3[:SIZE]


@given(n_last=st.integers(1, 1152))
def test_a_file_decodes_to_the_length_that_is_stated(n_last: int, mp3: bytes) -> None:
    """All lengths that have these frames; what is cut off is what LAME itself would say, 576 samples to 1,727."""
    mpeg = walk(with_length(mp3[:SIZE], 2 * 1152 + n_last) + mp3[SIZE:])
    assert mpeg is not None
    assert mpeg.promise is not None
    assert decoded_length(mpeg) == 2 * 1152 + n_last
    assert 576 <= mpeg.promise.padding <= 1727


@pytest.mark.parametrize("n_samples", [10 * 1152, -(2**12)])
def test_a_file_of_another_length_is_refused(n_samples: int, mp3: bytes) -> None:
    """Sound is missing, or too much of it is there: the encoder did not do what it was told."""
    with pytest.raises(AudioError, match="ffmpeg has not encoded"):
        with_length(mp3[:SIZE], n_samples)


@pytest.mark.parametrize("spoil", [lambda frame: frame[:-1], lambda frame: frame.replace(b"Info", b"Xing")])
def test_what_is_no_such_frame_is_refused(spoil: object, mp3: bytes) -> None:
    """A file that breaks off, or begins with something else, is not written over."""
    assert callable(spoil)
    with pytest.raises(AudioError, match="ffmpeg has not encoded"):
        with_length(spoil(mp3[:SIZE]), 3 * 1152)
