import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.naming import book_name, chapter_name, folder_name

ANY = st.text() | st.text(st.characters(categories=["Cs", "Cc", "Cf", "Zs", "Po", "Lo"]))
NO_SURROGATES = st.text() | st.text(st.characters(categories=["Cc", "Cf", "Zs", "Po", "Lo", "So"]))


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("The Last Ferry", "the-last-ferry"),
        ("exile_v2.final", "exile-v2-final"),
        ("Café Ångström", "cafe-angstrom"),
        ("--help", "help"),
        ("con", "con-story"),
        ("COM1", "com1-story"),
        ("aux.txt", "aux-txt"),
        ("...", "story"),
        ("", "story"),
    ],
)
def test_a_story_goes_to_a_folder_of_its_name(stem: str, name: str) -> None:
    """Plain letters that can be typed anywhere."""
    assert folder_name(stem) == name


@given(ANY)
def test_a_folder_name_is_safe_on_every_system(stem: str) -> None:
    """Letters, digits, dashes; never empty, an option, or a device; the same every time."""
    name = folder_name(stem)
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", name)
    assert len(name) <= 100
    assert not re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", name)
    assert name == folder_name(stem)


def test_stories_in_other_scripts_get_folders_of_their_own() -> None:
    """Two books with Russian names do not overwrite each other."""
    names = [folder_name(stem) for stem in ("Война", "Мир", "Война 1", "Мир 1", "戦争", "caf\udce9", "Straße", "Strae")]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Fourth Chair", "The Fourth Chair.m4b"),
        ("Who: / a *tale*.", "Who a tale.m4b"),
        ("Aux", "Aux (book).m4b"),
        ("com¹.a", "com¹.a (book).m4b"),
        ("CONOUT$", "CONOUT$ (book).m4b"),
        ("...", "Book.m4b"),
        ("Д" * 100, "Д" * 40 + ".m4b"),
    ],
)
def test_a_book_has_the_name_of_its_title(title: str, name: str) -> None:
    """Readable, safe on every system, never empty, nor as long as a disk does not allow."""
    assert book_name(title, ".m4b") == name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Wasteland", "03 - The Wasteland.mp3"),
        ("Who? What: When/Where\\Why", "03 - Who What When Where Why.mp3"),
        ("..", "03.mp3"),
        ("End.", "03 - End.mp3"),
        ("a\n b\t c", "03 - a b c.mp3"),
        ("\u202egpj.exe", "03 - gpj.exe.mp3"),
        ("a\x9bb\u2028c", "03 - a b c.mp3"),
        ("日記", "03 - 日記.mp3"),
        ("", "03.mp3"),
    ],
)
def test_a_chapter_is_named_by_number_and_title(title: str, name: str) -> None:
    """Readable, and nothing in it that a disk refuses."""
    assert chapter_name(3, 12, title, ".mp3") == name


@given(NO_SURROGATES, st.integers(1, 2000))
def test_a_chapter_name_is_safe_on_every_system(title: str, number: int) -> None:
    """No separators, no control characters, no blanks or dots at the end, short enough for every disk."""
    name = chapter_name(number, 2000, title, ".mp3")
    assert not re.search(r'[\x00-\x1f\x7f<>:"/\\|?*]', name)
    assert name.startswith(f"{number:04}")
    assert len(name.encode()) <= 100
    assert not name.removesuffix(".mp3").endswith((" ", "."))


def test_names_sort_as_the_chapters_follow() -> None:
    """Players sort by name: 2 comes before 10, and 99 before 100."""
    names = [chapter_name(n, 120, "x", ".mp3") for n in range(1, 121)]
    assert names == sorted(names)
