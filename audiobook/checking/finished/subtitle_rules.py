"""Whether subtitles can be shown as they stand: in order, one at a time, within the sound. Pure."""

import itertools
from collections.abc import Iterator
from typing import Final, NamedTuple

from audiobook.checking.finding import Finding, Severity
from audiobook.checking.finished.subtitles import Cue, Subtitles

CHECK: Final = "subtitles"
LONGEST_LINE: Final = {".vtt": 65, ".srt": 42}
"""Letters that fit into a line of a player's window (65 in a browser's); LRC players wrap lines."""
PAST_END_S: Final = 0.05
"""Times in the files are rounded to milliseconds, of LRC to hundredths."""
_MEND: Final = "Mend the line, or write the file again from the times of the sound."


class _Fault(NamedTuple):
    name: str
    line: int
    problem: str
    severity: Severity = Severity.WRONG


def judge_subtitles(
    subtitles: Subtitles, place: str, suffix: str, sound_s: float | None, build: str = ""
) -> Iterator[Finding]:
    """Give what is wrong with subtitles: of each kind of fault the first, and how many there are.

    sound_s: how long the sound of the same name is; None where there is none. build: as for `rules.findings`.
    """
    faults = [_Fault("syntax", fault.line, fault.problem) for fault in subtitles.faults]
    faults += itertools.chain.from_iterable(_faults(cue, suffix, sound_s) for cue in subtitles.cues)
    faults += itertools.chain.from_iterable(itertools.starmap(_faults_between, itertools.pairwise(subtitles.cues)))
    if not subtitles.cues:
        faults.append(_Fault("no-cues", 1, "there is nothing to show in it"))
    elif suffix == ".vtt" and not any(cue.has_voice for cue in subtitles.cues):
        faults.append(_Fault("no-voices", subtitles.cues[0].line, "no cue says who speaks (<v Name>)", Severity.ADVICE))
    by_name: dict[str, list[_Fault]] = {}
    for fault in faults:
        by_name.setdefault(fault.name, []).append(fault)
    hint = f"{build} --force" if build else _MEND
    for name, same in by_name.items():
        more = f" (and {len(same) - 1:,} more)" if len(same) > 1 else ""
        details = {"rule": name, "lines": [fault.line for fault in same[:100]], "n": len(same)}
        yield Finding(CHECK, f"{place}:{same[0].line}", f"{same[0].problem}{more}", hint, details, same[0].severity)


def _faults(cue: Cue, suffix: str, sound_s: float | None) -> Iterator[_Fault]:
    end_s = cue.start_s if cue.end_s is None else cue.end_s
    if cue.end_s is not None and cue.end_s <= cue.start_s:
        yield _Fault("no-time", cue.line, f"a cue ends at {cue.end_s:.3f} s and begins at {cue.start_s:.3f} s")
    if sound_s is not None and end_s > sound_s + PAST_END_S:
        yield _Fault("past-the-end", cue.line, f"a cue is shown until {end_s:.3f} s; the sound ends at {sound_s:.3f} s")
    if not any(line.strip() for line in cue.text) and suffix != ".lrc":  # there an empty line ends the one before
        yield _Fault("empty", cue.line, "a cue shows nothing")
    longest = max(map(len, cue.text), default=0)
    if longest > LONGEST_LINE.get(suffix, longest):
        told = f"a line of {longest} letters; better {LONGEST_LINE[suffix]} or less"
        yield _Fault("long-line", cue.line, told, Severity.ADVICE)


def _faults_between(cue: Cue, following: Cue) -> Iterator[_Fault]:
    if following.start_s < cue.start_s:
        told = f"a cue begins at {following.start_s:.3f} s, after one that begins at {cue.start_s:.3f} s"
        yield _Fault("order", following.line, told)
    elif cue.end_s is not None and following.start_s < cue.end_s:
        told = f"a cue begins at {following.start_s:.3f} s, while one is shown until {cue.end_s:.3f} s"
        yield _Fault("overlap", following.line, told)
