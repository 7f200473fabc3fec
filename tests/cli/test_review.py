"""`review` in a terminal of its own (pexpect), and fed by a pipe."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from tests.cli.conftest import CAST, Run

STORY = """The Gate

Anna met Boris at the gate.

“Is the lamp lit in the long room?”

“It was lit an hour ago, I think.”

“Then somebody is there already.”

They went in.
"""


@pytest.fixture
def gate(desk: Path) -> Path:
    """Give a story of doubtful lines only, and the file its corrections go to."""
    (desk / "story" / "two-chairs.txt").unlink()
    (desk / "story" / "gate.txt").write_text(STORY, encoding="utf-8")
    (desk / "voices.yaml").write_text(CAST, encoding="utf-8")
    return desk / "story" / "gate.corrections.yaml"


def terminal(desk: Path) -> Any:  # noqa: ANN401 - pexpect has no types
    """Open `audiobook review` on a pseudo-terminal."""
    return pexpect.spawn(
        sys.executable, ["-m", "audiobook", "review", "story/gate.txt"], cwd=str(desk), encoding="utf-8", timeout=30,
        env={**os.environ, "NO_COLOR": "1"}, dimensions=(60, 200),
    )  # fmt: skip


def feed(desk: Path, keys: str) -> subprocess.CompletedProcess[str]:
    """Run `audiobook review` with its input from a pipe."""
    return subprocess.run(
        [sys.executable, "-m", "audiobook", "review", "story/gate.txt"],
        cwd=desk, input=keys, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip


def test_one_key_answers_and_is_not_asked_again(desk: Path, gate: Path) -> None:
    """A key sets the speaker, the file holds it at once, q stops, and the next review begins after it."""
    later = "It rained.\n\n" * 5 + "“Who is it?”"
    (desk / "story" / "gate.txt").write_text(f"{STORY}\n{later}\n", encoding="utf-8")
    shown = terminal(desk)
    shown.expect_exact("▶“Is the lamp lit in the long room?”◀")
    shown.expect(r"1 (\w+)  \(the guess")
    guess = shown.match[1]
    shown.expect("> ")
    shown.send("2")
    shown.expect_exact("▶“Who is it?”◀")
    written = gate.read_text(encoding="utf-8")
    assert 'words: "Is the lamp lit in the"' in written
    assert f'speaker: "{guess}"' not in written
    shown.expect("> ")
    shown.send("q")
    shown.expect("Your answers")
    shown.expect(pexpect.EOF)
    again = terminal(desk)
    again.expect("▶")
    again.expect_exact("“Who is it?”◀")
    again.sendcontrol("c")
    again.expect(pexpect.EOF)
    again.close()
    assert again.exitstatus == 130
    assert gate.read_text(encoding="utf-8") == written


def test_a_whole_run_undone_and_done(desk: Path, gate: Path) -> None:
    """`a` answers the run as guessed; `u` takes it all back, and no file is left where none was."""
    shown = terminal(desk)
    shown.expect("> ")
    shown.send("s")
    shown.expect("> ")
    shown.send("n")
    shown.expect("Who says it")
    shown.sendline("The Gatekeeper")
    shown.expect("> ")
    assert "The Gatekeeper" in gate.read_text(encoding="utf-8")
    shown.send("u")
    shown.expect("> ")
    assert not gate.exists()
    shown.sendeof()
    shown.expect(pexpect.EOF)
    done = feed(desk, "a\n")
    assert done.returncode == 0, done.stderr
    assert gate.read_text(encoding="utf-8").count("words:") == 3
    assert "0 doubtful lines left" in done.stdout


def test_nobody_and_the_end_of_the_input(desk: Path, gate: Path, run: Run) -> None:
    """0 leaves a line to the narrator; the end of the input stops like q."""
    done = feed(desk, "x\n0\n")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert 'speaker: "narrator"' in gate.read_text(encoding="utf-8")
    assert "of 2 lines are doubtful: audiobook review story/gate.txt" in run("build").stdout


def test_two_names_are_merged(desk: Path, gate: Path, run: Run) -> None:
    """The file says that they are one person, and all commands follow it."""
    (desk / "voices.yaml").write_text(
        "engine: tone\nnarrator: {voice: mid}\npools: {unknown: [high]}\n", encoding="utf-8"
    )
    feed(desk, "m\n1 1\nm\n1 2\nq\n")
    assert "same_person:" in gate.read_text(encoding="utf-8")
    assert run("script").stdout.count("Anna") * run("script").stdout.count("Boris") == 0
