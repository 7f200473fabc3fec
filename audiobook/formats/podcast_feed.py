"""The feed of a podcast: RSS 2.0 with the tags of iTunes and of Podcasting 2.0. Pure.

Apple's list of tags: "A Podcaster's Guide to RSS"; the others: the podcast namespace 1.0.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from audiobook.formats.base import Edition, Entry
from audiobook.formats.labels import blurb
from audiobook.formats.markup import holdable
from audiobook.model import ChapterKind, Timeline

FOLDER: Final = "podcast/"
FEED: Final = f"{FOLDER}feed.xml"
PICTURE: Final = f"{FOLDER}cover.jpg"
_NAMESPACES: Final = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "xmlns:podcast": "https://podcastindex.org/namespace/1.0",
}
_OF_FEEDS: Final = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of the identifiers of podcasts."""
_EPOCH: Final = date(2000, 1, 1)
"""When the first chapter came out, where the story does not say the day, or one that is older than feeds' clocks."""
_CLOCKS_BEGIN: Final = date(1970, 1, 1)
_BETWEEN: Final = timedelta(minutes=1)
"""From one chapter to the next: apps sort by it."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One chapter, as the feed tells of it."""

    entry: Entry
    timeline: Timeline
    n_bytes: int
    """Length of its MP3, tag included."""


def episode_path(entry: Entry, extension: str) -> str:
    """Give "podcast/03.mp3", "podcast/closing.mp3"."""
    return f"{FOLDER}{_lasting_name(entry)}{extension}"


def feed(edition: Edition, episodes: Sequence[Episode]) -> bytes:
    """Give the feed as UTF-8.

    Times hang on no clock: chapters come out one minute after the other, from the day on which the book did.
    """
    rss = Element("rss", {"version": "2.0", **_NAMESPACES})
    channel = SubElement(rss, "channel")
    channel.extend(_of_book(edition))
    for episode in episodes:
        SubElement(channel, "item").extend(_of_episode(edition, episode))
    indent(rss, " ")
    content: bytes = tostring(rss, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def feed_guid(address: str) -> str:
    """Give the identifier of the podcast whose feed is at an address (podcast namespace, "guid")."""
    return str(uuid.uuid5(_OF_FEEDS, address.partition("://")[2].rstrip("/")))


def _of_book(edition: Edition) -> Iterator[Element]:
    about, text = edition.about, blurb(edition) or edition.title
    address = edition.address + FEED
    yield _element("title", edition.title)
    yield _element("link", edition.address)
    yield _element("atom:link", href=address, rel="self", type="application/rss+xml")
    yield _element("description", text)
    yield _element("itunes:summary", text)
    yield _element("language", edition.language)
    yield from _if_known("copyright", about.rights)
    yield from _if_known("itunes:author", edition.author)
    yield _element("itunes:type", "serial")
    yield _element("itunes:explicit", "false")
    arts = _element("itunes:category", text="Arts")
    arts.append(_element("itunes:category", text="Books"))
    yield arts
    if edition.cover is not None:
        yield _element("itunes:image", href=edition.address + PICTURE)
        yield _image(edition)
    yield _element("podcast:guid", feed_guid(address))
    yield _element("podcast:medium", "audiobook")
    yield from _if_known("podcast:person", edition.author, group="writing", role="author")
    yield from _if_known("podcast:person", edition.narrator, group="cast", role="narrator")


def _image(edition: Edition) -> Element:
    """Give the picture as RSS has it, for readers that know no iTunes."""
    image = _element("image", "")
    image.append(_element("url", edition.address + PICTURE))
    image.append(_element("title", edition.title))
    image.append(_element("link", edition.address))
    return image


def _of_episode(edition: Edition, episode: Episode) -> Iterator[Element]:
    entry, timeline = episode.entry, episode.timeline

    def url(extension: str) -> str:
        return edition.address + episode_path(entry, extension)

    yield _element("title", entry.title)
    yield from _if_known("description", edition.notice)
    yield _element("enclosure", url=url(".mp3"), length=str(episode.n_bytes), type="audio/mpeg")
    yield _element("guid", str(uuid.uuid5(uuid.UUID(edition.identifier), _lasting_name(entry))), isPermaLink="false")
    yield _element("pubDate", _published(edition.about.published, entry.position))
    yield _element("itunes:title", entry.title)
    yield _element("itunes:episode", str(entry.position))
    yield _element("itunes:episodeType", "full")
    yield _element("itunes:duration", str(round(timeline.n_samples / timeline.sample_rate_hz)))
    yield _element("itunes:explicit", "false")
    yield _element("podcast:transcript", url=url(".vtt"), type="text/vtt", language=edition.language)
    yield _element("podcast:chapters", url=url(".chapters.json"), type="application/json+chapters")


def _lasting_name(entry: Entry) -> str:
    """Give what an episode is known by, whatever it is called, and however many there will be: "03", "closing".

    Credits have no number here: theirs goes to a chapter as soon as one is added.
    """
    return f"{entry.number:02}" if entry.kind is ChapterKind.STORY else entry.kind.value


def _published(day: str, position: int) -> str:
    """Give when the chapter came out, as RFC 2822 writes it."""
    try:
        first = date.fromisoformat(day)
    except ValueError:  # a year, or nothing
        first = _EPOCH
    if first < _CLOCKS_BEGIN:
        first = _EPOCH
    return format_datetime(datetime.combine(first, time(), UTC) + (position - 1) * _BETWEEN)


def _if_known(name: str, content: str, **attributes: str) -> Iterator[Element]:
    if content:
        yield _element(name, content, **attributes)


def _element(name: str, content: str = "", **attributes: str) -> Element:
    """Give an element; the one attribute that is called `text` is iTunes' category."""
    element = Element(name, {key: holdable(value) for key, value in attributes.items()})
    element.text = holdable(content) or None
    return element
