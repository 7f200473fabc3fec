"""Show that a cluster loses nothing and costs little: Dask on loopback against the pool of one machine.

    python benchmarks/cluster.py [--words 20000] [--repeat 2] [--json]

It wants two free cores: a busy machine shows in the wall times, less so in CPU seconds (of all processes together).

  killed     two workers, one killed (SIGKILL) amid the work: how often each clip was made, and whether the files are,
             byte by byte, those of a local build
  speed-up   wall time of the same build with one worker over that with two (>= 1.8)
  overhead   of two workers over a local build in two processes (<= 15 %): scheduler, messages, and the client's Dask

Every build begins with an empty cache. Of --repeat runs, taken in turns, the median counts. Each worker keeps to a core
of its own, as if it were another machine: one worker on two cores would run beside its own ffmpeg. Client and scheduler
have no core to themselves here, as they would have there, so with two cores the speed-up is shown at its least.
"""

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from build_speed import VOICES, text_of

COUNTING = """
import os, sys
from pathlib import Path
from audiobook.cli import main
from audiobook.synthesis.cache import ClipCache
write = ClipCache.write
def write_and_note(self, key, speech):
    clip = write(self, key, speech)
    with Path(os.environ["MADE"]).open("ab", buffering=0) as file:
        file.write(f"{key}\\n".encode())
    return clip
ClipCache.write = write_and_note
main()
"""


@dataclass(frozen=True)
class Cost:
    """What a build took, its workers included."""

    wall_s: float
    cpu_s: float


@dataclass(frozen=True)
class Cluster:
    """A scheduler and workers that are ready."""

    address: str
    scheduler: subprocess.Popen[str]
    workers: list[subprocess.Popen[str]]

    def cpu_s(self) -> float:
        """Give the CPU time of all its processes until now."""
        return sum(map(cpu_of, (self.scheduler, *self.workers)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "story.txt").write_text(text_of(options.words), encoding="utf-8")
        (folder / "voices.yaml").write_text(VOICES, encoding="utf-8")
        figures = {"words": options.words} | killed(folder, options.words // 100) | compared(folder, options.repeat)
    if options.json:
        print(json.dumps(figures, indent=1))
        return
    for what, figure in figures.items():
        print(f"{what:48} {figure:10.2f}" if isinstance(figure, float) else f"{what:48} {figure!s:>10}")


def killed(folder: Path, n_clips: int) -> dict[str, Any]:
    """Kill a worker when so many clips are made, which is amid the work, and say what came of it."""
    cache, made = folder / "killed", folder / "made.txt"
    with cluster(folder, cache, 2, made) as workers:
        build = subprocess.Popen(command(cache, folder / "far", "--cluster", workers.address), cwd=folder)
        while n_lines(made) < n_clips and build.poll() is None:
            time.sleep(0.02)
        assert build.poll() is None, "the build was over before a worker could be killed"
        os.kill(workers.workers[0].pid, signal.SIGKILL)
        assert build.wait() == 0
    counts = Counter(made.read_text().split())
    local(folder, "local", "near")
    return {
        "killed: clips": len(counts),
        "killed: makings of a clip, most (1)": max(counts.values()),
        "killed: files as of a local build": contents(folder / "far") == contents(folder / "near"),
    }


def compared(folder: Path, n_runs: int) -> dict[str, Any]:
    """Build on one worker, on two, and in two processes of this machine, in turns."""
    costs: dict[str, list[Cost]] = {"one": [], "two": [], "local": []}
    for run in range(n_runs):
        costs["local"].append(local(folder, f"local-{run}", f"out-l{run}"))
        for name, n_workers in (("two", 2), ("one", 1)):
            cache = folder / f"{name}-{run}"
            with cluster(folder, cache, n_workers) as workers:
                before_s = workers.cpu_s()
                cost = timed(folder, command(cache, folder / f"out-{name}{run}", "--cluster", workers.address))
                costs[name].append(Cost(cost.wall_s, cost.cpu_s + workers.cpu_s() - before_s))
    pairs = list(zip(costs["one"], costs["two"], costs["local"], strict=True))
    speed_up = statistics.median(one.wall_s / two.wall_s for one, two, _ in pairs)
    return {
        "local pool, 2 processes: wall s": statistics.median(c.wall_s for c in costs["local"]),
        "local pool, 2 processes: CPU s": statistics.median(c.cpu_s for c in costs["local"]),
        "2 workers: wall s": statistics.median(c.wall_s for c in costs["two"]),
        "2 workers: CPU s": statistics.median(c.cpu_s for c in costs["two"]),
        "1 worker: wall s": statistics.median(c.wall_s for c in costs["one"]),
        "1 worker: CPU s": statistics.median(c.cpu_s for c in costs["one"]),
        "speed-up of 2 workers over 1, wall (>= 1.8)": speed_up,
        "overhead over the local pool, wall % (<= 15)": statistics.median(
            100 * (two.wall_s / here.wall_s - 1) for _, two, here in pairs
        ),
        "overhead over the local pool, CPU %": statistics.median(
            100 * (two.cpu_s / here.cpu_s - 1) for _, two, here in pairs
        ),
    }


# ------------------------------------------------------------------------------------------------------------- running


def local(folder: Path, cache: str, out: str) -> Cost:
    """Build in two processes of this machine."""
    return timed(folder, command(folder / cache, folder / out, "--jobs", "2"))


def command(cache: Path, out: Path, *options: str) -> list[str]:
    """Give the command of a build."""
    return [
        *(sys.executable, "-m", "audiobook", "build", "story.txt", "--quiet"),
        *("--cache", str(cache), "--out", str(out), *options),
    ]


def timed(folder: Path, arguments: list[str]) -> Cost:
    """Run a command to its end."""
    began_s, before = time.monotonic(), os.times()
    subprocess.run(arguments, cwd=folder, check=True)
    after = os.times()
    cpu_s = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.monotonic() - began_s, cpu_s)


@contextmanager
def cluster(folder: Path, cache: Path, n_workers: int, made: Path | None = None) -> Iterator[Cluster]:
    """Give a scheduler and workers of one process each; they end with the block. made: gets the key of each clip."""
    started: list[subprocess.Popen[str]] = []
    try:
        scheduler, address = start(["-m", "audiobook"], folder, "scheduler", "127.0.0.1:0")
        started.append(scheduler)
        program = ["-c", COUNTING] if made else ["-m", "audiobook"]
        cores = sorted(os.sched_getaffinity(0))
        assert len(cores) >= n_workers, "each worker is to have a core of its own"
        for core in cores[:n_workers]:
            worker, _ = start(program, folder, "worker", address, "--cache", str(cache), "--jobs", "1", MADE=str(made))
            keep_to(core, worker)
            started.append(worker)
        yield Cluster(address, scheduler, started[1:])
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.communicate()


def start(program: list[str], folder: Path, *arguments: str, **environment: str) -> tuple[subprocess.Popen[str], str]:
    """Start a process that says where it is, and give that too."""
    process = subprocess.Popen(
        [sys.executable, *program, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout
    return process, process.stdout.readline().partition(": ")[0]


def keep_to(core: int, process: subprocess.Popen[str]) -> None:
    """Tie a process, and what it has started, to a core."""
    top = psutil.Process(process.pid)
    for each in (top, *top.children(recursive=True)):
        for thread in each.threads():
            os.sched_setaffinity(thread.id, {core})


def cpu_of(process: subprocess.Popen[str]) -> float:
    """Give the CPU time of a process and of all that it started."""
    top = psutil.Process(process.pid)
    return sum(sum(each.cpu_times()[:4]) for each in (top, *top.children(recursive=True)))


def n_lines(path: Path) -> int:
    """Say how many lines a file has that may not be there yet."""
    return path.read_bytes().count(b"\n") if path.exists() else 0


def contents(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
