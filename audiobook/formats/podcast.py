"""A podcast: the chapters as episodes and a feed that any podcast app takes, to be put on the web by the person."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audiobook.errors import SettingsError
from audiobook.files import write_whole
from audiobook.formats.base import BookEdition, Edition, Entry, OutputFile
from audiobook.formats.podcast_feed import FEED, FOLDER, PICTURE, Episode, episode_path, feed
from audiobook.formats.scenes import scenes
from audiobook.formats.webvtt import webvtt
from audiobook.model import ChapterKind

_IGNORE: Final = f"{FOLDER}.ignore"
"""Media servers skip a folder with such a file in it, or they would count the book twice."""
_OF_EPISODE: Final = {"audio/mpeg": ".mp3", "text/vtt": ".vtt", "application/json+chapters": ".chapters.json"}
"""Media type -> extension."""


class PodcastFormat:
    """RSS 2.0 with the tags of iTunes and of Podcasting 2.0; MP3s, transcripts, scenes and cover beside it."""

    name = "podcast"
    version = "2"
    encoding = "mp3"
    shows_text = True

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:
        """Give the feed, and three files for each chapter. Raises SettingsError if nobody said where it will be."""
        if not edition.address:
            raise SettingsError(
                "a podcast needs to know its address: the feed names each of its files by it",
                hint="Say where the output folder will be on the web, in voices.yaml "
                '("podcast: {address: https://example.org/my-story/}") or as --address https://example.org/my-story/.',
            )
        whole = {FEED: "application/rss+xml", _IGNORE: "application/octet-stream"}
        if edition.cover is not None:
            whole[PICTURE] = "image/jpeg"
        episodes = (
            OutputFile(episode_path(entry, extension), media_type, entry.number)
            for entry in contents
            if entry.kind is not ChapterKind.SAMPLE
            for media_type, extension in _OF_EPISODE.items()
        )
        made_once = (
            OutputFile(path, media_type, None, of_edition=path != FEED, detail=edition.address if path == FEED else "")
            for path, media_type in whole.items()
        )
        return (*made_once, *episodes)

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:
        """Write the feed, or what it names (see `Format.write`)."""
        if file.path == FEED:
            write_whole(target, _feed(book))
        elif file.path == PICTURE:
            _write_picture(book.edition, target)
        elif file.path == _IGNORE:
            write_whole(target, b"")
        else:
            _write_of_episode(file.media_type, book, target)


def _feed(book: BookEdition) -> bytes:
    from audiobook.formats.id3 import n_tagged_bytes  # noqa: PLC0415 - mutagen, as in `mp3`

    edition = book.edition
    return feed(
        edition,
        [
            Episode(chapter.entry, chapter.timeline, n_tagged_bytes(chapter.sound["mp3"], edition, chapter.entry))
            for chapter in book.chapters
            if chapter.entry.kind is not ChapterKind.SAMPLE
        ],
    )


def _write_picture(edition: Edition, target: Path) -> None:
    from audiobook.formats.podcast_picture import write_picture  # noqa: PLC0415 - imageio-ffmpeg, as in `audio.tracks`

    assert edition.cover is not None
    write_picture(edition.cover, target)


def _write_of_episode(media_type: str, book: BookEdition, target: Path) -> None:
    from audiobook.formats.id3 import write_tagged  # noqa: PLC0415 - mutagen, as in `mp3`

    (chapter,) = book.chapters
    match media_type:
        case "audio/mpeg":
            write_tagged(chapter.sound["mp3"], book.edition, chapter.entry, target)
        case "text/vtt":
            write_whole(target, webvtt(chapter).encode())
        case _:
            write_whole(target, json.dumps(scenes(chapter), ensure_ascii=False, indent=1).encode() + b"\n")
