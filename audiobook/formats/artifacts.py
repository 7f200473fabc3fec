"""A finished file and what the manifest says of it."""

import hashlib
from pathlib import Path

from audiobook.files import explained
from audiobook.formats.base import BookEdition, OutputFile
from audiobook.formats.registry import load_format
from audiobook.model import Artifact


def write_artifact(format_name: str, file: OutputFile, book: BookEdition, target: Path) -> Artifact:
    """Write a file of a format and give what was written; all arguments can go to another process.

    Raises as Format.write does.
    """
    load_format(format_name).write(file, book, target)
    with explained("read", target), target.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
        n_bytes = content.seek(0, 2)
    return Artifact(file.path, file.media_type, sha256, n_bytes)
