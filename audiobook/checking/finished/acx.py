"""ACX's technical limits for one MP3, as numbers and as rules. Pure.

The numbers are those of ACX's audio submission requirements, the seconds of room tone those of its guidance on
mastering. What is advice is nobody's limit but good sense. That a file keeps them says how it sounds, not that ACX
takes it: ACX wants human narration.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from audiobook.checking.finding import Severity
from audiobook.checking.finished.levels import DEAD_DBFS, HOP_S, Levels
from audiobook.checking.finished.mpeg import Mpeg
from audiobook.checking.finished.rules import AS_IT_IS, Rule, Verdict

NAME: Final = "ACX"
RATE_HZ: Final = 44_100
LEAST_KBPS: Final = 192
LONGEST_S: Final = 120 * 60
RMS_DBFS: Final = (-23.0, -18.0)
"""Over the whole file, ungated: not to be taken for loudness in LUFS."""
PEAK_DBFS: Final = -3.0
FLOOR_DBFS: Final = -60.0
HEAD_S: Final = (0.5, 1.0)
TAIL_S: Final = (1.0, 5.0)
SAMPLE_S: Final = (60.0, 300.0)

HEADER_AGREES_S: Final = 0.1
"""What a header may be wrong by: players round to frames, and count the encoder's padding or do not."""
DEAD_S: Final = 0.25
"""So long a silence is heard as a hole. ACX asks for room tone."""

_REMAKE: Final = "Encode it anew from the uncompressed sound, as MP3 with a constant 192 kbit/s, 44.1 kHz, mono."
_MASTER: Final = "Bring its level to -20 dB RMS and limit its peaks to -3.5 dB, from the uncompressed sound."
_ROOM: Final = "Add room tone: the recorded quiet of the room, near -66 dB, and no digital silence."


def _rule(name: str, subject: str, wanted: str, mend: str, ours: str = AS_IT_IS) -> Rule:
    return Rule(name, subject, wanted, mend, ours, NAME)


def _advice(name: str, subject: str, wanted: str, mend: str, ours: str = AS_IT_IS) -> Rule:
    return Rule(name, subject, wanted, mend, ours, severity=Severity.ADVICE)


FORMAT: Final = _rule("format", "the format", "MP3", _REMAKE)
RATE: Final = _rule("sample-rate", "the sample rate", f"{RATE_HZ:,} Hz", _REMAKE)
CONSTANT: Final = _rule("cbr", "the bit rate", "the same in every frame", _REMAKE)
BIT_RATE: Final = _rule("bit-rate", "the lowest bit rate", f"{LEAST_KBPS} kbit/s or more", _REMAKE)
CHANNELS: Final = _rule("channels", "the channel mode", "mono, or stereo that is not joint", _REMAKE)
"""Joint stereo is advised against, not refused."""
LENGTH: Final = _rule(
    "duration",
    "the length",
    f"{LONGEST_S // 60} min or less",
    "Divide it where a scene ends, and give each part its own header.",
    "Divide the chapter in the story with a heading",
)
HEADER: Final = _rule(
    "duration-header",
    "the length that its header states",
    "that of its frames, or players show a wrong time and seek to wrong places",
    "Get a whole copy, or encode it anew into a file (not into a pipe, where no encoder can state the length).",
)


@dataclass(frozen=True, slots=True)
class _Range:
    """A rule about one figure."""

    rule: Rule
    figure: Callable[[Levels], float | None]
    """None: there is nothing to be measured, and nothing wrong with that."""
    low: float = -math.inf
    high: float = math.inf
    unit: str = "dB"

    def verdict(self, levels: Levels) -> Verdict | None:
        figure = self.figure(levels)
        if figure is None:
            return None
        return Verdict(self.rule, self.low <= figure <= self.high, f"{figure:.2f} {self.unit}")


_LEVELS: Final = (
    _Range(
        _rule(
            "rms",
            "its level",
            f"{RMS_DBFS[0]:g} to {RMS_DBFS[1]:g} dB RMS over the whole file",
            _MASTER,
            "Set `loudness:` `rms: -20` in voices.yaml",
        ),
        lambda levels: levels.rms_dbfs,
        *RMS_DBFS,
        unit="dB RMS",
    ),
    _Range(
        _rule(
            "peak",
            "its highest sample",
            f"{PEAK_DBFS:g} dB or less",
            _MASTER,
            "Set `loudness:` `true_peak: -3.5` in voices.yaml",
        ),
        lambda levels: levels.peak_dbfs,
        high=PEAK_DBFS,
    ),
    _Range(
        _advice(
            "true-peak",
            "its true peak",
            f"{PEAK_DBFS:g} dBTP or less, so that no player or encoder clips",
            _MASTER,
            "Set `loudness:` `true_peak: -3.5` in voices.yaml",
        ),
        lambda levels: levels.true_peak_dbtp,
        high=PEAK_DBFS,
        unit="dBTP",
    ),
    _Range(
        _rule(
            "noise-floor",
            "its noise floor (the quietest half second)",
            f"{FLOOR_DBFS:g} dB RMS or less",
            "Take out the noise between the words, or record in a quieter room.",
            "Set `loudness:` `room_tone: -66` in voices.yaml",
        ),
        lambda levels: levels.floor_dbfs,
        high=FLOOR_DBFS,
    ),
    _Range(
        _advice(
            "room-tone",
            f"its longest stretch of digital silence (below {DEAD_DBFS:g} dB)",
            f"less than {DEAD_S:g} s",
            _ROOM,
            "Set `loudness:` `room_tone: -66` in voices.yaml",
        ),
        lambda levels: levels.dead_s,
        high=math.nextafter(DEAD_S, 0),
        unit="s",
    ),
    _Range(
        _rule(
            "head-room-tone",
            "the time before the first word",
            f"{HEAD_S[0]:g} to {HEAD_S[1]:g} s",
            _ROOM,
            "Set `pauses:` `head: 0.7` in voices.yaml",
        ),
        lambda levels: levels.head_s,
        HEAD_S[0] - HOP_S,
        HEAD_S[1] + HOP_S,
        "s",
    ),
    _Range(
        _rule(
            "tail-room-tone",
            "the time after the last word",
            f"{TAIL_S[0]:g} to {TAIL_S[1]:g} s",
            _ROOM,
            "Set `pauses:` `tail: 3.5` in voices.yaml",
        ),
        lambda levels: levels.tail_s,
        TAIL_S[0] - HOP_S,
        TAIL_S[1] + HOP_S,
        "s",
    ),
    *(
        _Range(
            _rule(
                f"{place}-level",
                f"the level {where}",
                f"{FLOOR_DBFS:g} dB RMS or less",
                "Take out the noise there (breath, clicks, hum).",
                "Set `loudness:` `room_tone: -66` in voices.yaml",
            ),
            figure,
            high=FLOOR_DBFS,
        )
        for place, where, figure in (
            ("head", "before the first word", lambda levels: levels.head_dbfs),
            ("tail", "after the last word", lambda levels: levels.tail_dbfs),
        )
    ),
)


def judge_mp3(mpeg: Mpeg | None, levels: Levels | None) -> Iterator[Verdict]:
    """Judge what is to be an MP3 by ACX's limits for a file.

    mpeg: None if there is not one frame in it. levels: None if nobody listened.
    """
    yield Verdict(FORMAT, mpeg is not None and mpeg.is_mp3, _format(mpeg))
    if mpeg is None and levels is None:
        return
    rates_hz = mpeg.sample_rates_hz if mpeg else (levels.sample_rate_hz,) if levels else ()
    yield Verdict(RATE, rates_hz == (RATE_HZ,), ", ".join(f"{rate:,} Hz" for rate in rates_hz) or "unknown")
    rates = sorted(mpeg.kbps) if mpeg else []
    told = f"{rates[0]} kbit/s" if rates else "unknown"
    yield Verdict(CONSTANT, len(rates) == 1, told if len(rates) < 2 else f"{rates[0]} to {rates[-1]} kbit/s")
    yield Verdict(BIT_RATE, bool(rates) and rates[0] >= LEAST_KBPS, told)
    yield _channels(mpeg, levels)
    seconds = mpeg.seconds if mpeg else levels.seconds if levels else 0.0
    promised_s = mpeg.promised_s if mpeg else seconds
    yield Verdict(LENGTH, promised_s <= LONGEST_S, f"{promised_s / 60:.2f} min")
    is_right = abs(promised_s - seconds) < HEADER_AGREES_S
    yield Verdict(
        HEADER, is_right, f"{promised_s:.2f} s" if is_right else f"{promised_s:.2f} s (its frames last {seconds:.2f} s)"
    )
    if levels:
        yield from (verdict for each in _LEVELS if (verdict := each.verdict(levels)))


def judge_loudness(levels: Levels) -> Iterator[Verdict]:
    """Judge how loud a file is that is no MP3, and so is none of ACX's: the same limits, as advice."""
    for each in _LEVELS:
        verdict = each.verdict(levels)
        if verdict and each.rule.name in {"rms", "peak"}:
            yield replace(verdict, rule=replace(each.rule, source="", severity=Severity.ADVICE))


def _format(mpeg: Mpeg | None) -> str:
    if mpeg is None:
        return "not MP3"
    return "MP3" if mpeg.is_mp3 else f"MPEG audio, Layer {'I' * mpeg.first.layer}"


def _channels(mpeg: Mpeg | None, levels: Levels | None) -> Verdict:
    if mpeg is None:
        n_channels = levels.n_channels if levels else 0
        return Verdict(CHANNELS, n_channels in {1, 2}, f"{n_channels} channels")
    modes = sorted(mpeg.modes)
    return Verdict(replace(CHANNELS, severity=Severity.ADVICE), "joint stereo" not in modes, " and ".join(modes))
