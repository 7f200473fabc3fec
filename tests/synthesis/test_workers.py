import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor, CancelledError
from pathlib import Path

import pytest

from audiobook.synthesis import worker
from audiobook.synthesis.workers import LocalExecutor, WorkerDied

_HOLDER = """
import os, sys, time
from audiobook.synthesis.workers import LocalExecutor
executor = LocalExecutor(2)
print(*{executor.submit(os.getpid).result() for _ in range(20)}, flush=True)
executor.submit(time.sleep, 60)
time.sleep(60)
"""


def _die() -> None:
    os._exit(9)


def _raise() -> None:
    raise LookupError("what went wrong")


def _running(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def test_runs_functions_elsewhere_and_gives_their_results() -> None:
    """A task runs in another process; what it raises arrives."""
    with LocalExecutor(2) as executor:
        assert executor.capacity == 2
        assert executor.submit(os.getpid).result() != os.getpid()
        with pytest.raises(LookupError, match="what went wrong"):
            executor.submit(_raise).result()


def test_after_a_worker_died_the_next_task_runs() -> None:
    """A dead worker breaks the tasks in hand, not the executor."""
    with LocalExecutor(2) as executor:
        with pytest.raises(BrokenExecutor):
            executor.submit(_die).result()
        assert executor.submit(abs, -7).result() == 7


def test_workers_that_start_afresh_do_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS and Windows, which do not fork: results, errors and deaths arrive."""
    monkeypatch.setattr(worker, "_CAN_FORK_SAFELY", False)
    with LocalExecutor(1) as executor:
        assert executor.submit(os.getpid).result() != os.getpid()
        with pytest.raises(ZeroDivisionError):
            executor.submit(divmod, 1, 0).result()
        with pytest.raises(WorkerDied, match="exit code 3"):
            executor.submit(os._exit, 3).result()
        assert executor.submit(abs, -7).result() == 7


def test_closing_at_once_does_not_wait() -> None:
    """When something went wrong, nobody waits for a task of a minute."""
    executor = LocalExecutor(1)
    future = executor.submit(time.sleep, 600)
    executor.close(cancel=True)
    with pytest.raises((BrokenExecutor, CancelledError)):
        future.result(timeout=0)


def test_no_jobs_is_a_mistake() -> None:
    """Nobody can work with no workers."""
    with pytest.raises(ValueError, match="jobs"):
        LocalExecutor(0)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_workers_do_not_outlive_their_parent(how: signal.Signals) -> None:
    """After Ctrl-C, and even after kill -9, no worker is left; workers print nothing about it."""
    holder = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _HOLDER],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert holder.stdout
    workers = [int(pid) for pid in holder.stdout.readline().split()]
    assert workers
    if how is signal.SIGINT:
        os.killpg(holder.pid, how)  # as a terminal does: to all of them
        time.sleep(0.2)
    holder.kill()
    _, complaints = holder.communicate(timeout=30)
    deadline_s = time.monotonic() + 30
    while any(map(_running, workers)) and time.monotonic() < deadline_s:
        time.sleep(0.1)
    assert not [pid for pid in workers if _running(pid)]
    assert complaints.count("Traceback") <= 1
