"""What a file is made from, as a hash: as long as its recipe holds, a file stands. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Final

from audiobook.audio.encodings import ENCODINGS
from audiobook.formats.base import Edition, Entry, Format, OutputFile
from audiobook.model import Chapter, ChapterScript, LoudnessTarget
from audiobook.script import Pauses

SOUND_VERSION: Final = 3
"""Raise it when the same clips would be stitched or mastered differently: every chapter is then made anew."""


def sound_recipe(
    script: ChapterScript,
    keys: Sequence[str],
    calibrations: Iterable[str],
    pauses: Pauses,
    target: LoudnessTarget,
    encoder: str,
) -> str:
    """Give the name of a chapter's mastered sound: sha256, 64 hex digits.

    keys: of the clips of its utterances. calibrations: keys of what its voices are levelled by. encoder: which it is.
    """
    return _digest(
        [
            SOUND_VERSION,
            encoder,
            asdict(target),
            [pauses.head_s, pauses.tail_s, script.at_most_s],
            [[key, u.gain_db, u.pause_s] for key, u in zip(keys, script.utterances, strict=True)],
            sorted(calibrations),
        ]
    )


def track_key(sound: str, encoding: str) -> str:
    """Give the name of that sound in an encoding."""
    return _digest([sound, encoding, asdict(ENCODINGS[encoding])])


def text_recipe(chapter: Chapter, script: ChapterScript, names: Mapping[str, str]) -> str:
    """Give a hash of the words of a chapter, how they stand there, and who says them.

    names: id of a character -> name.
    """
    paragraphs = [repr((p.text, p.kind, p.starts_scene, p.italics)) for p in chapter.paragraphs]
    said = [repr((u.locus, u.text, u.spoken, u.speaker and names[u.speaker])) for u in script.utterances]
    return _digest([paragraphs, said])


def edition_recipe(edition: Edition) -> str:
    """Give a hash of what all files of a book share; the address is in few of them, which say so."""
    cover = hashlib.sha256(edition.cover.data).hexdigest() if edition.cover else ""
    return _digest([asdict(replace(edition, cover=None, address="")), cover])


def file_recipe(form: Format, file: OutputFile, edition: str, chapters: Iterable[tuple[Entry, str, str]]) -> str:
    """Give the recipe of a file: all that decides its bytes.

    edition: its recipe. chapters: of what the file hangs on, the entry, the recipe of the sound, and that of the text.
    """
    parts = [
        [asdict(entry), track_key(sound, form.encoding) if form.encoding else sound, text if form.shows_text else ""]
        for entry, sound, text in chapters
    ]
    return _digest([form.name, form.version, file.path, file.detail, edition, parts])


def _digest(recipe: object) -> str:
    return hashlib.sha256(json.dumps(recipe).encode()).hexdigest()
