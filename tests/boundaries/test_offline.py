"""Building and checking need no network: with none at all, and with every call of Python written down and refused."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.boundaries.watching import watched

ROOT = Path(__file__).parents[2]
FORMATS = ("--formats", "mp3,m4b,epub,player,podcast,srt,vtt,lrc", "--address", "https://example.org/x/")
N_LINES = 40
"""Of the bundled story: its front matter, its first scene."""
NO_NETWORK = ("unshare", "--user", "--map-root-user", "--net")
"""A network of its own, in which there is nobody; where the system lets anybody have one."""


def can_leave_the_network() -> bool:
    """Say whether this system lets a process cut itself off."""
    if shutil.which(NO_NETWORK[0]) is None:
        return False
    return subprocess.run([*NO_NETWORK, "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture(params=["refused", "cut off"])
def prefix(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Give what a command is run by."""
    if request.param == "refused":
        return ()
    if not can_leave_the_network():
        pytest.skip("this system lets no process have a network of its own")
    return NO_NETWORK


def test_a_story_is_built_and_checked_offline(tmp_path: Path, prefix: tuple[str, ...]) -> None:
    """The bundled story, cut short, with eSpeak's voices in every format, and then all rules; nobody is called."""
    lines = (ROOT / "story/the-fourth-chair.md").read_text("utf-8").splitlines(keepends=True)
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "chair.md").write_text("".join(lines[:N_LINES]), encoding="utf-8")
    shutil.copy(ROOT / "voices.yaml", tmp_path)
    built = watched(tmp_path, "build", *FORMATS, offline=True, prefix=prefix)
    assert built.done.returncode == 0, built.done.stderr
    assert built.calls() == []
    assert "podcast/feed.xml" in built.done.stdout or (tmp_path / "output/chair/podcast/feed.xml").exists()
    checked = watched(tmp_path, "check", *FORMATS, offline=True, prefix=prefix)
    assert checked.done.returncode == 0, checked.done.stdout + checked.done.stderr
    assert checked.calls() == []


def test_the_guard_sees_a_call(tmp_path: Path) -> None:
    """A command that has to call somebody is written down and refused: the test above could fail."""
    called = watched(tmp_path, "voices", "install", "kokoro", offline=True)
    assert called.done.returncode != 0
    assert called.calls() != []
