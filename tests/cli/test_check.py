"""`audiobook check` as a person uses it, with the tone engine and a recognizer that knows every clip."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from audiobook.checking import listening
from audiobook.cli.app import app
from audiobook.plan import make_plan
from audiobook.settings.voices_yaml import load_settings
from tests.checking.recognizer import Said, parrot_for
from tests.cli.conftest import Run

STORY = Path("story") / "two-chairs.txt"
CORRECTIONS = Path("story") / "two-chairs.corrections.yaml"
MP3 = Path("output") / "two-chairs" / "01 - Chapter 1.mp3"
LAMP = "She put down the lamp."
Check = Callable[..., Result]


@pytest.fixture
def check(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Run `audiobook check --hear` in this process, with a recognizer that mishears what it is told to."""
    monkeypatch.chdir(desk)

    def check_there(*flags: str, mishears: Mapping[Said, str] | None = None) -> Result:
        parrot = parrot_for(make_plan(STORY, load_settings(None)), mishears or {})
        monkeypatch.setattr(listening, "load_recognizer", lambda: parrot)
        return CliRunner().invoke(app, ["check", "--hear", "--cache", "cache", *flags], catch_exceptions=False)

    return check_there


def heard(result: Result) -> list[Any]:
    """Give what hearing found, of --json."""
    return [f for f in json.loads(result.stdout)[0]["findings"] if f["check"] == "hearing"]


# --------------------------------------------------------------------------------------------------------------- files


def test_a_sound_build_has_no_findings(run: Run) -> None:
    """Files there, whole, of the story as it is, and of the right level: exit 0; advice is none."""
    run("build")
    told = run("check").stdout
    assert "nothing wrong was found" in told
    assert "2 of 2 MP3s meet ACX's technical limits." in told
    (value,) = json.loads(run("check", "--json").stdout)
    assert value["story"] == str(STORY)
    assert [finding for finding in value["findings"] if finding["severity"] != "advice"] == []
    assert [file["meets_acx_technical_limits"] for file in value["files"]] == [True, True]


def test_what_was_never_built_is_said_with_the_command(run: Run) -> None:
    """And the exit code is 1: a script can tell."""
    done = run("check", check=False)
    assert done.returncode == 1
    assert "nothing was built here" in done.stdout
    assert f"audiobook build {STORY}" in done.stdout


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda path: path.unlink(), "its file is gone or damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:-9]), "its file is gone or damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?"), "its sha256 differs"),
    ],
)
def test_a_file_that_is_not_what_was_made_is_found(
    desk: Path, run: Run, spoil: Callable[[Path], object], says: str
) -> None:
    """Gone, cut off, or changed in one byte; and what the hint says mends it."""
    run("build")
    spoil(desk / MP3)
    done = run("check", "--json", check=False)
    assert done.returncode == 1
    (finding,) = (each for each in json.loads(done.stdout)[0]["findings"] if each["check"] == "files")
    assert finding["place"] == str(MP3)
    assert says in finding["problem"]
    run(*finding["hint"].split()[1:])
    assert run("check").returncode == 0


def test_a_chapter_that_is_out_of_date_is_found(desk: Path, run: Run) -> None:
    """A story that was changed since is not what its files say."""
    run("build")
    (desk / STORY).write_text((desk / STORY).read_text(encoding="utf-8").replace("lamp", "jug"), encoding="utf-8")
    done = run("check", check=False)
    assert done.returncode == 1
    assert "Chapter 1.mp3: its words, voices or settings changed" in done.stdout
    assert "Chapter 2 Morning.mp3:" not in done.stdout


# -------------------------------------------------------------------------------------------------------------- hearing


def test_a_build_that_is_heard_rightly_has_no_findings(run: Run, check: Check) -> None:
    """Exit 0, and a summary."""
    run("build")
    result = check()
    assert result.exit_code == 0
    assert "heard 13 clips" in result.stdout
    assert "word error 0.0%, names left out; 0 suspicious clips left" in result.stdout


def test_a_dropped_word_is_told_with_its_place(run: Run, check: Check) -> None:
    """File and line, who says it, what is missing, what was heard."""
    run("build")
    mishears = {(LAMP, take): "She put down the." for take in range(4)}
    result = check(mishears=mishears)
    assert result.exit_code == 1
    assert f"{STORY}:5: narrator: “lamp” dropped" in result.stdout
    assert "she put down the [-lamp-]" in result.stdout
    (finding,) = heard(check("--json", mishears=mishears))
    assert finding["place"] == f"{STORY}:5"
    details = finding["details"]
    assert (details["chapter"], details["speaker"], details["voice"]) == (1, "narrator", "tone:mid")
    assert (details["text"], details["heard"]) == (LAMP, "she put down the")
    assert (details["n_words"], details["n_wrong"], details["take"]) == (5, 1, 0)


def test_what_was_heard_is_not_heard_again(run: Run, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that was stopped goes on, and one that is repeated takes no time."""
    run("build")
    first = check("--json").stdout

    def fail(*_: object) -> str:
        raise AssertionError

    monkeypatch.setattr(listening, "hear_group", fail)
    assert json.loads(check("--json").stdout)[0]["heard"] == json.loads(first)[0]["heard"]


def test_only_the_chapters_that_are_asked_for_are_heard(run: Run, check: Check) -> None:
    """As with every other command."""
    run("build")
    mishears = {(LAMP, 0): "She put down the."}
    assert check("--chapters", "2", mishears=mishears).exit_code == 0
    assert check("--chapters", "1", mishears=mishears).exit_code == 1


# --------------------------------------------------------------------------------------------------------------- fixing


def test_fix_finds_a_take_that_is_heard_and_the_next_build_takes_it(desk: Path, run: Run, check: Check) -> None:
    """It stands beside the story, survives the cache, and only the chapter with it is made anew."""
    run("build")
    mishears = {(LAMP, 0): "She put down the.", (LAMP, 1): "She the lamp."}
    result = check("--fix", mishears=mishears)
    assert result.exit_code == 0
    assert "mended by take 2" in result.stdout
    assert (desk / CORRECTIONS).read_text(encoding="utf-8") == (
        f'retakes:\n  - words: "{LAMP}"\n    speaker: "narrator"\n    take: "2"\n'
    )
    assert "out of date" not in run("plan").stdout
    built = run("build", "--cache", "another").stdout
    assert "Chapter 1.mp3" in built
    assert "Chapter 2" not in built
    assert check(mishears=mishears).exit_code == 0


def test_fix_keeps_the_best_take_and_says_that_it_is_not_good(desk: Path, run: Run, check: Check) -> None:
    """Better is better; what is left is still a finding."""
    run("build")
    mishears = {(LAMP, take): "The." for take in range(4)} | {(LAMP, 1): "She put the lamp."}
    mishears[LAMP, 1] = "She down the."
    result = check("--fix", mishears=mishears)
    assert result.exit_code == 1
    assert "take 1 is heard better, but not well" in result.stdout
    assert 'take: "1"' in (desk / CORRECTIONS).read_text(encoding="utf-8")


def test_fix_changes_nothing_where_no_take_is_better(desk: Path, run: Run, check: Check) -> None:
    """It says so, and leaves it listed."""
    run("build")
    result = check("--fix", mishears={(LAMP, take): "She put down the." for take in range(4)})
    assert result.exit_code == 1
    assert "no other take is heard better" in result.stdout
    assert not (desk / CORRECTIONS).exists()


def test_a_retake_of_words_that_are_gone_is_pointed_out(desk: Path, run: Run) -> None:
    """With file and line; the story is built all the same."""
    (desk / CORRECTIONS).write_text("retakes:\n  - words: She put down the jug.\n    take: 2\n", encoding="utf-8")
    assert f"note: {CORRECTIONS}:2: narrator says “She put down the jug.” no more" in run("build").stdout


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{words: No., take: 9}", "take 9 is outside 0..3"),
        ("{words: No.}", 'a retake needs "words" and "take"'),
        ("{words: No., take: 1, speeker: Anna}", 'Did you mean "speaker"'),
    ],
)
def test_a_retake_that_is_none_is_refused(desk: Path, run: Run, entry: str, says: str) -> None:
    """With the line of the corrections file."""
    (desk / CORRECTIONS).write_text(f"retakes:\n  - {entry}\n", encoding="utf-8")
    done = run("plan", check=False)
    assert done.returncode == 5
    assert says in done.stderr
    assert f"{CORRECTIONS}:2" in done.stderr
