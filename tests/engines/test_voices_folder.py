from pathlib import Path

import pytest

from audiobook.engines.voices_folder import VARIABLE, voices_folder


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
