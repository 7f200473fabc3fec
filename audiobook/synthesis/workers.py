"""Hands work out: to processes on this machine, or to whatever else has `submit`, `capacity` and `close`."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from types import FrameType, TracebackType
from typing import Final, ParamSpec, Protocol, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_CAN_SET_CORES: Final = hasattr(os, "sched_setaffinity")
_CAN_FORK_SAFELY: Final = sys.platform == "linux"
"""macOS can fork, but its frameworks may not survive it; there and on Windows workers start afresh (spawn)."""
_PARENT_CHECK_S: Final = 2.0
_ENDING: Final = (signal.SIGINT, signal.SIGTERM)


class Executor(Protocol):
    """Somewhere to run functions. Functions and arguments must pickle; sound never travels, it stays on disk."""

    @property
    def capacity(self) -> int:
        """How many tasks run at once."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a function somewhere, soon. Its future raises BrokenExecutor if the worker died; submit again then."""

    def close(self, *, cancel: bool = False) -> None:
        """Let go of the workers: when they are done, or with `cancel` at once."""


OpenExecutor = Callable[[], AbstractContextManager[Executor]]
"""Opens one for as long as a run needs it."""


class LocalExecutor:
    """Processes on this machine, using at most `jobs` cores. Close it, or use it as a context manager.

    Workers start with the first task. They ignore Ctrl-C, which is the parent's to handle, and end with the parent,
    even if it is killed. If one dies, the next `submit` starts a new set.
    """

    def __init__(self, jobs: int) -> None:
        """Start nothing yet. jobs: at least 1; ffmpeg, when a worker runs it, is held to the same cores."""
        if jobs < 1:
            raise ValueError(f"not a number of jobs: {jobs}")
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    @property
    def capacity(self) -> int:
        """How many tasks run at once: the number of processes."""
        return self._jobs

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a function in a worker. Raises what the function raises, from the future."""
        if self._pool is not None:
            try:
                return self._pool.submit(_run, fn, *args, **kwargs)
            except BrokenProcessPool:
                self.close(cancel=True)
        self._pool = _start_pool(self._jobs)
        return self._pool.submit(_run, fn, *args, **kwargs)

    def close(self, *, cancel: bool = False) -> None:
        """End the workers: after what was submitted, or with `cancel` at once, in the middle of what they do."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        if cancel:
            # Python 3.14 has `terminate_workers`; before, this attribute is all there is.
            for process in list((getattr(pool, "_processes", None) or {}).values()):
                process.terminate()
        pool.shutdown(wait=True, cancel_futures=cancel)

    def __enter__(self) -> Self:
        """Give the executor."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it; at once if something went wrong, Ctrl-C included."""
        self.close(cancel=kind is not None)


def _start_pool(jobs: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("fork" if _CAN_FORK_SAFELY else "spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_prepare_worker, initargs=(os.getpid(), jobs))
    with _no_interrupts():  # a Ctrl-C while they start would show a traceback from each
        pool.submit(int)
    return pool


class _Ended(BaseException):
    """The parent ends this worker in the middle of a task."""


def _run(fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a task; ended in the middle of it, let it clean up (unwritten files, its ffmpeg), and go."""

    def end(_number: int, _frame: FrameType | None) -> None:
        raise _Ended

    try:
        try:
            signal.signal(signal.SIGTERM, end)
            return fn(*args, **kwargs)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
    except _Ended:
        os._exit(1)


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Hold Ctrl-C and the end back inside the block; processes started there hold them back until they say otherwise.

    A worker that is ended before it is ready would answer with our own way to end, a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _prepare_worker(parent: int, jobs: int) -> None:
    """Leave Ctrl-C to the parent, keep to the cores that are allowed, and end when the parent has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    if _CAN_SET_CORES:
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, cores[:jobs])
    if hasattr(signal, "setitimer"):
        # A worker waits on a pipe that it holds both ends of, so it never hears that a killed parent is gone. A timer
        # and not a thread: a process that forks for every utterance must have only one.
        def leave_with_parent(_number: int, _frame: FrameType | None) -> None:
            if os.getppid() != parent:
                os._exit(1)

        signal.signal(signal.SIGALRM, leave_with_parent)
        signal.setitimer(signal.ITIMER_REAL, _PARENT_CHECK_S, _PARENT_CHECK_S)
