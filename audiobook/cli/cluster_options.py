"""The options of a cluster."""

from collections.abc import Callable
from typing import Any, Final

import click

from audiobook.cluster.address import DEFAULT

INSECURE: Final = click.option(
    "--insecure-network",
    is_flag=True,
    help="Allow plain tcp:// to other machines, on a network that is only yours.",
)
ADDRESS: Final = click.argument("address", default=DEFAULT)


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--cluster` and `--insecure-network`."""
    cluster = click.option(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help=f"Speak and master on the workers of a cluster: {DEFAULT} (`audiobook scheduler`, `audiobook worker`).",
    )
    return cluster(INSECURE(command))
