import errno
import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.audio import ffmpeg
from audiobook.audio.ffmpeg import Output, encode, encoder
from audiobook.errors import AudioError
from tests.audio.sounds import RATE_HZ, decoded

WAV = ("-f", "wav")
SECOND = bytes(2 * RATE_HZ)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process that is started."""
    processes: list[subprocess.Popen[bytes]] = []

    class Recorded(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[call-overload]
            processes.append(self)

    monkeypatch.setattr(subprocess, "Popen", Recorded)
    return processes


def test_all_samples_arrive(tmp_path: Path) -> None:
    """What goes in as chunks of any size comes out as one sound, under a name that ffmpeg might take for something."""
    target = tmp_path / "-a: b%d 'c'.wav"
    chunks = [b"\1\0" * n for n in (1, 70_000, 3)]
    encode(chunks, RATE_HZ, "anull", [Output(WAV, 0.0, target)])
    assert decoded(target) == b"\1\0" * 70_004


def test_what_ffmpeg_complains_about_is_passed_on(tmp_path: Path) -> None:
    """A person who reports the error can say what ffmpeg said; endless sound does not keep us from noticing."""
    with pytest.raises(AudioError) as failure:
        encode(
            itertools.repeat(SECOND), RATE_HZ, "anull", [Output(("-c:a", "nosuchcodec", *WAV), 0.0, tmp_path / "a.wav")]
        )
    assert "nosuchcodec" in failure.value.hint


@pytest.mark.parametrize("trouble", [ValueError, KeyboardInterrupt])
def test_no_ffmpeg_is_left_behind(
    trouble: type[BaseException], tmp_path: Path, started: list[subprocess.Popen[bytes]]
) -> None:
    """When the sound fails half-way, or the person presses Ctrl-C, that is what is raised, and ffmpeg is gone."""

    def chunks() -> Iterator[bytes]:
        yield SECOND
        raise trouble

    with pytest.raises(trouble):
        encode(chunks(), RATE_HZ, "anull", [Output(WAV, 0.0, tmp_path / "a.wav")])
    assert [process.returncode is not None for process in started] == [True]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux's full device")
def test_a_full_disk_is_called_so() -> None:
    """The caller can tell a full disk from an encoder that fails."""
    with pytest.raises(OSError, match="space") as failure:
        encode(itertools.repeat(SECOND, 600), RATE_HZ, "anull", [Output(WAV, 0.0, Path("/dev/full"))])
    assert failure.value.errno == errno.ENOSPC


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
def test_an_encoder_that_says_much_does_not_wait_for_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its complaints, megabytes of them, are read while it is fed; the last of them are kept."""
    chatty = tmp_path / "chatty"
    chatty.write_text(f"#!{sys.executable}\nimport sys\nsys.stderr.write('x' * 3_000_000 + 'the end')\nsys.exit(1)\n")
    chatty.chmod(0o755)
    monkeypatch.setattr(ffmpeg, "binary", lambda: str(chatty))
    with pytest.raises(AudioError) as failure:
        encode(itertools.repeat(SECOND), RATE_HZ, "anull", [Output(WAV, 0.0, tmp_path / "a.wav")])
    assert failure.value.hint.endswith("the end")
    assert len(failure.value.hint) < 3_000


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")
def test_an_encoder_that_was_killed_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It had no last words, and the person learns why and what to try."""
    killed = tmp_path / "killed"
    killed.write_text("#!/bin/sh\nkill -9 $$\n")
    killed.chmod(0o755)
    monkeypatch.setattr(ffmpeg, "binary", lambda: str(killed))
    with pytest.raises(AudioError, match="signal 9") as failure:
        encode([SECOND], RATE_HZ, "anull", [Output(WAV, 0.0, tmp_path / "a.wav")])
    assert "--jobs 1" in failure.value.hint


def test_a_missing_ffmpeg_comes_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package has no ffmpeg for the machine, the person learns what to set."""
    monkeypatch.delenv("IMAGEIO_FFMPEG_EXE", raising=False)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(AudioError) as failure:
        ffmpeg.binary()
    assert "IMAGEIO_FFMPEG_EXE" in failure.value.hint


def test_an_ffmpeg_that_does_not_start_is_no_trouble_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong IMAGEIO_FFMPEG_EXE is named as the cause."""
    monkeypatch.setattr(ffmpeg, "binary", lambda: str(tmp_path / "nowhere"))
    with pytest.raises(AudioError, match="nowhere"):
        encode([SECOND], RATE_HZ, "anull", [Output(WAV, 0.0, tmp_path / "a.wav")])


@pytest.mark.skipif(os.name == "nt", reason="the stand-ins are scripts")
def test_another_ffmpeg_has_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package's, and two of one version that were built otherwise; one that says nothing is no ffmpeg."""
    monkeypatch.delenv("IMAGEIO_FFMPEG_EXE", raising=False)
    names = [encoder()]
    assert Path(ffmpeg.binary()).name == names[0]

    def state(name: str, says: str) -> None:
        script = tmp_path / name
        script.write_text(f"#!/bin/sh\n{says}\n")
        script.chmod(0o755)
        monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(script))

    for configuration in ("plain", "gpl"):
        state(configuration, f"echo ffmpeg version 7.1\necho configuration: {configuration}")
        names.append(encoder())
    assert len(set(names)) == 3
    assert all(name.startswith("ffmpeg version 7.1 [") for name in names[1:])
    state("mute", "exit 0")
    with pytest.raises(AudioError, match="does not answer"):
        encoder()
