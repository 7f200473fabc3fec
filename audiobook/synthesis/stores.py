"""Opens the store that `--cache` names: a folder, or an object store with a folder of this machine in front of it."""

import hashlib
import re
from pathlib import Path
from typing import Final

from audiobook.synthesis.cache import ClipCache, default_cache_folder
from audiobook.synthesis.store import Store

_URL: Final = re.compile(r"([a-z][a-z0-9+.-]+)://.+")
_OWN_FOLDER: Final = "file"


def parse_place(text: str) -> tuple[Path, str]:
    """Give the folder on this machine, and the address of the object store behind it; empty: there is none.

    What comes from an object store, and goes to it, also stays in a folder of its own in this person's cache.
    """
    found = _URL.fullmatch(text)
    if not found:
        return Path(text), ""
    if found[1] == _OWN_FOLDER:
        return Path(text.removeprefix(f"{_OWN_FOLDER}://")), ""
    url = text.rstrip("/")
    return default_cache_folder() / "stores" / hashlib.sha256(url.encode()).hexdigest()[:16], url


def open_store(folder: Path, url: str = "") -> Store:
    """Give the store in a folder, or behind it at an address. Raises SettingsError if a package is missing."""
    if not url:
        return ClipCache(folder)
    from audiobook.synthesis.shared import SharedStore  # noqa: PLC0415 - a local build has no use for it

    return SharedStore(folder, url)
