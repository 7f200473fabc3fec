import re
from typing import NamedTuple

from hypothesis import given, settings

from audiobook.formats.base import ChapterEdition
from audiobook.formats.captions import cues
from audiobook.formats.webvtt import webvtt
from tests.formats.captioned import HOSTILE, RATE_HZ, a_chapter, chapters, seconds
from tests.formats.contract import FormatContract

_TIME = r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMES = re.compile(f"{_TIME} --> {_TIME}")
_VOICE = re.compile(r"<v(\.narrator)? ([^<>\n]+)>")
_STAMP = re.compile(f"<{_TIME}>")


class TestVtt(FormatContract):
    """VTT keeps the laws of all formats."""

    name = "vtt"


class Parsed(NamedTuple):
    """What a browser would make of a cue."""

    start_s: float
    end_s: float
    is_narrator: bool
    speaker: str
    text: str
    stamps_s: tuple[float, ...]


def parse(content: str) -> list[Parsed]:
    """Read WebVTT as its specification says (W3C, section 4: syntax), strictly; only what we write is allowed."""
    header, *blocks = content.removesuffix("\n").split("\n\n")
    assert header == "WEBVTT"
    found = []
    for block in blocks:
        times, *shown = block.split("\n")
        match = _TIMES.fullmatch(times)
        assert match, times
        assert all(shown), block
        assert "-->" not in "".join(shown)
        voice = _VOICE.match(shown[0])
        assert voice, block
        text = _STAMP.sub("", "\n".join(shown)[voice.end() :])
        assert not re.search(r"<|>|&(?!amp;|lt;|gt;)", text)
        stamps = tuple(_seconds(*stamp) for stamp in _STAMP.findall(block))
        start_s, end_s = _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])
        found.append(Parsed(start_s, end_s, bool(voice[1]), _plain(voice[2]), _plain(text), stamps))
    return found


def _seconds(hours: str, minutes: str, whole: str, thousandths: str) -> float:
    return 3600 * int(hours) + 60 * int(minutes) + int(whole) + int(thousandths) / 1000


def _plain(text: str) -> str:
    for sign, escape in ((">", "&gt;"), ("<", "&lt;"), ("&", "&amp;")):
        text = text.replace(escape, sign)
    return text


@settings(deadline=None)
@given(chapters())
def test_what_is_written_is_what_is_read(chapter: ChapterEdition) -> None:
    """Text, speaker and times come back from any chapter, as our cues have them, and stamps rise within their cue."""
    found = cues(chapter)
    all_last = all(cue.end - cue.start > RATE_HZ // 500 for cue in found)
    for cue, read in zip(found, parse(webvtt(chapter)), strict=True):
        assert read.text.split("\n") == [line for line in read.text.split("\n") if line.strip()]
        assert read.text.replace("\n", " ") == cue.text
        assert (read.speaker, read.is_narrator) == (cue.speaker or "Narrator", not cue.speaker)
        if all_last:
            assert abs(read.start_s - seconds(cue.start)) < 0.0006
            assert abs(read.end_s - seconds(cue.end)) < 0.0006
        times = [read.start_s, *read.stamps_s, read.end_s]
        assert times == sorted(set(times))


def test_it_looks_like_this() -> None:
    """A class for the narrator, names quoted, stamps before all words but the first, lines of 65 characters."""
    chapter = a_chapter(
        ("Night & wind.", None, 22_050, False),
        ("“Who is there, at this hour of the night, and why do you knock at my door?”", "boris", 44_100, True),
    )
    first, second = webvtt(chapter).split("\n\n")[1:]
    assert first == "00:00:00.680 --> 00:00:01.680\n<v.narrator Narrator>Night &amp; wind."
    assert second.startswith("00:00:01.862 --> 00:00:03.862\n<v Boris &lt;&amp; Co&gt;>“Who <00:00:01.995>is <00:00:")
    assert re.sub(r"<.*?>", "", second).splitlines()[1:] == [
        "“Who is there, at this hour of the",
        "night, and why do you knock at my door?”",
    ]


def test_hostile_words_stay_words() -> None:
    """Arrows, tags, entities, right-to-left marks and giant words are text to a reader of the file."""
    chapter = a_chapter(*((text, "boris", 90_000, True) for text in HOSTILE))
    read = parse(webvtt(chapter))
    assert " ".join(cue.text for cue in read).split() == " ".join(HOSTILE).split()
    assert {cue.speaker for cue in read} == {"Boris <& Co>"}
