"""What `--cluster`, `worker` and `scheduler` do."""

import importlib.util

from audiobook.cli import terminal
from audiobook.cli.options import cache_place, n_cores
from audiobook.cluster.address import parse_address
from audiobook.errors import ClusterError
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.stores import open_store
from audiobook.synthesis.workers import LocalExecutor, OpenExecutor


def executor_from(cluster: str, settings: Settings, *, insecure: bool) -> OpenExecutor:
    """Give what opens the workers of a build: on this machine, or on a cluster. Raises SettingsError, ClusterError."""
    if not cluster:
        return lambda: LocalExecutor(settings.jobs)
    address = parse_address(cluster, insecure=insecure)
    require_dask()
    from audiobook.cluster.executor import DaskExecutor  # noqa: PLC0415 - brings Dask

    return lambda: DaskExecutor(address, open_store(settings.cache, settings.store), settings.jobs)


def worker(address: str, cache: str | None, jobs: int | None, *, insecure: bool) -> None:
    """Work for the cluster at an address, and say so."""
    require_dask()
    scheduler = parse_address(address, insecure=insecure)
    from audiobook.cluster.hosting import run_worker  # noqa: PLC0415 - brings Dask

    store, n_jobs = open_store(*cache_place(cache)), jobs or n_cores()
    told = f"working for {scheduler} in {terminal.count(n_jobs, 'process', 'processes')}; Ctrl-C ends it"
    run_worker(scheduler, store, n_jobs, lambda own: terminal.echo(f"{own}: {told}"))


def scheduler(address: str, *, insecure: bool) -> None:
    """Hand out work at an address, and say so."""
    require_dask()
    place = parse_address(address, insecure=insecure)
    from audiobook.cluster.hosting import run_scheduler  # noqa: PLC0415 - brings Dask

    run_scheduler(place, lambda own: terminal.echo(f"{own}: waiting for builds and workers; Ctrl-C ends it"))


def require_dask() -> None:
    """Raise ClusterError, with the command that brings it, if Dask is not installed. Imports nothing."""
    if importlib.util.find_spec("distributed") is None:
        hint = "Install it: pip install 'fullcast[cluster]'"
        raise ClusterError('the Python package "distributed", which a cluster needs, is not installed', hint=hint)
