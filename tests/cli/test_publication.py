"""Covers, credits, sample and library, as a person gets them."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from PIL import Image

from tests.cli.conftest import CAST, STORY, Run

FRONT = "---\ntitle: Two Chairs\nauthor: Ida Lind\nseries: Chairs\nseries_number: 2\npublished: 1922\n---\n"


@pytest.fixture(autouse=True)
def story(desk: Path) -> Path:
    """Say who wrote the story."""
    path = desk / "story" / "two-chairs.txt"
    path.write_text(FRONT + STORY.partition("\n\n")[2], encoding="utf-8")
    return path


def there(folder: Path) -> list[str]:
    """Give all files below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def put_cover(path: Path, colour: str = "red") -> bytes:
    """Put a picture there, and give its bytes."""
    Image.new("RGB", (2400, 2400), colour).save(path)
    return path.read_bytes()


def test_credits_and_sample_stand_among_the_chapters(desk: Path, run: Run) -> None:
    """Named so that shops find them; in the manifest with their kind; switched off, they are removed."""
    (desk / "voices.yaml").write_text(CAST + "credits: on\nsample: on\n", encoding="utf-8")
    said = run("build").stdout
    folder = desk / "output" / "two-chairs"
    assert there(folder) == [
        "00 - Opening Credits.mp3",
        "01 - Chapter 1.mp3",
        "02 - Chapter 2 Morning.mp3",
        "03 - Closing Credits.mp3",
        "04 - Retail Sample.mp3",
        "cover.jpg",
        "manifest.json",
    ]
    assert "voices.yaml:16: the retail sample is about" in said
    chapters = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["chapters"]
    assert [c["kind"] for c in chapters] == ["opening", "story", "story", "closing", "sample"]
    story_keys = chapters[1]["clips"]
    assert chapters[4]["clips"]["Anna"] == story_keys["Anna"]
    assert len(chapters[4]["clips"]["narrator"]) == len(story_keys["narrator"]) - 1  # without the heading
    assert str(ID3(folder / "04 - Retail Sample.mp3")["TIT2"]) == "Retail Sample"
    assert "up to date" in run("build").stdout
    assert run("check").returncode == 0
    (desk / "voices.yaml").write_text(CAST, encoding="utf-8")
    run("build")
    assert there(folder) == ["01 - Chapter 1.mp3", "02 - Chapter 2 Morning.mp3", "cover.jpg", "manifest.json"]


def test_credits_change_nothing_of_who_says_what(desk: Path, run: Run) -> None:
    """`script` and `cast` tell of the story."""
    before = [run(command, "story/two-chairs.txt").stdout for command in ("script", "cast")]
    (desk / "voices.yaml").write_text(CAST + "credits: on\nsample: on\n", encoding="utf-8")
    assert [run(command, "story/two-chairs.txt").stdout for command in ("script", "cast")] == before


def test_only_the_credits_that_changed_are_made(desk: Path, run: Run) -> None:
    """Another wording is another sound of that one file."""
    (desk / "voices.yaml").write_text(CAST + "credits: on\n", encoding="utf-8")
    run("build")
    (desk / "voices.yaml").write_text(CAST + "credits: {opening: 'Hear {title}.'}\n", encoding="utf-8")
    assert json.loads(run("build", "--json").stdout)[0]["made"] == ["00 - Opening Credits.mp3"]


def test_a_cover_is_drawn_and_everywhere(desk: Path, run: Run) -> None:
    """As a file and in each MP3; `cover: none` takes both away."""
    run("build")
    folder = desk / "output" / "two-chairs"
    drawn = (folder / "cover.jpg").read_bytes()
    assert Image.open(BytesIO(drawn)).size == (2400, 2400)
    assert ID3(folder / "01 - Chapter 1.mp3").getall("APIC")[0].data == drawn
    (desk / "voices.yaml").write_text(CAST + "cover: none\n", encoding="utf-8")
    run("build")
    assert "cover.jpg" not in there(folder)
    assert not ID3(folder / "01 - Chapter 1.mp3").getall("APIC")


def test_the_storys_own_cover_counts_for_more(desk: Path, run: Run, story: Path) -> None:
    """A cast may be shared by many stories. A new picture under the old name is seen."""
    put_cover(desk / "shared.jpg", "blue")
    (desk / "voices.yaml").write_text(CAST + "cover: shared.jpg\n", encoding="utf-8")
    mine = put_cover(desk / "story" / "mine.jpg")
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("author:", "cover: mine.jpg\nauthor:"), encoding="utf-8")
    run("build")
    folder = desk / "output" / "two-chairs"
    assert (folder / "cover.jpg").read_bytes() == mine
    other = put_cover(desk / "story" / "mine.jpg", "green")
    run("build")
    assert (folder / "cover.jpg").read_bytes() == other
    (desk / "story" / "mine.jpg").unlink()
    failed = run("build", check=False)
    assert failed.returncode == 5
    assert "mine.jpg cannot be read" in failed.stderr


def test_a_library_gets_one_book(desk: Path, run: Run) -> None:
    """In folders that say whose it is; with what Audiobookshelf reads first, and nothing that it would count twice."""
    (desk / "voices.yaml").write_text(CAST + "credits: on\nsample: on\n", encoding="utf-8")
    said = run("build", "--layout", "audiobookshelf", "--out", "library").stdout
    folder = "Ida Lind/Chairs/Vol 2 - 1922 - Two Chairs {Synthetic Voices}"
    assert there(desk / "library") == [
        f"{folder}/{name}"
        for name in (
            "00 - Opening Credits.mp3",
            "01 - Chapter 1.mp3",
            "02 - Chapter 2 Morning.mp3",
            "03 - Closing Credits.mp3",
            "cover.jpg",
            "manifest.json",
            "metadata.json",
        )
    ]
    assert "the retail sample is no part of a library" in said
    metadata = json.loads((desk / "library" / folder / "metadata.json").read_text(encoding="utf-8"))
    manifest = json.loads((desk / "library" / folder / "manifest.json").read_text(encoding="utf-8"))
    assert metadata["series"] == ["Chairs #2"]
    heard_s = sum(chapter["duration_s"] for chapter in manifest["chapters"])
    assert heard_s < metadata["chapters"][-1]["end"] < heard_s + 0.06 * len(manifest["chapters"])
    assert "up to date" in run("build", "--layout", "audiobookshelf", "--out", "library").stdout


def test_a_library_refuses_what_it_would_count_twice(run: Run) -> None:
    """In words, before anything is said."""
    failed = run("build", "--layout", "audiobookshelf", "--formats", "epub", check=False)
    assert failed.returncode == 5
    assert "neither mp3 nor m4b" in failed.stderr
    assert "--formats m4b" in failed.stderr


def test_two_stories_cannot_be_one_book_of_a_library(desk: Path, run: Run, story: Path) -> None:
    """Each would remove the files of the other."""
    (desk / "story" / "again.txt").write_bytes(story.read_bytes())
    failed = run("build", "--layout", "audiobookshelf", check=False)
    assert failed.returncode != 0
    assert "would both go to the folder" in failed.stderr
