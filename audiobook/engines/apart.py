"""Runs a function in a child process of its own, by fork: what it does to this process's memory never happened.

eSpeak's sound depends on all that the process has said before (noise and flutter run on in C statics that no call
resets). A parent that has started eSpeak but never spoken, and a child for each utterance, make the same request give
the same samples, whatever came before; and a crash or a hang costs one utterance, not the process.

It costs 4 ms of CPU per utterance, as much as speaking an average sentence; nearly all of it is page faults.
"""

import functools
import gc
import os
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NoReturn

Send = Callable[[bytes], object]

CAN_FORK: Final = hasattr(os, "fork")
"""Not on Windows."""

_FAILED: Final = 1


class ChildError(Exception):
    """The child crashed, hung, or raised; the message says which, as it follows a colon."""


def run_unseen(work: Callable[[Send], None], limit_s: float) -> bytes:
    """Give what `run_apart` gives; where processes cannot fork, from this process, which then remembers the work.

    There it takes as long as it takes, and a crash is this process's own. Raises ChildError if the work raises.
    """
    if CAN_FORK:
        return run_apart(work, limit_s)
    pieces: list[bytes] = []
    try:
        work(pieces.append)
    except Exception as error:
        raise ChildError(f"{type(error).__name__}: {error}") from error
    return b"".join(pieces)


def run_apart(work: Callable[[Send], None], limit_s: float) -> bytes:
    """Give the bytes that `work` sends from a forked child, joined; nothing else it does is seen here.

    work: is called with the function that sends. It sends pieces as they come: memory that a child fills costs most.

    Call it from a process with one thread. Raises ChildError if the child raises, dies, or takes over `limit_s`.
    """
    reading, writing = os.pipe()
    pid = fork()
    if pid == 0:
        os.close(reading)  # else a child whose parent has died would wait for itself to read
        _be_the_child(work, limit_s, writing)
    os.close(writing)
    received, status = b"", None
    try:
        with open(reading, "rb", buffering=0) as pipe:  # noqa: PTH123 - a descriptor has no path
            received = pipe.read()
        status = os.waitpid(pid, 0)[1]
    finally:
        if status is None:  # Ctrl-C: leave nobody behind
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    _raise_failure(os.waitstatus_to_exitcode(status), received, limit_s)
    return received


def fork() -> int:
    """Give what os.fork gives; what tells us to stop is heard before or after.

    Around a fork Python calls hooks of its own, in which an exception from a signal's handler would be lost.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
    try:
        return os.fork()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _be_the_child(work: Callable[[Send], None], limit_s: float, writing: int) -> NoReturn:
    """Work, write, and go: without atexit, and without flushing buffers that are the parent's."""
    code = _FAILED
    try:
        gc.disable()  # a collection would touch, and so copy, every page of the parent
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, limit_s)  # ends a hung child even if the parent is no more
        work(functools.partial(_write, writing))
        code = 0
    except BaseException:  # noqa: BLE001 - nothing may run up the parent's stack a second time
        with suppress(BaseException):
            _write(writing, traceback.format_exc(limit=-3).encode("utf-8", "replace"))
    finally:
        os._exit(code)


def _write(descriptor: int, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _raise_failure(code: int, received: bytes, limit_s: float) -> None:
    """Raise ChildError unless the child's exit code (minus the signal, if one ended it) is 0."""
    if code == 0:
        return
    if code == -signal.SIGALRM:
        raise ChildError(f"it took more than {limit_s:.0f} s")
    if code < 0:
        raise ChildError(f"it crashed with {signal.Signals(-code).name}")
    raise ChildError(received.decode("utf-8", "replace").strip() or f"it ended with exit code {code}")
