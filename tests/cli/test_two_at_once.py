"""Two commands at a time: into one folder, out of one cache, on one file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from audiobook.errors import InUseError, SettingsError
from audiobook.locks import working_in
from tests.cli.conftest import CAST, STORY, Run

_LONG = STORY + "\n\n" + "\n\n".join(f"It was day {n}, and the chairs were gone." for n in range(30))


@contextmanager
def _started(desk: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run our command in the folder, beside others."""
    command = [sys.executable, "-m", "audiobook", *arguments]
    environment = {**os.environ, "XDG_CACHE_HOME": str(desk / "cache")}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=desk, env=environment, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def _done(process: subprocess.Popen[str]) -> str:
    """Give what a command that must succeed said."""
    said, complaints = process.communicate(timeout=120)
    assert process.returncode == 0, complaints
    return said


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_second_build_says_who_is_at_work(desk: Path, run: Run) -> None:
    """It makes nothing, names process and story, and has an exit code of its own; another story is not concerned."""
    (desk / "story" / "other.txt").write_text("Nothing happened.", encoding="utf-8")
    with working_in(desk / "output" / "two-chairs", "audiobook build story/two-chairs.txt"):
        done = run("build", check=False)
        assert done.returncode == InUseError.exit_code
        assert f"is in use by process {os.getpid()} (`audiobook build story/two-chairs.txt`" in done.stderr
        assert [path.name for path in (desk / "output" / "two-chairs").iterdir()] == [".lock"]
        assert list((desk / "output" / "other").glob("*.mp3"))
    run("build")
    assert ".lock" not in _files(desk / "output" / "two-chairs")


def test_a_build_with_nothing_to_do_asks_nobody(desk: Path, run: Run) -> None:
    """What is finished can be seen to be, whoever works there."""
    run("build")
    with working_in(desk / "output" / "two-chairs", "audiobook build story/two-chairs.txt"):
        assert "up to date" in run("build").stdout
        assert run("build", "--force", check=False).returncode == InUseError.exit_code


def test_one_story_into_two_folders_out_of_one_cache(desk: Path, run: Run) -> None:
    """Builds at the same time give what one alone gives, byte for byte; so do two stories that share sentences."""
    (desk / "story" / "two-chairs.txt").write_text(_LONG, encoding="utf-8")
    (desk / "story" / "other.txt").write_text(_LONG.replace("chairs", "tables"), encoding="utf-8")
    run("build", "--out", "calm", "--cache", "calm-cache")
    stories = [("one", "two-chairs"), ("two", "two-chairs"), ("one", "other")]
    commands = [["build", f"story/{name}.txt", "--out", out] for out, name in stories]
    with ExitStack() as stack:
        for each in [stack.enter_context(_started(desk, *command)) for command in commands]:
            _done(each)
    for out, name in stories:
        assert _files(desk / out / name) == _files(desk / "calm" / name)
    assert {path.name for path in (desk / "cache").rglob("*.clip")} == {
        path.name for path in (desk / "calm-cache").rglob("*.clip")
    }


def test_a_build_that_waits_comes_next(desk: Path, run: Run) -> None:
    """Both end right; the second finds all of it done, and what is there is what one alone makes."""
    run("build", "--out", "calm", "--cache", "calm-cache")
    with _started(desk, "build", "--wait") as first, _started(desk, "build", "--wait") as second:
        said = sorted([_done(first), _done(second)], key=len)
    assert "up to date" in said[0]
    assert "Done in" in said[1]
    assert _files(desk / "output" / "two-chairs") == _files(desk / "calm" / "two-chairs")


def test_commands_that_add_to_one_file_wait_for_each_other(desk: Path, run: Run) -> None:
    """Nothing that one of them writes is lost, and nothing is written twice."""
    (desk / "voices.yaml").write_text(CAST[: CAST.index("characters:")] + CAST[CAST.index("pools:") :], "utf-8")
    story = "story/two-chairs.txt"
    commands = [["chapters", story, "--skip", "1", "--write"], ["chapters", story, "--keep", "2", "--write"]]
    commands += [["cast", story, "--write"]] * 2
    with ExitStack() as stack:
        for each in [stack.enter_context(_started(desk, *command)) for command in commands]:
            _done(each)
    corrections = (desk / "story" / "two-chairs.corrections.yaml").read_text("utf-8")
    assert 'skip: "1"' in corrections
    assert 'keep: "2"' in corrections
    assert (desk / "voices.yaml").read_text("utf-8").count("Anna:") == 1
    run("cast", story)
    assert not list(desk.rglob(".*.lock"))


def test_two_stories_called_alike_do_not_take_each_others_place(desk: Path, run: Run) -> None:
    """The one of another folder is refused with advice; one that was only moved, or copied, is built as it was."""
    run("build")
    before = _files(desk / "output" / "two-chairs")
    (desk / "drafts").mkdir()
    other = desk / "drafts" / "two-chairs.txt"
    other.write_text(STORY.replace("chairs", "tables"), encoding="utf-8")
    done = run("build", "drafts/two-chairs.txt", check=False)
    assert done.returncode == SettingsError.exit_code
    assert f"holds the audiobook of {desk / 'story' / 'two-chairs.txt'}, not of drafts/two-chairs.txt" in done.stderr
    assert "--out" in done.stderr
    assert _files(desk / "output" / "two-chairs") == before
    assert str(desk) not in (desk / "output" / "two-chairs" / "manifest.json").read_text("utf-8")
    run("build", "drafts/two-chairs.txt", "--force")
    assert run("build", check=False).returncode == SettingsError.exit_code
    other.unlink()
    run("build")
    assert _files(desk / "output" / "two-chairs") == before
