"""Paragraphs out of placed lines; what stands at the edges of pages; what cannot be read."""

from io import BytesIO
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from audiobook.errors import StoryError
from audiobook.model import Book, Form, ParagraphKind
from audiobook.text.chapters import make_book
from audiobook.text.read import read_book
from audiobook.text.sources.hyphens import Hyphens
from audiobook.text.sources.pdf import PdfSource
from tests.helpers import headings_of, ink, paragraphs_of, texts_of, titles_of
from tests.text.pdfs import L, drawn, locked, pdf

INDENTED: list[L | str] = [
    L("The ferry had stopped for the winter, and nobody on the isl-", 12),
    "and had told the new schoolteacher of it, so that she stood on",
    "the landing with two trunks.",
    L('"There is no boat till March," said Oskar.', 12),
    L("She counted the lights across the water. There were nine, and", 12),
    "in the morning there would be eight.",
]
ONE = (
    "The ferry had stopped for the winter, and nobody on the island had told the new schoolteacher of it, so that she "
    "stood on the landing with two trunks."
)
SAID = [
    ONE,
    '"There is no boat till March," said Oskar.',
    "She counted the lights across the water. There were nine, and in the morning there would be eight.",
]


def book_of_pdf(data: bytes) -> Book:
    """Read a PDF in this process: what keeps harm away is tested elsewhere."""
    return make_book(PdfSource().read(data, "x.pdf"), "x")


def test_an_indent_begins_a_paragraph_and_a_hyphen_at_the_end_of_a_line_goes() -> None:
    """As novels are set."""
    assert texts_of(book_of_pdf(pdf([INDENTED]))) == SAID


def test_a_paragraph_goes_on_over_the_page() -> None:
    """Whatever stands between its halves: a page number, a head."""
    pages: list[list[L | str]] = [INDENTED[:2], INDENTED[2:], [L("Then it was dark.", 12)], [L("Nobody came.", 12)]]
    book = book_of_pdf(pdf(pages, head="THE LAST FERRY", numbers=True))
    assert texts_of(book) == [*SAID, "Then it was dark.", "Nobody came."]
    left_out = [item.text for item in book.left_out]
    assert left_out == [text for n in range(1, 5) for text in ("THE LAST FERRY", str(n))]


def test_a_head_that_names_the_chapter_goes_however_short_the_chapter() -> None:
    """It stands where the others stand, and text does not."""
    names = ["THE LAST FERRY", "ICE", "THE LAST FERRY", "ICE", "THE LAST FERRY", "ICE", "THE LAST FERRY", "WIND"]
    pages = [L(name, 60, 8, room=-50) for name in names]
    book = book_of_pdf(pdf([[head, L(f"Night {n} was colder than any.", room=50)] for n, head in enumerate(pages)]))
    assert " ".join(texts_of(book)) == " ".join(f"Night {n} was colder than any." for n in range(8))


def test_room_above_begins_a_paragraph() -> None:
    """As reports and web pages are set, without indents."""
    lines = [L(line.text if isinstance(line, L) else line, room=8 * isinstance(line, L)) for line in INDENTED]
    assert texts_of(book_of_pdf(pdf([lines]))) == SAID


def test_a_short_line_that_ends_a_sentence_ends_a_paragraph_where_nothing_else_tells() -> None:
    """Neither indents nor room."""
    lines = [L(line.text if isinstance(line, L) else line) for line in INDENTED]
    assert texts_of(book_of_pdf(pdf([lines]))) == SAID


def test_larger_letters_are_headings_and_the_largest_the_title() -> None:
    """By size alone."""
    first = [L("The Last Ferry", 80, 24), L("Ice", 100, 16, room=20), *INDENTED]
    book = book_of_pdf(pdf([first, [L("Wind", 100, 16), *INDENTED]]))
    assert book.title == "The Last Ferry"
    assert titles_of(book) == ["Ice", "Wind"]
    assert paragraphs_of(book)[0].kind is ParagraphKind.TITLE


def test_headings_of_the_size_of_the_text_are_found_by_their_words() -> None:
    """As in any plain text; a number above a chapter is no page number."""
    pages = [[L(f"Chapter {n}", 120), L("", room=20), *INDENTED] for n in range(1, 5)]
    book = book_of_pdf(pdf(pages, numbers=True))
    assert headings_of(book) == [f"Chapter {n}" for n in range(1, 5)]


def test_numbers_that_do_not_count_as_pages_do_are_text() -> None:
    """Years at the feet of pages."""
    years = ["1914", "1920", "1921", "1935"]
    pages = [[L(f"Night {n}."), L(f"It was colder than {n}."), L(year, room=20)] for n, year in enumerate(years)]
    book = book_of_pdf(pdf(pages))
    assert [word for text in texts_of(book) for word in text.split() if word in years] == years
    assert not book.left_out


def test_italics_are_kept_over_lines() -> None:
    """A thought goes on, hyphen and all."""
    lines = [*INDENTED, L("How cold it is, and how ex-", 12, style="I"), L("traordinary, too.", style="I")]
    *others, thought = paragraphs_of(book_of_pdf(pdf([lines])))
    assert not any(paragraph.italics for paragraph in others)
    assert [thought.text[s.start : s.end] for s in thought.italics] == ["How cold it is, and how extraordinary, too."]


def test_lines_far_from_the_margin_stay_lines() -> None:
    """Verse."""
    verse: list[L | str] = [L("The ice is grey,", 60), L("the boat away.", 60)]
    found = paragraphs_of(book_of_pdf(pdf([[*INDENTED, *verse, *INDENTED]])))
    (poem,) = [p for p in found if p.form is Form.VERSE]
    assert poem.text == "The ice is grey,\nthe boat away."


def test_two_columns_are_read_one_after_the_other_and_pointed_out() -> None:
    """In the order in which the file draws them."""
    left: list[L | str] = [L("Of all the nights this was", 12), *[f"the coldest, number {n}, and" for n in range(8)]]
    right = [
        L("So she went in, to them", 172, room=-9 * 14),
        *[L(f"who sat there, number {n},", 160) for n in range(8)],
    ]
    source = PdfSource().read(pdf([[*left, *right]] * 2), "x.pdf")
    assert [b.text.split(" number")[0] for b in source.blocks[:2]] == [
        "Of all the nights this was the coldest,",
        "So she went in, to them who sat there,",
    ]
    assert "two columns" in source.notes[0]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (locked(), "is locked"),
        (drawn(), "has no text"),
        (pdf([[]]), "has no text"),
        (b"%PDF-1.4\n1 0 obj", "is damaged"),
        (b"Ice.", "is damaged"),
        (pdf([INDENTED])[:400], "is damaged"),
        (pdf([["# $ % & / ( ) = * + ~ < > | { } ? ! ; : " * 2] * 6]), "cannot be made out"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, problem: str) -> None:
    """Never an empty book."""
    with pytest.raises(StoryError, match=problem) as error:
        PdfSource().read(data, "x.pdf")
    assert error.value.hint


def test_pages_that_are_pictures_are_pointed_out() -> None:
    """A scanned appendix."""
    writer = PdfWriter()
    for each in (pdf([INDENTED]), drawn()):
        for page in PdfReader(BytesIO(each)).pages:
            writer.add_page(page)
    buffer = BytesIO()
    writer.write(buffer)
    assert "1 of 2 pages are pictures" in PdfSource().read(buffer.getvalue(), "x.pdf").notes[0]


@pytest.mark.parametrize(
    ("line", "after", "joined"),
    [
        ("an extra-", "ordinary day", "an extraordinary day"),
        ("the well-", "known man", "the well-known man"),
        ("the well-", "worn coat", "the well-worn coat"),
        ("Anglo-", "Saxon", "Anglo-Saxon"),
        ("the boat—", "or so", "the boat—or so"),
        ("a boat", "or so", "a boat or so"),
        ("and some-", "thing else", "and something else"),
        ("room 12-", "13", "room 12- 13"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_the_typesetters_unless_the_text_knows_better(
    line: str, after: str, joined: str
) -> None:
    """What the text has elsewhere decides."""
    hyphens = Hyphens(["It was extraordinary, and well-known to", "some who said such a thing to"])
    assert "".join((*hyphens.joint(line, after), after)) == joined


def test_a_story_in_a_pdf_is_read_from_a_file(tmp_path: Path) -> None:
    """In a process of its own."""
    path = tmp_path / "ferry.pdf"
    path.write_bytes(pdf([INDENTED]))
    assert texts_of(read_book(path)) == SAID


LINES = st.builds(
    L,
    st.sampled_from(
        ["Ice.", "I", "7", "* * *", "Chapter 1", "the boat that had not come for all of that win-", "ter, and"]
    ),
    st.sampled_from([0.0, 12.0, 60.0, 160.0]),
    st.sampled_from([8, 10, 10, 10, 16]),
    st.sampled_from(["", "I"]),
    st.sampled_from([0.0, 0.0, 14.0]),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(LINES, max_size=12), min_size=1, max_size=4), st.booleans())
def test_every_letter_of_a_pdf_is_in_one_paragraph_or_left_out(pages: list[list[L | str]], numbers: bool) -> None:  # noqa: FBT001
    """The law of reading, but for the hyphens of a typesetter."""
    try:
        book = book_of_pdf(pdf(pages, numbers=numbers))
    except StoryError:
        return
    drawn_on = [line.text for page in pages for line in page if isinstance(line, L)]
    drawn_on += map(str, range(1, len(pages) + 1)) if numbers else []
    found = ink(*texts_of(book), *(item.text for item in book.left_out))
    missing = ink(*drawn_on) - found
    assert not found - ink(*drawn_on)
    assert set(missing) <= {"-"}


CAP: list[L | str] = [
    L("Chapter 1", 60, 16),
    L("he ferry had stopped for the winter, and nobody", 26, room=20),
    L("knew of it when the new teacher came to the land-", 26),
    "ing with her two trunks and asked for Oskar.",
    *INDENTED,
]


@pytest.mark.parametrize("at", [0, 1])
def test_a_drop_cap_is_part_of_its_word_whenever_it_is_drawn(at: int) -> None:
    """Browsers draw it before all else on its page, and lines beside it are no verse."""
    y = 20 + 14 * 2  # below the heading, beside two lines
    cap = L("T", 0, 30, room=y - 14 * at)
    lines = [*CAP[:at], cap, L("", room=14 * at - 14 - y), *CAP[at:]]
    book = book_of_pdf(pdf([lines]))
    said = (
        "The ferry had stopped for the winter, and nobody knew of it when the new teacher came to the landing with her "
        "two trunks and asked for Oskar."
    )
    assert texts_of(book)[:2] == ["Chapter 1", said]
    assert {p.form for p in paragraphs_of(book)} == {Form.PROSE}


@pytest.mark.parametrize(("rest", "expected"), [("lamp", "A lamp"), ("nna", "Anna")])
def test_a_drop_cap_may_be_a_word(rest: str, expected: str) -> None:
    """Where the text knows what follows it as a word."""
    lines = [L("A", 0, 30), L(f"{rest} was lit, and the ferry had stopped for all winter.", 22, room=-24)]
    book = book_of_pdf(pdf([[*lines, *INDENTED, "Anna saw the lamp"]]))
    assert paragraphs_of(book)[0].text.startswith(f"{expected} was lit")


def test_half_an_inch_is_an_indent() -> None:
    """As manuscripts are typed; lines that all stand so far in are verse."""
    wide = [L(line.text, 36) if isinstance(line, L) else line for line in INDENTED]
    assert texts_of(book_of_pdf(pdf([wide * 3]))) == SAID * 3


def test_titles_in_bold_are_headings_where_there_are_no_others() -> None:
    """Of the size of the text, at the top of a page."""
    pages = [[L(title, 120, style="B"), *INDENTED * 3] for title in ("The Ice", "A Lamp in the Window")]
    assert headings_of(book_of_pdf(pdf(pages))) == ["The Ice", "A Lamp in the Window"]


def test_small_capitals_do_not_tear_a_paragraph() -> None:
    """A line's letters are as large as the largest of which it has many."""
    document = FPDF(unit="pt", format=(420, 600))
    document.add_page()
    for n, (large, small) in enumerate(
        [("The ferry had stopped for", "all that"), ("it was", "WINTER AND DARK"), ("then", ".")]
    ):
        document.set_font("Times", size=11)
        document.text(72, 90 + 14 * n, large)
        width = document.get_string_width(large + " ")
        document.set_font("Times", size=8)
        document.text(72 + width, 90 + 14 * n, small)
    assert len(texts_of(book_of_pdf(bytes(document.output())))) == 1


def test_foot_notes_are_not_said() -> None:
    """Lines in small letters at the foot of a page, from a mark on."""
    note = [L("* A custom of the island, which had been given up", 0, 7, room=30), L("before the war.", 0, 7)]
    book = book_of_pdf(pdf([INDENTED, [*INDENTED, *note, L("2 In March.", 0, 7)]]))
    assert texts_of(book) == SAID * 2
    assert [(item.text, item.reason, item.line) for item in book.left_out] == [
        ("* A custom of the island, which had been given up before the war.", "a note", 6),
        ("2 In March.", "a note", 6),
    ]


def test_a_page_number_may_say_how_many_pages_there_are() -> None:
    """As browsers print it, beside the address of the page."""
    shifted = [INDENTED[n:] + INDENTED[:n] for n in range(6)]  # no line of the text is twice at one height
    pages = [[*lines, *lines, L(f"file:///ferry.html {n}/6", room=150)] for n, lines in enumerate(shifted, 1)]
    left_out = book_of_pdf(pdf(pages)).left_out
    assert [item.text for item in left_out] == [f"file:///ferry.html {n}/6" for n in range(1, 7)]
