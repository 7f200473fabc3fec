"""Measure what large loads cost beside small ones: whether time and memory per word stay flat.

    python benchmarks/load.py [CASE ...] [--words 1000000] [--stories 2000] [--json]

The cases, all without CASE:

  words      a book of --words words beside one of a tenth: `build` with a voice that takes no time, and nothing changed
  chapter    a chapter of ten hours beside one of an hour
  stories    --stories short stories in one `build` beside a tenth of them, a bad one among them
  speakers   100 people in 100,000 words beside 4
  paragraph  a paragraph of 1 MB beside 1 MB in paragraphs
  chapters   2,000 chapters beside 200
  headings   5 MB of nothing but headings beside 0.5 MB
  plan       what `plan` and `script` of the --words book take, stage by stage

The voice is a click of 20 ms for any text (load_run.py), so that what is measured is ours: reading, attribution,
planning, keys, clips, manifest, stitching, and one MP3 a chapter. Each figure is of a process of its own: CPU seconds
of all its processes together, and the largest resident memory of any one of them. All take some 1,000 CPU seconds.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from build_speed import ADJECTIVES, NOUNS, PLACES, VERBS, WHEN

RUN = Path(__file__).with_name("load_run.py")
WORDS_PER_CHAPTER = 4_000
NAMES = (
    "Anna Boris Clara David Edith Frank Greta Henry Irene James Karin Louis Maria Nadia Oscar Paula Quentin Rosa Simon "
    "Tanya Ulric Vera Walter Xenia Yusuf Zelda"
).split()
SURNAMES = "Adler Brook Carver Dunn".split()


@dataclass(frozen=True)
class Load:
    """One run."""

    case: str
    n_words: int
    cpu_s: float
    wall_s: float
    most_mb: float

    @property
    def us_per_word(self) -> float:
        """CPU time of all processes."""
        return 1e6 * self.cpu_s / self.n_words


def text_of(n_words: int, n_people: int = 4, per_chapter: int = WORDS_PER_CHAPTER) -> str:
    """Give a made-up book in which people talk, the same one each time, every sentence another."""
    draw = random.Random(7)
    people = [f"{name} {surname}" for surname in SURNAMES for name in NAMES][:n_people] if n_people > 4 else NAMES[:4]
    paragraphs, n, chapter = ["The Load"], 0, 0
    while n < n_words:
        if n >= chapter * per_chapter:
            chapter += 1
            paragraphs.append(f"Chapter {chapter}")
        said = next(_sentences(draw))
        told = next(_sentences(draw))
        paragraph = f"“{said},” said {draw.choice(people)}." if draw.random() < 0.4 else f"{told}. {said}."
        paragraphs.append(paragraph)
        n += len(paragraph.split())
    return "\n\n".join(paragraphs) + "\n"


def _sentences(draw: random.Random) -> Iterator[str]:
    while True:
        thing, other = (f"the {draw.choice(ADJECTIVES)} {draw.choice(NOUNS)}" for _ in range(2))
        told = f"{draw.choice(PLACES)} was {draw.choice(VERBS)} {draw.choice(WHEN)}"
        yield f"T{thing[1:]} {told} with {other} and {draw.randrange(10**6)} others"


# ---------------------------------------------------------------------------------------------------------------- cases


def words(options: argparse.Namespace) -> Iterator[Load]:
    """Build a tenth of the book, then all of it, and each again with nothing to do."""
    for n in (options.words // 10, options.words):
        with desk({"book.txt": text_of(n)}) as folder:
            yield measured(f"book of {n:,} words", n, folder, "build", "story/book.txt")
            yield measured("  nothing changed", n, folder, "build", "story/book.txt")


def plan(options: argparse.Namespace) -> Iterator[Load]:
    """Run what only shows."""
    for n in (options.words // 10, options.words):
        with desk({"book.txt": text_of(n)}) as folder:
            for command in ("chapters", "script", "plan"):
                yield measured(f"{command}, {n:,} words", n, folder, command, "story/book.txt")


def chapter(_: argparse.Namespace) -> Iterator[Load]:
    """Build one chapter: the click becomes speech of ordinary length."""
    for hours in (1, 10):
        n = hours * 9_300
        with desk({"book.txt": text_of(n, per_chapter=10**9)}) as folder:
            yield measured(f"a chapter of {hours} h", n, folder, "build", "story/book.txt", spoken=True)


def stories(options: argparse.Namespace) -> Iterator[Load]:
    """Build many short stories, and one that cannot be built."""
    for n in (options.stories // 10, options.stories):
        texts = {f"story-{i:04}.txt": text_of(120) + f"\nThis was number {i}.\n" for i in range(n - 1)}
        with desk({**texts, "bad.txt": "* * *\n"}) as folder:
            load = measured(f"{n:,} stories, one bad", 130 * n, folder, "build", "--quiet", code=4)
            n_made = len(list(folder.glob("output/*/*.mp3")))
            assert n_made == n - 1, f"{n_made} of {n} stories made"
            yield load
            yield measured("  nothing changed", 130 * n, folder, "build", "--quiet", code=4)


def speakers(_: argparse.Namespace) -> Iterator[Load]:
    """Build the same book with few and with many people."""
    for n_people in (4, 100):
        with desk({"book.txt": text_of(100_000, n_people)}) as folder:
            yield measured(f"{n_people} people, 100,000 words", 100_000, folder, "build", "story/book.txt")


def paragraph(_: argparse.Namespace) -> Iterator[Load]:
    """Build 1 MB, parted and not."""
    text = text_of(170_000)
    whole = "Chapter 1\n\n" + " ".join(line for line in text.split("\n\n") if line.endswith("."))
    for name, each in (("1 MB in paragraphs", text), ("a paragraph of 1 MB", whole)):
        with desk({"book.txt": each}) as folder:
            yield measured(name, len(each.split()), folder, "build", "story/book.txt")


def chapters(_: argparse.Namespace) -> Iterator[Load]:
    """Build thousands of small chapters, in formats that need no sound."""
    for n_chapters in (200, 2_000):
        n = 50 * n_chapters
        with desk({"book.txt": text_of(n, per_chapter=50)}) as folder:
            yield measured(f"{n_chapters:,} chapters", n, folder, "build", "story/book.txt", "--formats", "vtt,srt,lrc")


def headings(_: argparse.Namespace) -> Iterator[Load]:
    """Read what has hardly a word between its headings."""
    for megabytes in (0.5, 5):
        n = round(megabytes * 1e6 / 16)
        text = "".join(f"Chapter {i}\n\n" for i in range(1, n)) + "The end came.\n"
        with desk({"book.txt": text}) as folder:
            yield measured(f"{megabytes:g} MB of headings", 2 * n, folder, "chapters", "story/book.txt", code=None)


CASES: dict[str, Callable[[argparse.Namespace], Iterator[Load]]] = {
    each.__name__: each for each in (words, plan, chapter, chapters, stories, speakers, paragraph, headings)
}


# ------------------------------------------------------------------------------------------------------------ measuring


class desk(tempfile.TemporaryDirectory[str]):  # noqa: N801 - reads as a verb
    """A folder with stories and a cast, while a block lasts."""

    def __init__(self, texts: dict[str, str]) -> None:
        """Remember what goes into it."""
        super().__init__()
        self._texts = texts

    def __enter__(self) -> Path:  # type: ignore[override]
        """Write it."""
        folder = Path(super().__enter__())
        (folder / "story").mkdir()
        for name, text in self._texts.items():
            (folder / "story" / name).write_text(text, encoding="utf-8")
        pools = ", ".join(f'"{n}"' for n in range(9))
        (folder / "voices.yaml").write_text(
            f'engine: click\ncover: none\nnarrator: {{voice: "0"}}\npools: {{female: [{pools}], male: [{pools}], '
            f"unknown: [{pools}]}}\n",
            encoding="utf-8",
        )
        return folder


def measured(case: str, n_words: int, folder: Path, *command: str, spoken: bool = False, code: int | None = 0) -> Load:
    """Run `audiobook ...` with our engine, and give what it took. code: with which it has to end; None: any."""
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache"), "LOAD_SPOKEN": "1" if spoken else ""}
    began_s = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, str(RUN), *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall_s = time.perf_counter() - began_s
    assert code in (None, done.returncode), done.stderr[-2_000:]
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    most_mb = max(json.loads(line)["most_mb"] for line in (folder / "load.log").read_text().splitlines())
    (folder / "load.log").unlink()
    return Load(case, n_words, cpu_s, wall_s, most_mb)


def main() -> None:
    """Run the cases and print a line for each run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", nargs="*", metavar="CASE", choices=[*CASES, []])
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument("--stories", type=int, default=2_000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if not options.json:
        print(f"{'':32} {'CPU s':>8} {'wall s':>8} {'us/word':>8} {'MB':>6}")
    for name in options.cases or CASES:
        for load in CASES[name](options):
            if options.json:
                print(json.dumps(asdict(load)), flush=True)
            else:
                figures = f"{load.cpu_s:8.2f} {load.wall_s:8.2f} {load.us_per_word:8.1f} {load.most_mb:6.0f}"
                print(f"{load.case:32} {figures}", flush=True)


if __name__ == "__main__":
    main()
