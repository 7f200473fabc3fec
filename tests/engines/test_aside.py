import functools
import os
import signal
import subprocess
import sys

import pytest

from audiobook.engines.apart import CAN_FORK, ChildError, Send, run_apart
from audiobook.engines.aside import _helper, run_aside

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork")

_LEAVE = """
import os
from audiobook.engines.aside import _helper, run_aside
from tests.engines.test_aside import tell
run_aside(tell, 30.0)
print(_helper._pid, flush=True)
os._exit(0)
"""


def tell(send: Send) -> None:
    """Send the numbers of this process and of the one that forked it."""
    send(f"{os.getpid()} {os.getppid()}".encode())


def ask(send: Send) -> None:
    """Ask the helper from here."""
    send(run_aside(tell, 30.0))


def fail(_send: Send) -> None:
    """Raise."""
    raise ValueError("no such voice")


def repeat(text: bytes, send: Send) -> None:
    """Send the text."""
    send(text)


def _pids() -> tuple[int, int]:
    child, helper = map(int, run_aside(tell, 30.0).split())
    return child, helper


def test_work_is_done_in_children_of_one_helper() -> None:
    """Every piece of work has a process of its own; all of them are forked from the same one, which is not this."""
    (one, helper), (other, same) = _pids(), _pids()
    assert one != other
    assert helper == same != os.getpid()
    assert run_aside(functools.partial(repeat, b"x" * 200_000), 30.0) == b"x" * 200_000


def test_what_the_child_raises_is_told_and_the_helper_goes_on() -> None:
    """An exception in the child arrives as an error with its message; the next work is done by the same helper."""
    helper = _pids()[1]
    with pytest.raises(ChildError, match="no such voice"):
        run_aside(fail, 30.0)
    assert _pids()[1] == helper


def test_a_dead_helper_is_replaced() -> None:
    """If the system ends the helper, the next work starts another."""
    helper = _pids()[1]
    os.kill(helper, signal.SIGKILL)
    assert _pids()[1] != helper


def test_a_forked_process_has_a_helper_of_its_own() -> None:
    """Two processes on one line would read each other's answers."""
    helper = _pids()[1]
    theirs = int(run_apart(ask, 30.0).split()[1])
    assert theirs != helper
    assert _pids()[1] == helper


def test_the_helper_ends_with_its_process() -> None:
    """A process that goes, however it goes, leaves no helper that holds its output open."""
    done = subprocess.run([sys.executable, "-c", _LEAVE], capture_output=True, text=True, check=True, timeout=30)
    assert int(done.stdout) != _helper._pid
