"""A finished file and what the manifest says of it."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from audiobook.files import explained
from audiobook.formats.base import ChapterEdition
from audiobook.formats.registry import load_format
from audiobook.model import Artifact

Read = Callable[[str, int], bytes]


def write_artifact(format_name: str, chapter: ChapterEdition, read: Read, target: Path) -> Artifact:
    """Write a chapter in a format and give what was written; all arguments can go to another process.

    read: gives the samples of a clip for its key, at a rate (`ClipCache.read`); here it is the timeline's.
    Raises as Format.write_chapter does.
    """
    made_as = load_format(format_name)
    rate_hz = chapter.timeline.sample_rate_hz
    made_as.write_chapter(chapter, lambda key: read(key, rate_hz), target)
    with explained("read", target), target.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        n_bytes = file.seek(0, 2)
    return Artifact(target.name, made_as.media_type, sha256, n_bytes)
