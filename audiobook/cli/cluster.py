"""`worker`, `scheduler` and `assemble`: their options; what they do is imported when it is needed."""

from pathlib import Path
from typing import Any

import click

from audiobook.cli.cluster_options import ADDRESS, INSECURE
from audiobook.cli.flags import CACHE, FORCE, JOBS, QUIET, VERBOSE, edition_options
from audiobook.cli.helper_options import helper_options


@click.command()
@ADDRESS
@CACHE
@JOBS
@INSECURE
def worker(address: str, cache: str | None, jobs: int | None, *, insecure_network: bool) -> None:
    """Work for the cluster at ADDRESS until Ctrl-C: speak and master, in as many processes as --jobs.

    --cache is where clips are kept: the same store as the build's, a folder that all machines share or an object store.
    Whoever can reach a cluster can run any program on its workers: keep it on this machine, or use tls://.

    \b
    Examples:
      audiobook worker
      audiobook worker tcp://127.0.0.1:8786 --cache /mnt/shared/clips --jobs 4
      audiobook worker tls://10.0.0.5:8786 --cache s3://my-bucket/clips
    """
    from audiobook.cli import hosting  # noqa: PLC0415 - `--help` need not load the whole program

    hosting.worker(address, cache, jobs, insecure=insecure_network)


@click.command()
@ADDRESS
@INSECURE
def scheduler(address: str, *, insecure_network: bool) -> None:
    """Hand out work at ADDRESS until Ctrl-C: builds and workers meet here.

    \b
    Examples:
      audiobook scheduler
      audiobook scheduler tls://0.0.0.0:8786
    """
    from audiobook.cli import hosting  # noqa: PLC0415 - as above

    hosting.scheduler(address, insecure=insecure_network)


@click.command()
@click.argument("story", type=click.Path(path_type=Path))
@edition_options
@FORCE
@helper_options
@JOBS
@VERBOSE
@QUIET
def assemble(**options: Any) -> None:  # noqa: ANN401 - click's options, typed there
    """Make the audiobook of STORY out of clips that `audiobook build --shard` has made. Speaks nothing.

    No engine and no voice need be installed here. If clips are missing it says which, and which shards make them.

    \b
    Examples:
      audiobook assemble exile.md --cache /mnt/shared/clips
      audiobook assemble exile.md --cache s3://my-bucket/clips --formats m4b
    """
    from audiobook.cli import sharing  # noqa: PLC0415 - as above

    sharing.assemble(**options)
