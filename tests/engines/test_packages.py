"""What is said of the packages that engines stand on."""

import importlib
import sys
from pathlib import Path

import pytest

from audiobook.engines.packages import is_installed, require_package, version_of
from audiobook.errors import VoiceError


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that packages are imported from."""
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def put_package(folder: Path, module: str, distributions: list[str]) -> None:
    """Install a package of nothing that these distributions, "name-version", say they bring."""
    (folder / module).mkdir()
    (folder / module / "__init__.py").write_text("", encoding="utf-8")
    for distribution in distributions:
        name, _, version = distribution.rpartition("-")
        info = folder / f"{distribution}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
        (info / "RECORD").write_text(f"{module}/__init__.py,,\n", encoding="utf-8")
    importlib.invalidate_caches()


@pytest.mark.parametrize(
    ("module", "distributions", "version"),
    [
        ("plainly_named", ["plainly_named-1.2.3"], "1.2.3"),
        ("ending_so", ["praat_ending_so-0.4.7"], "0.4.7"),
        ("beginning_so", ["beginning_so_gpu-1.23.2"], "beginning_so_gpu 1.23.2"),
        ("of_two", ["of_two-1.0", "of_two_gpu-2.0"], "1.0"),
        ("quite_other", ["somebody_s-3.1"], "somebody_s 3.1"),
    ],
)
def test_a_version_is_found_whatever_the_distribution_is_called(
    site: Path, module: str, distributions: list[str], version: str
) -> None:
    """The package of onnxruntime-gpu is onnxruntime, and that of praat-parselmouth parselmouth."""
    put_package(site, module, distributions)
    assert version_of(module) == version
    assert module not in sys.modules


def test_a_missing_package_is_told_with_the_extra_that_brings_it() -> None:
    """A person reads what is missing and what to type."""
    require_package("json", "kokoro")
    assert not is_installed("no_such_runtime")
    with pytest.raises(VoiceError, match="no_such_runtime") as refused:
        require_package("no_such_runtime", "kokoro")
    assert "pip install 'fullcast[kokoro]'" in refused.value.hint


def test_a_module_of_one_file_has_a_version_too(site: Path) -> None:
    """Parselmouth is one shared library beside its dist-info."""
    (site / "one_file.py").write_text("", encoding="utf-8")
    (site / "praat_one_file-0.4.7.dist-info").mkdir()
    importlib.invalidate_caches()
    assert version_of("one_file") == "0.4.7"
