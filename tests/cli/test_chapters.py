"""`audiobook chapters`, and what it writes is heeded by all other commands."""

import json
from io import BytesIO
from pathlib import Path

from mutagen.id3 import ID3
from PIL import Image

from tests.cli.conftest import Run
from tests.text.epubs import LONG, PARAGRAPH, epub, nav, package

PAGES = {
    "nav.xhtml": nav("t.xhtml Title Page", "a.xhtml One", "b.xhtml Two", "n.xhtml Notes"),
    "t.xhtml": "<h1>The Ferry</h1>",
    "a.xhtml": f"<h1>One</h1>{LONG}",
    "b.xhtml": f"<h1>Two</h1>{LONG}",
    "n.xhtml": "<h1>Notes</h1><p>N.</p>",
}


def story(desk: Path) -> str:
    """Put a book on the desk."""
    (desk / "ferry.epub").write_bytes(epub(PAGES))
    return "ferry.epub"


def test_it_lists_what_is_heard_and_what_is_not(desk: Path, run: Run) -> None:
    """Place, chapter, title, words, minutes, and why."""
    lines = run("chapters", story(desk)).stdout.splitlines()
    assert lines[0] == "The Ferry by Ida Lind"
    assert [line.split()[:2] for line in lines[2:6]] == [["1", "-"], ["2", "1"], ["3", "2"], ["4", "-"]]
    assert lines[2].endswith("left out: the title page")
    assert lines[6].startswith("2 chapters, ")
    assert lines[6].endswith(", about 2 minutes"), "not 0.0 hours"


def test_json_for_programs(desk: Path, run: Run) -> None:
    """The same, as values."""
    value = json.loads(run("chapters", story(desk), "--json").stdout)
    assert [(s["place"], s["chapter"], s["left_out"]) for s in value["sections"]] == [
        (1, None, "the title page"),
        (2, 1, None),
        (3, 2, None),
        (4, None, "notes"),
    ]
    assert value["sections"][1]["words"] == len(PARAGRAPH.split()) + 1
    assert (value["title"], value["author"]) == ("The Ferry", "Ida Lind")


def test_what_is_written_holds_for_every_command(desk: Path, run: Run) -> None:
    """In the corrections file, beside what a person wrote there."""
    name = story(desk)
    run("chapters", name, "--skip", "2", "--keep", "notes", "--write")
    chapters = json.loads(run("script", name, "--json").stdout)["chapters"]
    assert [c["title"] for c in chapters] == ["Two", "Notes"]
    run("chapters", name, "--keep", "One", "--write")
    chapters = json.loads(run("script", name, "--json").stdout)["chapters"]
    assert [c["title"] for c in chapters] == ["One", "Two", "Notes"]


def test_without_write_nothing_is_noted(desk: Path, run: Run) -> None:
    """One may look first; what is kept counts more than what is skipped."""
    shown = run("chapters", story(desk), "--skip", "1-2,4", "--keep", "1,2").stdout
    assert "3 chapters, " in shown
    assert not (desk / "ferry.corrections.yaml").exists()


def test_a_wish_that_meets_nothing_is_told_with_its_place(desk: Path, run: Run) -> None:
    """The flag, or the line of the file."""
    name = story(desk)
    done = run("chapters", name, "--skip", "Thre", check=False)
    assert done.returncode == 4
    assert '--skip: there is no section "Thre"' in done.stderr
    (desk / "ferry.corrections.yaml").write_text("sections:\n  - skip: Twoo\n")
    done = run("script", name, check=False)
    assert "ferry.corrections.yaml:2" in done.stderr
    assert 'Did you mean "Two"?' in done.stderr


def test_a_book_is_built_from_an_epub(desk: Path, run: Run) -> None:
    """From its file to its MP3s, one a chapter, and then there is nothing to do."""
    run("build", story(desk))
    assert len(list((desk / "output" / "ferry").glob("*.mp3"))) == 2
    assert "up to date" in run("build", "ferry.epub").stdout


def test_the_books_own_cover_is_the_audiobooks(desk: Path, run: Run) -> None:
    """One that is damaged is told, and another is drawn."""
    picture = BytesIO()
    Image.new("RGB", (2400, 2400), "red").save(picture, "PNG")
    item = '<item id="c" href="c.png" media-type="image/png" properties="cover-image"/>'
    book = epub(PAGES, package(PAGES, items=item), {"OPS/c.png": picture.getvalue()})
    (desk / "ferry.epub").write_bytes(book)
    run("build", "ferry.epub", "--chapters", "1")
    tags = ID3(next((desk / "output" / "ferry").glob("*.mp3")))
    assert tags.getall("APIC")[0].data == picture.getvalue()
    cut = picture.getvalue()[:400]
    (desk / "ferry.epub").write_bytes(epub(PAGES, package(PAGES, items=item), {"OPS/c.png": cut}))
    assert "the cover inside it is damaged" in run("build", "ferry.epub", "--chapters", "1").stdout


def test_a_build_counts_what_it_leaves_out_often(desk: Path, run: Run) -> None:
    """A book has hundreds of page numbers: one line for all."""
    pages = "".join(f'<p>Ice. <span epub:type="pagebreak">{n}</span></p>' for n in range(9))
    (desk / "ferry.epub").write_bytes(epub({"a.xhtml": pages}))
    shown = run("plan", "ferry.epub").stdout
    assert "left out, 9 times from line 1 on: a page number" in shown
    assert shown.count("a page number") == 1
