"""What a build makes in formats of one file a chapter, of one a book, and in one that fails."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from audiobook import publishing
from audiobook.audio import tracks
from audiobook.errors import OutputError, SettingsError
from audiobook.files import write_whole
from audiobook.formats import registry
from audiobook.formats.base import BookEdition, Edition, Entry, OutputFile
from audiobook.pipeline import Report, build
from audiobook.progress import Silent
from audiobook.settings.voices_yaml import Settings, parse_settings
from audiobook.synthesis.workers import LocalExecutor
from tests.cli.conftest import CAST, STORY


class Folder:
    """A folder with a page for each chapter, and an index."""

    name = "pages"
    version = "1"
    encoding = "m4a"
    shows_text = True
    fails = False

    def files(self, edition: Edition, contents: Sequence[Entry]) -> Sequence[OutputFile]:
        """Give a page for each chapter, and an index of them."""
        assert edition.title == "Two Chairs"
        pages = (OutputFile(f"pages/{entry.number}.txt", "text/plain", entry.number) for entry in contents)
        return (*pages, OutputFile("pages/index.txt", "text/plain", None))

    def write(self, file: OutputFile, book: BookEdition, target: Path) -> None:
        """Write the text of what the file hangs on, and the size of its sound."""
        if self.fails and file.chapter == 2:
            raise OutputError("page 2 cannot be written")
        lines = [f"{c.paragraphs[-1].text} {c.sound['m4a'].stat().st_size > 0}" for c in book.chapters]
        write_whole(target, "\n".join(lines).encode())


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Give the format, registered as a package of its own would."""
    form = Folder()
    monkeypatch.setitem(registry._FORMATS._loaded, "pages", form)
    return form


class Desk:
    """A story, its settings, and a way to build it."""

    def __init__(self, folder: Path) -> None:
        """Put the story there."""
        self.story = folder / "two-chairs.txt"
        self.story.write_text(STORY, encoding="utf-8")
        self.output = folder / "out" / "two-chairs"
        settings = parse_settings(CAST + "cover: none\n", "voices.yaml")
        self.settings = replace(settings, out=folder / "out", cache=folder / "cache", formats=("pages",), jobs=1)

    def build(self, settings: Settings | None = None) -> Report:
        """Build it."""
        return build(self.story, settings or self.settings, lambda: LocalExecutor(1), Silent())

    def files(self) -> dict[str, str]:
        """Give what is in the output folder, but for the manifest and sound."""
        found = (path for path in self.output.rglob("*.txt"))
        return {path.relative_to(self.output).as_posix(): path.read_text(encoding="utf-8") for path in found}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Give a story of two chapters."""
    return Desk(tmp_path)


def made(report: Report) -> list[str]:
    """Give what a build made."""
    return [file.artifact.path for file in report.made]


@pytest.mark.usefixtures("pages")
def test_a_file_sees_what_it_hangs_on(desk: Desk) -> None:
    """A chapter's file is made from that chapter, the book's from all, each with its sound."""
    desk.build()
    first, second = "“Nobody,” said Boris. True", "Boris said nothing. True"
    assert desk.files() == {
        "pages/1.txt": first,
        "pages/2.txt": second,
        "pages/index.txt": f"{first}\n{second}",
    }


@pytest.mark.usefixtures("pages")
def test_a_change_makes_anew_what_hangs_on_it(desk: Desk) -> None:
    """A sentence changes its chapter's files and the book's; the other chapter stands, and its sound is not made."""
    desk.build()
    n_tracks = len(list((desk.settings.cache).rglob("*.m4a")))
    desk.story.write_text(STORY.replace("Boris said nothing.", "Boris said too much."), encoding="utf-8")
    assert made(desk.build()) == ["pages/2.txt", "pages/index.txt"]
    assert len(list((desk.settings.cache).rglob("*.m4a"))) == n_tracks + 1


@pytest.mark.usefixtures("pages")
def test_a_file_is_made_without_mastering_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes a sound that is there costs no encoding: a lost index is bound from the tracks that are kept."""
    desk.build()
    (desk.output / "pages" / "index.txt").unlink()
    monkeypatch.setattr(tracks, "mix", None)  # whoever masters stumbles over it
    assert made(desk.build()) == ["pages/index.txt"]


@pytest.mark.usefixtures("pages")
def test_a_damaged_track_is_mastered_anew(desk: Desk) -> None:
    """A sound that is not what was written is in no file: it is found by its seal, and made again, as with --force."""
    settings = replace(desk.settings, formats=("mp3",))
    desk.build(settings)
    good = {path.name: path.read_bytes() for path in desk.output.glob("*.mp3")}
    for track in desk.settings.cache.rglob("*.mp3"):
        track.write_bytes(track.read_bytes()[:5_000])
    for path in desk.output.glob("*.mp3"):
        path.unlink()
    desk.build(settings)
    assert {path.name: path.read_bytes() for path in desk.output.glob("*.mp3")} == good


def test_a_damaged_cover_is_drawn_anew(desk: Desk) -> None:
    """An emptied picture in the cache is no cover."""
    settings = replace(desk.settings, formats=("mp3",), draws_cover=True)
    desk.build(settings)
    good = (desk.output / "cover.jpg").read_bytes()
    (kept,) = desk.settings.cache.rglob("*.jpg")
    kept.write_bytes(b"")
    desk.build(replace(settings, force=True))
    assert (desk.output / "cover.jpg").read_bytes() == good


@pytest.mark.usefixtures("pages")
def test_what_hangs_on_no_chapter_makes_none_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lost file that is the same for every book is written without a word being said."""
    settings = replace(desk.settings, formats=("m4b",))
    desk.build(settings)
    (desk.output / "m4b" / ".ignore").unlink()
    monkeypatch.setattr(publishing, "_write_chapter", None)
    assert made(desk.build(settings)) == ["m4b/.ignore"]


def test_a_failed_format_leaves_no_file_and_fails_the_build(desk: Desk, pages: Folder) -> None:
    """Its error is raised; the chapters that could be written are kept, the book's file is not made without them."""
    pages.fails = True
    with pytest.raises(OutputError, match="page 2"):
        desk.build(replace(desk.settings, formats=("pages", "mp3")))
    assert set(desk.files()) == {"pages/1.txt"}
    assert len(list(desk.output.glob("*.mp3"))) == 2
    pages.fails = False
    assert made(desk.build()) == ["pages/2.txt", "pages/index.txt"]


@pytest.mark.usefixtures("pages")
def test_what_is_no_longer_asked_for_goes(desk: Desk) -> None:
    """With its folder, unless somebody else keeps something there."""
    desk.build()
    desk.build(replace(desk.settings, formats=("mp3",)))
    assert not (desk.output / "pages").exists()
    desk.build()
    (desk.output / "pages" / "mine.txt").write_text("mine", encoding="utf-8")
    desk.build(replace(desk.settings, formats=("mp3",)))
    assert desk.files() == {"pages/mine.txt": "mine"}


@pytest.mark.usefixtures("pages")
def test_some_chapters_only(desk: Desk) -> None:
    """With --chapters, what hangs on all of them is left as it was; the next whole build makes it."""
    assert made(desk.build(replace(desk.settings, chapters=frozenset({1})))) == ["pages/1.txt"]
    assert made(desk.build()) == ["pages/2.txt", "pages/index.txt"]


def test_a_build_of_some_chapters_removes_nothing(desk: Desk) -> None:
    """A new title would give the book's file another name: the old one stands until there is a new one."""
    settings = replace(desk.settings, formats=("mp3", "m4b"))
    desk.build(settings)
    before = sorted(path.name for path in desk.output.rglob("*.m*"))
    desk.story.write_text(STORY.replace("Two Chairs", "No Chairs").replace("Morning", "Noon"), encoding="utf-8")
    desk.build(replace(settings, chapters=frozenset({1})))
    assert sorted(path.name for path in desk.output.rglob("*.m*")) == before
    desk.build(settings)
    names = sorted(path.name for path in desk.output.rglob("*.m*"))
    assert "No Chairs.m4b" in names
    assert "Two Chairs.m4b" not in names
    assert len(names) == len(before)


def test_a_folder_of_another_story_is_let_be(desk: Desk) -> None:
    """In a library, two stories of one title would be one folder: the second is refused, by name."""
    settings = replace(desk.settings, formats=("mp3",), layout="audiobookshelf")
    desk.build(settings)
    other = desk.story.with_name("another.txt")
    other.write_text(STORY, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"two-chairs\.txt, not of another\.txt"):
        build(other, settings, lambda: LocalExecutor(1), Silent())


def test_an_address_is_for_those_who_name_it(desk: Desk) -> None:
    """A podcast that moves makes its feed anew, and no MP3."""
    settings = replace(desk.settings, formats=("mp3", "podcast"), address="https://example.org/a/")
    desk.build(settings)
    assert made(desk.build(replace(settings, address="https://example.org/b/"))) == ["podcast/feed.xml"]
