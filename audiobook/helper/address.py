"""Where a helper model is, and that it is on this machine unless the listener said otherwise."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from audiobook.errors import SettingsError
from audiobook.loopback import is_this_machine
from audiobook.strict_yaml import Section

DEFAULT_TIMEOUT_S: Final = 120.0
"""A first request may have to wait until the server has loaded its model."""
_EXAMPLE: Final = "write http://127.0.0.1:8080/v1 (llama.cpp) or http://127.0.0.1:11434/v1 (Ollama)"
_PATH: Final = re.compile(r"(/[\w.~-]+)*", re.ASCII)
_HOST: Final = re.compile(r"[\w.:-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class HelperModel:
    """A model that is asked about doubtful lines, behind an OpenAI-compatible address."""

    address: str
    """As `parse_address` gives it."""
    model: str = ""
    """Empty: the first that the server has."""
    remote: bool = False
    """The listener said that the text of the book may leave this machine."""
    timeout_s: float = DEFAULT_TIMEOUT_S
    """For one answer."""


def parse_address(text: str, place: str) -> str:
    """Give an address without a slash at its end, and with /v1 where it has no path; place names it in errors.

    Raises SettingsError for what is no address of a server.
    """
    try:
        parts = urlsplit(text)
        well_formed = parts.port != 0 and _is_well_formed(parts)
    except ValueError:  # a port of letters, half an IPv6 address
        well_formed = False
    if not well_formed:
        raise SettingsError(f'{place}: "{text}" is no address of a helper model', hint=_EXAMPLE)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/') or '/v1'}"


def stated_helper(section: Section) -> HelperModel | None:
    """Give the helper model that voices.yaml states, if it does. Raises SettingsError.

    That it may be on another machine is no key there, but said on the command line: files are passed on.
    """
    section.allow("address", "model", "timeout")
    if not section.fields.pairs:
        return None
    if "address" not in section:
        raise SettingsError(f'{section.at()}: a helper model needs an "address"', hint=_EXAMPLE)
    address = parse_address(section.text("address"), section.at("address"))
    timeout_s = section.number("timeout", DEFAULT_TIMEOUT_S, 1.0, 3600.0)
    return HelperModel(address, section.text("model"), timeout_s=timeout_s)


def _is_well_formed(parts: SplitResult) -> bool:
    """Say whether a server can be asked there, and the address holds no password and nothing beside a path."""
    return (
        parts.scheme in ("http", "https")
        and _HOST.fullmatch(parts.hostname or "") is not None
        and "@" not in parts.netloc
        and _PATH.fullmatch(parts.path.rstrip("/")) is not None
        and not (parts.query or parts.fragment)
    )


def refuse_elsewhere(helper: HelperModel) -> None:
    """Raise SettingsError for a helper on another machine, unless the listener said that it may be."""
    if not helper.remote and not is_this_machine(urlsplit(helper.address).hostname or ""):
        raise SettingsError(
            f"the helper model at {helper.address} is not on this machine: the text of the book would leave it",
            hint="name an address on 127.0.0.1, or add --attribution-llm-remote if that is what you want",
        )
