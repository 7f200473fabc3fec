"""A finished file and what the manifest says of it."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from audiobook.files import explained
from audiobook.formats.base import ChapterEdition
from audiobook.formats.registry import load_format
from audiobook.model import Artifact


def write_artifact(format_name: str, chapter: ChapterEdition, read: Callable[[str], bytes], target: Path) -> Artifact:
    """Write a chapter in a format and give what was written; all arguments can go to another process.

    Raises as Format.write_chapter does.
    """
    made_as = load_format(format_name)
    made_as.write_chapter(chapter, read, target)
    with explained("read", target), target.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        n_bytes = file.seek(0, 2)
    return Artifact(target.name, made_as.media_type, sha256, n_bytes)
