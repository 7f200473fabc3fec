import errno
import json
import math
import os
import platform
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from audiobook import locks
from audiobook.errors import InUseError, OutputError
from audiobook.locks import changing, is_held, working_in

_HOLDER = """
import sys, time
from pathlib import Path
from audiobook.locks import working_in
with working_in(Path(sys.argv[1]), "audiobook build exile.md"):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def _holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Give another process, which works in a folder."""
    command = [sys.executable, "-c", _HOLDER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def _lock(folder: Path) -> Path:
    return folder / ".lock"


def test_who_comes_second_hears_who_is_at_work(tmp_path: Path) -> None:
    """The process, what it does, since when; nothing of the block is run."""
    with _holder(tmp_path) as holder:
        with pytest.raises(InUseError) as refusal, working_in(tmp_path, "audiobook build other.md"):
            pytest.fail("two at once")
        assert f"{tmp_path} is in use by process {holder.pid} (`audiobook build exile.md`, since " in str(refusal.value)
        assert platform.node() not in str(refusal.value)
        assert "Wait" in refusal.value.hint
    with working_in(tmp_path, "audiobook build other.md"):
        assert is_held(_lock(tmp_path))


def test_nothing_is_left_when_the_work_is_done(tmp_path: Path) -> None:
    """No file, and no folder that was made for it; what was put there stays."""
    with working_in(tmp_path / "output" / "exile", "audiobook build exile.md"):
        assert is_held(_lock(tmp_path / "output" / "exile"))
    assert list(tmp_path.iterdir()) == []
    with working_in(tmp_path / "output" / "exile", "audiobook build exile.md"):
        (tmp_path / "output" / "exile" / "one.mp3").touch()
    assert [path.name for path in (tmp_path / "output" / "exile").iterdir()] == ["one.mp3"]


def test_the_lock_of_a_process_that_was_killed_is_no_obstacle(tmp_path: Path) -> None:
    """However it ended, and whoever has its number now: here we have it ourselves."""
    with _holder(tmp_path) as holder:
        holder.kill()
        holder.wait()
        assert _lock(tmp_path).exists()
        note = json.loads(_lock(tmp_path).read_bytes())
        _lock(tmp_path).write_text(json.dumps({**note, "pid": os.getpid()}), encoding="ascii")
        assert not is_held(_lock(tmp_path))
        with working_in(tmp_path, "audiobook build exile.md"):
            pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("left", [b"", b"\xff\xfe", b"[1, 2]", b'{"pid": 7}', b"[" * 100_000])
def test_whatever_is_in_the_file_it_is_taken(tmp_path: Path, left: bytes) -> None:
    """The file says who, for people; a power cut may have spoiled it."""
    _lock(tmp_path).write_bytes(left)
    with working_in(tmp_path, "audiobook build exile.md"):
        _lock(tmp_path).write_bytes(left)
        with pytest.raises(InUseError, match="in use by another process"), working_in(tmp_path, "once more"):
            pass


def test_the_holder_on_another_machine_is_named_with_it(tmp_path: Path) -> None:
    """A folder on a network disk may be in use from anywhere."""
    with working_in(tmp_path, "audiobook build exile.md"):
        note = json.loads(_lock(tmp_path).read_bytes())
        _lock(tmp_path).write_text(json.dumps({**note, "host": "attic", "since_s": 0.0}), encoding="ascii")
        with (
            pytest.raises(InUseError, match=r"on attic \(.*since 0?[13]1? (January|December), "),
            working_in(tmp_path, ""),
        ):
            pass


def test_who_wants_to_wait_is_told_for_whom_and_comes_next(tmp_path: Path) -> None:
    """As soon as the other one is done."""
    told: list[str] = []
    with _holder(tmp_path) as holder:
        threading.Timer(0.5, holder.kill).start()
        with working_in(tmp_path, "audiobook build exile.md", patience_s=math.inf, waiting=told.append):
            assert holder.poll() is not None or holder.wait(10) is not None
    assert len(told) == 1
    assert told[0].startswith(f"process {holder.pid} (")


def test_of_many_one_at_a_time_is_at_work(tmp_path: Path) -> None:
    """Removing the file when it is done lets nobody in beside somebody else: here ten do it again and again."""
    counter = """
import sys, time
from pathlib import Path
from audiobook.locks import changing
file = Path(sys.argv[1])
for _ in range(20):
    with changing(file, "counting"):
        number = int(file.read_text())
        time.sleep(0.001)
        file.write_text(str(number + 1))
"""
    (tmp_path / "count").write_text("0", encoding="ascii")
    command = [sys.executable, "-c", counter, str(tmp_path / "count")]
    many = [subprocess.Popen(command) for _ in range(5)]
    assert [each.wait() for each in many] == [0] * 5
    assert (tmp_path / "count").read_text(encoding="ascii") == "100"
    assert [path.name for path in tmp_path.iterdir()] == ["count"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_child_that_outlives_us_does_not_hold_the_lock(tmp_path: Path) -> None:
    """Workers, and what engines start, may end a little later than the process that holds it."""
    with working_in(tmp_path, "audiobook build exile.md"):
        child = os.fork()
        if child == 0:
            time.sleep(60)
            os._exit(0)
    with working_in(tmp_path, "audiobook build exile.md"):
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_a_disk_without_locks_is_an_error_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some network disks have none; going on without would let two builds in."""

    def flock(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(OutputError, match="knows no locks") as refusal, changing(tmp_path / "file", ""):
        pass
    assert "another disk" in refusal.value.hint
    assert not locks._held


def test_a_file_in_the_way_of_the_folder_is_an_error_in_words(tmp_path: Path) -> None:
    """As where it could not be written for any other reason."""
    (tmp_path / "output").touch()
    with pytest.raises(OutputError, match="could not lock") as refusal, working_in(tmp_path / "output", ""):
        pass
    assert "A file stands" in refusal.value.hint
