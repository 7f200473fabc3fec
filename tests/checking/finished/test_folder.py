import zipfile
from pathlib import Path

import pytest

from audiobook.checking.finished.folder import batch, has_finished, is_finished, strays
from audiobook.errors import StoryError
from audiobook.manifest import MadeFile, Manifest, to_json
from audiobook.model import Artifact


def made(path: str, format_name: str, chapter: int | None = None) -> MadeFile:
    """Give a file that a manifest lists."""
    return MadeFile(Artifact(path, "x/y", "0" * 64, 0), chapter, format_name, "r")


FILES = (
    made("01 - One.mp3", "mp3", 1),
    made("02 - Two.mp3", "mp3", 2),
    made("01 - One.vtt", "vtt", 1),
    made("m4b/Book.m4b", "m4b"),
    made("player/01.m4a", "player", 1),
)
MANIFEST = Manifest("book.md", "i", "Book", "", "en", {}, (), (), FILES, ())


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """Give an output folder of ours."""
    for file in FILES:
        path = tmp_path / file.artifact.path
        path.parent.mkdir(exist_ok=True)
        path.touch()
    (tmp_path / "manifest.json").write_text(to_json(MANIFEST), encoding="utf-8")
    return tmp_path


def test_of_ours_all_files_are_checked_that_stand_for_themselves(ours: Path) -> None:
    """The player's sound is that of the chapters once more."""
    found = batch(ours)
    assert [path.relative_to(ours).as_posix() for path in found.paths] == [f.artifact.path for f in FILES[:4]]
    assert found.manifest == MANIFEST
    assert found.build
    (ours / "02 - Two.mp3").unlink()
    assert ours / "02 - Two.mp3" not in batch(ours).paths


def test_a_file_of_ours_is_known_as_such_wherever_it_stands(ours: Path) -> None:
    """Its manifest stands in its folder or in the one above."""
    for name in ("01 - One.mp3", "m4b/Book.m4b"):
        found = batch(ours / name)
        assert (found.made(ours / name), found.is_book) == (MANIFEST.find(name), False)
    (ours / "other.mp3").touch()
    assert batch(ours / "other.mp3").manifest is None


def test_strays_are_what_no_build_left(ours: Path) -> None:
    """Sound, subtitles and half-written files; whatever else a person keeps there is theirs."""
    for name in ("other.mp3", "notes.txt", ".12-ab.part", "m4b/old.m4b"):
        (ours / name).touch()
    found = {path.relative_to(ours).as_posix() for path in strays(ours, MANIFEST)}
    assert found == {"other.mp3", ".12-ab.part", "m4b/old.m4b"}


def test_of_others_all_files_of_the_folder_are_checked(tmp_path: Path) -> None:
    """In order; what macOS leaves beside them is none, and a folder's name is no file's."""
    for name in ("b.MP3", "a.m4b", "a.vtt", "._a.mp3", "cover.jpg", "notes.txt"):
        (tmp_path / name).touch()
    (tmp_path / "c.mp3").mkdir()
    found = batch(tmp_path)
    assert [path.name for path in found.paths] == ["a.m4b", "a.vtt", "b.MP3"]
    assert (found.is_book, found.build) == (True, "")


def test_stories_and_finished_files_are_told_apart(ours: Path, tmp_path: Path) -> None:
    """By the ending of a file, by what is in a folder."""
    stories = tmp_path / "stories"
    stories.mkdir()
    (stories / "emma.txt").touch()
    assert not is_finished(stories)
    assert not is_finished(stories / "emma.txt")
    assert not has_finished(stories)
    (stories / "emma.vtt").touch()
    assert not is_finished(stories)
    assert has_finished(stories)
    assert is_finished(ours)
    assert is_finished(Path("nowhere.mp3"))


def test_where_nothing_is_it_is_said(tmp_path: Path) -> None:
    """With what there could be."""
    with pytest.raises(StoryError, match="no file"):
        batch(tmp_path / "nowhere.mp3")
    with pytest.raises(StoryError, match="nothing to check") as caught:
        batch(tmp_path)
    assert ".mp3" in caught.value.hint


def test_an_epub_without_sound_is_a_story(tmp_path: Path) -> None:
    """One that reads itself aloud is finished; a folder of the others is a folder of stories."""
    silent, heard = tmp_path / "emma.epub", tmp_path / "heard" / "emma.epub"
    heard.parent.mkdir()
    for path, name in ((silent, "emma.xhtml"), (heard, "overlays/1.smil")):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, "x")
    assert [is_finished(p) for p in (silent, tmp_path, heard, heard.parent)] == [False, False, True, True]
    both = heard.rename(tmp_path / "heard.epub")
    assert (is_finished(tmp_path), has_finished(tmp_path)) == (False, True)
    assert batch(tmp_path).paths == (both,)


@pytest.mark.parametrize("name", ["desc.txt", "reader.txt", "README.md"])
def test_what_is_said_about_a_book_is_no_story(name: str, tmp_path: Path) -> None:
    """Media servers keep such texts beside the sound: the folder is a finished book all the same."""
    for each in ("a.mp3", name):
        (tmp_path / each).write_text("About this book.", encoding="utf-8")
    assert is_finished(tmp_path)
    (tmp_path / "story.txt").write_text("A story.", encoding="utf-8")
    assert not is_finished(tmp_path)
