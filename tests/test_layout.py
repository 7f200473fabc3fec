import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import SettingsError
from audiobook.layout import check_formats, library_folder, library_formats, library_path
from audiobook.model import About, Book


def folder(book: Book, narrated_by: str = "") -> str:
    """Give the folder of a book as a path."""
    return "/".join(library_folder(book, narrated_by, "my-story"))


@pytest.mark.parametrize(
    ("author", "about", "expected"),
    [
        ("Ida", About(), "Ida/Exile {Synthetic Voices}"),
        ("Ida", About(published="1851-10-18"), "Ida/1851 - Exile {Synthetic Voices}"),
        ("Ida", About(series="Ice", series_number="1.5"), "Ida/Ice/Vol 1.5 - Exile {Synthetic Voices}"),
        ("Ida", About(series="Ice", published="1851"), "Ida/Ice/1851 - Exile {Synthetic Voices}"),
        (
            "Ida",
            About(series="Ice", series_number="2", published="1851"),
            "Ida/Ice/Vol 2 - 1851 - Exile {Synthetic Voices}",
        ),
        ("", About(), "Exile {Synthetic Voices}"),
        ("", About(series="Ice", series_number="2"), "Vol 2 - Exile {Synthetic Voices}"),
    ],
)
def test_folders_say_what_the_server_reads(author: str, about: About, expected: str) -> None:
    """Author, series, volume, year, title, narrator; without an author no folder stands in his place."""
    assert folder(Book("Exile", author, "en", (), about=about)) == expected


def test_a_person_who_reads_stands_in_the_braces() -> None:
    """And no other braces do."""
    assert folder(Book("The {Last} Day", "", "en", ()), "Jane Doe") == "The (Last) Day {Jane Doe}"


@given(st.text(), st.text(), st.text())
def test_every_title_has_a_folder(title: str, author: str, series: str) -> None:
    """No part is empty, hidden, or goes elsewhere; the last has a title before its braces."""
    parts = library_folder(Book(title, author, "en", (), about=About(series=series)), "", "s")
    assert 1 <= len(parts) <= 3
    assert all(part and part[0] not in ". " and not set(part) & set('/\\:*?"<>|\0') for part in parts)
    assert parts[-1].endswith(" {Synthetic Voices}")
    assert parts[-1][0] != "{"


def test_windows_keeps_some_names_for_itself() -> None:
    """An author may be called so."""
    assert library_folder(Book("Exile", "Con", "en", ()), "", "s")[0] == "Con_"


def test_files_stand_at_the_top() -> None:
    """What keeps away from others elsewhere does not here, and needs no mark that servers are to look away."""
    assert library_path("m4b", "m4b/Exile.m4b") == "Exile.m4b"
    assert library_path("m4b", "m4b/.ignore") is None
    assert library_path("mp3", "01 - One.mp3") == "01 - One.mp3"
    with pytest.raises(SettingsError, match="radio makes a folder of its own"):
        library_path("radio", "radio/one.mp3")


@pytest.mark.parametrize("names", [("mp3",), ("m4b",), ("m4b", "epub", "vtt", "srt", "lrc")])
def test_one_set_of_sound_is_a_book(names: tuple[str, ...]) -> None:
    """With what is read beside it."""
    check_formats(names)


@pytest.mark.parametrize(("formats", "name"), [(("m4b", "epub"), "audiobookshelf_m4b"), (("mp3",), "audiobookshelf")])
def test_metadata_are_of_the_sound_beside_them(formats: tuple[str, ...], name: str) -> None:
    """Its chapters are where the marks of an M4B are, or where MP3s begin."""
    assert library_formats(formats) == (name,)


@pytest.mark.parametrize(
    ("names", "problem", "hint"),
    [
        (("mp3", "m4b"), "both mp3 and m4b", "--formats m4b"),
        (("epub",), "neither mp3 nor m4b", "--formats m4b"),
        (("mp3", "player"), "player makes a folder", "--layout plain"),
        (("m4b", "podcast"), "podcast makes a folder", "--layout plain"),
    ],
)
def test_what_a_server_would_count_twice_is_refused(names: tuple[str, ...], problem: str, hint: str) -> None:
    """With what to do instead."""
    with pytest.raises(SettingsError, match=problem) as error:
        check_formats(names)
    assert hint in error.value.hint
