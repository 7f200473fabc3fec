"""A folder with a small story and a cast of tones, and a way to run our command there."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

STORY = """Two Chairs

Chapter 1

“Who is there?” asked Anna. She put down the lamp.

“Nobody,” said Boris.

Chapter 2: Morning

In the morning the chairs were gone.

“I told you,” said Anna, “that we should have locked the door.”

Boris said nothing.
"""

CAST = """engine: tone
narrator:
  voice: mid
characters:
  Anna:
    voice: high
    gender: female
  Boris:
    voice: low
    gender: male
pools:
  female: [high]
  male: [low]
  unknown: [mid]
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Give a folder with story/two-chairs.txt and voices.yaml."""
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "two-chairs.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(CAST, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(desk: Path) -> Run:
    """Run `audiobook ...` in the folder, with a cache of its own and nothing of the system on PATH."""

    def run_there(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "PATH": str(desk / "empty"),
            "XDG_CACHE_HOME": str(desk / "cache"),
            "COLUMNS": "200",
        }
        done = subprocess.run(
            [sys.executable, "-m", "audiobook", *arguments],
            cwd=desk,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        if check:
            assert done.returncode == 0, done.stderr
        return done

    return run_there
