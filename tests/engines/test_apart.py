import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import pytest

from audiobook.engines.apart import CAN_FORK, ChildError, Send, run_apart, run_unseen

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork")


def _n_open() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_gives_what_the_child_sends_and_nothing_else_happens_here() -> None:
    """All pieces come back in order, however large; what the child changes stays with it."""
    changed: list[int] = []

    def work(send: Send) -> None:
        changed.append(1)
        for number in range(4):
            send(bytes([number]) * 100_000)

    assert run_apart(work, 30.0) == b"".join(bytes([number]) * 100_000 for number in range(4))
    assert not changed


def test_what_the_child_raises_is_told() -> None:
    """An exception in the child arrives as an error with its message."""

    def work(_send: Send) -> None:
        raise ValueError("no such voice")

    with pytest.raises(ChildError, match="no such voice"):
        run_apart(work, 30.0)


def test_where_nothing_forks_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows: the same bytes, and the same error for what is raised."""
    monkeypatch.setattr("audiobook.engines.apart.CAN_FORK", False)

    def work(send: Send) -> None:
        send(b"half ")
        send(b"and half")

    def fail(_send: Send) -> None:
        raise ValueError("no such voice")

    assert run_unseen(work, 30.0) == b"half and half"
    with pytest.raises(ChildError, match="no such voice"):
        run_unseen(fail, 30.0)


def test_a_crash_is_told_by_its_signal() -> None:
    """A child that dies, dies alone, and the signal is named."""
    with pytest.raises(ChildError, match="SIGKILL"):
        run_apart(lambda _send: os.kill(os.getpid(), signal.SIGKILL), 30.0)


def test_a_hung_child_is_ended() -> None:
    """A child that takes too long is ended, and that is said."""
    with pytest.raises(ChildError, match="more than"):
        run_apart(lambda _send: time.sleep(60), 0.2)


def test_no_child_and_no_descriptor_is_left() -> None:
    """However it ends, no process and no open file stays behind."""
    before = _n_open()
    for work in (lambda send: send(b"x"), lambda _send: os.kill(os.getpid(), signal.SIGKILL)):
        try:
            run_apart(work, 30.0)
        except ChildError as error:
            assert "SIGKILL" in str(error)  # noqa: PT017 - one of the two raises
    assert _n_open() == before
    with suppress(ChildProcessError):  # there may be a helper (aside.py), which is none of the two and lives
        assert os.waitpid(-1, os.WNOHANG) == (0, 0)
