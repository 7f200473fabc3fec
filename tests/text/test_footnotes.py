"""Footnotes: left out, or read by choice, whatever kind of file they are in."""

from pathlib import Path

import pytest

from audiobook.model import Book
from audiobook.settings.corrections import load_choice
from audiobook.text.chapters import make_book
from audiobook.text.choice import Choice
from audiobook.text.sources.base import Source
from audiobook.text.sources.docx import DocxSource
from audiobook.text.sources.epub import EpubSource
from audiobook.text.sources.fb2 import Fb2Source
from audiobook.text.sources.html import HtmlSource
from audiobook.text.sources.odt import OdtSource
from audiobook.text.sources.plain import PlainSource
from tests.helpers import texts_of
from tests.text.epubs import epub, page
from tests.text.word_files import fb2, odt, raw_word

LAST = "Nobody came."
_WORD_NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>It froze.</w:t></w:r></w:p></w:footnote>'
_ODT_NOTE = "<text:note><text:note-body><text:p>It froze.</text:p></text:note-body></text:note>"
FILES: dict[str, tuple[Source, bytes]] = {
    "epub": (
        EpubSource(),
        epub(
            {
                "a.xhtml": page(
                    '<p>Ice<a epub:type="noteref" href="#n">1</a> came.</p>'
                    f'<aside epub:type="footnote" id="n"><a href="#r">1.</a> It froze. ↩</aside><p>{LAST}</p>'
                )
            }
        ),
    ),
    "html": (
        HtmlSource(),
        f'<article><p>Ice<sup class="footnote-ref"><a href="#n">[1]</a></sup> came.</p><p>{LAST}</p>'
        '<div class="footnote" id="n">[1] It froze.</div></article>'.encode(),
    ),
    "docx": (
        DocxSource(),
        raw_word(
            '<w:p><w:r><w:t>Ice</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r>'
            f'<w:t xml:space="preserve"> came.</w:t></w:r></w:p><w:p><w:r><w:t>{LAST}</w:t></w:r></w:p>',
            footnotes=_WORD_NOTE,
        ),
    ),
    "odt": (OdtSource(), odt(f"<text:p>Ice{_ODT_NOTE} came.</text:p><text:p>{LAST}</text:p>")),
    "txt": (PlainSource(), f"Ice came.\n\n[Footnote 1: It froze.]\n\n{LAST}\n".encode()),
}
AT_THE_END = {"html"}
"""Where the file itself has its notes."""


def read(kind: str, choice: Choice) -> Book:
    """Read a file of that kind."""
    source, data = FILES[kind]
    return make_book(source.read(data, f"x.{kind}"), "x", choice)


@pytest.mark.parametrize("kind", FILES)
def test_footnotes_are_left_out_and_listed(kind: str) -> None:
    """Unless somebody asks for them."""
    book = read(kind, Choice())
    assert texts_of(book) == ["Ice came.", LAST]
    assert [item.reason for item in book.left_out if "froze" in item.text] == ["a note"]


@pytest.mark.parametrize("kind", FILES)
def test_footnotes_are_heard_by_choice(kind: str) -> None:
    """After the paragraph that they belong to, with a word before them and without their mark; nothing twice."""
    book = read(kind, Choice(footnotes=True))
    said = ["Ice came.", "Note: It froze.", LAST]
    assert texts_of(book) == ([said[0], said[2], said[1]] if kind in AT_THE_END else said)
    assert not [item for item in book.left_out if "froze" in item.text]


def test_a_section_of_notes_is_heard_by_choice() -> None:
    """FictionBook has all notes in a part of their own."""
    notes = '<body name="notes"><section><p>It froze.</p></section></body>'
    manuscript = Fb2Source().read(fb2("<section><p>Ice.</p></section>", rest=notes), "x.fb2")
    assert texts_of(make_book(manuscript, "x")) == ["Ice."]
    assert texts_of(make_book(manuscript, "x", Choice(footnotes=True))) == ["Ice.", "It froze."]


@pytest.mark.parametrize(("language", "said"), [("de", "Anmerkung: It froze."), ("sv", "It froze.")])
def test_the_word_before_a_note_is_the_languages(language: str, said: str) -> None:
    """And there is none where we know none."""
    assert texts_of(read("txt", Choice(footnotes=True, language=language)))[1] == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[Footnote: It froze.]", "It froze."),
        ("[Footnote 12: A man froze.]", "A man froze."),
        ("[Footnote *: It froze.]", "It froze."),
        ("[Footnote 3: 1914 was cold.]", "1914 was cold."),
    ],
)
def test_only_the_mark_of_a_note_goes(written: str, said: str) -> None:
    """Words that look like marks stay."""
    manuscript = PlainSource().read(f"Ice came.\n\n{written}\n\nNobody came.\n".encode(), "x.txt")
    assert texts_of(make_book(manuscript, "x", Choice(footnotes=True)))[1] == f"Note: {said}"


def test_a_note_of_several_paragraphs_is_announced_once() -> None:
    """Project Gutenberg puts one pair of brackets around it."""
    text = "Ice came.\n\n[Footnote 1: It froze.\n\nAnd then it thawed.]\n\nNobody came.\n"
    book = make_book(PlainSource().read(text.encode(), "x.txt"), "x", Choice(footnotes=True))
    assert texts_of(book) == ["Ice came.", "Note: It froze.", "And then it thawed.", "Nobody came."]


def test_the_corrections_file_asks_for_them(tmp_path: Path) -> None:
    """`footnotes: yes` beside a story of any kind."""
    (tmp_path / "x.corrections.yaml").write_text("footnotes: yes\n")
    assert load_choice(tmp_path / "x.epub") == Choice(footnotes=True)
