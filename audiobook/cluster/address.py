"""Where a Dask scheduler is; whoever can reach it can run anything on its workers. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from audiobook.errors import SettingsError
from audiobook.loopback import is_this_machine

DEFAULT: Final = "tcp://127.0.0.1:8786"
_ADDRESS: Final = re.compile(
    r"(?:(?P<scheme>[a-z]+)://)?(?P<host>\[[0-9a-fA-F:.]+\]|[\w.-]+):(?P<port>\d{1,5})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be connected to, or listened on."""

    scheme: str
    """"tcp" or "tls"."""
    host: str
    """A name, or an IP address without brackets."""
    port: int

    def __str__(self) -> str:
        """Give it as Dask writes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine, by its literal name."""
        return is_this_machine(self.host)


def parse_address(text: str, *, insecure: bool = False) -> Address:
    """Give an address of a scheduler: "tls://10.0.0.5:8786", or one on this machine, where "tcp://" may be left out.

    insecure: the person said that plain tcp:// to another machine is what they want.

    Raises SettingsError for what is no address, and for plain tcp:// elsewhere.
    """
    found = _ADDRESS.fullmatch(text.strip())
    scheme = (found["scheme"] or "tcp") if found else ""
    if not found or scheme not in ("tcp", "tls") or not 0 <= int(found["port"]) < 65536:
        raise SettingsError(f'"{text}" is no address of a cluster', hint=f"write {DEFAULT} or tls://10.0.0.5:8786")
    address = Address(scheme, found["host"].strip("[]"), int(found["port"]))
    if scheme == "tcp" and not address.is_local and not insecure:
        raise SettingsError(
            f"{address} is another machine, over a connection that anybody on the way can read and join: whoever can "
            "reach a cluster can run any program on its workers",
            hint="use tls:// (docs/cluster.md), or a tunnel (ssh -L 8786:127.0.0.1:8786), or on a network that is only "
            "yours add --insecure-network",
        )
    return address
