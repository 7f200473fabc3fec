"""What the files of one book have to do with each other. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from audiobook.checking.finding import Severity
from audiobook.checking.finished.acx import NAME, SAMPLE_S
from audiobook.checking.finished.rules import AS_IT_IS, Rule, Verdict, flaw
from audiobook.checking.finished.sound import Sound

MOST_SPREAD_DB: Final = 3.0
"""Between the loudest and the quietest file; ACX asks for "consistent" without a number."""
_OPENING: Final = re.compile(r"open|intro.*credit")
_CLOSING: Final = re.compile(r"clos|end.*credit|outro")
_SAMPLE: Final = re.compile(r"sample|retail")

_ALIKE: Final = "Encode all files of a book alike."


def _same(what: str, subject: str, wanted: str) -> Rule:
    return Rule(f"same-{what}", subject, wanted, _ALIKE, AS_IT_IS, NAME)


def _part(name: str, wanted: str, ours: str) -> Rule:
    mend = "Only if you mean to hand the files to a shop: make it, with a name that says what it is."
    return Rule(name, f"a file for the {name.replace('-', ' ')}", wanted, mend, ours, NAME, Severity.ADVICE)


OPENING: Final = _part(
    "opening-credits", "title, author and narrator in a file of their own", "Set `credits: true` in voices.yaml"
)
CLOSING: Final = _part(
    "closing-credits", 'a file of its own that ends with "The End"', "Set `credits: true` in voices.yaml"
)
_LENGTH: Final = f"{SAMPLE_S[0] / 60:g} to {SAMPLE_S[1] / 60:g} min of narration"
RETAIL: Final = _part("retail-sample", _LENGTH, "Set `sample: true` in voices.yaml")
RETAIL_LENGTH: Final = Rule(
    RETAIL.name,
    "the retail sample",
    _LENGTH,
    "Only if you mean to hand the files to a shop: cut it anew, where a sentence ends.",
    "Take another length or a longer chapter in voices.yaml, `sample: {chapter: 1, seconds: 180}`",
    NAME,
    Severity.ADVICE,
)
CHANNELS: Final = _same("channels", "the number of channels", "all mono or all stereo")
RATE: Final = _same("rate", "the sample rate", "the same in all files")
BIT_RATE: Final = _same("bit-rate", "the bit rate", "the same in all files")
SPREAD: Final = Rule(
    "rms-spread",
    "what the loudest and the quietest file differ by",
    f"{MOST_SPREAD_DB:g} dB or less",
    "Bring all files to the same level, -20 dB RMS.",
    AS_IT_IS,
    severity=Severity.ADVICE,
)
TITLES: Final = Rule(
    "titles",
    "the title of several files",
    "another for each, or players show them as one",
    "Give each file a title of its own (TIT2).",
    "Give each chapter a heading of its own in the story",
    severity=Severity.ADVICE,
)
NUMBERS: Final = Rule(
    "track-numbers",
    "the number of several files",
    "another for each (TRCK), or players mix them up",
    "Number them in the order in which they are heard.",
    AS_IT_IS,
    severity=Severity.ADVICE,
)


def judge_book(sounds: Sequence[Sound]) -> Iterator[Verdict]:
    """Judge all MP3s of a book together, but for those that are none; nothing where there is none."""
    known = [sound for sound in sounds if sound.is_mp3 and sound.n_channels]
    if not known:
        return
    yield from _judge_parts(known)
    for rule, found in (
        (CHANNELS, {sound.n_channels or 0 for sound in known}),
        (RATE, {sound.rate_hz or 0 for sound in known}),
        (BIT_RATE, {kbps for sound in known if sound.mpeg for kbps in sound.mpeg.kbps}),
    ):
        values = ", ".join(f"{value:,}" for value in sorted(found)) or "unknown"
        yield Verdict(rule, len(found) == 1, values if len(found) < 2 else f"different: {values}")
    if rms := [sound.levels.rms_dbfs for sound in known if sound.levels]:
        spread_db = max(rms) - min(rms) if min(rms) != max(rms) else 0.0
        yield Verdict(SPREAD, spread_db <= MOST_SPREAD_DB, f"{spread_db:.2f} dB")
    for rule, texts in (
        (TITLES, [sound.tags.title for sound in known]),
        (NUMBERS, [str(sound.tags.track or "") for sound in known]),
    ):
        twice = [text for text, n in Counter(filter(None, texts)).items() if n > 1]
        yield flaw(rule, "the same: " + ", ".join(twice) if twice else "")


def _judge_parts(sounds: Sequence[Sound]) -> Iterator[Verdict]:
    """Look for credits and a sample by the names of files, as nothing else tells them."""
    names = {sound.name.rpartition(".")[0].lower(): sound for sound in sounds}
    for rule, pattern in ((OPENING, _OPENING), (CLOSING, _CLOSING)):
        found = [sound.name for name, sound in names.items() if pattern.search(name)]
        yield Verdict(rule, bool(found), ", ".join(found) or "missing, to go by the names")
    samples = [sound.seconds or 0.0 for name, sound in names.items() if _SAMPLE.search(name)]
    if samples:
        yield Verdict(RETAIL_LENGTH, SAMPLE_S[0] <= samples[0] <= SAMPLE_S[1], f"{samples[0]:.1f} s long")
    else:
        yield Verdict(RETAIL, is_kept=False, measured="missing, to go by the names")
