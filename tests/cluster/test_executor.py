"""How a task ends here that ended at the scheduler, whatever that did."""

from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from typing import Any

import pytest

from audiobook.cluster.address import parse_address
from audiobook.cluster.dask import KilledWorker
from audiobook.cluster.executor import _end
from audiobook.errors import ClusterError, OutputError
from audiobook.synthesis.workers import WorkerDied

_KILLED = KilledWorker("task", None, 1)  # type: ignore[arg-type]  # of which worker, nobody asks


@dataclass
class Far:
    """Dask's future, ended."""

    status: str
    outcome: object

    def result(self) -> object:
        """Give or raise what came."""
        if isinstance(self.outcome, BaseException):
            raise self.outcome
        return self.outcome


def ended(status: str, outcome: object) -> Future[Any]:
    """Give our future for one of Dask's that ended so."""
    near: Future[Any] = Future()
    _end(near, Far(status, outcome), parse_address("tcp://127.0.0.1:8786"))
    return near


def test_what_a_task_gives_is_given() -> None:
    """As it is."""
    assert ended("finished", "clips").result(0) == "clips"


@pytest.mark.parametrize(
    ("status", "outcome", "told"),
    [
        ("error", OutputError("full"), OutputError),
        ("error", OSError("the task's own"), OSError),
        ("error", _KILLED, WorkerDied),
        ("finished", _KILLED, WorkerDied),
        ("finished", OSError("connection lost in the middle of the result"), ClusterError),
        ("finished", CancelledError(), ClusterError),
        ("cancelled", CancelledError(), ClusterError),
        ("lost", CancelledError(), ClusterError),
        ("finished", ValueError("what nobody thought of"), ValueError),
    ],
)
def test_whatever_comes_is_told(status: str, outcome: Exception, told: type[Exception]) -> None:
    """Nobody waits for ever for a result that was lost on its way."""
    assert isinstance(ended(status, outcome).exception(0), told)
