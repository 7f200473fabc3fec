import json
import struct
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from audiobook.errors import AudioError, SettingsError
from audiobook.formats.base import BookEdition, Cover
from audiobook.formats.podcast import PodcastFormat
from audiobook.formats.podcast_feed import feed_guid
from audiobook.formats.podcast_picture import write_picture
from audiobook.formats.webvtt import webvtt
from audiobook.model import About, ChapterKind
from tests.audio.sounds import decoded
from tests.formats.contract import FormatContract, written
from tests.formats.editions import EDITION, a_book

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
}


class TestPodcast(FormatContract):
    """Podcasts keep the laws of all formats."""

    name = "podcast"


@pytest.fixture(scope="module")
def book() -> BookEdition:
    """Give a book of two chapters."""
    return a_book()


@pytest.fixture(scope="module")
def finished(book: BookEdition, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the podcast of the book: path -> file."""
    return written(PodcastFormat(), book, tmp_path_factory.mktemp("podcast"))


def channel(files: dict[str, Path]) -> Element:
    """Give what the feed says."""
    rss = fromstring(files["podcast/feed.xml"].read_bytes())  # noqa: S314 - we wrote it
    assert (rss.tag, rss.attrib["version"]) == ("rss", "2.0")
    found = rss.find("channel")
    assert found is not None
    return found


def text(element: Element, path: str) -> str:
    """Give the words of the only element at a path."""
    (found,) = element.findall(path, NAMES)
    return found.text or ""


def urls(element: Element) -> Iterator[str]:
    """Give every address in the feed that is a file's."""
    for each in element.iter():
        yield from (each.attrib[name] for name in ("url", "href") if name in each.attrib)
        if each.tag == "url":
            yield each.text or ""


def feed_of(book: BookEdition, folder: Path) -> Element:
    """Give what the feed of a book says."""
    return channel(written(PodcastFormat(), book, folder))


def test_each_chapter_is_an_episode(book: BookEdition, finished: dict[str, Path]) -> None:
    """Its sound is the chapter's, its transcript the chapter's captions; names are fit for the web, and stay."""
    assert set(finished) == {
        *("podcast/feed.xml", "podcast/cover.jpg", "podcast/.ignore"),
        *("podcast/01.mp3", "podcast/01.vtt", "podcast/01.chapters.json"),
        *("podcast/02.mp3", "podcast/02.vtt", "podcast/02.chapters.json"),
    }
    assert finished["podcast/.ignore"].read_bytes() == b""
    for number, each in enumerate(book.chapters, 1):
        assert decoded(finished[f"podcast/{number:02}.mp3"]) == decoded(each.sound["mp3"])
        assert finished[f"podcast/{number:02}.vtt"].read_text(encoding="utf-8") == webvtt(each)


def test_nobody_guesses_an_address(book: BookEdition) -> None:
    """Without one there is no podcast, before any work is done, and the person learns how to give it."""
    with pytest.raises(SettingsError) as error:
        PodcastFormat().files(replace(EDITION, address=""), [c.entry for c in book.chapters])
    assert "address: https://" in error.value.hint
    assert "--address" in error.value.hint


def test_all_that_the_feed_names_is_there(finished: dict[str, Path]) -> None:
    """Every address in it is that of a file we made, below the person's own address."""
    named = set(urls(channel(finished)))
    assert named == {EDITION.address + path for path in finished if path != "podcast/.ignore"}


def test_the_feed_knows_how_long_its_sounds_are(finished: dict[str, Path]) -> None:
    """Enclosures have the bytes of the finished file, tag and cover included; durations are whole seconds."""
    for item in channel(finished).findall("item"):
        (enclosure,) = item.findall("enclosure")
        path = finished[enclosure.attrib["url"].removeprefix(EDITION.address)]
        assert int(enclosure.attrib["length"]) == path.stat().st_size
        assert enclosure.attrib["type"] == "audio/mpeg"
        assert int(text(item, "itunes:duration")) == round(len(decoded(path)) / 2 / 44_100)


def test_apps_find_what_they_ask_for(finished: dict[str, Path]) -> None:
    """Apple's required tags, and those by which an app knows an audiobook, who wrote it and who reads."""
    feed = channel(finished)
    shown = {
        *("title", "link", "language", "copyright", "description"),
        *("itunes:author", "itunes:type", "itunes:explicit", "itunes:summary", "podcast:medium"),
    }
    blurb = "Of chairs & lamps.\n\nThe voices in this audiobook are synthetic."
    assert {path: text(feed, path) for path in shown} == {
        "title": "Das Schloß",
        "link": EDITION.address,
        "language": "en-gb",
        "copyright": "CC0",
        "description": blurb,
        "itunes:summary": blurb,
        "itunes:author": "Кафка",
        "itunes:type": "serial",
        "itunes:explicit": "false",
        "podcast:medium": "audiobook",
    }
    categories = feed.findall("itunes:category", NAMES) + feed.findall("itunes:category/itunes:category", NAMES)
    assert [category.attrib["text"] for category in categories] == ["Arts", "Books"]
    people = {person.attrib["role"]: person.text for person in feed.findall("podcast:person", NAMES)}
    assert people == {"author": "Кафка", "narrator": "Fullcast"}
    (itself,) = feed.findall("atom:link", NAMES)
    assert (itself.attrib["rel"], itself.attrib["href"]) == ("self", f"{EDITION.address}podcast/feed.xml")
    assert [text(item, "title") for item in feed.findall("item")] == ["“One” – the first", "Two"]
    assert [text(item, "itunes:episode") for item in feed.findall("item")] == ["1", "2"]
    assert {text(item, "description") for item in feed.findall("item")} == {EDITION.notice}


def test_an_episode_is_the_same_for_ever(book: BookEdition, finished: dict[str, Path], tmp_path: Path) -> None:
    """Another title of a chapter, or another address, makes no app take it for a new episode."""
    moved = replace(book.edition, address="https://other.example/")
    entries = [replace(c.entry, title=f"New {c.entry.title}") for c in book.chapters]
    renamed = tuple(replace(c, entry=entry) for c, entry in zip(book.chapters, entries, strict=True))
    feeds = channel(finished), feed_of(BookEdition(moved, renamed), tmp_path)
    before, after = ([text(item, "guid") for item in feed.findall("item")] for feed in feeds)
    assert before == after
    assert len({uuid.UUID(guid) for guid in before}) == 2
    assert {item.attrib["isPermaLink"] for item in feeds[0].findall("item/guid")} == {"false"}


def test_the_podcast_is_known_by_its_address() -> None:
    """Its identifier is the one that any other tool gives to its address (examples of the podcast namespace)."""
    assert feed_guid("https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert feed_guid("http://mp3s.nashownotes.com/pc20rss.xml/") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2026-03-04", "2026-03-04T00:00:00+00:00"),
        ("1851-10-18", "2000-01-01T00:00:00+00:00"),
        ("1851", "2000-01-01T00:00:00+00:00"),
        ("", "2000-01-01T00:00:00+00:00"),
    ],
)
def test_chapters_come_out_in_order(day: str, first: str, book: BookEdition, tmp_path: Path) -> None:
    """From the day of the book on, where apps know such a day, one after the other; today's date plays no part."""
    dated = replace(book.edition, about=About(published=day))
    items = feed_of(replace(book, edition=dated), tmp_path).findall("item")
    dates = [parsedate_to_datetime(text(item, "pubDate")) for item in items]
    assert dates[0].isoformat() == first
    assert dates[0] < dates[1]


def test_titles_may_hold_anything(book: BookEdition, tmp_path: Path) -> None:
    """Marks of XML, and characters that it cannot hold, break no feed."""
    entry = replace(book.chapters[0].entry, title="</title><![CDATA[ & \"x\" \x0b\x00 ]]> 'y' 🜛")
    edition = replace(book.edition, title="<b>&amp;</b>\x1f", author="A & B")
    hostile = BookEdition(edition, (replace(book.chapters[0], entry=entry),))
    contents = [entry]
    (file,) = (f for f in PodcastFormat().files(edition, contents) if f.path.endswith(".xml"))
    PodcastFormat().write(file, hostile, tmp_path / "feed.xml")
    feed = channel({file.path: tmp_path / "feed.xml"})
    assert (text(feed, "title"), text(feed, "itunes:author")) == ("<b>&amp;</b>", "A & B")
    assert text(feed, "item/title") == "</title><![CDATA[ & \"x\"  ]]> 'y' 🜛"


def test_what_is_not_known_is_not_said(book: BookEdition, tmp_path: Path) -> None:
    """A book with nothing but a title and a text has a feed with no empty tags, and no picture."""
    bare = replace(EDITION, author="", narrator="", cover=None, notice="", about=About())
    files = written(PodcastFormat(), replace(book, edition=bare), tmp_path)
    assert "podcast/cover.jpg" not in files
    feed = channel(files)
    assert text(feed, "description") == EDITION.title  # RSS wants one
    absent = ("itunes:author", "copyright", "podcast:person", "itunes:image", "image", "item/description")
    assert [path for path in absent if feed.findall(path, NAMES)] == []


def test_a_retail_sample_is_no_episode(book: BookEdition, tmp_path: Path) -> None:
    """It has no files, and the feed does not know of it; credits are episodes."""
    kinds = (ChapterKind.OPENING, ChapterKind.SAMPLE)
    pairs = zip(book.chapters, kinds, strict=True)
    chapters = tuple(replace(c, entry=replace(c.entry, kind=kind)) for c, kind in pairs)
    files = written(PodcastFormat(), replace(book, chapters=chapters), tmp_path)
    assert {path for path in files if path.endswith(".mp3")} == {"podcast/opening.mp3"}
    assert len(channel(files).findall("item")) == 1


def test_an_episode_stays_itself_when_the_book_grows(book: BookEdition, tmp_path: Path) -> None:
    """A chapter that is added gets the number that the closing credits had, but neither their guid nor their file."""
    one, other = book.chapters
    new = replace(other, entry=replace(other.entry, title="Two"))
    short = (one, replace(other, entry=replace(other.entry, title="Closing", kind=ChapterKind.CLOSING)))
    grown = (one, new, replace(short[1], entry=replace(short[1].entry, number=3, position=3)))
    before, after = (known_by(replace(book, chapters=c), tmp_path / str(len(c))) for c in (short, grown))
    assert before == {title: after[title] for title in before}
    assert not {*after["Two"]} & {each for known in before.values() for each in known}
    assert after["Closing"][1].endswith("/podcast/closing.mp3")


def known_by(book: BookEdition, folder: Path) -> dict[str, tuple[str, str]]:
    """Give guid and address of each episode, by its title."""
    items = feed_of(book, folder).findall("item")
    enclosures = [item.find("enclosure") for item in items]
    return {
        text(item, "title"): (text(item, "guid"), enclosure.attrib["url"])
        for item, enclosure in zip(items, enclosures, strict=True)
        if enclosure is not None
    }


def test_scenes_can_be_jumped_to(book: BookEdition, tmp_path: Path) -> None:
    """A scene begins where its first words are heard, and has their name; what nobody says begins none."""
    first = book.chapters[0]
    paragraphs = tuple(replace(p, starts_scene=i in (0, 2)) for i, p in enumerate(first.paragraphs))
    files = written(PodcastFormat(), replace(book, chapters=(replace(first, paragraphs=paragraphs),)), tmp_path)
    scenes = json.loads(files["podcast/01.chapters.json"].read_text(encoding="utf-8"))
    timeline = first.timeline
    start = next(p.start for p in timeline.placements if p.utterance.locus.paragraph == 2)
    assert scenes == {
        "version": "1.2.0",
        "title": "“One” – the first",
        "chapters": [
            {"startTime": 0, "title": "“One” – the first"},
            {"startTime": round(start / timeline.sample_rate_hz, 3), "title": "She put down the lamp. “Nobody”, he…"},
        ],
    }


@pytest.mark.parametrize(("side", "expected"), [((1, 1), 1400), ((40, 4000), 3000), ((2400, 2400), 2400)])
def test_the_cover_is_what_apps_take(side: tuple[int, int], expected: int, tmp_path: Path) -> None:
    """A square of 1400 to 3000 pixels, whatever the person's own is."""
    write_picture(Cover(grey(*side), "image/png"), tmp_path / "cover.jpg")
    assert jpeg_size((tmp_path / "cover.jpg").read_bytes()) == (expected, expected)


def test_a_spoilt_cover_is_named(tmp_path: Path) -> None:
    """The person learns that it is the cover which cannot be read, and no file is left."""
    with pytest.raises(AudioError, match="cover"):
        write_picture(Cover(b"\xff\xd8\xff no picture", "image/jpeg"), tmp_path / "cover.jpg")
    assert list(tmp_path.iterdir()) == []


def grey(width: int, height: int) -> bytes:
    """Give a grey picture, as PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def jpeg_size(content: bytes) -> tuple[int, int]:
    """Give width and height, as the frame header says (ITU T.81, B.2.2)."""
    at = 2
    while content[at + 1] not in {0xC0, 0xC1, 0xC2}:
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
