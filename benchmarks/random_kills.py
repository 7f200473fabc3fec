"""Kill and stop real builds at moments drawn by lot, and go on until 200 were killed.

    python benchmarks/random_kills.py [--kills 200] [--words 800] [--seed 1]

Each kill is SIGKILL to the whole process group, to the command alone, or to one process that it started; and it is
told as often to stop, by Ctrl-C or SIGTERM, which it must do in calm. After each, nobody may live on, no file under a
final name may be half, no clip may be lost or made a second time; and whenever a build ends, its files must be those of
an undisturbed one (`tests/faults/kills.py`).
"""

import argparse
import itertools
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

from build_speed import VOICES, text_of

sys.path.insert(0, os.fspath(Path(__file__).parents[1]))  # the tests are no part of the package

from tests.faults.kills import KINDS, STOPS, KilledBuilds

FORMATS = ("mp3", "m4b", "vtt", "srt", "lrc", "epub", "player", "podcast")


def main() -> None:
    """Kill, print what came of it; an AssertionError tells what did not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--words", type=int, default=800)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # in the background of a shell Ctrl-C is ignored, and would be by the builds
    signal.signal(signal.SIGINT, signal.default_int_handler)
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        builds = KilledBuilds(Path(folder), text_of(options.words), VOICES, FORMATS, options.seed)
        acts = [*((builds.kill, kind) for kind in KINDS), *((builds.stop, kind) for kind in STOPS)]
        for act, kind in itertools.cycle(acts):
            act(kind)
            n_kills = sum(builds.tally.n_kills.values())
            print(f"\r{n_kills} kills, {builds.tally.n_finished} builds ended ", end="", file=sys.stderr, flush=True)
            if n_kills >= options.kills:
                break
        builds.finish()
    kills = ", ".join(f"{kind} {n}" for kind, n in builds.tally.n_kills.items())
    print(f"killed: {kills}; builds that ended: {builds.tally.n_finished}, all as if undisturbed")
    print(
        f"nobody lived on for longer than {builds.tally.slowest_end_s:.1f} s; {time.monotonic() - began_s:.0f} s in all"
    )


if __name__ == "__main__":
    main()
