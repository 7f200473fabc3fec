"""Hands work out: to processes on this machine, or to whatever else has `submit`, `capacity` and `close`."""

import signal
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from contextlib import AbstractContextManager
from multiprocessing.connection import Pipe, wait
from time import monotonic
from types import TracebackType
from typing import Any, Final, ParamSpec, Protocol, Self, TypeVar

from audiobook.synthesis.worker import Call, Worker, no_interrupts

P = ParamSpec("P")
T = TypeVar("T")

_MOST: Final = 60 if sys.platform == "win32" else 10_000
"""Workers: Windows waits for no more than 63 things at once, and there are others."""
_LOOK_EVERY_S: Final = 1.0
"""A process that a dead worker has started may keep its line open: whether workers live is looked at now and then."""
_GRACE_S: Final = 2.0
"""For a worker that is to end, to clean up. In the middle of a sentence a neural voice hears nothing for seconds."""


class WorkerDied(BrokenExecutor):
    """The process that ran a task died in the middle of it: the task may be why."""

    def __init__(self, exit_code: int) -> None:
        """Say how. exit_code: minus the signal, if one ended it."""
        numbers = {number.value: number.name for number in signal.Signals}
        self.exit_code = exit_code
        self.signal = numbers.get(-exit_code, f"signal {-exit_code}") if exit_code < 0 else ""
        """Which signal ended it; empty if it went by itself."""
        super().__init__(f"was ended by {self.signal}" if self.signal else f"ended with exit code {exit_code}")

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way between processes."""
        return WorkerDied, (self.exit_code,)


class Executor(Protocol):
    """Somewhere to run functions. Functions and arguments must pickle; sound never travels, it stays on disk."""

    @property
    def capacity(self) -> int:
        """How many tasks run at once."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a function somewhere, soon.

        Its future raises WorkerDied if the process died that ran it, another BrokenExecutor if nobody was left to
        begin it; submit it again then.
        """

    def close(self, *, cancel: bool = False) -> None:
        """Let go of the workers: when they are done, or with `cancel` at once."""


OpenExecutor = Callable[[], AbstractContextManager[Executor]]
"""Opens one for as long as a run needs it."""


class LocalExecutor:
    """Processes on this machine, `jobs` of them. Close it, or use it as a context manager.

    Workers start with the first task. They ignore Ctrl-C, which is the parent's to handle, and end with the parent,
    even if it is killed. If one dies the others work on, and the next `submit` starts another in its place.

    Unlike concurrent.futures' own pool it knows which task a dead worker had in hand, and it can end one that hangs in
    a library. A thread hands tasks out; processes are forked while it stands still, for a fork copies one thread only.
    """

    def __init__(self, jobs: int) -> None:
        """Start nothing yet. jobs: at least 1; on Windows, 60 of them at most."""
        if jobs < 1:
            raise ValueError(f"not a number of jobs: {jobs}")
        self._jobs = min(jobs, _MOST)
        self._workers: list[Worker] = []
        self._waiting: deque[tuple[Future[Any], Call]] = deque()
        self._overseer: threading.Thread | None = None
        self._stays = False
        self._bell, self._hammer = Pipe(duplex=False)

    @property
    def capacity(self) -> int:
        """How many tasks run at once: the number of processes."""
        return self._jobs

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a function in a worker. Raises what the function raises, from the future."""
        future: Future[T] = Future()
        task = (future, (fn, args, kwargs))
        if self._overseer is not None and len(self._workers) == self._jobs:
            self._waiting.append(task)
            self._hammer.send_bytes(b"")
            return future
        self._send_overseer_away()
        while len(self._workers) < self._jobs:
            self._workers.append(Worker())
        self._waiting.append(task)
        self._call_overseer()
        return future

    def close(self, *, cancel: bool = False) -> None:
        """End the workers: after what was submitted, or with `cancel` at once, in the middle of what they do."""
        if not cancel:
            try:
                self._settle_all()
            except BaseException:  # Ctrl-C too
                self.close(cancel=True)
                raise
        with no_interrupts():  # it does not take long
            self._send_overseer_away()
            self._drop(BrokenExecutor("it was closed"))
            for worker in self._workers:
                worker.end()
            until_s = monotonic() + _GRACE_S
            for worker in self._workers:
                worker.bury(max(0.0, until_s - monotonic()))
                if worker.in_hand:
                    worker.in_hand.set_exception(BrokenExecutor("it was closed"))
            self._workers.clear()

    def __enter__(self) -> Self:
        """Give the executor."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it; at once if something went wrong, Ctrl-C included."""
        self.close(cancel=kind is not None)

    # -------------------------------------------------------------------------------------------------- the overseer

    def _call_overseer(self) -> None:
        self._stays = True
        self._overseer = threading.Thread(target=self._oversee, daemon=True)
        with no_interrupts():  # signals are for the main thread
            self._overseer.start()

    def _send_overseer_away(self) -> None:
        if self._overseer is not None:
            self._stays = False
            self._hammer.send_bytes(b"")
            self._overseer.join()
            self._overseer = None

    def _settle_all(self) -> None:
        in_hand = [worker.in_hand for worker in list(self._workers)]
        for future in [*in_hand, *(future for future, _ in list(self._waiting))]:
            if future and not future.cancelled():
                future.exception()

    def _oversee(self) -> None:
        """Hand tasks to workers that have none, and take what they give."""
        while self._stays:
            self._hand_out()
            ready = wait([self._bell, *(worker.line for worker in self._workers)], _LOOK_EVERY_S)
            if self._bell in ready:
                self._bell.recv_bytes()
            for worker in list(self._workers):
                ended = worker.exit_code is not None
                if (worker.line in ready or (ended and worker.line.poll())) and worker.settle():
                    continue
                if ended or worker.line in ready:
                    self._strike_off(worker)
            if not self._workers:
                self._drop(BrokenExecutor("no worker is left"))

    def _hand_out(self) -> None:
        for worker in self._workers:
            while worker.in_hand is None and self._waiting:
                future, call = self._waiting.popleft()
                if not future.set_running_or_notify_cancel():
                    continue
                try:
                    worker.begin(future, call)
                except Exception as error:  # noqa: BLE001 - what does not pickle is for the one who asked
                    future.set_exception(error)

    def _strike_off(self, worker: Worker) -> None:
        self._workers.remove(worker)
        code = worker.bury(_GRACE_S)
        if worker.in_hand:
            worker.in_hand.set_exception(WorkerDied(code))

    def _drop(self, error: BrokenExecutor) -> None:
        """Give up what nobody has begun."""
        while self._waiting:
            future, _ = self._waiting.popleft()
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
