"""One worker process: what runs in it, and what its parent knows of it."""

import multiprocessing
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from types import FrameType
from typing import Any, Final, NoReturn

from audiobook.synthesis.limits import be_a_worker

_CAN_FORK_SAFELY: Final = sys.platform == "linux"
"""macOS can fork, but its frameworks may not survive it; there and on Windows workers start afresh (spawn)."""
_STOPPING: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What the command line stops at."""
_AGAIN_S: Final = 0.01
_END_WITH_PARENT: Final = 1
"""PR_SET_PDEATHSIG of Linux's prctl(2)."""

Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Worker:
    """A process that runs one call at a time."""

    def __init__(self) -> None:
        """Start it."""
        context = multiprocessing.get_context("fork" if _CAN_FORK_SAFELY else "spawn")
        self.line, its_line = multiprocessing.Pipe()
        self.in_hand: Future[Any] | None = None
        """What it is running."""
        arguments = (its_line, os.getpid())
        self._process: Any = context.Process(target=_work, args=arguments, daemon=True)  # type: ignore[attr-defined]
        with no_interrupts():  # a Ctrl-C while it starts would show a traceback
            self._process.start()
        its_line.close()

    def begin(self, future: "Future[Any]", call: Call) -> None:
        """Hand it a call, which must pickle; it must have nothing in hand."""
        message = pickle.dumps(call)
        with suppress(OSError):  # it has died: `exit_code` tells
            self.line.send_bytes(message)
        self.in_hand = future

    def settle(self) -> bool:
        """Take its answer, which is waiting on `line`. False if it has died instead of answering."""
        try:
            answer = self.line.recv_bytes()
        except (EOFError, OSError):
            return False
        future, self.in_hand = self.in_hand, None
        assert future is not None
        try:
            succeeded, value = pickle.loads(answer)  # noqa: S301 - from the process that we started
        except Exception as error:  # noqa: BLE001 - some exceptions pickle and cannot be had back
            succeeded, value = False, error
        if succeeded:
            future.set_result(value)
        else:
            future.set_exception(value)
        return True

    @property
    def exit_code(self) -> int | None:
        """Give how it ended, minus the signal if one ended it; None while it runs."""
        code: int | None = self._process.exitcode
        return code

    def end(self) -> None:
        """Ask it to clean up and go."""
        self._process.terminate()

    def bury(self, patience_s: float | None = None) -> int:
        """Give its exit code once it has ended; after so many seconds of waiting it is killed."""
        self._process.join(patience_s)
        if self._process.exitcode is None:  # it is deep in a library, where no signal of ours is heard
            self._process.kill()
            self._process.join()
        self.line.close()
        return int(self._process.exitcode)


@contextmanager
def no_interrupts() -> Iterator[None]:
    """Hold Ctrl-C and the end back inside the block; processes started there hold them back until they say otherwise.

    A worker that is ended before it is ready would answer with our own way to end, a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ------------------------------------------------------------------------------------------------------ in the process


class _Ended(BaseException):
    """The parent ends this worker in the middle of a call."""


def _work(line: Connection, parent: int) -> NoReturn:
    """Run what is asked, until the one who asks is gone."""
    _prepare(parent)
    code = 1
    try:
        with suppress(EOFError, OSError):
            while True:
                line.send_bytes(_answer(line.recv_bytes()))
        code = 0
    finally:
        os._exit(code)  # without atexit, which is the parent's


def _prepare(parent: int) -> None:
    """Leave Ctrl-C to the parent, and end when the parent has ended."""
    for number in _STOPPING:
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    if _CAN_FORK_SAFELY:
        import ctypes  # noqa: PLC0415 - 10 ms that a build with nothing to do need not spend

        # Forked later than others, it holds their lines too, so a line's end does not tell that the parent is gone.
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    sys.unraisablehook = _end_later
    be_a_worker()


def _end(_number: int, _frame: FrameType | None) -> None:
    raise _Ended


def _end_later(lost: "sys.UnraisableHookArgs") -> None:
    """End a moment later where the signal met a finalizer, in which Python only complains of an exception."""
    if lost.exc_type is not _Ended:
        sys.__unraisablehook__(lost)
    elif hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _end)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN_S)


def _answer(message: bytes) -> bytes:
    """Run a call; ended in the middle of it, let it clean up (unwritten files, its ffmpeg), and go."""
    try:
        try:
            signal.signal(signal.SIGTERM, _end)
            return _outcome(message)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
    except _Ended:
        os._exit(1)


def _outcome(message: bytes) -> bytes:
    try:
        fn, args, kwargs = pickle.loads(message)  # noqa: S301 - from the process that started us
        return pickle.dumps((True, fn(*args, **kwargs)))
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised in the parent
        error.add_note(f"In a worker process:\n{traceback.format_exc()}")
        try:
            return pickle.dumps((False, error))
        except Exception:  # noqa: BLE001 - not everything pickles
            return pickle.dumps((False, RuntimeError(traceback.format_exc())))
