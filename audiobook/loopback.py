"""Which addresses are this machine's own. Pure."""

import ipaddress


def is_this_machine(host: str) -> bool:
    """Only by its literal name: what another name leads to may change between two look-ups."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
