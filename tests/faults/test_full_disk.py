"""Disks without room: a real small one where we may mount it, a limit on the size of files everywhere."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import pytest

from audiobook import pipeline
from audiobook.errors import AudiobookError, OutputError
from audiobook.files import TEMPORARY_SUFFIX
from audiobook.pipeline import build
from audiobook.progress import Silent
from tests.cli.conftest import CAST, STORY
from tests.faults.desk import FORMATS, Files, InProcess, files_below, settings_in


class Calm(NamedTuple):
    """A story, and what an undisturbed build makes of it."""

    story: Path
    files: Files


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Calm:
    """Build it."""
    folder = tmp_path_factory.mktemp("calm")
    story = folder / "two-chairs.txt"
    story.write_text(STORY, encoding="utf-8")
    build(story, settings_in(folder, FORMATS), InProcess, Silent())
    return Calm(story, files_below(folder / "out"))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 1 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = _mount(folder, "size=1k")
    if mounted.returncode:
        pytest.skip(f"no disk may be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run([shutil.which("umount") or "umount", folder], check=True)


def _mount(folder: Path, options: str) -> subprocess.CompletedProcess[str]:
    if not shutil.which("mount"):
        pytest.skip("this system has no `mount`")
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_a_disk_that_runs_full_holds_what_was_finished(small_disk: Path, calm: Calm) -> None:
    """Ever a little more room: each build goes on from what is there, and the last is as if there had been enough."""
    n_errors = 0
    for kilobytes in (64, 400, 900, 1500, 2200, 3000, 3800, 20_000):
        _mount(small_disk, f"remount,size={kilobytes}k")
        error = _failure_of_build(calm.story, small_disk)
        if error:
            n_errors += 1
            assert os.strerror(errno.ENOSPC) in error.problem
            assert str(small_disk) in error.problem
            assert "free some space" in error.hint
        made = {name: data for name, data in files_below(small_disk / "out").items() if not name.endswith(".json")}
        assert made.items() <= calm.files.items()
        assert not list(small_disk.rglob(f"*{TEMPORARY_SUFFIX}"))
    assert n_errors >= 4
    assert files_below(small_disk / "out") == calm.files


def _failure_of_build(story: Path, folder: Path) -> AudiobookError | None:
    try:
        with mock.patch.object(pipeline, "check_room"):  # which would not let it begin
            build(story, settings_in(folder, FORMATS), InProcess, Silent())
    except AudiobookError as error:
        return error
    return None


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_limit_on_the_size_of_files_is_named(tmp_path: Path, calm: Calm) -> None:
    """Also where ffmpeg is ended and not even told: the file is named, nothing is half, the next build is right."""
    (tmp_path / "voices.yaml").write_text(CAST, encoding="utf-8")
    command = [sys.executable, "-m", "audiobook", "build", str(calm.story), "--out", "out", "--cache", "cache"]
    options = ["--formats", ",".join(FORMATS), "--address", "https://example.org/chairs/"]
    shell = ["sh", "-c", 'ulimit -f 200; exec "$@"', "sh", *command, *options]  # in blocks of 512 or 1,024 bytes
    done = subprocess.run(shell, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert done.returncode == OutputError.exit_code, done.stderr
    assert os.strerror(errno.EFBIG) in done.stderr
    assert "ulimit" in done.stderr
    made = {name: data for name, data in files_below(tmp_path / "out").items() if not name.endswith(".json")}
    assert made.items() <= calm.files.items()
    subprocess.run([*command, *options], cwd=tmp_path, check=True, capture_output=True)
    assert files_below(tmp_path / "out") == calm.files


def test_too_little_room_is_said_before_the_work(tmp_path: Path, calm: Calm, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that cannot end well does not begin, and says what it takes; with a little more it begins."""

    def disk(free: int) -> None:
        usage = shutil._ntuple_diskusage(10**9, 10**9 - free, free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)

    settings = settings_in(tmp_path, ("mp3",))
    disk(200_000)
    with pytest.raises(OutputError, match=r"takes about \d+ MB, and .* has 0 MB left") as failure:
        build(calm.story, settings, InProcess, Silent())
    assert "--out" in failure.value.hint
    assert not list(tmp_path.rglob("*.clip"))
    disk(10_000_000)
    build(calm.story, settings, InProcess, Silent())
    disk(0)
    assert build(calm.story, settings, InProcess, Silent()).plan is None
