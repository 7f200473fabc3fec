"""Subtitle files, read strictly: WebVTT, SubRip and LRC. Pure.

WebVTT: W3C, "WebVTT: The Web Video Text Tracks Format", section 4. The other two have no standard: SubRip is read as
players read it, LRC with one time for each line, and times of words inside it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

_VTT_TIMES: Final = re.compile(
    r"((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t]+\S.*)?[ \t]*"
)
_SRT_TIMES: Final = re.compile(r"(\d{2,}:[0-5]\d:[0-5]\d,\d{3}) --> (\d{2,}:[0-5]\d:[0-5]\d,\d{3})[ \t]*")
_LRC_LINE: Final = re.compile(r"\[(\d{2,}:[0-5]\d(?:\.\d{2,3})?)\](.*)")
_LRC_HEAD: Final = re.compile(r"\[[a-z#]+:.*\]")
_LRC_WORD: Final = re.compile(r"<\d{2,}:[0-5]\d(?:\.\d{2,3})?>")
_VOICE: Final = re.compile(r"<v(?:\.[^\s>]+)?[ \t]+[^>]+>")
_TAG: Final = re.compile(r"</?[a-z\d][^>]*>")
_NO_CUES: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown, and when."""

    line: int
    """Of its time, in the file, from 1."""
    start_s: float
    end_s: float | None
    """None: until the next one (LRC)."""
    text: tuple[str, ...]
    """Lines as they are shown, without tags."""
    has_voice: bool
    """It says who speaks."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not follow the format."""

    line: int
    problem: str


@dataclass(frozen=True, slots=True)
class Subtitles:
    """A file of subtitles."""

    cues: tuple[Cue, ...]
    faults: tuple[Fault, ...]


def read_subtitles(data: bytes, suffix: str) -> Subtitles:
    """Read a file by its kind. suffix: one of SUFFIXES."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return Subtitles((), (Fault(data[: error.start].count(b"\n") + 1, "it is not UTF-8"),))
    lines = re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff"))
    found = list(_READERS[suffix](lines))
    cues = tuple(each for each in found if isinstance(each, Cue))
    return Subtitles(cues, tuple(each for each in found if isinstance(each, Fault)))


def _blocks(lines: Sequence[str], start: int) -> Iterator[tuple[int, list[str]]]:
    """Give the lines that stand between blank ones, with the number of the first."""
    block: list[str] = []
    for number, line in enumerate([*lines[start:], ""], start + 1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _read_vtt(lines: Sequence[str]) -> Iterator[Cue | Fault]:
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        yield Fault(1, 'it does not begin with "WEBVTT"')
    elif len(lines) > 1 and lines[1]:
        yield Fault(2, 'no blank line follows "WEBVTT"')
    for number, block in _blocks(lines, 1):
        at = next((i for i, line in enumerate(block) if "-->" in line), None)
        if at is None:
            if not _NO_CUES.fullmatch(block[0]):
                yield Fault(number, f'neither a cue nor a note: "{block[0][:40]}"')
            continue
        if at > 1:
            yield Fault(number + at, "more than one line stands before a cue's time")
        yield _cue(number + at, _VTT_TIMES, block[at], block[at + 1 :])


def _read_srt(lines: Sequence[str]) -> Iterator[Cue | Fault]:
    for expected, (number, block) in enumerate(_blocks(lines, 0), 1):
        if block[0].strip() != str(expected):
            yield Fault(number, f'a cue begins with "{block[0][:40]}" and not with its number, {expected}')
        if len(block) == 1:
            yield Fault(number, "a cue without a time")
        else:
            yield _cue(number + 1, _SRT_TIMES, block[1], block[2:])


def _cue(number: int, pattern: re.Pattern[str], times: str, text: Sequence[str]) -> Cue | Fault:
    found = pattern.fullmatch(times)
    if not found:
        return Fault(number, f'not a time: "{times[:60]}"')
    shown = tuple(_TAG.sub("", line) for line in text)
    has_voice = any(_VOICE.search(line) for line in text)
    return Cue(number, _seconds(found[1]), _seconds(found[2]), shown, has_voice)


def _read_lrc(lines: Sequence[str]) -> Iterator[Cue | Fault]:
    for number, line in enumerate(lines, 1):
        found = _LRC_LINE.fullmatch(line.strip())
        if found:
            text = _LRC_WORD.sub("", found[2]).strip()
            yield Cue(number, _seconds(found[1]), None, (text,), has_voice=False)
        elif line.strip() and not _LRC_HEAD.fullmatch(line.strip()):
            yield Fault(number, f'neither a time nor a tag: "{line[:40]}"')


def _seconds(clock: str) -> float:
    """Read 01:02:03.456, with a comma too; reckoned in milliseconds, so that equal times are equal."""
    parts = clock.replace(",", ".").split(":")
    minutes = sum(int(part) * scale for scale, part in zip((1, 60), reversed(parts[:-1]), strict=False))
    return (minutes * 60_000 + round(float(parts[-1]) * 1000)) / 1000


_READERS: Final[Mapping[str, Callable[[Sequence[str]], Iterator[Cue | Fault]]]] = {
    ".vtt": _read_vtt,
    ".srt": _read_srt,
    ".lrc": _read_lrc,
}
SUFFIXES: Final = tuple(_READERS)
