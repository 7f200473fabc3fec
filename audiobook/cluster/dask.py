"""Dask, spoken to in one place: its client, its worker and its scheduler, kept quiet and kept off the network.

Importing this brings `distributed`, so whoever needs it imports it then.
"""

import dask.config

# Before `distributed` is imported, which sets up its loggers then: what a person should know, our errors say.
dask.config.set({"logging": {"distributed": "critical", "distributed.client": "critical"}})

from distributed import Client, KilledWorker, Scheduler, Worker  # noqa: E402 - see above
from distributed.security import Security  # noqa: E402

__all__ = ["Client", "KilledWorker", "Scheduler", "Security", "Worker"]
