from pathlib import Path

import pytest

from audiobook.cli.options import n_cores, parse_chapters, settings_from, stories_from
from audiobook.errors import SettingsError, StoryError


@pytest.mark.parametrize(
    ("text", "chapters"),
    [("", set()), ("2", {2}), ("1,3-5", {1, 3, 4, 5}), (" 1 , 2 ", {1, 2}), ("3-3", {3}), ("1-3,2-4", {1, 2, 3, 4})],
)
def test_chapters_are_numbers_and_ranges(text: str, chapters: set[int]) -> None:
    """`--chapters 1,3-5` means what it says; without it all are made."""
    assert parse_chapters(text) == chapters


@pytest.mark.parametrize("text", ["0", "0-2", "5-3", "x", "-1", "1-", "1..2", "1-2-3", "1.5", "999999", "1 2"])
def test_what_is_no_chapter_is_an_error(text: str) -> None:
    """Above all it is never taken for "all of them"."""
    with pytest.raises(SettingsError, match="is no chapter"):
        parse_chapters(text)


def test_flags_win_over_the_file(tmp_path: Path) -> None:
    """What is said on the command line counts; what is not, comes from voices.yaml or the defaults."""
    voices = tmp_path / "v.yaml"
    voices.write_text("formats: [mp3]\nnarrated_by: Ida\n", encoding="utf-8")
    settings = settings_from(voices, out=tmp_path / "o", cache=tmp_path / "c", chapters="2", formats=" mp3 , ", jobs=3)
    assert (settings.out, settings.cache, settings.jobs) == (tmp_path / "o", tmp_path / "c", 3)
    assert settings.chapters == {2}
    assert (settings.formats, settings.narrated_by) == (("mp3",), "Ida")
    assert settings_from(voices).jobs == n_cores() >= 1


def test_an_unknown_format_is_refused_before_any_work(tmp_path: Path) -> None:
    """With a suggestion."""
    with pytest.raises(SettingsError, match='there is no format "mp33"') as error:
        settings_from(None, formats="mp33", cache=tmp_path)
    assert "mp3" in error.value.hint


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder story/ in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("story").mkdir()
    return Path("story")


def test_a_story_that_is_named_is_the_one(shelf: Path) -> None:
    """Even if it is not there: that is told when it is read."""
    assert stories_from(shelf / "none.txt") == (shelf / "none.txt",)


def test_without_a_name_all_stories_of_the_folder_are_meant(shelf: Path) -> None:
    """In order of their names; what is no story, and what a system hides there, is passed over."""
    for name in ("b.md", "A.TXT", "notes.doc", "b.corrections.yaml", "._b.md", ".draft.txt"):
        (shelf / name).write_text("x", encoding="utf-8")
    (shelf / "folder.txt").mkdir()
    assert stories_from(None) == stories_from(shelf) == [shelf / "A.TXT", shelf / "b.md"]


def test_no_story_is_told_in_words(shelf: Path) -> None:
    """An empty folder, no folder."""
    with pytest.raises(StoryError, match="there is no story in story"):
        stories_from(None)
    shelf.rmdir()
    with pytest.raises(StoryError, match=r"there is no folder \./story here"):
        stories_from(None)


def test_stories_that_would_overwrite_each_other_are_refused(shelf: Path) -> None:
    """exile.txt and exile.md would go to the same folder."""
    (shelf / "exile.md").write_text("x", encoding="utf-8")
    (shelf / "exile.txt").write_text("x", encoding="utf-8")
    with pytest.raises(StoryError, match="would both go to the folder exile"):
        stories_from(None)
