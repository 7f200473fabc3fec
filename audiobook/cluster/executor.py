"""An executor whose workers are elsewhere: what needs only the store goes to them, the rest is done here."""

import itertools
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Final, ParamSpec, Self, TypeGuard, TypeVar

from audiobook.cluster.address import Address
from audiobook.cluster.dask import Client, KilledWorker, security_for, unreached
from audiobook.cluster.station import TASKS, inspect, relay
from audiobook.cluster.terms import Terms, name_store, stated_voices, terms_of
from audiobook.errors import ClusterError
from audiobook.model import ClipRequest, Voice
from audiobook.synthesis.store import Store
from audiobook.synthesis.workers import LocalExecutor, WorkerDied

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

_CONNECT_S: Final = 10.0
_FIRST_WORKER_S: Final = 30.0
_NO_WORKER_S: Final = 30.0
"""Workers may be started anew; a build that waits for ever says nothing."""
_LOOK_S: Final = 1.0
_SIGKILL: Final = 9
"""Which Windows has not."""
_KEPT: Final = "What is made is kept: the same command goes on from there."


class DaskExecutor:
    """Workers of a Dask cluster for what may run on any machine, and processes of this one for everything else."""

    def __init__(self, address: Address, store: Store, jobs: int) -> None:
        """Connect to nothing yet. jobs: processes on this machine, which write the files."""
        self._address = address
        self._store = store
        self._desk = LocalExecutor(jobs)
        self._client: Client | None = None
        self._terms: Terms | None = None
        self._agreed: set[tuple[Voice, str]] = set()
        self._pending: dict[Future[Any], Any] = {}
        self._numbers = itertools.count(1)
        self._closed = threading.Event()

    @property
    def capacity(self) -> int:
        """How many tasks run at once: as many as the workers that are there now take."""
        return max(1, sum(self._workers().values()))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run one of TASKS on a worker, anything else here.

        Its future raises ClusterError if the scheduler or the last worker is lost, WorkerDied if several died of the
        task. Raises ClusterError if a worker's voices are not those that the task asks for: nothing is said on any
        of them then.
        """
        if fn not in TASKS:
            return self._desk.submit(fn, *args, **kwargs)
        assert self._client is not None
        assert self._terms is not None
        work, _ = args  # the other is the store, of which each worker has its own
        terms = self._agree(work if _are_requests(work) else ())
        key = f"{fn.__name__}-{next(self._numbers)}"
        with _connection_to(self._address):
            return self._followed(self._client.submit(relay, terms, fn, work, key=key, pure=False))

    def close(self, *, cancel: bool = False) -> None:
        """Let go of the workers, who stay; what they do is finished or, with `cancel`, taken back."""
        self._closed.set()
        self._desk.close(cancel=cancel)
        client, self._client = self._client, None
        if client is not None:
            if cancel:
                for future in list(self._pending):
                    future.cancel()
            client.close(timeout=_LOOK_S)

    def __enter__(self) -> Self:
        """Connect, and see that every worker is what this machine is. Raises ClusterError."""
        name_store(self._store)
        self._terms = terms_of(self._store)
        self._client = _connected(self._address)
        try:
            self._call_the_roll(self._terms)
        except BaseException:  # Ctrl-C too
            self.close(cancel=True)
            raise
        threading.Thread(target=self._watch, name="audiobook cluster watch", daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close it; at once if something went wrong."""
        self.close(cancel=kind is not None)

    def _workers(self) -> dict[str, int]:
        """Give how many tasks each worker takes; none where the scheduler does not answer."""
        client = self._client
        try:
            return dict(client.nthreads()) if client is not None and client.status == "running" else {}
        except OSError:
            return {}

    def _agree(self, requests: Sequence[ClipRequest]) -> Terms:
        """Give the terms of a task, after all workers have shown that they keep them."""
        assert self._terms is not None
        voices = stated_voices(requests)
        terms = Terms(self._terms.program, self._terms.ffmpeg, self._terms.store, voices)
        if not self._agreed.issuperset(voices):
            self._call_the_roll(terms)
            self._agreed.update(voices)
        return terms

    def _call_the_roll(self, terms: Terms) -> None:
        assert self._client is not None
        with _connection_to(self._address):
            answers: dict[str, Any] = self._client.run(inspect, terms, on_error="return")
        faults = {worker: _faults(answer) for worker, answer in sorted(answers.items()) if _faults(answer)}
        if faults:
            told = "".join(f"\n  {worker}: {'; '.join(wrong)}" for worker, wrong in faults.items())
            raise ClusterError(
                f"{len(faults)} of {len(answers)} workers cannot help with this build:{told}",
                hint="Start them anew with the same program and the same --cache as the build, or end them.",
            )

    def _followed(self, far: Any) -> Future[Any]:  # noqa: ANN401 - Dask's future
        """Give a future of our own that ends as Dask's does."""
        near: Future[Any] = Future()
        self._pending[near] = far
        near.add_done_callback(self._forget)
        far.add_done_callback(lambda _: _end(near, far, self._address))
        return near

    def _forget(self, near: Future[Any]) -> None:
        far = self._pending.pop(near, None)
        if near.cancelled() and far is not None and self._client is not None:
            far.cancel(force=True)

    def _watch(self) -> None:
        """Give up when there has been no worker for long: Dask would wait for ever."""
        alone_s = 0.0
        while not self._closed.wait(_LOOK_S):
            alone_s = 0.0 if self._workers() else alone_s + _LOOK_S
            if alone_s > _NO_WORKER_S:
                lost = ClusterError(f"no worker is left at {self._address}", hint=f"{_hint(self._address)} {_KEPT}")
                for near in list(self._pending):
                    _settle(near, lost)


def _connected(address: Address) -> Client:
    """Give a client of a scheduler that has a worker. Raises ClusterError."""
    security = security_for(address, "client")
    try:
        client = Client(str(address), timeout=_CONNECT_S, set_as_default=False, security=security)
    except OSError as error:
        raise unreached(address, str(error)) from error
    try:
        with _connection_to(address):
            client.wait_for_workers(1, timeout=_FIRST_WORKER_S)
    except BaseException:  # Ctrl-C too
        client.close(timeout=_LOOK_S)
        raise
    return client


@contextmanager
def _connection_to(address: Address) -> Iterator[None]:
    """Say in words that a scheduler was lost, or had no worker in time, inside the block."""
    try:
        yield
    except TimeoutError as error:
        raise ClusterError(f"no worker has come to {address}", hint=_hint(address)) from error
    except OSError as error:
        raise _lost(address) from error


def _lost(address: Address) -> ClusterError:
    return ClusterError(f"the scheduler at {address} was lost", hint=f"Start it again. {_KEPT}")


def _hint(address: Address) -> str:
    return f"Start one: audiobook worker {address} --cache ... (the build's)."


def _faults(answer: object) -> Sequence[str]:
    """Give what a worker found, or what became of the question: it may not even have the program."""
    if isinstance(answer, OSError):  # it has just died, which Dask will see to
        return []
    if isinstance(answer, BaseException):
        return [f"it cannot be asked ({type(answer).__name__}: {answer})"]
    assert isinstance(answer, list)
    return answer


def _are_requests(arg: object) -> TypeGuard[Sequence[ClipRequest]]:
    return isinstance(arg, Sequence) and bool(arg) and all(isinstance(each, ClipRequest) for each in arg)


def _end(near: Future[Any], far: Any, address: Address) -> None:  # noqa: ANN401 - as above
    """End our future as Dask's has ended. Nobody hears what is raised here, in a thread of Dask's: all must be told."""
    try:
        result = far.result()
    except KilledWorker:
        _settle(near, WorkerDied(-_SIGKILL))
    except Exception as error:  # noqa: BLE001 - for the one who asked
        is_tasks_own = far.status == "error"
        is_lost = isinstance(error, CancelledError | OSError) and not is_tasks_own
        _settle(near, _lost(address) if is_lost else error)
    else:
        _settle(near, None, result)


def _settle(near: Future[Any], error: BaseException | None, result: object = None) -> None:
    if near.done() or not near.set_running_or_notify_cancel():
        return
    if error is not None:
        near.set_exception(error)
    else:
        near.set_result(result)
