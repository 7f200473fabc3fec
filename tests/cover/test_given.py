from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from audiobook.cover.given import read_cover
from audiobook.errors import SettingsError


def picture(path: Path, size: tuple[int, int] = (2400, 2400), mode: str = "RGB") -> Path:
    """Put a picture there; its name says of what kind."""
    Image.new(mode, size).save(path)
    return path


@pytest.mark.parametrize(("name", "media_type"), [("c.jpg", "image/jpeg"), ("c.png", "image/png")])
def test_a_good_cover_is_taken_as_it_is(tmp_path: Path, name: str, media_type: str) -> None:
    """Byte by byte, and without a word."""
    path = picture(tmp_path / name)
    given = read_cover(path)
    assert (given.data, given.media_type, given.notes) == (path.read_bytes(), media_type, ())


def test_a_jpeg_of_several_pictures_is_a_jpeg(tmp_path: Path) -> None:
    """Telephones put a depth map or a smaller picture behind the first; players show the first."""
    path = tmp_path / "c.jpg"
    first, second = (Image.new("RGB", (2400, 2400), colour) for colour in ("red", "blue"))
    first.save(path, "MPO", save_all=True, append_images=[second])
    assert read_cover(path).media_type == "image/jpeg"


@pytest.mark.parametrize(
    ("size", "mode", "note"),
    [
        ((2400, 3600), "RGB", "shops want a square"),
        ((600, 600), "RGB", "600 pixels wide"),
        ((2400, 2400), "CMYK", "save it as RGB"),
    ],
)
def test_what_shops_refuse_is_said(tmp_path: Path, size: tuple[int, int], mode: str, note: str) -> None:
    """It is taken all the same."""
    (said,) = read_cover(picture(tmp_path / "c.jpg", size, mode)).notes
    assert note in said
    assert "c.jpg" in said


@pytest.mark.parametrize(("content", "problem"), [(b"GIF89a", "neither JPEG nor PNG"), (b"", "neither JPEG nor PNG")])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, problem: str) -> None:
    """With the place that names it."""
    path = tmp_path / "c.jpg"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=f"voices.yaml:3: the cover .* is {problem}"):
        read_cover(path, "voices.yaml:3")


def test_a_damaged_picture_is_refused(tmp_path: Path) -> None:
    """Players would show nothing."""
    whole = BytesIO()
    Image.effect_noise((300, 300), 50).save(whole, "JPEG")
    path = tmp_path / "c.jpg"
    path.write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    with pytest.raises(SettingsError, match="damaged"):
        read_cover(path)


def test_a_missing_cover_is_named(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(SettingsError, match=r"nothing\.jpg cannot be read") as error:
        read_cover(tmp_path / "nothing.jpg")
    assert "cover: none" in error.value.hint


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no file without an end")
def test_a_file_without_an_end_is_refused() -> None:
    """A story may name any path as its cover."""
    with pytest.raises(SettingsError, match="the cover /dev/zero cannot be read: File too large"):
        read_cover(Path("/dev/zero"), "x.md")
