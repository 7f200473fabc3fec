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

At the gate stood Anna, Boris and Clara.

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
        env={**os.environ, "NO_COLOR": "1"}, dimensions=(24, 80),
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
    shown.expect(r"1 (\w+) \(the guess")
    guess = shown.match[1]
    shown.expect("> ")
    shown.send("2")
    shown.expect("▶“(.+?)”◀")
    following = shown.match[1]
    assert following != "Is the lamp lit in the long room?"
    written = gate.read_text(encoding="utf-8")
    assert 'words: "Is the lamp lit in the"' in written
    assert f'speaker: "{guess}"' not in written
    shown.expect("> ")
    shown.send("q")
    shown.expect("Your answers")
    shown.expect(pexpect.EOF)
    again = terminal(desk)
    again.expect_exact(f"▶“{following}”◀")
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


def speakers_in(file: Path) -> list[str]:
    """Give the speakers that are written down, in order."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split('"')[1] for line in lines if "speaker:" in line]


def test_the_two_of_an_exchange_are_swapped_and_swapped_back(desk: Path, gate: Path) -> None:
    """`x` shows every line with its new speaker and asks again; `u` takes all of them back at once."""
    shown = terminal(desk)
    shown.expect_exact("--- 1 of 3 - chapter 1, line 5 -")
    shown.expect(r"1 (\w+) \(the guess.*x swap (\w+) and (\w+) \(3 lines\)")
    guess = shown.match[1]
    other = next(name for name in shown.match.groups()[1:] if name != guess)
    shown.expect("> ")
    shown.send("x")
    for name, words in ((other, "“Is the lamp"), (guess, "“It was lit"), (other, "“Then somebody")):
        shown.expect(rf"{name} +{words}")
    shown.expect(r"3 lines so.*> ")
    shown.send("y")
    shown.expect_exact("--- 1 of 3")
    shown.expect("> ")
    assert not gate.exists()
    shown.send("x")
    shown.expect("> ")
    shown.send("x")
    shown.expect_exact("0 doubtful lines left")
    shown.expect(pexpect.EOF)
    assert speakers_in(gate) == [other, guess, other]


def test_one_answer_for_all_lines_of_one_guess(desk: Path, gate: Path) -> None:
    """`r` and a name give it to all of them, the line between stays in question, and `u` takes it back."""
    shown = terminal(desk)
    shown.expect(r"r these 2 of \w+.*> ")
    shown.send("r")
    shown.expect_exact("Who says these 2?")
    shown.expect("> ")
    shown.send("n")
    shown.expect("Who says it")
    shown.sendline("The Gatekeeper")
    shown.expect_exact("The Gatekeeper: 2 lines")
    shown.expect_exact("--- 3 of 3 - chapter 1, line 7")
    shown.expect_exact("▶“It was lit an hour ago, I think.”◀")
    assert speakers_in(gate) == ["The Gatekeeper"] * 2
    shown.expect("u undo.*> ")
    shown.send("u")
    shown.expect_exact("--- 1 of 3")
    assert not gate.exists()
    shown.send("q")
    shown.expect(pexpect.EOF)


def test_a_screen_is_no_wider_and_no_higher_than_the_terminal(desk: Path, gate: Path) -> None:
    """A long speech in long paragraphs, in 80 columns and 24 rows, between arrows and with its keys."""
    long = " ".join(["and so it went on, until nobody knew any more who had begun it"] * 20)
    (desk / "story" / "gate.txt").write_text(
        f"Gate\n\nAnna met Boris, {long}.\n\n“Well, {long}!”\n\nIt rained, {long}.\n"
    )
    shown = terminal(desk)
    shown.expect("\n---(.*)> $")
    rows = shown.match[1].replace("\r", "").split("\n")
    assert len(rows) <= 24
    assert max(len(row) for row in rows) < 80
    assert {"▶", "◀"} <= set(shown.match[1])
    assert not gate.exists()
    shown.send("q")
    shown.expect(pexpect.EOF)


def test_the_keys_are_explained(desk: Path, gate: Path) -> None:
    """`?` says what each key does, and asks on."""
    done = feed(desk, "?\nx\ny\nq\n")
    assert "swap the two who talk here" in done.stdout
    assert "3 doubtful lines left" in done.stdout
    assert not gate.exists()


def test_a_name_that_is_nearly_another_is_pointed_out(desk: Path, gate: Path) -> None:
    """A slip of the finger would make a new character with a voice of its own."""
    assert 'Did you mean "Boris"? u takes it back.' in feed(desk, "n\nBorris\nq\n").stdout
    gate.unlink()
    assert "so far." not in feed(desk, "n\nboris\nq\n").stdout


def test_a_merge_and_an_answer_that_name_nobody_change_nothing(desk: Path, gate: Path) -> None:
    """An empty name, a key that stands for nobody: the line is asked about again."""
    done = feed(desk, "n\n\nr\n9\nq\n")
    assert done.stdout.count("--- 1 of 3") == 3
    assert not gate.exists()


def test_nobody_and_the_end_of_the_input(desk: Path, gate: Path, run: Run) -> None:
    """0 leaves a line to the narrator; the end of the input stops like q."""
    done = feed(desk, "y\n0\n")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert 'speaker: "narrator"' in gate.read_text(encoding="utf-8")
    assert "of 2 lines are doubtful: audiobook review story/gate.txt" in run("build").stdout


def test_two_names_are_merged(desk: Path, gate: Path, run: Run) -> None:
    """The file says that they are one person, and all commands follow it."""
    (desk / "voices.yaml").write_text(
        "engine: tone\nnarrator: {voice: mid}\npools: {unknown: [high]}\n", encoding="utf-8"
    )
    done = feed(desk, "m\n1 1\nm\n1 2\nq\n")
    assert "Two different numbers" in done.stdout
    assert "from now on." in done.stdout
    assert "same_person:" in gate.read_text(encoding="utf-8")
    assert run("script").stdout.count("Anna") * run("script").stdout.count("Boris") == 0
