"""Measure what it costs to make all formats, beside the MP3s alone, and that memory does not grow with a chapter.

    python benchmarks/formats_cost.py [--story STORY] [--formats LIST] [--rounds 3]
    python benchmarks/formats_cost.py --hours 10

Clips are said beforehand and are in the cache, tracks are not: what is left is stitching, mastering, encoding, and
writing. Figures are CPU seconds of all processes together, the least of the rounds, the two ways in turn.

--hours builds a made-up book of about so many hours in all formats, once in chapters and once as a single chapter, and
a chapter of a tenth of that, and tells the largest resident memory of any one process, ffmpeg included.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from build_speed import VOICES, text_of

ALL = "mp3,m4b,vtt,srt,lrc,epub,player,podcast"
WORDS_PER_HOUR = 9_300
ADDRESS = "https://example.org/books/"


def main() -> None:
    """Run what is asked for and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--story", type=Path, default=Path("story/the-fourth-chair.md"))
    parser.add_argument("--formats", default=ALL)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--hours", type=float, default=0.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.hours:
            memory(Path(folder), options.hours, options.formats)
        else:
            cost(Path(folder), options.story.resolve(), options.formats, options.rounds)


def cost(folder: Path, story: Path, formats: str, n_rounds: int) -> None:
    """Print the CPU of both ways and their ratio."""
    build(folder, story, "mp3")
    least = {"mp3": float("inf"), formats: float("inf")}
    for _ in range(n_rounds):
        for chosen, so_far in least.items():
            forget(folder)
            least[chosen] = min(so_far, build(folder, story, chosen)[0])
    for chosen, cpu_s in least.items():
        print(f"{chosen:44} {cpu_s:8.2f} CPU s")
    print(f"{'ratio':44} {least[formats] / least['mp3']:8.2f}")


def memory(folder: Path, hours: float, formats: str) -> None:
    """Print the largest memory of a process, and the CPU, for a short chapter, a long one, and as much in chapters."""
    (folder / "voices.yaml").write_text(VOICES, encoding="utf-8")
    in_chapters = text_of(round(hours * WORDS_PER_HOUR))
    short, long = (one_chapter(text_of(round(n * WORDS_PER_HOUR))) for n in (hours / 10, hours))
    for name, text in (("a short chapter", short), ("a long chapter", long), ("as much in chapters", in_chapters)):
        story = folder / f"{name}.txt"
        story.write_text(text, encoding="utf-8")
        cpu_s, most_mb = build(folder, story, formats, "--voices", str(folder / "voices.yaml"))
        print(f"{name:20} {most_mb:7.1f} MB at most in one process, {cpu_s:8.1f} CPU s", flush=True)


def one_chapter(text: str) -> str:
    """Take the headings out, but for the first."""
    return re.sub(r"\n\nChapter \d+\n", "\n", text)


def build(folder: Path, story: Path, formats: str, *more: str) -> tuple[float, float]:
    """Give the CPU seconds of a build, and the most memory of one of its processes in MB."""
    arguments = [str(story), "--formats", formats, "--out", str(folder / "out"), "--cache", str(folder / "cache")]
    address = ["--address", ADDRESS] if "podcast" in formats else []
    script = "import sys; from audiobook.cli import main; sys.argv[0] = 'audiobook'; main()"
    # a process of its own tells what all that it waited for have used
    watch = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode;"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024); sys.exit(done)"
    )
    command = [sys.executable, "-c", script, "build", *arguments, *address, *more, "--quiet"]
    said = subprocess.run([sys.executable, "-c", watch, *command], check=True, capture_output=True, text=True)
    cpu_s, most_mb = map(float, said.stdout.split())
    return cpu_s, most_mb


def forget(folder: Path) -> None:
    """Remove what was made, but for the clips."""
    shutil.rmtree(folder / "out")
    for track in (folder / "cache").glob("??/*"):
        if track.suffix != ".clip":
            track.unlink()


if __name__ == "__main__":
    main()
