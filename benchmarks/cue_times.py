"""Measure the times of cues against a forced alignment of the finished MP3s.

    python benchmarks/cue_times.py output/the-fourth-chair [--hours 1] [--json]

Each NAME.mp3 with a NAME.vtt beside it is decoded and aligned by pocketsphinx (forced.py), some cues at a time, cut in
the pauses between them. The error of a cue is the distance of its start from the start of its first word, and of its
end from the end of its last. Word stamps are measured the same way. Drift: the median error of the last tenth of a
chapter, with its sign, less that of the first tenth.

What it told of the bundled story, of a made-up chapter of one hour (--hour), and of the customer's story is in
docs/formats.md. The goal is a median of 60 ms at most, and 200 ms for 95 in 100.
"""

import argparse
import html
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from build_speed import ADJECTIVES, NOUNS, PEOPLE, PLACES, VERBS, VOICES, WHEN
from forced import RATE_HZ, Aligner, Heard

from audiobook.audio.ffmpeg import binary

_TIMES = re.compile(r"(\d+):(\d\d):(\d\d)\.(\d{3}) --> (\d+):(\d\d):(\d\d)\.(\d{3})\n(.*)", re.DOTALL)
_STAMP = re.compile(r"<(\d+):(\d\d):(\d\d)\.(\d{3})>")
_WORD = re.compile(r"[^\s—―–]*\w[^\s—―–]*")
_LONGEST_BLOCK_S = 30.0
_PAUSE_S = 0.2
"""The shortest between two blocks; half of it belongs to each."""
_WIDEST_PAD_S = 0.5


@dataclass(frozen=True)
class Cue:
    """What the file says."""

    start_s: float
    end_s: float
    words: tuple[str, ...]
    stamps: tuple[tuple[int, float], ...]
    """Index of a word, and when it is said to be heard."""


@dataclass
class Errors:
    """Seconds, ours less those of the alignment; each with the place in its chapter, 0 to 1."""

    starts: list[tuple[float, float]] = field(default_factory=list)
    ends: list[tuple[float, float]] = field(default_factory=list)
    words: list[tuple[float, float]] = field(default_factory=list)
    n_cues: int = 0
    whole_s: float = 0.0


def main() -> None:
    """Measure a folder, or a made-up chapter, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--hour", action="store_true", help="build a made-up chapter of one hour and measure that")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.hour:
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(built_hour(Path(folder)))
    elif options.folder:
        figures = measure(options.folder)
    else:
        parser.error("say which folder, or --hour")
    print(json.dumps(figures, indent=1) if options.json else "\n".join(f"{k:28} {v}" for k, v in figures.items()))


def measure(folder: Path) -> dict[str, float]:
    """Give all figures by name, in ms."""
    errors, aligner = Errors(), Aligner()
    for sound in sorted(folder.rglob("*.mp3")):
        subtitles = sound.with_suffix(".vtt")
        if subtitles.exists():
            measure_chapter(decoded(sound), parse(subtitles.read_text(encoding="utf-8")), aligner, errors)
            print(f"{sound.name}: {len(errors.starts)} of {errors.n_cues} cues", file=sys.stderr)
    figures: dict[str, float] = {
        "minutes": round(errors.whole_s / 60, 1),
        "cues": errors.n_cues,
        "cues measured": len(errors.starts),
    }
    for name, found in (("starts", errors.starts), ("ends", errors.ends), ("words", errors.words)):
        if found:
            figures |= {f"{name}: {key}": value for key, value in summary(found).items()}
    return figures


def summary(found: Sequence[tuple[float, float]]) -> dict[str, float]:
    """Give median and 95th percentile of what is off, bias, and drift, in ms."""
    sizes = sorted(abs(error) for error, _ in found)
    first = [error for error, place in found if place < 0.1]
    last = [error for error, place in found if place >= 0.9]
    return {
        "n": len(found),
        "median ms": round(1000 * statistics.median(sizes)),
        "95 % ms": round(1000 * sizes[int(0.95 * len(sizes))]),
        "worst ms": round(1000 * sizes[-1]),
        "bias ms": round(1000 * statistics.median(error for error, _ in found)),
        "drift ms": round(1000 * (statistics.median(last) - statistics.median(first))) if first and last else 0,
    }


def measure_chapter(pcm: bytes, cues: Sequence[Cue], aligner: Aligner, errors: Errors) -> None:
    """Align a chapter block by block, and note what is off. pcm: mono, s16, 16 kHz."""
    whole_s = len(pcm) / 2 / RATE_HZ
    errors.n_cues += len(cues)
    errors.whole_s += whole_s
    for block, begin_s, end_s in blocks(cues, whole_s):
        sound = pcm[2 * round(begin_s * RATE_HZ) : 2 * round(end_s * RATE_HZ)]
        heard = aligner.words(sound, [word for cue in block for word in cue.words])
        if heard is None:
            continue
        at = 0
        for cue in block:
            words = [Heard(begin_s + word.start_s, begin_s + word.end_s) for word in heard[at : at + len(cue.words)]]
            at += len(cue.words)
            place = cue.start_s / whole_s
            errors.starts.append((cue.start_s - words[0].start_s, place))
            errors.ends.append((cue.end_s - words[-1].end_s, place))
            errors.words += [(stamp_s - words[i].start_s, place) for i, stamp_s in cue.stamps]


def blocks(cues: Sequence[Cue], whole_s: float) -> Iterator[tuple[Sequence[Cue], float, float]]:
    """Put cues together until a pause after about 15 s; give each block with the sound around it."""
    block: list[Cue] = []
    before_s = 0.0
    for i, cue in enumerate(cues):
        block.append(cue)
        next_s = cues[i + 1].start_s if i + 1 < len(cues) else whole_s
        is_long = cue.end_s - block[0].start_s > _LONGEST_BLOCK_S / 2
        if next_s - cue.end_s >= _PAUSE_S and (is_long or i + 1 == len(cues)):
            begin_s = max((before_s + block[0].start_s) / 2, block[0].start_s - _WIDEST_PAD_S)
            yield block, begin_s, min((cue.end_s + next_s) / 2, cue.end_s + _WIDEST_PAD_S)
            block, before_s = [], cue.end_s


def parse(content: str) -> Sequence[Cue]:
    """Read our WebVTT; cues without a word are left out."""
    found = []
    for block in content.split("\n\n")[1:]:
        match = _TIMES.match(block)
        if not match:
            raise SystemExit(f"not a cue: {block!r}")
        text, stamps = re.sub("<v[^>]*>", "", match[9]), []
        plain, n_words = "", 0
        for i, piece in enumerate(_STAMP.split(text)[::5]):
            if i:
                n_words = len(_WORD.findall(html.unescape(plain)))
                stamps.append((n_words, _seconds(*_STAMP.findall(text)[i - 1])))
            plain += piece
        words = tuple(_WORD.findall(html.unescape(plain)))
        if words:
            times = match.groups()
            found.append(Cue(_seconds(*times[:4]), _seconds(*times[4:8]), words, tuple(stamps)))
    return found


def _seconds(hours: str, minutes: str, seconds: str, thousandths: str) -> float:
    return 3600 * int(hours) + 60 * int(minutes) + int(seconds) + int(thousandths) / 1000


def decoded(sound: Path) -> bytes:
    """Give what a player would play: mono, 16 bit, 16 kHz."""
    command = [binary(), "-v", "error", "-nostdin", "-i", f"file:{sound}", "-map", "0:a", "-ar", str(RATE_HZ)]
    return subprocess.run([*command, "-ac", "1", "-f", "s16le", "-"], capture_output=True, check=True).stdout


def built_hour(folder: Path) -> Path:
    """Build one chapter of about an hour, in four voices, and give its folder."""
    (folder / "voices.yaml").write_text(VOICES, encoding="utf-8")
    (folder / "hour.txt").write_text(a_text(9_700), encoding="utf-8")
    command = [sys.executable, "-m", "audiobook", "build", "hour.txt", "--formats", "mp3,vtt", "--quiet"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "output"


def a_text(n_words: int) -> str:
    """Give a made-up chapter of so many words, with numbers and names in it."""
    draw, paragraphs, n_done = random.Random(1), ["Chapter One"], 0
    while n_done < n_words:
        sentences = [_sentence(draw) for _ in range(draw.randint(1, 4))]
        who = draw.choice(PEOPLE)
        sentences.insert(draw.randint(0, 1), f'"{_sentence(draw)}" said {who}.')
        paragraphs.append(" ".join(sentences))
        n_done += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs) + "\n"


def _sentence(draw: random.Random) -> str:
    what = f"{draw.choice(PEOPLE)} {draw.choice(VERBS)} the {draw.choice(ADJECTIVES)} {draw.choice(NOUNS)}"
    more = f" with {draw.randint(2, 1950)} of the others" if draw.random() < 0.1 else ""
    return f"{what}{more} {draw.choice(PLACES)} {draw.choice(WHEN)}."


if __name__ == "__main__":
    main()
