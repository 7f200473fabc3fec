"""A name changes no shape: whatever a book calls itself, each file has the parts that it has for "Plain words"."""

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from mutagen import id3, mp4

from audiobook.audio.ffmpeg import binary
from audiobook.formats import player
from audiobook.formats.audiobookshelf import AudiobookshelfFormat
from audiobook.formats.base import BookEdition, ChapterEdition
from audiobook.formats.captions import cues
from audiobook.formats.epub import EpubFormat
from audiobook.formats.m4b import M4bFormat
from audiobook.formats.markup import holdable
from audiobook.formats.mp3 import Mp3Format
from audiobook.formats.player import PlayerFormat
from audiobook.formats.podcast import PodcastFormat
from audiobook.formats.registry import load_format
from audiobook.model import About
from tests.boundaries.hostile import HOSTILE
from tests.formats import captioned
from tests.formats.contract import written
from tests.formats.editions import a_book

PLAIN = "Plain words"


def called(name: str) -> BookEdition:
    """Give a book of one chapter in which title, author, speaker, publisher and all else is called so."""
    book = a_book([[("Heading", None)], [("“Who is there?”", "anna")]])
    about = About(description=name, publisher=name, series=name, series_number="2", published="1922", rights=name)
    edition = replace(book.edition, title=name, author=name, narrator=name, about=about, cast=(name,), cover=None)
    (chapter,) = book.chapters
    named = replace(chapter, entry=replace(chapter.entry, title=name), speakers={"anna": name})
    return BookEdition(edition, (named,))


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def name(request: pytest.FixtureRequest) -> str:
    """Give each hostile name in turn."""
    return str(request.param)


def elements(data: bytes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the elements of an XML file, with the names of their attributes."""
    for element in etree.fromstring(data).iter():
        yield str(element.tag), tuple(sorted(element.attrib))


def words(data: bytes) -> list[str]:
    """Give all texts and attributes of an XML file."""
    root = etree.fromstring(data)
    return [*root.itertext(), *(value for element in root.iter() for value in element.attrib.values())]


class Page(HTMLParser):
    """What a browser finds in a page."""

    def __init__(self, text: str) -> None:
        """Read it."""
        super().__init__()
        self.shape: list[tuple[str, tuple[str, ...]]] = []
        self.said: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.shape.append((tag, tuple(attribute for attribute, _ in attrs)))
        self.said += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.said.append(data)

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        self.shape.append(("!--", (data,)))


def keys(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Give JSON with all its words and numbers away."""
    if isinstance(value, dict):
        return {key: keys(inner) for key, inner in value.items()}
    return [keys(inner) for inner in value] if isinstance(value, list) else type(value).__name__


def test_mp3(name: str, tmp_path: Path) -> None:
    """Mutagen reads the same frames, and in each of them the name."""
    tags = {}
    for each in (PLAIN, name):
        (file,) = written(Mp3Format(), called(each), tmp_path / str(each == name)).values()
        tags[each] = id3.ID3(file)
    assert set(tags[name]) == set(tags[PLAIN])
    assert all(tags[name][frame].text == [name] for frame in ("TIT2", "TALB", "TPE1", "TCOM", "TPUB", "TCOP"))


def test_m4b(name: str, tmp_path: Path) -> None:
    """Mutagen reads the same atoms, and one chapter of that name, as far as it has room for it."""
    files = {}
    for each in (PLAIN, name):
        made = written(M4bFormat(), called(each), tmp_path / str(each == name))
        files[each] = mp4.MP4(next(file for path, file in made.items() if path.endswith(".m4b")))
    tags, info, plain = files[name].tags, files[name].info, files[PLAIN]
    assert tags is not None
    assert info is not None
    assert plain.tags is not None
    assert set(tags) == set(plain.tags)
    assert all(tags[atom] == [name] for atom in ("©nam", "©alb", "©ART", "©wrt", "©pub", "cprt"))
    (chapter,) = files[name].chapters or ()
    assert chapter.title == name.encode()[:255].decode(errors="ignore").rstrip("\\")
    assert info.length == plain.info.length if plain.info else 0


def test_epub(name: str, tmp_path: Path) -> None:
    """An XML parser finds the same elements with the same attributes in the same files, and the name in its places."""
    books = {}
    for each in (PLAIN, name):
        (file,) = written(EpubFormat(), called(each), tmp_path / str(each == name)).values()
        with zipfile.ZipFile(file) as archive:
            books[each] = {member: archive.read(member) for member in archive.namelist()}
    assert list(books[name]) == list(books[PLAIN])
    for member, content in books[name].items():
        if member.endswith(("xhtml", "opf", "ncx", "smil", "xml")):
            assert list(elements(content)) == list(elements(books[PLAIN][member])), member
    found = {
        member: words(books[name][f"EPUB/{member}"])
        for member in ("package.opf", "text/nav.xhtml", "text/voices.xhtml")
    }
    shown = holdable(name)
    assert found["package.opf"].count(shown) >= 6
    assert shown in found["text/nav.xhtml"]
    assert found["text/voices.xhtml"].count(shown[:1].upper() + shown[1:]) >= 1


def test_player(name: str, tmp_path: Path) -> None:
    """A browser finds the same elements in the page, and the name as a text; the text of a chapter is JSON."""
    files = {each: written(PlayerFormat(), called(each), tmp_path / str(each == name)) for each in (PLAIN, name)}
    pages = {each: Page(made["player/index.html"].read_text("utf-8")) for each, made in files.items()}
    assert pages[name].shape == pages[PLAIN].shape
    assert pages[name].said.count(name) >= 4
    assert set(files[name]) == set(files[PLAIN])
    script = files[name]["player/text/01.js"].read_text("utf-8")
    value = json.loads(script.removeprefix("chapterText(").removesuffix(");\n"))
    assert (value["title"], value["speakers"][0][0]) == (name, name)
    assert script.count("\n") == 1
    assert not set("<>&\u2028\u2029") & set(script)


def test_scripts_of_the_player_write_no_html() -> None:
    """None of its files can turn a text into elements, and the page allows no other script."""
    files = {path.name: path.read_text("utf-8") for path in Path(player.__file__).with_name("player_files").iterdir()}
    ways = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc")
    assert [name for name, text in files.items() if ways.search(text)] == []
    policy = re.search(r'Content-Security-Policy" content="(.*?)"', files["index.html"])
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'self' file:;")
    assert "unsafe" not in policy[1]


def test_podcast(name: str, tmp_path: Path) -> None:
    """A parser of feeds finds the same elements and the name in its places; addresses hang on no name."""
    files = {each: written(PodcastFormat(), called(each), tmp_path / str(each == name)) for each in (PLAIN, name)}
    feeds = {each: made["podcast/feed.xml"].read_bytes() for each, made in files.items()}
    assert list(elements(feeds[name])) == list(elements(feeds[PLAIN]))
    assert words(feeds[name]).count(holdable(name)) >= 5
    assert re.findall(rb'url="(.*?)"', feeds[name]) == re.findall(rb'url="(.*?)"', feeds[PLAIN])
    scenes = {each: json.loads(made["podcast/01.chapters.json"].read_bytes()) for each, made in files.items()}
    assert keys(scenes[name]) == keys(scenes[PLAIN])


def test_audiobookshelf(name: str, tmp_path: Path) -> None:
    """What a media server is told is JSON of one shape, with the name as it is."""
    told = {}
    for each in (PLAIN, name):
        made = written(AudiobookshelfFormat(), called(each), tmp_path / str(each == name))
        told[each] = json.loads(made["metadata.json"].read_bytes())
    assert keys(told[name]) == keys(told[PLAIN])
    assert (told[name]["title"], told[name]["authors"], told[name]["publisher"]) == (name, [name], name)


@pytest.fixture(scope="module")
def said() -> ChapterEdition:
    """Give a chapter whose lines are all the hostile names, told, and said by somebody who is called so."""
    speakers = {f"who{i}": text for i, text in enumerate(HOSTILE.values())}
    told = [(text, None, 50_000, False) for text in HOSTILE.values()]
    lines = [(f"{text} {text}", who, 50_000, i % 2 == 0) for i, (who, text) in enumerate(speakers.items())]
    chapter = captioned.a_chapter(*told, *lines)
    return replace(chapter, speakers=speakers, entry=replace(chapter.entry, title=HOSTILE["lyrics"]))


@pytest.mark.parametrize(("form", "n_columns"), [("vtt", 65), ("srt", 32), ("lrc", 32)])
def test_subtitles(form: str, n_columns: int, said: ChapterEdition, tmp_path: Path) -> None:
    """Ffmpeg reads as many cues as were written, when they were written, and no hour, note or style beside them."""
    book = BookEdition(replace(called(HOSTILE["lyrics"]).edition), (said,))
    (file,) = written(load_format(form), book, tmp_path).values()
    command = [binary(), "-v", "error", "-i", f"file:{file}", "-map", "0", "-c", "copy", "-f", "framecrc", "pipe:1"]
    read = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    (per_s,) = map(int, re.findall(r"^#tb 0: 1/(\d+)", read, re.MULTILINE))
    starts_s = [int(line.split(",")[2]) / per_s for line in read.splitlines() if line[0] != "#"]
    expected = cues(said, n_columns, named=form != "vtt")
    rate_hz = said.timeline.sample_rate_hz
    assert len(starts_s) == len(expected)
    for cue, start_s in zip(expected, starts_s, strict=True):
        assert abs(start_s - cue.start / rate_hz) < 0.01


def test_every_string_is_met_in_some_way() -> None:
    """The list holds what the plan of this test names, and no two of the same."""
    assert len(set(HOSTILE.values())) == len(HOSTILE)
    needed: Mapping[str, str] = {"shell": ";", "path": "..", "protocol": ":", "times": "-->", "bidi": "\u202e"}
    assert all(mark in HOSTILE[what] for what, mark in needed.items())
