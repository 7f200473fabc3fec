"""Measure a build beside the least that could be, and beside the obvious script, all in one run.

    python benchmarks/build_speed.py [--words 20000] [--no-naive] [--json]

One made-up text, the same voices, the same MP3 settings, for four ways:

  floor      eSpeak NG called directly for the same utterances, one measuring pass, one encode of the same samples
  build -j1  `audiobook build --jobs 1` into an empty cache
  build -j2  the same with two cores
  naive      pyttsx3's `save_to_file` for each line, `AudioSegment +=`, one export

Also: nothing changed, one line changed, cost per word of a text six times as long (--long), and memory per process.
Figures are CPU seconds of all processes together unless they say wall.
"""

import argparse
import ctypes
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VOICES = """
narrator: {voice: en-us+david}
characters:
  Anna: {voice: en-us+f2, gender: female}
  Boris: {voice: en-us+Storm, gender: male}
  Clara: {voice: en-us+f5, gender: female}
  David: {voice: en-us+Gene, gender: male}
"""
PEOPLE = ("Anna", "Boris", "Clara", "David")
NOUNS = "lamp harbour ladder kettle garden letter window bridge orchard engine river cellar market ticket coat".split()
VERBS = (
    "carried painted mended forgot counted borrowed watched followed opened measured sold found dropped kept".split()
)
PLACES = "by the door, behind the mill, under the stairs, across the yard, near the station, above the shop".split(", ")
WHEN = "in the morning, after supper, before the rain, at noon, on the last day, once more, without a word".split(", ")
ADJECTIVES = "old quiet broken yellow narrow heavy borrowed careful foreign empty crooked patient silver".split()


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    cpu_s: float
    wall_s: float
    most_mb: float
    """Largest resident memory of any one of its Python processes."""


def main() -> None:
    """Run all ways and print the figures and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--long", type=int, default=0, help="also build a text of so many words")
    parser.add_argument("--no-naive", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), options)
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, value in figures.items():
            print(f"{name:44} {value:10.3f}" if isinstance(value, float) else f"{name:44} {value:>10}")


def measure(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Give all figures by name."""
    (folder / "voices.yaml").write_text(VOICES, encoding="utf-8")
    story = folder / "speed.txt"
    story.write_text(text_of(options.words), encoding="utf-8")
    one = build(folder, story, "cache1", 1)
    two = build(folder, story, "cache2", 2)
    figures: dict[str, Any] = {"words": options.words, "utterances": len(utterances(folder, story))}
    floor_parts, hours = floor(folder, story)
    floor_cpu = sum(floor_parts.values())
    figures |= {"hours of speech": hours, **{f"floor: {k}, CPU s": v for k, v in floor_parts.items()}}
    figures |= {"floor, CPU s": floor_cpu, "build -j1, CPU s": one.cpu_s, "build -j2, CPU s": two.cpu_s}
    figures |= {"build -j1 / floor, CPU (<= 1.4)": one.cpu_s / floor_cpu, "build -j1, wall s": one.wall_s}
    figures |= {"build -j2, wall s": two.wall_s, "-j1 / -j2, wall (>= 1.8)": one.wall_s / two.wall_s}
    figures |= {"most memory of a Python process, MB (<= 100)": max(one.most_mb, two.most_mb)}
    figures |= rebuilds(folder, story)
    if options.long:
        long_story = folder / "long.txt"
        long_story.write_text(text_of(options.long), encoding="utf-8")
        long = build(folder, long_story, "cache3", 2)
        per_word = (long.cpu_s / options.long) / (two.cpu_s / options.words)
        figures |= {f"CPU a word, {options.long} / {options.words} words (<= 1.1)": per_word}
        figures |= {"most memory with the long text, MB": long.most_mb}
    if not options.no_naive:
        naive_wall_s = naive(folder)
        figures |= {"naive, wall s": naive_wall_s, "build -j2 / naive, wall (<= 0.45)": two.wall_s / naive_wall_s}
    return figures


def text_of(n_words: int) -> str:
    """Make up a text with dialogue: no sentence twice, chapters of 2,000 words."""
    draw = random.Random(1903)
    parts, count, chapter = [], 0, 0
    while count < n_words:
        if count >= chapter * 2_000:
            chapter += 1
            parts.append(f"Chapter {chapter}")
        paragraph = narration(draw) if draw.random() < 0.5 else dialogue(draw)
        parts.append(paragraph)
        count += len(paragraph.split())
    return "\n\n".join(parts) + "\n"


def clause(draw: random.Random) -> str:
    """Give a clause that is hardly ever the same twice."""
    thing = f"{draw.choice(ADJECTIVES)} {draw.choice(NOUNS)}"
    other = f"{draw.choice(ADJECTIVES)} {draw.choice(NOUNS)}"
    return f"{draw.choice(VERBS)} the {thing} {draw.choice(PLACES)} and the {other} {draw.choice(WHEN)}"


def narration(draw: random.Random) -> str:
    """Give a paragraph of three to six sentences."""
    return " ".join(f"{draw.choice(PEOPLE)} {clause(draw)}." for _ in range(draw.randint(3, 6)))


def dialogue(draw: random.Random) -> str:
    """Give a speech with its cue."""
    return f"“Nobody {clause(draw)},” said {draw.choice(PEOPLE)}. “I {clause(draw)}.”"


# --------------------------------------------------------------------------------------------------------------- ours


def build(folder: Path, story: Path, cache: str, jobs: int) -> Cost:
    """Build into an empty cache."""
    return run([*command(folder, story, cache), "--jobs", str(jobs), "--force"])


def command(folder: Path, story: Path, cache: str) -> list[str]:
    """Give the command that builds."""
    where = [
        "--voices",
        str(folder / "voices.yaml"),
        "--out",
        str(folder / f"out-{cache}"),
        "--cache",
        str(folder / cache),
    ]
    return [sys.executable, "-m", "audiobook", "build", str(story), "-q", *map(str, where)]


def rebuilds(folder: Path, story: Path) -> dict[str, float]:
    """Measure a build with nothing to do, and one with one line changed against the encoding of its chapter."""
    same = run(command(folder, story, "cache2"))
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace(" the ", " that very ", 1), encoding="utf-8")
    changed = run([*command(folder, story, "cache2"), "--jobs", "1"])
    story.write_text(text, encoding="utf-8")
    samples = folder / "one.raw"
    chapter = next((folder / "out-cache2" / "speed").glob("01*.mp3"))
    run([binary(), "-v", "error", "-i", str(chapter), "-ar", "22050", "-f", "s16le", str(samples)])
    encoding = run(ffmpeg_command(samples, *MASTER, str(folder / "one.mp3")))
    return {
        "nothing changed, CPU s (<= 0.5)": same.cpu_s,
        "one line changed, CPU s": changed.cpu_s,
        "encoding its chapter, CPU s": encoding.cpu_s,
        "one line changed, beyond encoding (<= 0.6)": changed.cpu_s - encoding.cpu_s,
    }


def binary() -> str:
    """Give the ffmpeg that the build uses."""
    from audiobook.audio import ffmpeg

    return ffmpeg.binary()


def run(arguments: list[str], **options: Any) -> Cost:
    """Run a command and give what it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began_s = time.monotonic()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}  # as on any machine
    process = subprocess.Popen(arguments, start_new_session=True, env=environment, **options)
    most = [0.0]
    watch = threading.Thread(target=watch_memory, args=(process, most), daemon=True)
    watch.start()
    if process.wait():
        raise SystemExit(f"failed: {' '.join(arguments)}")
    wall_s = time.monotonic() - began_s
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu_s, wall_s, most[0])


def call(function: str, *paths: Path) -> list[str]:
    """Give the command that calls a function of this file in a process of its own."""
    arguments = ", ".join(repr(str(path)) for path in paths)
    here = str(Path(__file__).parent)
    code = f"import sys; sys.path.insert(0, {here!r}); import build_speed; build_speed.{function}({arguments})"
    return [sys.executable, "-W", "ignore", "-c", code]


def watch_memory(process: "subprocess.Popen[bytes]", most: list[float]) -> None:
    """Keep the largest resident memory of any Python process of that session (Linux; 0 elsewhere)."""
    while process.poll() is None:
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                if os.getsid(int(status.parent.name)) != process.pid:
                    continue
                lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
                if "python" in lines["Name"] or "audiobook" in lines["Name"]:
                    most[0] = max(most[0], int(lines["VmHWM"].split()[0]) / 1024)
            except (OSError, KeyError, ValueError):
                continue
        time.sleep(0.2)


# -------------------------------------------------------------------------------------------------------------- floor

LIMITER = "volume=2dB:precision=float,aresample=44100,alimiter=limit=0.58:attack=5:release=50:level=0:latency=1"
ENCODE = ("-af", "aresample=44100", "-c:a", "libmp3lame", "-b:a", "192k", "-compression_level", "7", "-y")
MASTER = ("-af", LIMITER, *ENCODE[2:])
MEASURE = ("-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-")


def ffmpeg_command(samples: Path, *arguments: str) -> list[str]:
    """Run the same ffmpeg as the build on raw samples."""
    source = ["-f", "s16le", "-ar", "22050", "-ac", "1", "-i", str(samples)]
    return [binary(), "-nostdin", "-v", "error", *source, *arguments]


def utterances(folder: Path, story: Path) -> list[tuple[str, str, int, int]]:
    """Give (text, eSpeak voice, words a minute, pitch) of everything that a build says."""
    from audiobook.engines.espeak_data import espeak_data
    from audiobook.engines.pyttsx3 import _pitch, _wpm
    from audiobook.settings.voices_yaml import load_settings
    from audiobook.understanding import understand

    said = understand(story, load_settings(folder / "voices.yaml")).script.utterances()
    return [
        (u.spoken, espeak_data().resolve(u.voice.name), _wpm(u.voice.prosody), _pitch(u.voice.prosody)) for u in said
    ]


def floor(folder: Path, story: Path) -> tuple[dict[str, float], float]:
    """Give the CPU seconds of synthesis, one measuring pass and one encode, and the hours of speech."""
    samples = folder / "all.raw"
    list_of = folder / "utterances.json"
    list_of.write_text(json.dumps(utterances(folder, story)), encoding="utf-8")
    speak = run(call("speak_directly", list_of, samples))
    measuring = run(ffmpeg_command(samples, *MEASURE))
    encoding = run(ffmpeg_command(samples, *ENCODE, str(folder / "all.mp3")))
    hours = samples.stat().st_size / 44_100 / 3600
    return {"eSpeak": speak.cpu_s, "measuring": measuring.cpu_s, "encoding": encoding.cpu_s}, hours


def speak_directly(list_of: str, target: str) -> None:
    """Call libespeak-ng for every utterance in one process, with nothing around it."""
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(2, 0, os.fsencode(espeakng_loader.get_data_path()), 0x8000)
    with Path(target).open("wb") as file:
        callback_type = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)

        @callback_type
        def collect(samples: int | None, n_samples: int, _events: int | None) -> int:
            if n_samples > 0 and samples:
                file.write(ctypes.string_at(samples, 2 * n_samples))
            return 0

        library.espeak_SetSynthCallback(collect)
        for text, voice, wpm, pitch in json.loads(Path(list_of).read_text(encoding="utf-8")):
            library.espeak_SetVoiceByName(voice.encode())
            library.espeak_SetParameter(1, wpm, 0)
            library.espeak_SetParameter(3, pitch, 0)
            data = text.encode()
            library.espeak_Synth(data, len(data) + 1, 0, 1, 0, 1, None, None)


# -------------------------------------------------------------------------------------------------------------- naive


def naive(folder: Path) -> float:
    """Give the wall seconds of the obvious script."""
    list_of = folder / "utterances.json"
    work = folder / "naive"
    work.mkdir()
    cost = run(call("speak_naively", list_of, work), stdout=subprocess.DEVNULL)
    shutil.rmtree(work)
    return cost.wall_s


def speak_naively(list_of: str, work: str) -> None:
    """Do what the tutorials do (with the eSpeak NG of the wheel, so that nothing need be installed)."""
    import espeakng_loader

    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    import pyttsx3
    from pydub import AudioSegment

    AudioSegment.converter = binary()
    engine = pyttsx3.init()
    book = AudioSegment.silent(0, frame_rate=22_050)
    for n, (text, voice, wpm, _pitch) in enumerate(lines(list_of)):
        path = f"{work}/{n}.wav"
        engine.setProperty("voice", voice)
        engine.setProperty("rate", wpm)
        engine.save_to_file(text, path)
        engine.runAndWait()
        try:
            book += AudioSegment.from_wav(path)
        except Exception:  # noqa: BLE001, S112 - the file is often missing or empty: that is the point
            continue
        book += AudioSegment.silent(400, frame_rate=22_050)
    parameters = ["-ar", "44100", "-compression_level", "7"]
    book.export(f"{work}/book.mp3", format="mp3", bitrate="192k", parameters=parameters)


def lines(list_of: str) -> Iterator[tuple[str, str, int, int]]:
    """Give the utterances."""
    yield from json.loads(Path(list_of).read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
