import pytest

from audiobook.model import Form
from audiobook.text.sources.base import BlockKind
from audiobook.text.sources.plain import PlainSource
from tests.helpers import book_of, headings_of, paragraphs_of, texts_of, titles_of

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


PROSE = (
    "The ferry had stopped for the winter, and nobody on the island had told\nthe new schoolteacher of it, so that she"
    " stood on the landing with two\ntrunks and a caged finch."
)


def form_of(lines: str) -> Form:
    """Give the form of some lines among prose that was wrapped."""
    return PlainSource().read(f"{PROSE}\n\n{lines}\n\n{PROSE}\n".encode(), "x.txt").blocks[1].form


@pytest.mark.parametrize(
    "lines", ["The ice is grey,\nthe boat away.", "  The ice is grey,\n    the boat away.\n  Away!"]
)
def test_lines_with_room_among_wrapped_ones_are_verse(lines: str) -> None:
    """Whoever breaks them there means it; they stay one paragraph with its lines."""
    assert form_of(lines) is Form.VERSE
    assert form_of(PROSE) is Form.PROSE
    assert len(texts_of(book_of(f"{PROSE}\n\n{lines}\n\n{PROSE}\n"))) == 3


@pytest.mark.parametrize(
    ("line", "language"),
    [("Language: French", "fr"), ("Language: English, with some Latin", "en"), ("Language: Elvish", "en"), ("", "en")],
)
def test_the_frame_says_the_language(line: str, language: str) -> None:
    """By its English name; an unknown one is nobody's guess."""
    text = f"Title: X\n{line}\n\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n{PROSE}"
    assert book_of(text).language == language


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("Jane Austen", "Jane Austen"),
        ("Austen, Jane", "Jane Austen"),
        ("Lind, Ida, 1851-1920", "Ida Lind"),
        ("Lind, Ida, Berg, Oskar", "Lind, Ida, Berg, Oskar"),
        ("Ida Lind, Oskar Berg", "Ida Lind, Oskar Berg"),
    ],
)
def test_an_author_is_written_as_people_say_the_name(author: str, name: str) -> None:
    """Where there is but one."""
    text = f"Author: {author}\n\n*** START OF THIS PROJECT GUTENBERG EBOOK X ***\n\n{PROSE}"
    assert book_of(text).author == name


def test_the_frame_says_the_charset() -> None:
    """And nobody has to guess, nor to be told of a guess."""
    text = (
        f"Character set encoding: ISO-8859-5\r\n*** START OF THE PROJECT GUTENBERG EBOOK X ***\r\n{PROSE}\r\n\r\nЛёд."
    )
    book = book_of(text.encode("iso-8859-5"))
    assert texts_of(book)[-1] == "Лёд."
    assert not book.notes


@pytest.mark.parametrize(
    ("head", "title", "author"),
    [
        ("The Project Gutenberg EBook of The Ferry, by Ida Lind", "The Ferry", "Ida Lind"),
        ("Project Gutenberg's The Ferry, by Ida Lind", "The Ferry", "Ida Lind"),
        ("Title: The Ferry\n\nAuthor: Ida Lind", "The Ferry", "Ida Lind"),
    ],
)
def test_what_is_left_of_a_frame_is_not_said(head: str, title: str, author: str) -> None:
    """Somebody has cut away the licence, and left a line."""
    book = book_of(f"{head}\n\nCHAPTER I\n\n{PROSE}")
    assert (book.title, book.author) == (title, author)
    assert book.left_out[0].text == head
    assert texts_of(book)[0] == "CHAPTER I"


def test_talk_of_project_gutenberg_is_a_story_too() -> None:
    """Only the words of the frame are one."""
    story = f"Chapter 1\n\n{PROSE}\n\nShe had found it at Project Gutenberg.\n\n{PROSE}"
    assert not book_of(story).left_out


def test_a_list_of_contents_with_a_title_goes_and_so_does_one_without() -> None:
    """The chapters below it are the book's."""
    chapters = "".join(f"\n\n\nCHAPTER {n}\n\n{PROSE}" for n in ("I", "II", "III"))
    contents = "CHAPTER I. Ice\n\nCHAPTER II. Wind\n\nCHAPTER III. Land"
    for title in ("", "CONTENTS\n\n", "_Contents._\n\n"):
        book = book_of(f"The Ferry\n\n{title}{contents}{chapters}")
        assert titles_of(book) == ["CHAPTER I", "CHAPTER II", "CHAPTER III"]
        assert {item.reason for item in book.left_out} == {"a list of contents"}


def test_parts_that_count_their_chapters_anew_are_no_list_of_contents() -> None:
    """Short chapters come again, with prose between them."""
    parts = "".join(f"PART {p}\n\n" + "".join(f"CHAPTER {n}\n\n{PROSE}\n\n" for n in "123") for p in ("ONE", "TWO"))
    book = book_of(parts)
    assert len(book.chapters) == 6
    assert not book.left_out


@pytest.mark.parametrize(
    "line",
    [
        "1904",
        "(1811)",
        "By Ida Lind",
        "by",
        "London: Mole & Co.",
        "With four coloured Illustrations",
        "Copyright 1904, Mole",
        "Translated from the Swedish by Oskar Berg",
        "Author of “The Finch”",
    ],
)
def test_lines_of_a_title_page_are_not_said(line: str) -> None:
    """Above the first heading, and nowhere else."""
    book = book_of(f"The Ferry\n\nOr, Ice\n\n{line}\n\nCHAPTER I\n\n{PROSE}\n\n{line}\n\n{PROSE}")
    assert [item.text for item in book.left_out] == [line]
    assert texts_of(book).count(line) == 1


@pytest.mark.parametrize("line", ["By March it was dark, and nobody came.", "To my mother", "1904 was cold.", "“By”"])
def test_a_dedication_is_said_with_the_first_chapter(line: str) -> None:
    """An author wrote it to be read."""
    book = book_of(f"The Ferry\n\n{line}\n\nCHAPTER I\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}")
    assert titles_of(book) == ["CHAPTER I", "CHAPTER II"]
    assert line in texts_of(book)


def test_a_heading_may_stand_on_two_lines() -> None:
    """As some typists had it."""
    book = book_of(f"BOOK I\n\n CHAPTER\n   1\n\n{PROSE}\n\n CHAPTER\n   2\n\n{PROSE}")
    assert titles_of(book) == ["BOOK I: CHAPTER 1", "CHAPTER 2"]


@pytest.mark.parametrize(
    "title",
    ["Down the Well", "“YOUR LADYSHIP”", "IN WHICH WE ARE\n  INTRODUCED TO OSKAR", "The Finch", "A Letter from Home"],
)
def test_a_title_below_a_bare_chapter_is_its_title(title: str) -> None:
    """With a blank line between them or without."""
    for room in ("\n", "\n\n"):
        book = book_of(f"CHAPTER I{room}{title}\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}")
        assert titles_of(book) == ["CHAPTER I: " + " ".join(title.split()), "CHAPTER II"]


@pytest.mark.parametrize(
    "line", ["It was cold", "“No,” he said", "WHO IS THERE?", "***", "My dear Ida,", "So it went on"]
)
def test_a_first_line_that_is_no_title_is_said_as_text(line: str) -> None:
    """Titles begin their words with capitals, and end like no sentence."""
    assert headings_of(book_of(f"CHAPTER I\n\n{line}\n\n{PROSE}")) == ["CHAPTER I"]


@pytest.mark.parametrize("line", ["* * *", "       *       *       *       *       *", "#", "⁂"])
def test_stars_part_scenes_however_far_apart(line: str) -> None:
    """Project Gutenberg's have seven blanks between them."""
    assert kind_of(line) == BlockKind.BREAK


WRAPPED = (
    "The ferry had stopped for the winter, and nobody on the\nisland had told the new teacher of it, so that she stood "
    "on\nthe landing with two trunks."
)


@pytest.mark.parametrize("indent", ["\t", "    ", "  "])
def test_paragraphs_may_begin_with_a_tab(indent: str) -> None:
    """And no blank line; how wide a tab is, the file does not say."""
    text = f"Chapter 1\n\n{indent}" + f"\n{indent}".join([WRAPPED] * 9)
    assert texts_of(book_of(text)) == ["Chapter 1", *[WRAPPED] * 9]


def test_double_spacing_is_no_paragraph_after_every_line() -> None:
    """As typed manuscripts have it: a paragraph ends where a line has room for the next word."""
    text = "The Ferry\n\nChapter 1\n\n" + "\n\n".join([f"     {WRAPPED}".replace("\n", "\n\n")] * 9)
    book = book_of(text)
    assert book.title == "The Ferry"
    assert [" ".join(each.split()) for each in texts_of(book)[2:]] == [" ".join(WRAPPED.split())] * 9
    poem = "\n\n".join(["The ice is grey,", "the boat away,", "the lamp is lit"] * 9)
    assert len(texts_of(book_of(poem))) == 27
    talk = [
        "“Where is the key to the door?” asked Anna. She was cold.",
        "“I have not got it, and you know,” said Ivan, who waited.",
        "The lamp was out, and there was nothing to see but night.",
    ]
    assert len(texts_of(book_of("\n\n".join(talk * 9)))) == 27


@pytest.mark.parametrize(
    "line",
    "Kapitel 3/Drittes Kapitel/Chapitre premier/CHAPITRE II/Capítulo 4/Capítulo primero/Глава 5/Глава первая"
    "/Часть вторая/Teil II/Epílogo/Пролог".split("/"),
)
def test_headings_of_other_languages(line: str) -> None:
    """German, French, Spanish and Russian words for chapters and parts."""
    assert kind_of(line) == BlockKind.HEADING


def test_a_title_below_a_numeral_is_its_title_also_if_the_contents_name_it() -> None:
    """The numeral begins the chapter."""
    titles = ("The Ice", "The Lamp", "Anna")
    listed = "".join(f"{n}. {title}\n" for n, title in zip(("I", "II", "III"), titles, strict=True))
    story = "".join(
        f"{n}\n\n{title.upper()}\n\n{WRAPPED}\n\n{WRAPPED}\n\n"
        for n, title in zip(("I", "II", "III"), titles, strict=True)
    )
    assert titles_of(book_of(f"CONTENTS\n\n{listed}\n{story}")) == ["I: THE ICE", "II: THE LAMP", "III: ANNA"]
