"""Runs functions in children of a small process: a helper that is forked early, while this one is small too.

A fork copies the tables of all memory, and afterwards each page that is written is copied when it is first touched. In
a process that holds a voice model of 300 MB that costs 30 ms for the fork and as much again for the next sentence, half
of what Piper takes to say it. The helper holds nothing but what was there when it was first needed.
"""

import os
import pickle
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from typing import Final, NoReturn

from audiobook.engines.apart import CAN_FORK, ChildError, Send, fork, run_apart, run_unseen

_DONE, _FAILED = b"+", b"-"
_N_TRIES: Final = 2


class _Helper:
    """The helper of one process, started when it is first asked."""

    def __init__(self) -> None:
        self._owner = self._pid = 0
        self._line: Connection | None = None

    def ask(self, request: bytes) -> bytes:
        """Send a request and wait for the answer. Raises EOFError or OSError if the helper has died."""
        if self._line is None or self._owner != os.getpid():  # a forked child must not share its parent's line
            self._start()
        assert self._line is not None
        try:
            self._line.send_bytes(request)
            return self._line.recv_bytes()
        except BaseException:  # also Ctrl-C: an answer that nobody waited for must not be taken for the next one
            self._end()
            raise

    def _start(self) -> None:
        self._line, its_line = Pipe()
        self._owner = os.getpid()
        self._pid = fork()
        if self._pid == 0:
            self._line.close()
            _serve(its_line)
        its_line.close()

    def _end(self) -> None:
        assert self._line is not None
        self._line.close()
        self._line = None
        with suppress(OSError):
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)


_helper: Final = _Helper()


def run_aside(work: Callable[[Send], None], limit_s: float) -> bytes:
    """Give what `run_apart` gives, from a child of the helper; where processes cannot fork, what `run_unseen` gives.

    work: must pickle. What it needs loaded should be loaded when this is first called: the helper will have it too.
    """
    if not CAN_FORK:
        return run_unseen(work, limit_s)
    request = pickle.dumps((work, limit_s))
    for n_left in reversed(range(_N_TRIES)):
        try:
            answer = _helper.ask(request)
        except (EOFError, OSError) as error:
            if not n_left:
                raise ChildError(f"its helper process died twice ({error!r})") from error
            continue
        if answer[:1] == _FAILED:
            raise ChildError(answer[1:].decode("utf-8", "replace"))
        return answer[1:]
    raise AssertionError


def _serve(line: Connection) -> NoReturn:
    """Do what is asked, until the one who asks is gone."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        with suppress(EOFError):
            while True:
                line.send_bytes(_answer(line.recv_bytes()))
        code = 0
    finally:
        os._exit(code)  # without atexit, which is the parent's


def _answer(request: bytes) -> bytes:
    work, limit_s = pickle.loads(request)  # noqa: S301 - from the process that forked us
    try:
        return _DONE + run_apart(work, limit_s)
    except ChildError as error:
        return _FAILED + str(error).encode("utf-8", "replace")
