import os
import re
import shlex
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def built(desk: Path, run: Run) -> Path:
    """Give the folder of the story, with its player."""
    run("build", "--formats", "player")
    return desk / "output" / "two-chairs"


@contextmanager
def playing(desk: Path, *arguments: str, browser: bool = False) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `audiobook play` until the block ends, and give its address."""
    no_browser = () if browser else ("--no-browser",)
    command = [sys.executable, "-u", "-m", "audiobook", "play", *no_browser, *arguments]
    with subprocess.Popen(
        command, cwd=desk, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdout
        said = process.stdout.readline() + process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        try:
            assert found, said
            yield process, found[0]
        finally:
            process.kill()


def got(address: str) -> str:
    """Give what a browser would."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - our own server
        content: bytes = answer.read()
    return content.decode()


def test_a_build_says_how_to_listen(run: Run) -> None:
    """The player's many files are one line, unless somebody wants them all; the command to listen stands below."""
    said = run("build", "--formats", "mp3,player").stdout
    assert re.search(r"made output/two-chairs/player  \(\d+ files\)", said)
    assert "player/index.html" not in said
    assert "audiobook play story/two-chairs.txt" in said
    assert "player/index.html" in run("build", "--formats", "mp3,player", "--force", "--verbose").stdout


@pytest.mark.parametrize("what", [(), ("story/two-chairs.txt",), ("output/two-chairs",), ("output/two-chairs/player",)])
def test_it_serves_the_player(desk: Path, built: Path, what: tuple[str, ...]) -> None:
    """The only story, one that is named, its folder, or the player's own: the page and its text come."""
    with playing(desk, "--port", "0", *what) as (_, address):
        assert got(address) == (built / "player" / "index.html").read_text("utf-8")
        assert "Who is there?" in got(address + "text/01.js")


@pytest.mark.usefixtures("built")
@pytest.mark.skipif(os.name == "nt", reason="BROWSER names a program on Unix")
def test_it_opens_the_browser(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless it is told not to, at the address that it tells."""
    browser = desk / "browser"
    opened = desk / "opened"
    opened.touch()
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}"\n')  # nothing but the shell: PATH may hold no more
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{browser} %s")
    with playing(desk, "--port", "0", browser=True) as (_, address):
        deadline_s = time.monotonic() + 20
        while not opened.read_text().endswith("\n"):
            assert time.monotonic() < deadline_s
            time.sleep(0.05)
        assert opened.read_text().strip() == address


@pytest.mark.usefixtures("built")
def test_ctrl_c_ends_it(desk: Path) -> None:
    """That is how it is meant to end: exit code 0, and no complaint."""
    with playing(desk, "--port", "0") as (process, address):
        got(address)
        process.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        said, complained = process.communicate(timeout=20)
        assert (process.returncode, complained) == (0, "")
        assert "Stopped" in said


@pytest.mark.usefixtures("built")
def test_a_taken_port_is_explained(desk: Path, run: Run) -> None:
    """A port that was asked for is that one or none; without the option another is taken."""
    with playing(desk, "--port", "0") as (_, address):
        port = address.rstrip("/").rpartition(":")[2]
        done = run("play", "--no-browser", "--port", port, check=False)
        assert done.returncode == 5
        assert f"--port {port}" in done.stderr


def test_what_is_not_built_is_told_how_to_build(desk: Path, run: Run) -> None:
    """The command stands there, ready to be copied."""
    done = run("play", "--no-browser", check=False)
    assert done.returncode == 10
    assert "audiobook build --formats mp3,player" in done.stderr
    done = run("play", "story/two-chairs.txt", "--out", "away", "--no-browser", check=False)
    assert "audiobook build story/two-chairs.txt --formats mp3,player --out away" in done.stderr
    assert run("play", str(desk / "nowhere.txt"), check=False).returncode == 4


def test_two_players_are_told_apart(desk: Path, run: Run) -> None:
    """Where two stories have one, both commands are shown."""
    (desk / "story" / "three-chairs.txt").write_text("There was nobody.", encoding="utf-8")
    run("build", "--formats", "player")
    done = run("play", "--no-browser", check=False)
    assert done.returncode == 4
    assert "audiobook play story/two-chairs.txt" in done.stderr
    assert "audiobook play story/three-chairs.txt" in done.stderr


def test_commands_to_copy_are_quoted(desk: Path, run: Run) -> None:
    """A story may be called anything: what is copied from a hint names it, and runs nothing else."""
    name = "story/$(touch pwned); x.txt"
    (desk / name).write_text("There was nobody.", encoding="utf-8")
    done = run("play", name, "--out", "a b", "--no-browser", check=False)
    assert shlex.split(done.stderr.splitlines()[-1]) == [
        *("audiobook", "build", name, "--formats", "mp3,player", "--out", "a b")
    ]
    run("build", "--formats", "player")
    assert f"audiobook play {shlex.quote(name)}" in run("play", "--no-browser", check=False).stderr
