import pytest

from audiobook.text.sources.base import BlockKind
from audiobook.text.sources.plain import PlainSource
from tests.helpers import book_of, headings_of, paragraphs_of, texts_of

NOT_SHORT = "The ferry had stopped for the winter, and nobody on the island had told the new teacher."


def kind_of(line: str) -> BlockKind:
    """Say what a line of its own is taken for."""
    text = f"{NOT_SHORT}\n\n{line}\n\n{NOT_SHORT}\n"
    return PlainSource().read(text.encode(), "x.txt").blocks[1].kind


@pytest.mark.parametrize(
    "line",
    [
        "Chapter 1",
        "CHAPTER I.",
        "chapter twenty-one",
        "Chapter the Last",
        "CHAPTER TWO: The Road",
        "Chapter Two — The Road",
        "Chapter 3. The road goes on",
        "Chapter 3 The Road",
        "Chapter Four “The Road”",
        "PART ONE",
        "Book the First",
        "Volume II",
        "Prologue",
        "EPILOGUE: After the Ice",
        "XIV",
        "XIV.",
        "7",
    ],
)
def test_a_line_that_names_a_chapter_is_a_heading(line: str) -> None:
    """By number or by word, with a title or without."""
    assert kind_of(line) is BlockKind.HEADING


@pytest.mark.parametrize(
    "line",
    [
        "Chapter two was dull.",
        "Chapter after chapter she read on.",
        "Part of the ice was gone.",
        "Part two of the plan failed.",
        "Book me a seat.",
        "Introductions were made.",
        "Prologue and all, it took an hour.",
        "I.e. never.",
        "1914 was cold.",
        "Civil.",
        "Chapter One " + "and so on " * 10,
    ],
)
def test_a_sentence_is_no_heading(line: str) -> None:
    """Even if it begins like one."""
    assert kind_of(line) is BlockKind.TEXT


@pytest.mark.parametrize("line", ["***", "* * *", "---", "— — —", "#", "~", "⁂", "•••", "_____", "✻ ✻ ✻", "★", "❧"])
def test_a_line_of_marks_parts_scenes(line: str) -> None:
    """Whatever the author's ornament."""
    assert kind_of(line) is BlockKind.BREAK


@pytest.mark.parametrize("line", ["“—”", "...", "?!", "* he *", "C * * *"])
def test_other_marks_do_not(line: str) -> None:
    """Dots may be a character's silence."""
    assert kind_of(line) is BlockKind.TEXT


def test_lines_broken_to_fit_a_page_are_one_paragraph() -> None:
    """The next word would not have fitted: so the line went on."""
    text = (
        "The ferry had stopped for the winter and nobody on the island\nhad told the new schoolteacher of it, so that"
        " she stood there\nand waited.\n\nIt was cold.\n"
    )
    assert len(texts_of(book_of(text))) == 2


def test_lines_that_had_room_are_paragraphs() -> None:
    """Verse, dialogue, one paragraph a line: who breaks a short line means it."""
    text = f"“No,” he said.\n{NOT_SHORT}\n“Yes.”\n{NOT_SHORT} {NOT_SHORT}\n“No.”\n"
    assert len(texts_of(book_of(text))) == 5


def test_a_number_between_lines_is_a_word() -> None:
    """A line "I" between others is somebody's answer."""
    assert headings_of(book_of(f"Who?\nI\n{NOT_SHORT}\n\n{NOT_SHORT}\n7\n{NOT_SHORT}")) == []


def test_a_table_of_contents_makes_no_chapters() -> None:
    """Lines of headings only are a list."""
    book = book_of(f"Chapter 1\nChapter 2\n\nChapter 1\n\n{NOT_SHORT}\n\nChapter 2\n\n{NOT_SHORT}")
    assert headings_of(book) == ["Chapter 1", "Chapter 2"]


def test_blanks_of_every_kind_part_paragraphs_and_are_not_text() -> None:
    """Tabs, no-break and wide spaces at the edges; a line of them is empty."""
    assert texts_of(book_of("\t Ice. \u00a0\n\u3000\u00a0 \n  Wind.\u2003\n")) == ["Ice.", "Wind."]


def test_each_paragraph_knows_its_line_and_offset() -> None:
    """Line in the file, front matter and all; offset in the decoded text."""
    text = f"---\ntitle: X\n---\n\n  Ice.\n\n\tChapter 1\n\n{NOT_SHORT}"
    for paragraph in paragraphs_of(book_of(text)):
        assert paragraph.start is not None
        assert text[paragraph.start :].startswith(paragraph.text)
        assert text.count("\n", 0, paragraph.start) + 1 == paragraph.line
