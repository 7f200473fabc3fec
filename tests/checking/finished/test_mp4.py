"""M4B files as ffmpeg writes them, sound and spoiled."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.checking.finished.containers import judge_mp4
from audiobook.checking.finished.mp4 import Mark, Mp4, read_mp4
from audiobook.checking.finished.pictures import Picture
from audiobook.checking.finished.rules import Result
from tests.checking.finished.spoiled import encode, sound
from tests.checking.finished.test_pictures import jpeg

IPOD = ("-c:a", "aac", "-b:a", "64k", "-f", "ipod", "-brand", "M4B ", "-movflags", "+faststart")
AUDIOBOOK = ("-metadata", "media_type=2", "-metadata", "title=Emma", "-metadata", "artist=Austen")
LONG_S = 5.2


def m4b(folder: Path, n_chapters: int = 4, *args: str) -> Mp4:
    """Write an audiobook with chapters of equal length, and read it."""
    marks = folder / "marks.txt"
    step = round(1000 * LONG_S) // max(1, n_chapters)
    chapters = "".join(
        f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={i * step}\nEND={(i + 1) * step}\ntitle=Chapter {i + 1} é\n"
        for i in range(n_chapters)
    )
    marks.write_text(";FFMETADATA1\n" + chapters, encoding="utf-8")
    pcm = sound()
    target = encode(
        folder / "it.m4b", pcm, "-i", str(marks), "-map", "0:a", "-map_chapters", "1", *AUDIOBOOK, *(args or IPOD)
    )
    found = read_mp4(target.read_bytes())
    assert found
    return found


def rules(mp4: Mp4 | None) -> dict[str, Result]:
    """Give what is not kept."""
    found = judge_mp4(mp4, None, is_book=True)
    return {verdict.rule.name: verdict.result for verdict in found if not verdict.is_kept}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Mp4:
    """Give an audiobook with four chapters."""
    return m4b(tmp_path_factory.mktemp("m4b"))


def test_an_audiobook_is_taken_apart(book: Mp4) -> None:
    """Brand, kind, tags, chapters of both kinds with their titles, order of its parts, length."""
    for marks in (book.nero, book.marks):
        assert [mark.title for mark in marks] == [f"Chapter {i} é" for i in range(1, 5)]
        assert [mark.start_s for mark in marks] == pytest.approx([0, 1.3, 2.6, 3.9], abs=0.001)
    assert (book.brand, book.media_kind, book.is_fast, book.is_cut_off) == ("M4B ", 2, True, False)
    assert (book.tags.title, book.tags.author, book.tags.narrator) == ("Emma", "Austen", "")
    assert [book.seconds, book.sound_s, book.marks_s] == pytest.approx([LONG_S] * 3, abs=0.05)
    assert rules(book) == {}


def test_more_chapters_than_neros_list_holds_are_found(tmp_path: Path) -> None:
    """Players that read that list first lose the rest, unless there is no such list."""
    args = [*IPOD[:-1], "+faststart+disable_chpl"]
    chapters = [Mark(i / 10, "x") for i in range(300)]
    crowded = replace(m4b(tmp_path, 60), nero=tuple(chapters[:255]), marks=tuple(chapters), marks_s=30.0, seconds=30.0)
    assert rules(crowded) == {"chapters-agree": Result.BROKEN}
    assert rules(replace(crowded, nero=())) == {}
    few = m4b(tmp_path, 4, *args)
    assert (len(few.nero), len(few.marks)) == (0, 4)
    assert rules(few) == {"chapter-kinds": Result.ADVICE}


@pytest.mark.parametrize(
    ("starts_s", "end_s"), [((0.5, 3.0), 5.2), ((0.0, 3.0, 2.0), 5.2), ((0.0, 3.0, 3.05), 5.2), ((0.0, 5.5), 7.0)]
)
def test_chapters_out_of_order_are_found(starts_s: tuple[float, ...], end_s: float, book: Mp4) -> None:
    """The first not at 0, times that fall, one too short to be seen, one after the end of the sound."""
    marks = tuple(Mark(start_s, "x") for start_s in starts_s)
    assert rules(replace(book, nero=marks, marks=marks, marks_s=end_s)) == {"chapter-order": Result.BROKEN}


def test_what_players_want_of_an_audiobook_is_advice(tmp_path: Path) -> None:
    """Brand, kind, contents before the sound, chapters at all."""
    found = rules(m4b(tmp_path, 0, "-metadata", "media_type=1", "-c:a", "aac", "-f", "ipod"))
    assert found == dict.fromkeys(("faststart", "brand", "media-kind", "chapters"), Result.ADVICE)


def test_a_file_that_was_cut_off_is_found(tmp_path: Path) -> None:
    """Also where its contents are whole; and one that is no MP4 is said to be none."""
    m4b(tmp_path)
    data = (tmp_path / "it.m4b").read_bytes()
    assert rules(read_mp4(data[:-100]))["container"] is Result.BROKEN
    assert rules(read_mp4(data[:200])) == {"container": Result.BROKEN}
    assert rules(read_mp4(b"RIFF and so on")) == {"container": Result.BROKEN}


def test_its_cover_is_looked_at(tmp_path: Path) -> None:
    """The picture is in the tags."""
    from mutagen.mp4 import MP4, MP4Cover  # noqa: PLC0415 - only here

    m4b(tmp_path)
    tagged = MP4(tmp_path / "it.m4b")
    tagged["covr"] = [MP4Cover(jpeg(2400, 2400), MP4Cover.FORMAT_JPEG)]
    tagged["trkn"] = [(3, 12)]
    tagged.save()
    found = read_mp4((tmp_path / "it.m4b").read_bytes())
    assert found
    assert found.tags.cover == Picture("image/jpeg", 2400, 2400)
    assert (found.tags.track, found.tags.n_tracks) == (3, 12)
    assert [mark.title for mark in found.marks] == [f"Chapter {i} é" for i in range(1, 5)]


def box(name: bytes, *contents: bytes) -> bytes:
    """Give a box with what is in it."""
    inside = b"".join(contents)
    return (8 + len(inside)).to_bytes(4) + name + inside


def table(name: bytes, *numbers: int) -> bytes:
    """Give a box of 32-bit numbers, after its version."""
    return box(name, *(number.to_bytes(4) for number in (0, *numbers)))


def media(handler: bytes, *more: bytes) -> bytes:
    """Give what a track of three seconds says of itself."""
    return box(b"mdia", table(b"mdhd", 0, 0, 1_000, 3_000), table(b"hdlr", 0, int.from_bytes(handler)), *more)


def a_small_book(n_timed: int, n_sized: int, n_in_chunk: int) -> bytes:
    """Give an MP4 of some hundred bytes, with a list of chapters whose tables promise so many."""
    start = box(b"ftyp", b"M4B \0\0\0\0")
    times, sizes = table(b"stts", 1, n_timed, 1_000), table(b"stsz", 3, n_sized)
    places = (table(b"stsc", 1, 1, n_in_chunk, 1), table(b"stco", 1, len(start) + 8))
    text = media(b"text", box(b"minf", box(b"stbl", times, sizes, *places)))
    sound_track = (table(b"tkhd", 0, 0, 1), box(b"tref", box(b"chap", (2).to_bytes(4))), media(b"soun"))
    moov = box(b"moov", box(b"trak", *sound_track), box(b"trak", table(b"tkhd", 0, 0, 2), text))
    return start + box(b"mdat", b"\0\1a", b"\0\1b", b"\0\1c") + moov


def test_a_few_bytes_cannot_fill_the_memory() -> None:
    """Tables that promise more chapters than there are are damage, and are found without room for what they promise."""
    whole = read_mp4(a_small_book(3, 3, 3))
    assert whole
    assert [(mark.start_s, mark.title) for mark in whole.marks] == [(0.0, "a"), (1.0, "b"), (2.0, "c")]
    assert "container" not in rules(whole)
    tracemalloc.start()
    for promised in ((1_000_000, 3, 3), (3, 1_000_000, 3), (3, 3, 2), (1_000_000,) * 3):
        found = read_mp4(a_small_book(*promised))
        assert found
        (verdict, *_) = judge_mp4(found, None, is_book=True)
        assert (verdict.rule.name, verdict.result, "contradict" in verdict.measured) == ("container", "broken", True)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


@given(st.data())
def test_damaged_boxes_are_no_error(data: st.DataObject) -> None:
    """Whatever bytes stand in a file, it is read or it is none."""
    boxes = st.sampled_from([b"ftyp", b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stts", b"stsc", b"udta", b"chpl"])
    content = b""
    for _ in range(data.draw(st.integers(0, 6))):
        name, inside = data.draw(boxes), data.draw(st.binary(max_size=40)) + content
        content = (len(inside) + data.draw(st.sampled_from([8, 8, 8, 7, 900]))).to_bytes(4) + name + inside
    read_mp4(b"\0\0\0\x0cftypM4B " + content)
