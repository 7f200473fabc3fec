from pathlib import Path

import pytest

from audiobook.errors import VoiceError
from audiobook.progress import Silent
from audiobook.voice_store.install import install, missing_files
from audiobook.voice_store.own import note, noted_voice, own_voice
from audiobook.voice_store.sources import LocalFiles
from tests.voice_store.things import MODEL, placed, sha256

CONFIG = b'{"audio": {"sample_rate": 22050}, "phoneme_id_map": {"a": [1]}}'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Give a folder with a voice of somebody's own."""
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "boris.onnx").write_bytes(MODEL)
    (folder / "boris.onnx.json").write_bytes(CONFIG)
    return folder


def test_a_voice_of_ones_own_is_installed_under_the_name_one_gives(tmp_path: Path, mine: Path) -> None:
    """A folder has the voice by its name; an .onnx may be called anything, its .json stands beside it."""
    for name, path in (("boris", mine), ("uncle", mine / "boris.onnx")):
        folder = tmp_path / name
        item = own_voice(name, path)
        install(item, folder, [LocalFiles(path, item)], Silent())
        assert placed(folder) == {f"piper/{name}.onnx": MODEL, f"piper/{name}.onnx.json": CONFIG}


def test_its_sha256_is_noted_and_checked_later(tmp_path: Path, mine: Path) -> None:
    """The note names both files, as sha256sum would; a flipped bit is found by it."""
    item = own_voice("boris", mine)
    install(item, tmp_path, [LocalFiles(mine, item)], Silent())
    path = note(item, tmp_path)
    assert path.read_text() == f"{sha256(MODEL)}  boris.onnx\n{sha256(CONFIG)}  boris.onnx.json\n"
    noted = noted_voice("boris", tmp_path)
    assert noted
    assert missing_files(noted, tmp_path, verify=True) == ()
    (tmp_path / "piper" / "boris.onnx").write_bytes(MODEL[:-1] + b"?")
    noted = noted_voice("boris", tmp_path)
    assert noted
    assert [file.path for file in missing_files(noted, tmp_path, verify=True)] == ["piper/boris.onnx"]
    assert noted_voice("nobody", tmp_path) is None


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        ("boris.onnx", b"<!DOCTYPE html>", "no ONNX model"),
        ("boris.onnx", b"version https://git-lfs", "no ONNX model"),
        ("boris.onnx", b"", "no ONNX model"),
        ("boris.onnx.json", b"<!DOCTYPE html>", "no JSON"),
        ("boris.onnx.json", b"\xff\xfe", "no JSON"),
        ("boris.onnx.json", b"[]", "no Piper voice's configuration"),
    ],
)
def test_what_is_no_voice_is_refused(mine: Path, file: str, content: bytes, says: str) -> None:
    """A web page saved as a model, or another program's settings, does not become a voice."""
    (mine / file).write_bytes(content)
    with pytest.raises(VoiceError, match=says):
        own_voice("boris", mine)


def test_half_a_voice_is_refused(mine: Path) -> None:
    """The missing file is named."""
    (mine / "boris.onnx.json").unlink()
    with pytest.raises(VoiceError, match=r"no boris\.onnx\.json"):
        own_voice("boris", mine)


@pytest.mark.parametrize("name", ["", "../boris", "a/b", ".hidden", "a b"])
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path: Path, mine: Path, name: str) -> None:
    """A voice's name is a file's name in the voices folder, and nothing more."""
    with pytest.raises(VoiceError, match="cannot be a voice's name"):
        own_voice(name, mine)
    assert noted_voice(name, tmp_path) is None
