import re
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from audiobook.formats.base import BookEdition, ChapterEdition
from audiobook.formats.captions import cues
from audiobook.formats.lrc import LrcFormat
from tests.formats.captioned import RATE_HZ, a_chapter, chapters, seconds
from tests.formats.contract import FormatContract
from tests.formats.editions import EDITION

_LINE = re.compile(r"\[(\d{2,}):([0-5]\d)\.(\d\d)\](.*)")
_STAMP = re.compile(r"<(\d{2,}):([0-5]\d)\.(\d\d)>")
_TAG = re.compile(r"\[([a-z]+):(.*)\]")


class TestLrc(FormatContract):
    """LRC keeps the laws of all formats."""

    name = "lrc"


def written(chapter: ChapterEdition, folder: Path) -> str:
    """Write a chapter and read its file."""
    book = BookEdition(EDITION, (chapter,))
    (file,) = LrcFormat().files(EDITION, [chapter.entry])
    LrcFormat().write(file, book, folder / "one.lrc")
    return (folder / "one.lrc").read_text(encoding="utf-8")


def parse(content: str) -> tuple[dict[str, str], list[tuple[float, str, list[float]]]]:
    """Read tags and lines as players do: time, text, times of words."""
    tags, found = {}, []
    for line in content.removesuffix("\n").split("\n"):
        if tag := _TAG.fullmatch(line):
            tags[tag[1]] = tag[2]
        else:
            match = _LINE.fullmatch(line)
            assert match, line
            assert not _LINE.match(match[4])
            stamps = [_seconds(*stamp) for stamp in _STAMP.findall(match[4])]
            found.append((_seconds(*match.groups()[:3]), _STAMP.sub("", match[4]), stamps))
    return tags, found


def _seconds(minutes: str, whole: str, hundredths: str) -> float:
    return 60 * int(minutes) + int(whole) + int(hundredths) / 100


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # it waits for the disk
@given(chapter=chapters())
def test_what_is_written_is_what_is_read(chapter: ChapterEdition, tmp_path: Path) -> None:
    """Text and times come back from any chapter, but for brackets around what looks like a time; times rise."""
    _, read = parse(written(chapter, tmp_path))
    found = cues(chapter, 32, named=True)
    all_last = all(cue.end - cue.start > RATE_HZ // 50 for cue in found)
    for cue, (start_s, text, stamps) in zip(found, read, strict=True):
        assert re.sub(r"[<>\[\]()]", "|", text) == re.sub(r"[<>\[\]()]", "|", cue.text)
        if all_last:
            assert abs(start_s - seconds(cue.start)) < 0.006
        assert [start_s, *stamps] == sorted([start_s, *stamps])
    starts = [start_s for start_s, *_ in read]
    assert starts == sorted(set(starts))


def test_it_looks_like_this(tmp_path: Path) -> None:
    """Tags, then a line for each cue, with a time before each word and after the last, if they are known."""
    chapter = a_chapter(("“Me?”", "anna", 22_050, True), ("asked Anna.", None, 22_050, True), ("No.", None, 99, False))
    assert written(chapter, tmp_path) == (
        "[ti:One (1)]\n[al:Das Schloß]\n[ar:Кафка]\n[length:00:04.14]\n[re:fullcast]\n"
        "[00:00.68]Anna: <00:00.68>“Me?”<00:01.68>\n"
        "[00:01.86]<00:01.86>asked <00:02.41>Anna.<00:02.86>\n"
        "[00:03.04]No.\n"
    )


def test_minutes_go_on_after_an_hour(tmp_path: Path) -> None:
    """LRC has no hours."""
    chapter = a_chapter(("Late.", None, 22_050, False))
    (placement,) = chapter.timeline.placements
    late = replace(chapter.timeline, placements=(replace(placement, start=3_725 * RATE_HZ),), n_samples=4_000 * RATE_HZ)
    assert "[62:05.00]Late." in written(replace(chapter, timeline=late), tmp_path)


def test_a_text_that_looks_like_a_time_is_none(tmp_path: Path) -> None:
    """The format cannot quote it, so that its brackets are others."""
    chapter = a_chapter(("[00:01.00] or <1:30> or <b>", None, 22_050, False))
    assert written(chapter, tmp_path).endswith("](00:01.00) or (1:30) or <b>\n")
