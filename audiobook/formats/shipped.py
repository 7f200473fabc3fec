"""Files of ours that a format copies into what it makes: they decide its bytes as much as its code does."""

import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files


def shipped(names: Iterable[str]) -> Mapping[str, bytes]:
    """Give files that lie beside the formats ("epub.css", "player_files/player.css"), by name."""
    folder = files("audiobook.formats")
    return {name: (folder / name).read_bytes() for name in names}


def version_with(version: str, contents: Mapping[str, bytes]) -> str:
    """Give a format's version that changes with its files, so that nobody has to think of raising it."""
    digest = hashlib.sha256()
    for content in contents.values():
        digest.update(content)
    return f"{version}-{digest.hexdigest()[:12]}"
