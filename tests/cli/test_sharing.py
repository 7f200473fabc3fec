"""`build --shard` and `assemble`; and that a build without a cluster knows nothing of clusters."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from audiobook.errors import ClusterError, StoryError
from tests.cli.conftest import Run

_WITHOUT_ENGINES = """
import sys
for name in ("kokoro", "piper", "pyttsx3", "tone"):
    sys.modules[f"audiobook.engines.{name}"] = None
from audiobook.cli import main
main()
"""
_WATCHED = """
import sys
from audiobook.cli import main
try:
    main()
except SystemExit:
    heavy = {name.partition(".")[0] for name in sys.modules} & {"dask", "distributed", "fsspec", "s3fs", "botocore"}
    print(sorted(heavy))
    raise
"""
_WITHOUT_DASK = """
import sys
sys.modules["distributed"] = None
from audiobook.cli import main
main()
"""


def _python(desk: Path, code: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "COLUMNS": "200", "XDG_CACHE_HOME": str(desk / "cache")}
    return subprocess.run(command, cwd=desk, env=environment, capture_output=True, text=True, timeout=120, check=False)


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_book_of_shards_is_the_book(run: Run, desk: Path) -> None:
    """What two shards made is put together where no engine can be loaded, and is what one machine makes."""
    story = "story/two-chairs.txt"
    run("build", story, "--out", "near")
    told = [run("build", story, "--shard", f"{n}/2", "--cache", "shared").stdout for n in (1, 2)]
    assert all("of them made now" in each for each in told)
    done = _python(desk, _WITHOUT_ENGINES, "assemble", story, "--cache", "shared", "--out", "far")
    assert done.returncode == 0, done.stderr
    assert "spoke 0 clips" in done.stdout
    assert _files(desk / "far") == _files(desk / "near")


def test_a_bad_story_keeps_no_other_from_its_share(run: Run, desk: Path) -> None:
    """It is named, and its exit code stays; `--json` says what was made of the rest."""
    (desk / "story" / "a-bad-one.txt").write_bytes(b"")
    done = run("build", "--shard", "1/1", "--json", check=False)
    assert done.returncode == StoryError.exit_code
    assert "a-bad-one.txt" in done.stderr
    (share,) = json.loads(done.stdout)
    assert (share["story"], share["shard"]) == ("story/two-chairs.txt", "1/1")
    assert share["n_made"] == share["n_clips"] > 0


def test_what_is_missing_is_named_with_its_shard(run: Run, desk: Path) -> None:
    """One shard was not run: how many clips, which lines, and which shard would make them."""
    story = "story/two-chairs.txt"
    run("build", story, "--shard", "1/2", "--cache", "shared")
    done = run("assemble", story, "--cache", "shared", check=False)
    assert done.returncode == ClusterError.exit_code
    n_missing, n_all = int(done.stderr.split()[1]), int(done.stderr.split()[3])
    assert 0 < n_missing < n_all
    assert f"2/2 ({n_missing} clips)" in done.stderr
    assert f"{story}:" in done.stderr
    assert not (desk / "output").exists()
    run("build", story, "--shard", "2/2", "--cache", "shared")
    run("assemble", story, "--cache", "shared")


def test_a_shard_is_not_made_twice(run: Run) -> None:
    """Again, it makes nothing; and a shard of another number of shards makes only what nobody has made."""
    arguments = ("build", "story/two-chairs.txt", "--cache", "shared", "--shard")
    run(*arguments, "1/1")
    assert ", 0 of them made now" in run(*arguments, "1/1").stdout
    assert ", 0 of them made now" in run(*arguments, "2/3").stdout


def test_assembling_without_shards_names_the_command(run: Run) -> None:
    """Nothing has been made for this story, as it is now."""
    done = run("assemble", "story/two-chairs.txt", "--cache", "shared", check=False)
    assert done.returncode == ClusterError.exit_code
    assert "audiobook build story/two-chairs.txt --shard 1/4" in done.stderr


def test_other_settings_than_the_shards_are_found_out(run: Run, desk: Path) -> None:
    """A voice that no shard asked about cannot be assembled."""
    run("build", "story/two-chairs.txt", "--shard", "1/1", "--cache", "shared")
    cast = (desk / "voices.yaml").read_text(encoding="utf-8")
    (desk / "voices.yaml").write_text(cast.replace("voice: high\n", "voice: low\n    rate: 1.5\n"), encoding="utf-8")
    done = run("assemble", "story/two-chairs.txt", "--cache", "shared", check=False)
    assert done.returncode != 0
    assert "the settings are not the same" in done.stderr


@pytest.mark.parametrize("spoil", ["damage", "other engine"])
def test_a_job_that_is_not_ours_is_refused(run: Run, desk: Path, spoil: str) -> None:
    """Shards with another engine, and a job's file that was changed, stop before anything is said."""
    arguments = ("build", "story/two-chairs.txt", "--cache", "shared", "--shard")
    run(*arguments, "1/2")
    (job,) = (desk / "shared" / "jobs").iterdir()
    if spoil == "damage":
        job.write_bytes(job.read_bytes()[:-9])
        assert "is damaged" in run(*arguments, "2/2", check=False).stderr
        return
    facts = json.loads(job.read_bytes()[65:])
    facts["answers"] = {q: "tone 99" if "fingerprint" in q else a for q, a in facts["answers"].items()}
    _write_job(job, json.dumps(facts).encode())
    told = run(*arguments, "2/2", check=False).stderr
    assert "not those of the other shards" in told
    assert "tone 99" in told


def _write_job(job: Path, content: bytes) -> None:
    import hashlib  # noqa: PLC0415 - only here

    job.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)


def test_a_local_build_imports_nothing_of_clusters(desk: Path) -> None:
    """Dask and fsspec cost time and are an extra: a build and a shard in a folder load neither."""
    for arguments in (("build", "--quiet"), ("build", "--quiet", "--shard", "1/2"), ("--help",)):
        done = _python(desk, _WATCHED, *arguments)
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("arguments", [("build", "--cluster", "127.0.0.1:8786"), ("worker",), ("scheduler",)])
def test_a_cluster_without_its_extra_says_how_to_get_it(desk: Path, arguments: tuple[str, ...]) -> None:
    """As every other extra does."""
    done = _python(desk, _WITHOUT_DASK, *arguments)
    assert done.returncode == ClusterError.exit_code
    assert "pip install 'fullcast[cluster]'" in done.stderr


def test_a_wrong_share_is_refused(run: Run) -> None:
    """Before anything is read."""
    assert "write 1/8, 2/8" in run("build", "--shard", "9/8", check=False).stderr
