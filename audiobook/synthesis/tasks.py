"""Runs tasks to their end, also where workers die on the way."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any, Final, Generic, TypeVar

from audiobook.errors import AudioError
from audiobook.synthesis.workers import Executor, WorkerDied

T = TypeVar("T")

FEWER_JOBS: Final = "The system may have ended them for lack of memory: try again with fewer jobs (--jobs 1)."
_DEADLY: Final = 2
"""Deaths: the first may have been the system's, for lack of memory, and there may be more of it the next time."""
_ROUND_S: Final = 0.5
_MOST_LOSSES: Final = 30
"""Times that nobody was left to begin a task."""


class Task(Generic[T]):
    """A function and what it is called with."""

    def __init__(self, fn: Callable[..., T], *args: Any) -> None:  # noqa: ANN401 - as the function takes them
        """Keep both; they must pickle."""
        self.fn = fn
        self.args = args
        self.n_deaths = 0
        """How many workers died with it in hand."""
        self.n_losses = 0
        """How often it was not even begun."""

    @property
    def is_deadly(self) -> bool:
        """Say whether it is to be given up: it ended a worker, and another one when it was tried again."""
        return self.n_deaths >= _DEADLY


AfterDeath = Callable[[Task[Any], WorkerDied], Iterable[Task[Any]]]
"""Gives the tasks that take the place of one whose worker died, or raises."""


def once_more(task: Task[T], death: WorkerDied) -> Iterable[Task[T]]:
    """Give a task once more. Raises AudioError if it is deadly."""
    if task.is_deadly:
        raise AudioError(f"two worker processes died of one task, the last {death}", hint=FEWER_JOBS) from death
    return (task,)


class UnderWay:
    """Tasks that an executor has in hand: a loop over it gives each with what it gives, as it comes.

    More may be begun meanwhile; the loop ends when there are none. What a task raises is raised.
    """

    def __init__(self, executor: Executor, after_death: AfterDeath = once_more) -> None:
        """Begin nothing yet. after_death: is asked when a worker died in the middle of a task.

        One that nobody began is begun again; where that does not end, the loop raises BrokenExecutor.
        """
        self._executor = executor
        self._after_death = after_death
        self._begun: dict[Future[Any], Task[Any]] = {}
        self._finished: SimpleQueue[Future[Any]] = SimpleQueue()

    def begin(self, task: Task[Any]) -> None:
        """Hand a task to the executor."""
        future = self._executor.submit(task.fn, *task.args)
        self._begun[future] = task
        future.add_done_callback(self._finished.put)

    def __iter__(self) -> Iterator[tuple[Task[Any], Any]]:
        """Wait for tasks; when the loop is left, what is not begun by then is cancelled."""
        try:
            while self._begun:
                future = self._next()
                task = self._begun.pop(future)
                error = future.exception()
                if error is None:
                    yield task, future.result()
                for again in self._after(task, error) if error else ():
                    self.begin(again)
        finally:
            for future in self._begun:
                future.cancel()

    def _next(self) -> Future[Any]:
        """Wait for a task to end, in short rounds: on Windows, Ctrl-C is heard only between two of them."""
        while True:
            with suppress(Empty):
                return self._finished.get(timeout=_ROUND_S)

    def _after(self, task: Task[Any], error: BaseException) -> Iterable[Task[Any]]:
        if isinstance(error, WorkerDied):
            task.n_deaths += 1
            return self._after_death(task, error)
        if not isinstance(error, BrokenExecutor) or task.n_losses == _MOST_LOSSES:
            raise error
        task.n_losses += 1
        return (task,)


def results(
    executor: Executor, tasks: Iterable[Task[T]], after_death: AfterDeath = once_more
) -> Iterator[tuple[Task[T], T]]:
    """Give each task with what it gives, as it comes; as `UnderWay` does."""
    under_way = UnderWay(executor, after_death)
    for task in tasks:
        under_way.begin(task)
    yield from under_way
