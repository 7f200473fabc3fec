from pathlib import Path

import pytest

from audiobook.engines.voices_folder import VARIABLE, has_file, not_installed, voices_folder


def test_the_variable_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever keeps voices elsewhere says so in the environment."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere"))
    assert voices_folder() == tmp_path / "elsewhere"


def test_without_it_the_folder_is_the_persons_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Voices are no cache: they stand where a person's data stand, under our name."""
    monkeypatch.delenv(VARIABLE, raising=False)
    folder = voices_folder()
    assert folder.is_absolute()
    assert folder.parts[-2:] == ("fullcast", "voices")


def test_a_file_is_there_if_its_length_is_right(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that was cut off is as good as none; so is a folder of its name."""
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    (tmp_path / "kokoro").mkdir()
    (tmp_path / "kokoro" / "af_heart.bin").write_bytes(b"1234")
    assert has_file("kokoro/af_heart.bin")
    assert has_file("kokoro/af_heart.bin", 4)
    assert not has_file("kokoro/af_heart.bin", 5)
    assert not has_file("kokoro/af_sky.bin")
    assert not has_file("kokoro")


def test_what_is_missing_is_named_with_the_command_that_brings_it() -> None:
    """A person reads which voice is missing and what to type."""
    error = not_installed("Kokoro", "af_heart", "kokoro")
    assert (error.problem, error.hint) == (
        'Kokoro voice "af_heart" is not installed',
        "Install it: audiobook voices install kokoro",
    )
