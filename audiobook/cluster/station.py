"""What runs on a worker: the tasks that need nothing but a store, in processes that hold one engine each.

A Dask worker only hands tasks on. They run in the same process pool as in a build on one machine: an engine that forks
for every utterance, or crashes, is used to that, and would not be to Dask's threads.
"""

import asyncio
import os
import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from audiobook.cluster.terms import Terms, differences, terms_of
from audiobook.errors import ClusterError
from audiobook.inputs import program_digest
from audiobook.synthesis.clips import say_batch
from audiobook.synthesis.mastering import make_sound
from audiobook.synthesis.store import Store
from audiobook.synthesis.workers import LocalExecutor

Task = Callable[[Any, Store], Any]

TASKS: Final[Collection[Task]] = frozenset({say_batch, make_sound})
"""What may run on any machine: they take some work and a store, and give keys and lengths."""


@dataclass(frozen=True, slots=True)
class Station:
    """What a worker works with."""

    name: str
    """Machine and process, for errors."""
    store: Store
    pool: LocalExecutor


_stations: Final = list[Station]()
"""This process's own, while it is open: Dask calls functions, not methods of ours."""


def open_station(store: Store, pool: LocalExecutor) -> None:
    """Make this process a worker that runs tasks with that store, in that pool. Raises AudiobookError.

    The processes of the pool start now: forking is safest from a process that has one thread yet.
    """
    program_digest()  # of what runs here, before they are forked: the files may change later
    pool.submit(int).result()
    _stations.append(Station(f"{socket.gethostname()}, process {os.getpid()}", store, pool))


async def inspect(terms: Terms) -> Sequence[str]:
    """Say what keeps this worker from working on those terms; nothing if nothing does."""
    if not _stations:
        return ["it was not started by `audiobook worker`"]
    voices = tuple(voice for voice, _ in terms.fingerprints)
    own = await asyncio.wrap_future(_stations[0].pool.submit(terms_of, _stations[0].store, voices))
    return list(differences(own, terms))


async def relay(terms: Terms, fn: Task, work: object) -> Any:  # noqa: ANN401 - whatever the task gives
    """Run one of TASKS in a process of this worker, with its own store.

    Raises ClusterError if the worker is not on these terms; else what the task raises.
    """
    wrong = await _inspected(terms)
    if wrong:
        raise ClusterError(f"a worker that joined later ({_name_here()}) cannot help: {'; '.join(wrong)}")
    station = _stations[0]
    return await asyncio.wrap_future(station.pool.submit(fn, work, station.store))


def _name_here() -> str:
    """Give the name of this worker."""
    return _stations[0].name if _stations else socket.gethostname()


_agreed: Final = dict[Terms, Sequence[str]]()


async def _inspected(terms: Terms) -> Sequence[str]:
    if terms not in _agreed:
        _agreed[terms] = await inspect(terms)
    return _agreed[terms]
