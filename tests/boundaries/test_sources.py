"""No control character comes out of a story, by whatever way its file says it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobook.errors import SettingsError
from audiobook.model import Book
from audiobook.settings.voices_yaml import parse_settings
from audiobook.text.read import parse_book
from tests.boundaries.hostile import CONTROLS, controls_in
from tests.text.epubs import epub, package, page
from tests.text.pdfs import pdf

REFERENCES = "".join(f"&#{ord(letter)};" for letter in "\x1b\x9b\x80\x07\x7f")
AS_REFERENCES = "&#x9b;&#128;&#x7f;"
"""What XML 1.0 allows."""

STORIES: dict[str, str | bytes] = {
    "raw.txt": f"A title\n\n“Who is {CONTROLS} there?” said Anna.\n",
    "raw.md": f"# A {CONTROLS} title\n\n“Who is there?” said {CONTROLS} Anna.\n",
    "reference.md": f"# A {REFERENCES} title\n\n“Who is {REFERENCES} there?” said Anna.\n",
    "reference.html": f"<html lang='en'><head><title>T{REFERENCES}</title></head><body><h1>One {REFERENCES}</h1>"
    f"<p>“Who is {REFERENCES} there?” said Anna.</p></body></html>",
    "reference.epub": epub(
        {"a.xhtml": page(f"<h1>One {AS_REFERENCES}</h1><p>“Who is {AS_REFERENCES} there?” said Anna.</p>")},
        package({"a.xhtml": ""}, f"<dc:title>T {AS_REFERENCES}</dc:title><dc:creator>{AS_REFERENCES}A</dc:creator>"),
    ),
    "reference.fb2": "<FictionBook xmlns='http://www.gribuser.ru/xml/fictionbook/2.0'><description><title-info>"
    f"<book-title>T{AS_REFERENCES}</book-title></title-info></description><body><section><title><p>One{AS_REFERENCES}"
    f"</p></title><p>“Who is {AS_REFERENCES} there?” said Anna.</p></section></body></FictionBook>",
    "metadata.pdf": pdf([["Who is there? said Anna."]], title=f"T{CONTROLS}"),
    f"name {CONTROLS.replace(chr(0), '')}.txt": "“Who is there?” said Anna.\n",
}


def texts_in(book: Book) -> Iterator[str]:
    """Give every text that a book hands on."""
    about = book.about
    yield from (book.title, book.author, book.language, book.narrator)
    yield from (about.description, about.publisher, about.series, about.rights, about.published)
    yield from (chapter.title for chapter in book.chapters)
    yield from (paragraph.text for chapter in book.chapters for paragraph in chapter.paragraphs)
    yield from (item.text for item in book.left_out)


@pytest.mark.parametrize("name", STORIES)
def test_no_control_character_comes_out_of_a_story(name: str) -> None:
    """Raw, as a reference, in the metadata or in the name of the file: what follows need not look for any."""
    story = STORIES[name]
    book = parse_book(story.encode() if isinstance(story, str) else story, Path(name))
    assert "Anna" in "".join(texts_in(book))
    assert [text for text in texts_in(book) if controls_in(text)] == []


@pytest.mark.parametrize("escape", [r"\e[2J", r"\0", r"\x9b", r"\a", r"\r", r"\x7f"])
def test_no_control_character_comes_out_of_settings(escape: str) -> None:
    """YAML can write them in quotes: the person learns where, and that it is not taken."""
    front = f'---\ntitle: "A{escape}B"\n---\nIt was late.\n'
    with pytest.raises(SettingsError, match=r"story\.txt:2: the control character"):
        parse_book(front.encode(), Path("story.txt"))
    with pytest.raises(SettingsError, match=r"voices\.yaml:2: the control character"):
        parse_settings(f'characters:\n  "An{escape}na":\n    gender: female\n', "voices.yaml")


def test_a_name_is_one_line() -> None:
    """A title or an author of several lines would look like lines of our own on a terminal and in a list."""
    front = (
        '---\ntitle: "A\\nDone"\nauthor: "B\\n\\nC"\npublisher: "D\\nE"\ndescription: "F\\n\\nG"\n---\nIt was late.\n'
    )
    book = parse_book(front.encode(), Path("story.txt"))
    assert (book.title, book.author, book.about.publisher, book.about.description) == ("A Done", "B C", "D E", "F\n\nG")
