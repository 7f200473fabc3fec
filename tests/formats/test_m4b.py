import array
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest
from mutagen.mp4 import MP4, MP4Cover

from audiobook.audio.adts import FRAME_SAMPLES
from audiobook.audio.tracks import write_tracks
from audiobook.formats import m4b, m4b_tags
from audiobook.formats.base import BookEdition, ChapterEdition
from audiobook.formats.m4b import M4bFormat
from audiobook.model import About, ChapterKind, LoudnessTarget
from tests.audio.sounds import RATE_HZ, chapter, dbfs, decoded, rms, speech
from tests.formats.boxes import Box, boxes, quicktime_chapters
from tests.formats.contract import FormatContract, written
from tests.formats.editions import EDITION, SHELF, a_book, a_chapter

TRACK_HZ = 44_100
CRACK_AT = 5_000


class TestM4b(FormatContract):
    """M4B keeps the laws of all formats."""

    name = "m4b"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> BookEdition:
    """Give a book of three chapters of unlike lengths; there is a crack in the last."""
    first, second = a_book().chapters
    return BookEdition(EDITION, (first, second, cracked(tmp_path_factory.mktemp("cracked"))))


@pytest.fixture(scope="module")
def finished(book: BookEdition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the book in one file."""
    return bound(book, tmp_path_factory.mktemp("m4b"))


def bound(book: BookEdition, folder: Path) -> Path:
    """Write a book and give its file."""
    return written(M4bFormat(), book, folder)["m4b/Das Schloß.m4b"]


def cracked(folder: Path) -> ChapterEdition:
    """Give a chapter in which a single sample of the second clip stands out."""
    crack = array.array("h", bytes(2 * RATE_HZ))
    crack[CRACK_AT] = 30_000
    timeline = replace(chapter([SHELF.put(speech(1.3)), SHELF.put(crack.tobytes())]), chapter=3)
    sound = {"m4a": folder / "three.m4a"}
    write_tracks(timeline, LoudnessTarget(), SHELF.read, sound)
    return replace(a_chapter(number=3), timeline=timeline, sound=sound)


def read(path: Path) -> Any:  # noqa: ANN401 - mutagen does not say
    """Give what mutagen reads: `info`, `tags`, `chapters` (Nero's)."""
    return MP4(path)


def samples(path: Path) -> "array.array[int]":
    """Give what a player plays."""
    return array.array("h", decoded(path))


def titled(book: BookEdition, *titles: str) -> BookEdition:
    """Give the book with other titles for its chapters."""
    pairs = zip(book.chapters, titles, strict=True)
    return replace(book, chapters=tuple(replace(c, entry=replace(c.entry, title=title)) for c, title in pairs))


def test_it_is_an_audiobook_that_plays_while_it_loads(finished: Path) -> None:
    """Its brand is Apple's for audiobooks, and its index stands before its sound, tags and cover put in or not."""
    kinds = {box.kind: box for box in boxes(finished.read_bytes())}
    assert kinds["ftyp"].body[:4] == b"M4B "
    assert list(kinds).index("moov") < list(kinds).index("mdat")
    info = read(finished).info
    assert (info.codec, info.channels, info.sample_rate) == ("mp4a.40.2", 1, TRACK_HZ)


def test_media_servers_are_told_to_skip_its_folder(book: BookEdition, tmp_path: Path) -> None:
    """The file that says so is there, and empty: the MP3s above are the same book."""
    assert written(M4bFormat(), book, tmp_path)["m4b/.ignore"].read_bytes() == b""


def test_nothing_is_encoded_again(book: BookEdition, finished: Path) -> None:
    """The book holds the very bytes of its chapters' tracks, one after the other."""
    tracks = [Box("file", c.sound["m4a"].read_bytes()).at("mdat").body for c in book.chapters]
    assert b"".join(tracks) in Box("file", finished.read_bytes()).at("mdat").body


def test_marks_do_not_drift(book: BookEdition, finished: Path) -> None:
    """A crack in the last chapter is heard at its time after the mark, and 23 ms of run-in, whatever came before."""
    placement = book.chapters[2].timeline.placements[1]
    heard = samples(finished)
    mark = round(quicktime_chapters(finished.read_bytes())[2][0] * TRACK_HZ)
    here = mark + FRAME_SAMPLES + 2 * (placement.start + CRACK_AT)
    around = heard[here - 2_000 : here + 2_000]
    assert abs(max(range(len(around)), key=lambda i: abs(around[i])) - 2_000) <= 2


def test_seams_are_not_heard(book: BookEdition, finished: Path) -> None:
    """Where chapters meet there is room tone, no louder than elsewhere, and no step that would click."""
    heard = samples(finished)
    for start, _title in quicktime_chapters(finished.read_bytes())[1:]:
        at = round(start * TRACK_HZ)
        seam = heard[at - 2 * FRAME_SAMPLES : at + 3 * FRAME_SAMPLES]
        pieces = [seam[i : i + 512].tobytes() for i in range(0, len(seam), 512)]
        assert max(dbfs(rms(piece)) for piece in pieces) < LoudnessTarget().room_tone_dbfs + 4
        assert max(abs(b - a) for a, b in pairwise(seam)) < 32
    assert len(heard) <= sum(2 * c.timeline.n_samples + 2 * FRAME_SAMPLES for c in book.chapters)


def test_both_kinds_of_chapters_are_there(book: BookEdition, finished: Path) -> None:
    """Nero's and QuickTime's say the same: the first from 0, each to the sample where the frames before it end."""
    lengths = [round(1 + len(samples(c.sound["m4a"])) / FRAME_SAMPLES + 0.5) * FRAME_SAMPLES for c in book.chapters]
    starts = [start / TRACK_HZ for start in accumulate(lengths[:-1], initial=0)]
    titles = [c.entry.title for c in book.chapters]
    for found in ([(c.start, c.title) for c in read(finished).chapters], quicktime_chapters(finished.read_bytes())):
        assert [start for start, _ in found] == pytest.approx(starts, abs=1e-6)
        assert [title for _, title in found] == titles


def test_ctrl_c_leaves_what_was_there(book: BookEdition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The book of the last build stands, and of the new one there is nothing: no joined sound, no half file."""
    old = bound(book, tmp_path).read_bytes()

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(m4b_tags, "write_tags", stopped)
    with pytest.raises(KeyboardInterrupt):
        bound(titled(book, "1", "2", "3"), tmp_path)
    assert {path.name: path.read_bytes() for path in (tmp_path / "m4b").iterdir()} == {
        "Das Schloß.m4b": old,
        ".ignore": b"",
    }


def test_a_title_may_hold_anything(book: BookEdition, tmp_path: Path) -> None:
    """Signs that mean something to ffmpeg, and more bytes than a list of chapters holds, cut between letters.

    But a backslash at its end is lost: ffmpeg 9.0 would read on in the next line, escaped or not.
    """
    hostile = ("[CHAPTER] a=b; #c \\ d\\", "START=7", "Ж" * 200)
    path = bound(titled(book, *hostile), tmp_path)
    expected = [hostile[0].rstrip("\\"), hostile[1], "Ж" * 127]
    assert [title for _, title in quicktime_chapters(path.read_bytes())] == expected
    assert [c.title for c in read(path).chapters] == expected


def test_more_chapters_than_nero_knows(book: BookEdition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its list would end too early there is none, and players take QuickTime's, which has all."""
    monkeypatch.setattr(m4b, "_NERO_CHAPTERS", 2)
    path = bound(book, tmp_path)
    assert not read(path).chapters
    assert len(quicktime_chapters(path.read_bytes())) == 3


def test_a_retail_sample_is_no_part_of_the_book(book: BookEdition, tmp_path: Path) -> None:
    """Credits are heard in it, the sample is not."""
    kinds = (ChapterKind.OPENING, ChapterKind.STORY, ChapterKind.SAMPLE)
    pairs = zip(book.chapters, kinds, strict=True)
    chapters = tuple(replace(c, entry=replace(c.entry, kind=kind)) for c, kind in pairs)
    found = quicktime_chapters(bound(replace(book, chapters=chapters), tmp_path).read_bytes())
    assert [title for _, title in found] == ["“One” – the first", "Two"]


def test_players_show_what_it_is(finished: Path) -> None:
    """Apple's players, Audiobookshelf, Plex and Prologue find title, author, narrator and series where they look."""
    tags = dict(read(finished).tags)
    blurb = "Of chairs & lamps.\n\nThe voices in this audiobook are synthetic."
    (cover,) = tags.pop("covr")
    assert isinstance(cover, MP4Cover)
    assert EDITION.cover is not None
    assert (bytes(cover), cover.imageformat) == (EDITION.cover.data, MP4Cover.FORMAT_PNG)
    free = "----:com.apple.iTunes:"
    assert tags == {
        "stik": [2],
        "©nam": ["Das Schloß"],
        "©alb": ["Das Schloß"],
        "©ART": ["Кафка"],
        "aART": ["Кафка"],
        "©wrt": ["Fullcast"],
        "©nrt": ["Fullcast"],
        "©gen": ["Audiobook"],
        "©day": ["1922-03-04"],
        "©pub": ["Fullcast <Press>"],
        "cprt": ["CC0"],
        "desc": [blurb],
        "ldes": [blurb],
        "©cmt": [blurb],
        "©grp": ["Chairs #2"],
        "©mvn": ["Chairs"],
        "©mvi": [2],
        f"{free}SERIES": [b"Chairs"],
        f"{free}SERIES-PART": [b"2"],
        f"{free}PUBLISHER": [b"Fullcast <Press>"],
        f"{free}LANGUAGE": [b"en-gb"],
    }


def test_what_is_not_known_is_not_tagged(book: BookEdition, tmp_path: Path) -> None:
    """A book without author, narrator, series, cover has no empty tags; a volume between two has no whole number."""
    bare = replace(EDITION, author="", narrator="", cover=None, notice="", about=About(series_number="1.5"))
    tags = read(bound(replace(book, edition=bare), tmp_path)).tags
    kept = {name.removeprefix("----:com.apple.iTunes:") for name in tags}
    assert kept == {"stik", "©nam", "©alb", "©gen", "SERIES-PART", "©grp", "LANGUAGE"}


@pytest.mark.parametrize(("language", "code"), [("en-gb", "eng"), ("tlh", "und")])
def test_its_sound_has_a_language(language: str, code: str, book: BookEdition, tmp_path: Path) -> None:
    """Three letters packed into 15 bits (ISO 14496-12, 8.4.2), or that it is not known."""
    path = bound(replace(book, edition=replace(EDITION, language=language)), tmp_path)
    packed = int.from_bytes(Box("file", path.read_bytes()).at("moov", "trak", "mdia", "mdhd").body[20:22])
    assert "".join(chr(0x60 + (packed >> shift & 31)) for shift in (10, 5, 0)) == code
