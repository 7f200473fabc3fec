"""All that decides what a build makes, short of the engines, in one digest: as long as it holds, nothing is parsed."""

import hashlib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from audiobook.audio.ffmpeg import encoder
from audiobook.files import read_named
from audiobook.settings.corrections import corrections_file
from audiobook.settings.lexicons import lexicon_files
from audiobook.settings.publication import NO_COVER
from audiobook.settings.voices_yaml import Settings
from audiobook.text.read import front_cover

_MOST_BYTES: Final = 64 << 20
"""Of what lies beside a story: a cover is the largest."""


def inputs_digest(path: Path, data: bytes, settings: Settings) -> str:
    """Give the digest for a story with these bytes.

    Raises AudiobookError if its front matter cannot be read, or there is no ffmpeg.
    """
    cover = cover_path(path, front_cover(data, path), settings)
    digest = hashlib.sha256()
    for part in (
        program_digest().encode(),
        encoder().encode(),
        path.name.encode(errors="surrogateescape"),
        data,
        _bytes_of(corrections_file(path)),
        *map(_bytes_of, lexicon_files(path)),
        repr(_without_places(settings)).encode(errors="surrogateescape"),
        _bytes_of(cover) if cover else b"",
    ):
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def cover_path(path: Path, named: str, settings: Settings) -> Path | None:
    """Give the picture that a story has, or else the settings: a cast may be shared by many stories.

    named: by the front matter of the story at `path`; empty where it names none.
    """
    if named:
        return None if named == NO_COVER else path.parent / named
    return settings.cover


def _without_places(settings: Settings) -> Settings:
    """Leave out what differs from machine to machine and changes nothing of what is made."""
    parts = tuple(replace(part, place="") for part in settings.casting.parts)
    return replace(
        settings,
        casting=replace(settings.casting, parts=parts),
        lexicon=tuple(replace(entry, place="") for entry in settings.lexicon),
        credits=replace(settings.credits, place=""),
        sample=settings.sample and replace(settings.sample, place=""),
        out=Path(),
        cache=Path(),
        store="",
        cover=None,
        jobs=1,
        force=False,
    )


def _bytes_of(path: Path) -> bytes:
    """Give a file's bytes, or none: whoever needs what cannot be read says so."""
    try:
        return read_named(path, _MOST_BYTES)
    except OSError:
        return b""


@cache
def program_digest() -> str:
    """Digest our own source and the data in it, so that a new version of the program looks at all again."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    patterns = ("**/*.py", "*.json", "formats/*.css", "formats/player_files/*")
    for file in sorted(file for pattern in patterns for file in root.glob(pattern)):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
