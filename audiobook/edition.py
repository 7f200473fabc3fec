"""What all files of a book share, and what is heard of it beside its chapters."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Final

from audiobook.credits import MOST_NAMES, Billing, Track, credit_tracks, credits_notes, sample_notes, sample_track
from audiobook.errors import SettingsError
from audiobook.files import explained, write_whole
from audiobook.formats.base import Cover, Edition, Entry
from audiobook.inputs import cover_path, program_digest
from audiobook.layout import PLAIN
from audiobook.model import ChapterScript
from audiobook.settings.publication import NO_COVER
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.cache import ClipCache
from audiobook.synthesis.seals import is_whole, seal
from audiobook.understanding import Story

_NAMESPACE: Final = uuid.UUID("5f9b7a52-0c3e-4f0c-9a63-5d0c1f6f7c11")
"""Of the identifiers that we give to books."""
Notes = tuple[str, ...]
"""What a person should know of how it was made."""


def make_edition(
    story: Story, settings: Settings, people: tuple[str, ...], n_chapters: int, cover: Cover | None
) -> Edition:
    """Say what the files of a story share; people: who speaks in it. n_chapters: how many entries its contents have."""
    book = story.book
    return Edition(
        title=book.title,
        author=book.author,
        narrator=settings.narrated_by or _credit(people),
        language=book.language,
        n_chapters=n_chapters,
        cover=cover,
        about=book.about,
        cast=people,
        notice="" if settings.narrated_by else "The voices in this audiobook are synthetic.",
        identifier=uuid.uuid5(_NAMESPACE, f"{book.title}\n{book.author}\n{book.language}").urn,
        address=settings.address,
    )


def make_contents(scripts: Iterable[ChapterScript]) -> tuple[Entry, ...]:
    """Give the contents: what is heard, in order."""
    return tuple(Entry(c.number, c.title, c.kind, at) for at, c in enumerate(scripts, 1))


def make_tracks(story: Story, settings: Settings, people: tuple[str, ...]) -> tuple[tuple[Track, ...], Notes]:
    """Give the credits and the sample that the settings ask for. Raises SettingsError if they cannot be had."""
    billing = Billing(story.book, people, settings.narrated_by)
    tracks = credit_tracks(settings.credits, billing, story.cast, settings.pauses)
    if story.pronouncing:
        tracks = tuple(replace(track, script=story.pronouncing.chapter(track.script)) for track in tracks)
    notes = credits_notes(settings.credits, story.book)
    if settings.sample is None:
        return tracks, notes
    if settings.layout != PLAIN:  # a server would play it as the last chapter
        return tracks, (
            *notes,
            f"{settings.sample.place}: the retail sample is no part of a library; the plain layout has it",
        )
    sample = sample_track(settings.sample, story.book, story.script)
    return (*tracks, sample), notes + sample_notes(settings.sample, sample, settings.pauses, story.script.chapters)


def make_cover(story: Story, settings: Settings, people: tuple[str, ...]) -> tuple[Cover | None, Notes]:
    """Give the cover: the one named for it, its file's own, or one that is drawn; None where there is to be none.

    Raises SettingsError if it cannot be read.
    """
    path = cover_path(story.path, story.book.cover, settings)
    if path:
        from audiobook.cover.given import read_cover  # noqa: PLC0415 - Pillow: not before there is something to do

        given = read_cover(path, str(story.path) if story.book.cover else "")
        return Cover(given.data, given.media_type), given.notes
    if story.book.cover == NO_COVER or not settings.draws_cover:
        return None, ()
    notes: Notes = ()
    if story.book.cover_image:
        from audiobook.cover.given import look_at  # noqa: PLC0415 - as above

        try:
            given = look_at(story.book.cover_image, "inside it", f"{story.path}: ")
        except SettingsError as error:  # nobody chose it, and a damaged one is no reason to make no book
            notes = (error.problem,)
        else:
            return Cover(given.data, given.media_type), given.notes
    drawn, unprinted = _drawn(story, people, ClipCache(settings.cache))
    return drawn, (*notes, *unprinted)


def _drawn(story: Story, people: tuple[str, ...], cache: ClipCache) -> tuple[Cover, Notes]:
    """Give the drawn cover: it is kept, or every build would draw it anew."""
    words = (story.book.title, story.book.author, people)
    recipe = [program_digest(), version("pillow"), version("uharfbuzz"), *words]
    kept = cache.cover(hashlib.sha256(json.dumps(recipe).encode()).hexdigest())
    if is_whole(kept):
        with explained("read", kept):
            return Cover(kept.read_bytes(), "image/jpeg"), ()
    from audiobook.cover.drawing import draw_cover  # noqa: PLC0415 - as above

    drawing = draw_cover(*words)
    if not drawing.unprinted:  # what a person must be told is found out each time
        write_whole(kept, drawing.jpeg, durable=False)
        seal(kept)
    return Cover(drawing.jpeg, "image/jpeg"), _unprinted_notes(drawing.unprinted)


def people_of(story: Story) -> tuple[str, ...]:
    """Give the names of those who speak, those with most to say first."""
    said: Counter[str] = Counter()
    for utterance in story.script.utterances():
        if utterance.speaker is not None:
            said[utterance.speaker] += len(utterance.text)
    return tuple(story.name_of(speaker) for speaker, _ in said.most_common())


def _unprinted_notes(texts: Sequence[str]) -> Notes:
    if not texts:
        return ()
    what = f"“{texts[0]}”" + (f" (and {len(texts) - 1} more)" if len(texts) > 1 else "")
    return (f"{what} is not on the cover, whose font has no such letters; give your own: `cover: cover.jpg`",)


def _credit(cast: Sequence[str]) -> str:
    """Say who reads, where the settings do not: the cast, spoken by machines, as it must be said."""
    shown = ", ".join(cast[:MOST_NAMES]) + (", and others" if len(cast) > MOST_NAMES else "")
    return f"Synthetic voices as narrator, {shown}" if shown else "Synthetic voices as narrator"
