"""Voices of engines that speak at different rates, in one cast."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.audio.sounds import decoded
from tests.cli.conftest import CAST, Run

_MODULE = '''
from audiobook.engines.tone import ToneEngine
from audiobook.model import Speech

class {class_name}(ToneEngine):
    """The tone engine, played {factor} times as fast: another rate, and higher."""

    name = "{name}"

    def synthesize(self, text, voice):
        return Speech(super().synthesize(text, voice).pcm, {rate_hz})
'''
RATES_HZ = {"slower": 16_000, "faster": 24_000}
OUTPUT = Path("output") / "two-chairs"


@pytest.fixture(autouse=True)
def packages(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install two engines of other rates as third parties do: a module and an entry point on the path."""
    folder = tmp_path_factory.mktemp("site")
    points = []
    for name, rate_hz in RATES_HZ.items():
        source = _MODULE.format(class_name=name.title(), factor=rate_hz / 22050, name=name, rate_hz=rate_hz)
        (folder / f"engine_{name}.py").write_text(source, encoding="utf-8")
        points.append(f"{name} = engine_{name}:{name.title()}")
    facts = folder / "engines-1.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: engines\nVersion: 1\n", encoding="utf-8")
    (facts / "entry_points.txt").write_text("[audiobook.engines]\n" + "\n".join(points), encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(folder))


def _manifest(desk: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((desk / OUTPUT / "manifest.json").read_text(encoding="utf-8"))
    return value


def _recast(desk: Path, voice: str, engine: str) -> None:
    cast = CAST.replace(f"voice: {voice}\n", f"voice: {engine}:{voice}\n", 1)
    (desk / "voices.yaml").write_text(cast, encoding="utf-8")


@pytest.mark.parametrize(("engine", "rate_hz"), [("slower", 22_050), ("faster", 24_000)])
def test_engines_of_two_rates_share_a_chapter(desk: Path, run: Run, engine: str, rate_hz: int) -> None:
    """The chapter has the higher rate of the two, and its file is as long as its timeline says."""
    _recast(desk, "low", engine)
    run("build")
    first = _manifest(desk)["chapters"][0]
    assert first["sample_rate_hz"] == rate_hz
    played_s = len(decoded(desk / OUTPUT / "01 - Chapter 1.mp3")) / 2 / 44_100
    assert played_s == pytest.approx(first["n_samples"] / rate_hz, abs=0.5 / rate_hz)


def test_a_voice_of_another_engine_remakes_its_own_clips_only(desk: Path, run: Run) -> None:
    """Recasting Boris with an engine of a higher rate makes his clips, and the files of the chapters he speaks in."""
    run("build")
    before = _manifest(desk)
    _recast(desk, "low", "faster")
    report = json.loads(run("build", "--json").stdout)[0]
    assert report["clips_made"] == {"Boris": 1}
    assert report["made"] == ["01 - Chapter 1.mp3"]
    assert _manifest(desk)["chapters"][1] == before["chapters"][1]


def test_the_same_cast_gives_the_same_bytes(desk: Path, run: Run) -> None:
    """Resampled or not, however many workers: the files are the same."""
    _recast(desk, "low", "faster")
    run("build", "--jobs", "1")
    run("build", "--out", "elsewhere", "--cache", "fresh", "--jobs", "2")
    here, there = (
        {p.name: p.read_bytes() for p in folder.iterdir()}
        for folder in (desk / OUTPUT, desk / "elsewhere" / "two-chairs")
    )
    assert here == there
