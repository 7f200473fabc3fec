"""Dask, spoken to in one place: its client, its worker and its scheduler, kept quiet and kept off the network.

Importing this brings `distributed`, so whoever needs it imports it then.
"""

import dask.config

from audiobook.cluster.address import Address
from audiobook.errors import ClusterError

# Before `distributed` is imported, which sets itself up by it.
dask.config.set(
    {
        "logging": {"distributed": "critical", "distributed.client": "critical"},  # what is to be known, our errors say
        "distributed.admin.large-graph-warning-threshold": "1GiB",  # a chapter of ten hours is 5 MB of words
        # Looking at itself, up to a hundred times a second, would take 2 % of a core of each process.
        "distributed.worker.profile.enabled": False,
        "distributed.admin.tick.interval": "500ms",
        "distributed.admin.system-monitor.interval": "5s",
    }
)

from distributed import Client, KilledWorker, Scheduler, Worker  # noqa: E402 - see above
from distributed.security import Security  # noqa: E402
from distributed.utils import get_ip  # noqa: E402

__all__ = ["Client", "KilledWorker", "Scheduler", "Worker", "own_host", "security_for", "unreached"]


def security_for(address: Address, role: str) -> Security:
    """Give the certificates that Dask's settings name. Raises ClusterError if tls:// needs some and cannot use them.

    role: "client", "worker" or "scheduler".
    """
    security = Security()
    try:
        found = security.get_connection_args(role)["ssl_context"]
    except OSError as error:
        problem = f"the certificates that {address} needs cannot be used: {error}"
        raise ClusterError(problem, hint="See docs/cluster.md.") from error
    if address.scheme == "tls" and found is None:
        names = ", ".join(f"DASK_DISTRIBUTED__COMM__TLS__{name}" for name in ("CA_FILE", f"{role.upper()}__CERT"))
        raise ClusterError(
            f"{address} needs certificates, and none are named", hint=f"Set {names} and so on: docs/cluster.md."
        )
    return security


def unreached(address: Address, why: str) -> ClusterError:
    """Give the error of whoever came to a scheduler and was not let in, or met nobody. why: as Dask says it."""
    if "certificate" in why.lower():
        hint = "Put the same cluster.pem and cluster.key on every machine: docs/cluster.md."
        return ClusterError(f"the scheduler at {address} has another certificate than this machine", hint=hint)
    hint = f"Start one there: audiobook scheduler {address}"
    return ClusterError(f"no scheduler can be reached at {address}: {why}", hint=hint)


def own_host(address: Address) -> str:
    """Give the address under which this machine is reached from a scheduler, so as to listen on no other."""
    return address.host if address.is_local else str(get_ip(address.host, address.port))
