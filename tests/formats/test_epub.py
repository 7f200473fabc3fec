import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.checking.overlays import check_epub
from audiobook.checking.safe_xml import parse_xml
from audiobook.formats.base import BookEdition, ChapterEdition, Entry
from audiobook.formats.epub import EpubFormat
from audiobook.formats.epub_chapter import chapter_page
from audiobook.formats.epub_overlay import clock, overlay, passages
from audiobook.formats.epub_package import package
from audiobook.formats.epub_pages import Line, contents_page, voices_page
from audiobook.model import About, ChapterKind, Paragraph, ParagraphKind, Span
from audiobook.text.marks import ITALICS
from tests.contrast import Colour, contrast
from tests.formats.contract import FormatContract
from tests.formats.editions import EDITION, Lines, a_book, a_chapter, length_s

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
SMIL = "{http://www.w3.org/ns/SMIL}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
BLANK = re.compile(r"\s+")


class TestEpub(FormatContract):
    """EPUB keeps the laws of all formats."""

    name = "epub"


def written(book: BookEdition, folder: Path) -> Path:
    """Write the EPUB of a book, and give its file."""
    form = EpubFormat()
    (file,) = form.files(book.edition, [chapter.entry for chapter in book.chapters])
    form.write(file, book, folder / file.path)
    return folder / file.path


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Give the EPUB of the small book, open."""
    return zipfile.ZipFile(written(a_book(), tmp_path_factory.mktemp("epub")))


def tree(archive: zipfile.ZipFile, name: str) -> Element:
    """Give a file of an EPUB as a tree."""
    return parse_xml(archive.read(f"EPUB/{name}"))


def words(element: Element) -> str:
    """Give the text of an element, each run of blanks as one space."""
    return BLANK.sub(" ", "".join(element.itertext())).strip()


def body(page: str) -> Element:
    """Give the body of a page."""
    found = parse_xml(page.encode()).find(f"{XHTML}body")
    assert found is not None
    return found


def of_paragraphs(*paragraphs: Paragraph, said: tuple[int, ...] = ()) -> ChapterEdition:
    """Give a chapter with these paragraphs, of which some are said as they are, each in one go."""
    chapter = a_chapter([[("x", None)]] * (max(said, default=0) + 1), seconds=0.01)
    placements = []
    for i in said:
        placement = chapter.timeline.placements[i]
        locus = replace(placement.utterance.locus, span=Span(0, len(paragraphs[i].text)))
        placements.append(replace(placement, utterance=replace(placement.utterance, locus=locus)))
    return replace(chapter, paragraphs=paragraphs, timeline=replace(chapter.timeline, placements=tuple(placements)))


# ---------------------------------------------------------------------------------------------------------- the package


def test_programs_know_it_by_its_first_bytes(finished: zipfile.ZipFile) -> None:
    """The first file says "application/epub+zip", as it is and with nothing before it (OCF 3.3, section 4.3)."""
    first = finished.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert finished.read("mimetype") == b"application/epub+zip"


def test_the_clock_is_not_in_it(finished: zipfile.ZipFile) -> None:
    """Every file in it has the same date, the first that zip files have, and stands in order of its name."""
    members = finished.infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    names = [member.filename for member in members[2:]]
    assert names == sorted(names)


def test_the_manifest_is_what_is_there(finished: zipfile.ZipFile) -> None:
    """Every file is declared and every declared file is there; sound is stored as it is, the rest is packed."""
    declared = {f"EPUB/{item.get('href')}" for item in tree(finished, "package.opf").iter(f"{OPF}item")}
    assert declared | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(finished.namelist())
    for member in finished.infolist():
        stored = member.filename.endswith((".m4a", ".png")) or member.filename == "mimetype"
        assert member.compress_type == (zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)


def test_it_says_what_the_book_is(finished: zipfile.ZipFile) -> None:
    """Title, author, language, identifier, series and the rest are those of the edition, escaped."""
    metadata = tree(finished, "package.opf")
    told = {element.tag.removeprefix(DC): element.text for element in metadata.iter() if element.tag.startswith(DC)}
    assert told == {
        "identifier": EDITION.identifier,
        "title": "Das Schloß",
        "creator": "Кафка",
        "language": "en-gb",
        "date": "1922-03-04",
        "publisher": "Fullcast <Press>",
        "description": "Of chairs & lamps.",
        "rights": "CC0",
    }
    properties = {meta.get("property"): meta.text for meta in metadata.iter(f"{OPF}meta")}
    assert properties["belongs-to-collection"] == "Chairs"
    assert properties["group-position"] == "2"
    assert properties["media:narrator"] == "Fullcast"
    assert properties["schema:accessibilityHazard"] == "none"
    features = {m.text for m in metadata.iter(f"{OPF}meta") if m.get("property") == "schema:accessibilityFeature"}
    assert {"synchronizedAudioText", "tableOfContents", "readingOrder", "structuralNavigation"} <= features


@pytest.mark.parametrize(("published", "modified"), [("1922-03-04", "1922-03-04"), ("1922", ""), ("", "")])
def test_its_date_is_no_clock(published: str, modified: str) -> None:
    """It was last changed when it was published; where the day is not known, on the same day for every book."""
    found = re.search(
        r'"dcterms:modified">([^T<]+)T00:00:00Z<', package(replace(EDITION, about=About(published=published)), [])
    )
    other = re.search(r'"dcterms:modified">([^T<]+)T', package(replace(EDITION, about=About()), []))
    assert found
    assert other
    assert found[1] == (modified or other[1])


def test_what_is_not_known_is_not_told(tmp_path: Path) -> None:
    """Without author, narrator and cover there are no empty ones, and the file is still sound."""
    bare = replace(EDITION, author="", narrator="", cover=None, about=About(), notice="")
    path = written(replace(a_book(), edition=bare), tmp_path)
    assert list(check_epub(path)) == []
    with zipfile.ZipFile(path) as archive:
        text = archive.read("EPUB/package.opf").decode()
        assert not re.search("dc:creator|media:narrator|cover|<dc:date", text)
        assert not any("cover" in name for name in archive.namelist())


def test_a_retail_sample_is_no_part_of_it(tmp_path: Path) -> None:
    """What is there for shops is not in the book; credits are, in their place."""
    first, second = a_book().chapters
    chapters = (
        replace(first, entry=Entry(0, "Opening credits", ChapterKind.OPENING, 1)),
        replace(second, entry=Entry(1, "The end", ChapterKind.CLOSING, 2)),
        replace(second, entry=Entry(2, "Sample", ChapterKind.SAMPLE, 3)),
    )
    with zipfile.ZipFile(written(BookEdition(EDITION, chapters), tmp_path)) as archive:
        titles = [words(item) for item in tree(archive, "text/nav.xhtml").iter(f"{XHTML}li")]
        assert titles[:3] == ["Opening credits", "The end", "The voices"]
        assert not any("003" in name for name in archive.namelist())


def test_a_book_from_right_to_left_runs_so() -> None:
    """Arabic and Hebrew turn their pages the other way."""
    assert 'page-progression-direction="rtl"' in package(replace(EDITION, language="he"), [])
    assert 'dir="rtl"' in chapter_page(a_chapter(), "ar-eg")
    assert 'dir="ltr"' in chapter_page(a_chapter(), "en")


# ------------------------------------------------------------------------------------------------------------- the text


def test_all_of_the_story_is_there_in_order(finished: zipfile.ZipFile) -> None:
    """The words of each page are those of the chapter, and nothing else."""
    for chapter in a_book().chapters:
        page = tree(finished, f"text/chapter-{chapter.entry.position:03}.xhtml").find(f"{XHTML}body")
        assert page is not None
        assert words(page) == " ".join(BLANK.sub(" ", paragraph.text) for paragraph in chapter.paragraphs)


def test_each_utterance_is_heard_once_with_its_words(finished: zipfile.ZipFile) -> None:
    """The overlay plays the utterances in order, and each highlights exactly its own words."""
    for chapter in a_book().chapters:
        name = f"chapter-{chapter.entry.position:03}"
        elements = {e.get("id"): e for e in tree(finished, f"text/{name}.xhtml").iter() if e.get("id")}
        sources = [text.get("src", "") for text in tree(finished, f"overlays/{name}.smil").iter(f"{SMIL}text")]
        assert all(source.startswith(f"../text/{name}.xhtml#") for source in sources)
        played = [words(elements[source.partition("#")[2]]) for source in sources]
        assert played == [placement.utterance.text for placement in chapter.timeline.placements]


def test_who_speaks_can_be_told(finished: zipfile.ZipFile) -> None:
    """What a character says has a class of theirs and their name; what is narrated has neither."""
    page = tree(finished, "text/chapter-001.xhtml")
    told = {words(e): (e.get("class"), e.get("data-speaker")) for e in page.iter(f"{XHTML}span")}
    assert told["“Who is there?”"] == ("speech speaker-anna", "Anna")
    assert told["“Nobody”, he said."] == ("speech speaker-boris", "Boris & Co")
    assert told["She put down the lamp."] == (None, None)


def test_the_voices_lead_to_their_first_words(finished: zipfile.ZipFile) -> None:
    """The last page names the cast, and each name goes to an element that the character says."""
    page = tree(finished, "text/voices.xhtml")
    assert "The voices in this audiobook are synthetic." in words(page)
    links = {words(a): a.get("href", "") for a in page.iter(f"{XHTML}a")}
    assert list(links) == ["Anna", "Boris & Co"]
    for name, link in links.items():
        file, _, target = link.partition("#")
        (element,) = [e for e in tree(finished, f"text/{file}").iter() if e.get("id") == target]
        assert element.get("data-speaker") == name


def test_headings_are_headings(finished: zipfile.ZipFile) -> None:
    """A chapter begins with its one h1, within a section that says what it is."""
    page = tree(finished, "text/chapter-001.xhtml")
    assert [words(h) for h in page.iter(f"{XHTML}h1")] == ["“One” – the first"]
    section = page.find(f"{XHTML}body/{XHTML}section")
    assert section is not None
    assert (section.get(f"{OPS}type"), section.get("role")) == ("chapter", "doc-chapter")


def test_the_title_of_the_book_is_a_heading_only_where_there_is_no_other() -> None:
    """One h1 a page: the chapter's heading, or else the title of the book; further headings are below it."""
    title, heading = Paragraph("The Castle", ParagraphKind.TITLE), Paragraph("One", ParagraphKind.HEADING)
    below = Paragraph("Arrival", ParagraphKind.HEADING)
    with_both = body(chapter_page(of_paragraphs(title, heading, below), "en"))
    assert [(e.tag.removeprefix(XHTML), e.text) for e in with_both.iter() if e.text and e.text.strip()] == [
        ("p", "The Castle"), ("h1", "One"), ("h2", "Arrival"),
    ]  # fmt: skip
    assert [words(e) for e in body(chapter_page(of_paragraphs(title), "en")).iter(f"{XHTML}h1")] == ["The Castle"]


def test_scenes_are_parted() -> None:
    """A scene break is a rule; stars that nobody says are a separator, there for the eye and not in the overlay."""
    chapter = of_paragraphs(
        Paragraph("It ended."), Paragraph("It began.", starts_scene=True), Paragraph("✻ ✻ ✻"), said=(0, 1)
    )
    section = body(chapter_page(chapter, "en"))[0]
    assert [(e.tag.removeprefix(XHTML), e.get("role"), words(e)) for e in section] == [
        ("p", None, "It ended."),
        ("hr", None, ""),
        ("p", None, "It began."),
        ("p", "separator", "✻ ✻ ✻"),
    ]
    assert len(passages(chapter)) == 2


VERSE = "The chairs stand still\nand wait for us\nall night."
LONG_VERSE = (
    "O chair that standest in the hall where no one sits at all,\n"
    "Thou waitest\n"
    "for the morning and the opening of the door to let us in."
)
WRAPPED = (
    "It was the best of chairs, it was the worst of chairs, and nobody who\n"
    "had ever sat on it for longer than an hour was in any doubt about the\n"
    "matter, least of all the landlady."
)


@pytest.mark.parametrize(("text", "n_breaks"), [(VERSE, 2), (LONG_VERSE, 2), (WRAPPED, 0), ("One line.", 0)])
def test_lines_of_verse_are_kept(text: str, n_breaks: int) -> None:
    """Where a poet breaks a line it is broken, where a typist ran out of paper it is not."""
    page = body(chapter_page(of_paragraphs(Paragraph(text), said=(0,)), "en"))
    assert len(list(page.iter(f"{XHTML}br"))) == n_breaks
    assert words(page) == BLANK.sub(" ", text)


def test_italics_are_emphasis() -> None:
    """What a file has in italics is, also across two utterances; plain text's marks become what they mean."""
    of_markdown = Paragraph("He had never seen it.", italics=(Span(7, 12),))
    of_text = Paragraph("He had _never_ seen it.", start=0)
    for paragraph in (of_markdown, of_text):
        page = body(chapter_page(of_paragraphs(paragraph, said=(0,)), "en"))
        assert [words(e) for e in page.iter(f"{XHTML}em")] == ["never"]
        assert words(page) == "He had never seen it."
    chapter = a_chapter([[("One. ", None), ("Two.", None)]], seconds=0.01)
    across = replace(chapter, paragraphs=(Paragraph("One.  Two.", italics=(Span(0, 10),)),))
    assert [words(e) for e in body(chapter_page(across, "en")).iter(f"{XHTML}em")] == ["One.", "Two."]


HOSTILE = st.text(st.characters(), min_size=1, max_size=60)
"""Control characters, halves of pairs, tags, changes of direction: whatever Unicode has."""


def legible(text: str) -> str:
    """Give what of a text XML can hold, without its blanks."""
    kept = (
        c
        for c in text
        if re.match("[\\u0021-~\\u00a0-\\ud7ff\\ue000-\\ufdcf\\ufdf0-\\ufffd\\U00010000-\\U0010ffff]", c)
    )
    return "".join(c for c in kept if not c.isspace() and ord(c) & 0xFFFE != 0xFFFE)


@given(st.lists(HOSTILE.map(str.strip).filter(bool), min_size=1, max_size=4), HOSTILE, st.data())
def test_any_text_is_well_formed_and_whole(texts: list[str], name: str, data: st.DataObject) -> None:
    """Whatever the words, names and italics, the pages can be read, and every character that XML can hold is there."""
    lines: list[Lines] = [[(text, data.draw(st.sampled_from([None, "anna", "a <b>"])))] for text in texts]
    spans = [data.draw(st.tuples(st.integers(0, len(t) - 1), st.integers(1, len(t))).map(sorted)) for t in texts]
    chapter = page_of(lines)
    paragraphs = tuple(
        replace(p, italics=(Span(a, b),) if a < b else (), start=data.draw(st.sampled_from([None, 0])))
        for p, (a, b) in zip(chapter.paragraphs, spans, strict=True)
    )
    named = replace(chapter, paragraphs=paragraphs, speakers={"anna": name}, entry=replace(chapter.entry, title=name))
    shown = legible("".join(body(chapter_page(named, "en")).itertext()))
    assert shown == legible("".join(ITALICS.sub(r"\2", p.text) if p.start == 0 else p.text for p in paragraphs))
    for page in (
        voices_page(replace(EDITION, narrator=name), [named], ["one.xhtml"]),
        contents_page(replace(EDITION, title=name), [Line(name, "one.xhtml")], "one.xhtml", ""),
        package(replace(EDITION, title=name, author=name, about=About(description=name)), []),
        overlay(passages(named), "../text/one.xhtml", "../audio/one.m4a"),
    ):
        parse_xml(page.encode())


def page_of(lines: list[Lines]) -> ChapterEdition:
    """Give a chapter with these words and the sound of another: pages do not hang on sound."""
    base = a_chapter([[("x", None)]] * 4, seconds=0.01)
    placements = []
    for i, ((text, speaker),) in enumerate(lines):
        placement = base.timeline.placements[i]
        locus = replace(placement.utterance.locus, span=Span(0, len(text)))
        placements.append(replace(placement, utterance=replace(placement.utterance, locus=locus, speaker=speaker)))
    timeline = replace(base.timeline, placements=tuple(placements))
    return replace(base, paragraphs=tuple(Paragraph(line[0][0]) for line in lines), timeline=timeline)


# ---------------------------------------------------------------------------------------------------------- the overlay


def test_clips_follow_each_other_from_beginning_to_end(finished: zipfile.ZipFile) -> None:
    """No pause is lost and nothing is heard twice; each clip begins with its utterance, to the microsecond."""
    for chapter in a_book().chapters:
        clips = list(tree(finished, f"overlays/chapter-{chapter.entry.position:03}.smil").iter(f"{SMIL}audio"))
        begins = [Decimal(clip.get("clipBegin", "").removesuffix("s")) for clip in clips]
        ends = [Decimal(clip.get("clipEnd", "").removesuffix("s")) for clip in clips]
        assert begins == [Decimal(0), *ends[:-1]]
        assert all(begin < end for begin, end in zip(begins, ends, strict=True))
        rate = chapter.timeline.sample_rate_hz
        starts = [placement.start / rate for placement in chapter.timeline.placements]
        assert [float(begin) for begin in begins[1:]] == pytest.approx(starts[1:], abs=0.6e-6)
        assert float(ends[-1]) == pytest.approx(length_s(chapter), abs=0.6e-6)


def test_durations_are_exact(finished: zipfile.ZipFile) -> None:
    """That of an overlay is the sum of its clips, that of the book the sum of the overlays, digit by digit."""
    stated = {}
    for meta in tree(finished, "package.opf").iter(f"{OPF}meta"):
        if meta.get("property") == "media:duration":
            stated[meta.get("refines", "")] = Decimal((meta.text or "").removesuffix("s"))
    total = stated.pop("")
    assert total == sum(stated.values())
    for i, duration in enumerate(stated.values(), 1):
        clips = tree(finished, f"overlays/chapter-{i:03}.smil").iter(f"{SMIL}audio")
        edges = [[Decimal(clip.get(name, "").removesuffix("s")) for name in ("clipBegin", "clipEnd")] for clip in clips]
        assert duration == sum(end - begin for begin, end in edges)


@given(st.integers(0, 10**12))
def test_a_clock_value_is_exact(microseconds: int) -> None:
    """It has all the digits, a point, and the unit that every reader knows."""
    value = clock(microseconds)
    assert re.fullmatch(r"\d+\.\d{6}s", value)
    assert Decimal(value[:-1]) * 1_000_000 == microseconds


def test_storyteller_finds_its_way(finished: zipfile.ZipFile) -> None:
    """What its readers ask for beyond the standard (`epub_overlay`): order of the manifest, folders, one seq, ids."""
    items = list(tree(finished, "package.opf").iter(f"{OPF}item"))
    types = [item.get("media-type", "") for item in items]
    sounds = [i for i, kind in enumerate(types) if kind.startswith("audio/")]
    assert len(sounds) == 2
    assert 0 not in sounds
    assert all(types[i + 1] == "application/smil+xml" for i in sounds)
    ids: list[str] = []
    for number in (1, 2):
        smil_body = tree(finished, f"overlays/chapter-{number:03}.smil").find(f"{SMIL}body")
        assert smil_body is not None
        assert not smil_body.attrib
        (seq,) = smil_body
        assert seq.get(f"{OPS}type") == "chapter"
        assert seq.get(f"{OPS}textref") == f"../text/chapter-{number:03}.xhtml"
        ids += [text.get("src", "").partition("#")[2] for text in seq.iter(f"{SMIL}text")]
    assert len(set(ids)) == len(ids)


def test_all_that_is_read_is_heard(finished: zipfile.ZipFile, tmp_path: Path) -> None:
    """Each page in the reading order has an overlay but the cover, which has no words; the voices stand beside it."""
    root = tree(finished, "package.opf")
    items = {item.get("id"): item for item in root.iter(f"{OPF}item")}
    spine = [(ref.get("idref"), ref.get("linear")) for ref in root.iter(f"{OPF}itemref")]
    assert spine == [("cover-page", None), ("chapter-001", None), ("chapter-002", None), ("voices", "no")]
    assert [name for name, _ in spine if items[name].get("media-overlay")] == ["chapter-001", "chapter-002"]
    assert list(check_epub(written(a_book(), tmp_path))) == []


# --------------------------------------------------------------------------------------------------------- the colours


def rgb(code: str) -> Colour:
    """Give the colour that a style sheet calls "#1f2a44"."""
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return red, green, blue


def test_what_is_being_read_stands_out_in_light_and_dark(finished: zipfile.ZipFile) -> None:
    """Its words have a contrast of 7 (WCAG AAA), and the line below them 3 to the page, be that white or black."""
    css = finished.read("EPUB/style.css").decode()
    (active,) = re.findall('"media:active-class">(.+?)<', finished.read("EPUB/package.opf").decode())
    light, dark = re.findall(rf"\.{active} \{{(.+?)\}}", css, re.DOTALL)
    assert css.index(dark) > css.index("prefers-color-scheme: dark")
    for rule, ground in ((light, "#ffffff"), (dark, "#000000")):
        colours = dict(re.findall(r"([\w-]*color): (#\w{6})", rule))
        assert contrast(rgb(colours["color"]), rgb(colours["background-color"])) >= 7
        assert contrast(rgb(colours["text-decoration-color"]), rgb(ground)) >= 3
        assert contrast(rgb(colours["text-decoration-color"]), rgb(colours["background-color"])) >= 3


def test_a_change_of_the_style_sheet_makes_it_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version of the format hangs on it, so that nobody has to think of raising it."""
    before = EpubFormat().version
    assert EpubFormat().version == before
    monkeypatch.setattr("audiobook.formats.epub.shipped", lambda _: {"epub.css": b"p { margin: 0 }"})
    assert EpubFormat().version != before
