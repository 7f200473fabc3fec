"""`audiobook check` of finished files, ours and anybody's, as a person uses it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.checking.finished.spoiled import SPOILED, good
from tests.cli.conftest import Run

STORY = Path("story") / "two-chairs.txt"
BOOK = Path("output") / "two-chairs"
ONE = BOOK / "01 - Chapter 1.mp3"


@pytest.fixture
def folder(desk: Path) -> Path:
    """Give somebody's folder: a sound file, a loud one, a cover, and subtitles that go on after their sound."""
    folder = desk / "theirs"
    folder.mkdir()
    good(folder / "01.mp3")
    SPOILED["too-loud"](folder / "02.mp3")
    (folder / "cover.jpg").touch()
    (folder / "01.srt").write_text("1\n00:00:00,700 --> 00:00:09,000\nOn and on.\n", encoding="utf-8")
    return folder


def value(run: Run, *arguments: str) -> Any:  # noqa: ANN401 - JSON
    """Give what --json says of the only thing that was checked."""
    (found,) = json.loads(run("check", *arguments, "--json", check=False).stdout)
    return found


def test_a_folder_of_anybodys_is_measured(folder: Path, run: Run) -> None:
    """A table, what is wrong and what to do about it, what keeps the limits; exit 1."""
    done = run("check", str(folder), check=False)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["file", "length", "RMS", "peak", "floor"]
    assert lines[1].split()[:5] == ["01.mp3", "0:05", "-20.3", "-11.8", "-66.7"]
    assert max(map(len, lines[:4])) <= 80
    told = lines.index(
        f"{folder / '02.mp3'}: its level is -16.27 dB RMS; ACX wants -23 to -18 dB RMS over the whole file"
    )
    assert "limit its peaks to -3.5 dB" in lines[told + 1]
    assert "1 of 2 MP3s meet ACX's technical limits. ACX itself takes human narration only." in lines
    assert "ACX-ready" not in done.stdout
    assert f"{folder / '01.srt'}:2: a cue is shown until 9.000 s; the sound ends at 5.200 s" in lines


def test_a_story_among_finished_files_is_not_passed_over(folder: Path, run: Run) -> None:
    """Both are checked, also where no more than one subtitle file stands beside it."""
    for name in ("01.mp3", "02.mp3"):
        (folder / name).unlink()
    (folder / "emma.txt").write_text("Emma was out.", encoding="utf-8")
    done = run("check", str(folder), "--json", check=False)
    finished, story = json.loads(done.stdout)
    assert [Path(file["path"]).name for file in finished["files"]] == ["01.srt"]
    assert Path(story["story"]).name == "emma.txt"
    assert any("built" in finding["problem"] for finding in story["findings"])
    assert done.returncode == 1


def test_programs_get_every_rule_with_what_was_measured(folder: Path, run: Run) -> None:
    """Sixteen rules for each file and seven for the book, kept or not; levels as figures."""
    found = value(run, str(folder))
    assert found["path"] == str(folder)
    loud = next(file for file in found["files"] if file["path"].endswith("02.mp3"))
    rules = {rule["rule"]: rule for rule in loud["rules"] if rule["check"] == "acx"}
    assert len(rules) == 16
    assert rules["rms"]["result"] == "broken"
    assert {rule["result"] for name, rule in rules.items() if name != "rms"} == {"kept"}
    assert loud["rms_dbfs"] == pytest.approx(-16.27, abs=0.02)
    assert (loud["sample_rate_hz"], loud["n_samples"], loud["meets_acx_technical_limits"]) == (44_100, 229_320, False)
    book = {rule["rule"]: rule["result"] for rule in found["book"]}
    parts = {"opening-credits", "closing-credits", "retail-sample"}
    assert {name for name in book if book[name] == "advice"} == parts | {"rms-spread"}
    assert {name for name in book if book[name] == "kept"} >= {"same-channels", "same-rate", "same-bit-rate"}


def test_one_file_is_checked_alone(folder: Path, run: Run) -> None:
    """No word about the others of its folder."""
    done = run("check", str(folder / "01.mp3"))
    assert "nothing wrong was found" in done.stdout
    assert "credits" not in done.stdout
    assert run("check", str(folder / "01.srt"), check=False).returncode == 1


def test_an_ebook_is_checked_too(desk: Path, run: Run) -> None:
    """For what it reads aloud; one that is none is a finding, no error."""
    (desk / "a.epub").write_bytes(b"no ebook")
    done = run("check", "a.epub", check=False)
    assert done.returncode == 1
    assert "a.epub: " in done.stdout
    assert "1 wrong" in done.stdout


def test_silence_is_json_too(folder: Path, run: Run) -> None:
    """JSON knows no infinity."""
    path = SPOILED["silent"](folder / "silent.mp3")
    (file,) = value(run, str(path))["files"]
    assert (file["rms_dbfs"], file["tail_dbfs"]) == (None, None)


def test_quick_does_not_listen(folder: Path, run: Run) -> None:
    """The loud file is not found, what stands in the files is."""
    done = run("check", str(folder), "--quick", check=False)
    assert done.returncode == 1
    assert "its level" not in done.stdout
    assert "technical limits" not in done.stdout
    assert "a cue is shown until 9.000 s" in done.stdout


# ----------------------------------------------------------------------------------------------------------------- ours


def test_an_output_folder_is_known_as_ours(run: Run) -> None:
    """What is checked of the story is checked without it, and what mends it is a build."""
    run("build")
    assert run("check", str(BOOK)).stdout.endswith("nothing wrong was found\n")
    rules = {rule["rule"]: rule for rule in value(run, str(ONE))["files"][0]["rules"]}
    assert rules["as-made"]["result"] == "kept"


def test_a_damaged_file_of_ours_is_made_anew_by_one_command(desk: Path, run: Run) -> None:
    """Whatever is wrong with its bytes, the hint is the same, and stands there once."""
    run("build")
    (desk / ONE).write_bytes((desk / ONE).read_bytes()[:-30_100])
    told = run("check", str(BOOK), check=False).stdout
    assert "the last frame is cut off" in told
    assert told.count("audiobook build two-chairs.txt --force") == 1
    run("build", "--force")
    assert run("check").returncode == 0


def test_a_level_that_was_set_otherwise_is_mended_by_a_setting(desk: Path, run: Run) -> None:
    """The finding names the line of voices.yaml and the command; followed, it is gone."""
    voices = desk / "voices.yaml"
    stated = voices.read_text(encoding="utf-8")
    voices.write_text(stated + "loudness:\n  rms: -27\npauses:\n  tail: 6.0\n", encoding="utf-8")
    run("build")
    done = run("check", check=False)
    assert done.returncode == 1
    assert f"Set `loudness:` `rms: -20` in voices.yaml, then: audiobook build {STORY}" in done.stdout
    assert f"Set `pauses:` `tail: 3.5` in voices.yaml, then: audiobook build {STORY}" in done.stdout
    assert "0 of 2 MP3s meet" in done.stdout
    voices.write_text(stated + "loudness:\n  rms: -20\npauses:\n  tail: 3.5\n", encoding="utf-8")
    run("build")
    assert run("check").returncode == 0


def test_a_file_that_is_another_is_found_by_its_length(desk: Path, run: Run) -> None:
    """Sample by sample: the manifest knows how long each chapter is."""
    run("build")
    good(desk / ONE)
    found = value(run, str(ONE))
    (length,) = (each for each in found["findings"] if each["check"] == "manifest")
    assert "229,320 samples, and the manifest says" in length["problem"]
    of_story = value(run)["findings"]
    assert {each["check"] for each in of_story if each["severity"] == "wrong"} >= {"files", "manifest"}


def test_what_no_build_left_is_pointed_out(desk: Path, run: Run) -> None:
    """A file from an earlier title, a half-written one: advice, since it may be the person's own."""
    run("build")
    good(desk / BOOK / "03 - Old.mp3")
    done = run("check")
    assert f"{BOOK / '03 - Old.mp3'}: advice: manifest.json does not list it" in done.stdout


def test_what_was_built_otherwise_is_checked_otherwise(desk: Path, run: Run) -> None:
    """With the flags of the build; its folder is checked without any."""
    flags = ("--formats", "m4b", "--layout", "audiobookshelf", "--out", "library")
    run("build", *flags)
    assert "nothing wrong was found" in run("check", str(STORY), *flags).stdout
    (book,) = (desk / "library").rglob("*.m4b")
    told = run("check", str(book.parent)).stdout
    assert "nothing wrong was found" in told
    assert "technical limits" not in told


def test_only_the_chapters_that_are_asked_for_are_measured(run: Run) -> None:
    """As with every other command."""
    run("build")
    (file,) = value(run, "--chapters", "2")["files"]
    assert "Chapter 2" in file["path"]


# --------------------------------------------------------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("make", "arguments", "says"),
    [
        (lambda _: None, ["nowhere.mp3"], "there is no file nowhere.mp3"),
        (lambda desk: (desk / "a.xls").touch(), ["a.xls"], "neither a story nor a finished file"),
        (lambda desk: (desk / "empty").mkdir(), ["empty"], "there is neither a story nor a finished file in empty"),
        (lambda desk: (desk / "a.mp3").touch(), ["a.mp3", "--hear"], "is no story: nobody knows which words"),
    ],
)
def test_what_cannot_be_checked_is_said_in_words(
    desk: Path, run: Run, make: Callable[[Path], object], arguments: list[str], says: str
) -> None:
    """With what could be, and the exit code of a story that is none."""
    make(desk)
    done = run("check", *arguments, check=False)
    assert done.returncode == 4
    assert says in done.stderr
