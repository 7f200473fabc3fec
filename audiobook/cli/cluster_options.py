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


SHARD: Final = click.option(
    "--shard",
    default="",
    metavar="I/N",
    help="Only speak, and only this share of the clips: 3/8. `audiobook assemble` makes the book of all shares.",
)


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--cluster`, `--insecure-network` and `--shard`."""
    cluster = click.option(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help=f"Speak and master on the workers of a cluster: {DEFAULT} (`audiobook scheduler`, `audiobook worker`).",
    )
    return cluster(INSECURE(SHARD(command)))
