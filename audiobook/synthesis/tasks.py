"""Runs tasks to their end, also where workers die on the way."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from queue import SimpleQueue
from typing import Any, Final, Generic, TypeVar

from audiobook.errors import AudioError
from audiobook.synthesis.workers import Executor, WorkerDied

T = TypeVar("T")

FEWER_JOBS: Final = "The system may have ended them for lack of memory: try again with fewer jobs (--jobs 1)."
_DEADLY: Final = 2
"""Deaths: the first may have been the system's, for lack of memory, and there may be more of it the next time."""
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


AfterDeath = Callable[[Task[T], WorkerDied], Iterable[Task[T]]]
"""Gives the tasks that take the place of one whose worker died, or raises."""


def results(executor: Executor, tasks: Sequence[Task[T]], after_death: AfterDeath[T]) -> Iterator[tuple[Task[T], T]]:
    """Give each task with what it gives, as it comes. What the first raises is raised; what is left is then cancelled.

    after_death: is asked when a worker died in the middle of a task. One that nobody began is submitted again; where
    that does not end, BrokenExecutor is raised.
    """
    begun: dict[Future[T], Task[T]] = {}
    finished: SimpleQueue[Future[T]] = SimpleQueue()

    def begin(task: Task[T]) -> None:
        future = executor.submit(task.fn, *task.args)
        begun[future] = task
        future.add_done_callback(finished.put)

    try:
        for task in tasks:
            begin(task)
        while begun:
            future = finished.get()
            task = begun.pop(future)
            error = future.exception()
            if error is None:
                yield task, future.result()
            for again in _after(task, error, after_death) if error else ():
                begin(again)
    finally:
        for future in begun:
            future.cancel()


def _after(task: Task[T], error: BaseException, after_death: AfterDeath[T]) -> Iterable[Task[T]]:
    if isinstance(error, WorkerDied):
        task.n_deaths += 1
        return after_death(task, error)
    if not isinstance(error, BrokenExecutor) or task.n_losses == _MOST_LOSSES:
        raise error
    task.n_losses += 1
    return (task,)


def once_more(task: Task[T], death: WorkerDied) -> Iterable[Task[T]]:
    """Give a task once more. Raises AudioError if it is deadly."""
    if task.is_deadly:
        raise AudioError(f"two worker processes died of one task, the last {death}", hint=FEWER_JOBS) from death
    return (task,)
