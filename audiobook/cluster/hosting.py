"""Runs a worker or a scheduler until it is told to end.

Dask is imported when a worker's processes are there already: they fork for every utterance, and to carry the 50 MB of a
library that they do not need would make each fork dearer (together a sixth of the work).
"""

import asyncio
import tempfile
from collections.abc import Callable

from audiobook.cluster.address import Address
from audiobook.cluster.station import open_station
from audiobook.errors import ClusterError
from audiobook.synthesis.store import Store
from audiobook.synthesis.workers import LocalExecutor

_PATIENCE_S = 60.0
"""A worker may be started before its scheduler."""
_PRIVATE = "127.0.0.1:0"
"""Dask's pages about itself are for nobody else: left alone they would be served to the whole network."""


def run_worker(address: Address, store: Store, jobs: int, ready: Callable[[str], None]) -> None:
    """Work for a scheduler, in `jobs` processes, until it goes or this process is ended.

    ready: is told where the worker can be reached, once it can. Raises ClusterError if the scheduler cannot be reached,
    or is lost.
    """
    with LocalExecutor(jobs) as pool, tempfile.TemporaryDirectory(prefix="audiobook-worker-") as scratch:
        open_station(store, pool)
        asyncio.run(_worker(address, jobs, scratch, ready))
    raise ClusterError(f"the scheduler at {address} is gone", hint="Start it again, and then this worker.")


async def _worker(address: Address, jobs: int, scratch: str, ready: Callable[[str], None]) -> None:
    from audiobook.cluster.dask import Worker, own_host, security_for, unreached  # noqa: PLC0415 - see above

    security = security_for(address, "worker")
    try:
        worker = await Worker(
            str(address),
            nthreads=jobs,
            host=own_host(address),
            security=security,
            protocol=address.scheme,
            dashboard_address=_PRIVATE,
            local_directory=scratch,
            memory_limit=0,
            death_timeout=_PATIENCE_S,
        )
    except (OSError, RuntimeError) as error:  # RuntimeError: its cause says why
        raise unreached(address, str(error.__cause__ or error) or "nobody answers") from error
    ready(worker.address)
    await worker.finished()


def run_scheduler(address: Address, ready: Callable[[str], None]) -> None:
    """Hand out work at an address until this process is ended. Raises ClusterError if it cannot listen there."""
    asyncio.run(_scheduler(address, ready))


async def _scheduler(address: Address, ready: Callable[[str], None]) -> None:
    from audiobook.cluster.dask import Scheduler, security_for  # noqa: PLC0415 - as for a worker

    security = security_for(address, "scheduler")
    try:
        scheduler = await Scheduler(
            host=address.host,
            port=address.port,
            protocol=address.scheme,
            security=security,
            dashboard=False,
            dashboard_address=_PRIVATE,
        )
    except (OSError, RuntimeError) as error:  # RuntimeError: its cause says why
        hint = "Is a scheduler running there already?"
        raise ClusterError(f"cannot listen on {address}: {error.__cause__ or error}", hint=hint) from error
    ready(scheduler.address)
    await scheduler.finished()
