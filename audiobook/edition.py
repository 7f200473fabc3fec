"""What all files of a book share: title, who wrote and who reads it, the cover."""

import uuid
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audiobook.errors import SettingsError
from audiobook.formats.base import Cover, Edition, Entry
from audiobook.settings.voices_yaml import Settings
from audiobook.understanding import Story

_NAMESPACE: Final = uuid.UUID("5f9b7a52-0c3e-4f0c-9a63-5d0c1f6f7c11")
"""Of the identifiers that we give to books."""
_MOST_NAMES: Final = 8
"""So many of the cast are named; players show one line."""


def make_edition(story: Story, settings: Settings) -> Edition:
    """Say what the files of a story share. Raises SettingsError if the cover cannot be read."""
    book = story.book
    cast = _cast(story)
    return Edition(
        title=book.title,
        author=book.author,
        narrator=settings.narrated_by or _credit(cast),
        language=book.language,
        n_chapters=len(story.script.chapters),
        cover=_cover(settings.cover),
        about=book.about,
        cast=cast,
        notice="" if settings.narrated_by else "The voices in this audiobook are synthetic.",
        identifier=uuid.uuid5(_NAMESPACE, f"{book.title}\n{book.author}").urn,
    )


def make_contents(story: Story) -> tuple[Entry, ...]:
    """Give the contents: what is heard, in order."""
    return tuple(Entry(c.number, c.title, c.kind, at) for at, c in enumerate(story.script.chapters, 1))


def _cast(story: Story) -> tuple[str, ...]:
    said: Counter[str] = Counter()
    for utterance in story.script.utterances():
        if utterance.speaker is not None:
            said[utterance.speaker] += len(utterance.text)
    return tuple(story.name_of(speaker) for speaker, _ in said.most_common())


def _credit(cast: Sequence[str]) -> str:
    """Say who reads, where the settings do not: the cast, spoken by machines, as it must be said."""
    shown = ", ".join(cast[:_MOST_NAMES]) + (", and others" if len(cast) > _MOST_NAMES else "")
    return f"Synthetic voices as narrator, {shown}" if shown else "Synthetic voices as narrator"


def _cover(path: Path | None) -> Cover | None:
    if path is None:
        return None
    types = {b"\xff\xd8\xff": "image/jpeg", b"\x89PN": "image/png"}
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(f"the cover {path} cannot be read: {error.strerror}") from None
    if data[:3] not in types:
        raise SettingsError(f"the cover {path} is neither JPEG nor PNG", hint="save it as one of the two")
    return Cover(data, types[data[:3]])
