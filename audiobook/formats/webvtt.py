"""A chapter as WebVTT (W3C), for browsers, players and podcast transcripts. Pure.

Each cue is in the voice span of its speaker; the narrator's have the class "narrator" too, so that a style sheet can
tell them from a character of that name. Where word times are known, a cue has a time stamp before each word but the
first.
"""

from collections.abc import Iterator
from typing import Final

from audiobook.formats.base import ChapterEdition
from audiobook.formats.captions import Cue, clock, cues, in_tick, in_ticks, lines

_N_COLUMNS: Final = 65
_PER_S: Final = 1000
_NARRATOR: Final = "<v.narrator Narrator>"
_ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def webvtt(chapter: ChapterEdition) -> str:
    """Give the file. Its times are those of the chapter's finished sound, to the millisecond."""
    return "\n\n".join(("WEBVTT", *_blocks(chapter))) + "\n"


def _blocks(chapter: ChapterEdition) -> Iterator[str]:
    rate_hz = chapter.timeline.sample_rate_hz
    found = cues(chapter, _N_COLUMNS)
    for cue, (start, end) in zip(found, in_ticks(found, rate_hz, _PER_S), strict=True):
        voice = f"<v {_escaped(' '.join(cue.speaker.split()))}>" if cue.speaker else _NARRATOR
        yield f"{_stamp(start)} --> {_stamp(end)}\n{voice}{_marked(cue, start, end, rate_hz)}"


def _marked(cue: Cue, start: int, end: int, rate_hz: int) -> str:
    """Give the text in lines, with stamps; they have to rise, from after the cue's start to before its end.

    The first word needs none: it is heard when the cue starts.
    """
    stamps: dict[int, str] = {}
    latest = start
    for word in cue.words:
        if word.span.start and latest < (tick := in_tick(word.start, rate_hz, _PER_S)) < end:
            stamps[word.span.start] = f"<{_stamp(tick)}>"
            latest = tick
    breaks = {line.start - 1 for line in lines(cue.text, _N_COLUMNS)[1:]}
    signs = ("\n" if i in breaks else _ESCAPES.get(sign, sign) for i, sign in enumerate(cue.text))
    return "".join(stamps.get(i, "") + sign for i, sign in enumerate(signs))


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _stamp(tick: int) -> str:
    return "{:02}:{:02}:{:02}.{:03}".format(*clock(tick, _PER_S))
