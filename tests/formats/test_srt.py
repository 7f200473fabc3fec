import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from audiobook.formats.base import BookEdition, ChapterEdition
from audiobook.formats.captions import cues
from audiobook.formats.srt import SrtFormat
from tests.formats.captioned import HOSTILE, RATE_HZ, a_chapter, chapters, seconds
from tests.formats.contract import FormatContract
from tests.formats.editions import EDITION

_TIME = r"(\d{2,}):([0-5]\d):([0-5]\d),(\d{3})"
_TIMES = re.compile(f"{_TIME} --> {_TIME}")


class TestSrt(FormatContract):
    """SRT keeps the laws of all formats."""

    name = "srt"


def written(chapter: ChapterEdition, folder: Path) -> str:
    """Write a chapter and read its file."""
    book = BookEdition(EDITION, (chapter,))
    (file,) = SrtFormat().files(EDITION, [chapter.entry])
    SrtFormat().write(file, book, folder / "one.srt")
    return (folder / "one.srt").read_text(encoding="utf-8")


def parse(content: str) -> list[tuple[float, float, str]]:
    """Read SRT as players do: number, times, lines up to an empty one."""
    found = []
    for number, block in enumerate(content.removesuffix("\n").split("\n\n"), 1):
        counted, times, *shown = block.split("\n")
        match = _TIMES.fullmatch(times)
        assert match, times
        assert counted == str(number)
        assert all(line.strip() for line in shown)
        numbers = [int(part) for part in match.groups()]
        start_s, end_s = (3600 * h + 60 * m + s + ms / 1000 for h, m, s, ms in (numbers[:4], numbers[4:]))
        found.append((start_s, end_s, " ".join(shown)))
    return found


def alike(text: str) -> str:
    """Give a text with one sign for each that may stand for another in the file."""
    return text.replace("‹", "<").replace("{\\", "(\\").replace("-->", "→")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # it waits for the disk
@given(chapter=chapters())
def test_what_is_written_is_what_is_read(chapter: ChapterEdition, tmp_path: Path) -> None:
    """Text and times come back from any chapter, as our cues have them; times rise."""
    read = parse(written(chapter, tmp_path))
    found = cues(chapter, 32, named=True)
    all_last = all(cue.end - cue.start > RATE_HZ // 500 for cue in found)
    for cue, (start_s, end_s, text) in zip(found, read, strict=True):
        assert alike(text) == alike(cue.text)
        assert start_s < end_s
        if all_last:
            assert abs(start_s - seconds(cue.start)) < 0.0006
            assert abs(end_s - seconds(cue.end)) < 0.0006
    times = [time for start_s, end_s, _ in read for time in (start_s, end_s)]
    assert times == sorted(times)


def test_it_looks_like_this(tmp_path: Path) -> None:
    """Numbers from 1, a comma in the times, two lines of 32 characters, a name where a character begins to speak."""
    chapter = a_chapter(
        ("“Who is there, at this hour of the night?”", "anna", 22_050, True), ("asked Anna.", None, 22_050, True)
    )
    assert written(chapter, tmp_path) == (
        "1\n00:00:00,680 --> 00:00:01,680\nAnna: “Who is there, at\nthis hour of the night?”\n\n"
        "2\n00:00:01,862 --> 00:00:02,862\nasked Anna.\n"
    )


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Whatever the words are, no cue is taken for two, and no line for a time."""
    read = parse(written(a_chapter(*((text, None, 90_000, True) for text in HOSTILE)), tmp_path))
    assert alike(" ".join(text for *_, text in read)).split() == alike(" ".join(HOSTILE)).split()


def test_what_players_take_for_tags_and_times_gets_other_signs(tmp_path: Path) -> None:
    """The format cannot quote it; what no player takes for anything stays as it is."""
    chapter = a_chapter(("<b>A</b> {\\an8} {b} 1 < 2 -->", None, 90_000, True))
    assert written(chapter, tmp_path).endswith("\n‹b>A‹/b> (\\an8} {b} 1 < 2 →\n")
