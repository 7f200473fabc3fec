"""Let each operation of a build fail in each way, one at a time, and build again.

    python benchmarks/fault_matrix.py [--scene edited] [--fault kill] [--every 1] [--jobs 2]

A scene is a build of a small story in all formats: the first, one after a chapter was edited, after title and names of
files changed, with fewer formats, with more. A fault is a full disk, a broken one, a closed folder, a killed process, a
power cut. What must hold is in `tests/faults/desk.py`; `pytest tests/faults` shows it for a few operations of each.
"""

import argparse
import itertools
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, os.fspath(Path(__file__).parents[1]))  # the tests are no part of the package

from tests.faults.desk import SCENES, Desk, Scene
from tests.faults.disk import FAULTS, Fault
from tests.faults.encoder import Encoder


def main() -> None:
    """Play all, print a line for each scene and fault, exit with 1 if anything was other than it must be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scene", choices=[scene.name for scene in SCENES])
    parser.add_argument("--fault", choices=[fault.name for fault in FAULTS])
    parser.add_argument("--every", type=int, default=1, help="only every Nth operation")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    logging.disable(logging.WARNING)  # damaged clips are named each time they are found
    scenes = [scene for scene in SCENES if options.scene in (None, scene.name)]
    faults = [fault for fault in FAULTS if options.fault in (None, fault.name)]
    n_points = n_failed = 0
    with ProcessPoolExecutor(options.jobs) as workers:
        rows = workers.map(partial(play, every=options.every), *zip(*itertools.product(scenes, faults), strict=True))
        for (scene, fault), (n_played, failures) in zip(itertools.product(scenes, faults), rows, strict=True):
            print(f"{scene.name:14} {fault.name:10} {n_played:6} operations, {len(failures)} failed", flush=True)
            for at, why in failures[:5]:
                print(f"    {at}: {why}")
            n_points, n_failed = n_points + n_played, n_failed + len(failures)
    print(f"{n_points} operations in all, {n_failed} failed")
    sys.exit(bool(n_failed))


def play(scene: Scene, fault: Fault, every: int) -> tuple[int, list[tuple[int, str]]]:
    """Give how many operations were made to fail, and what was wrong after which."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(scene, Path(folder), Encoder())
        points = range(1, desk.n_points(fault) + 1, every)
        return len(points), list(failures(desk, fault, points))


def failures(desk: Desk, fault: Fault, points: range) -> Iterator[tuple[int, str]]:
    """Play each, and give what was wrong."""
    for at in points:
        try:
            assert desk.play(fault, at), "it did not fail"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
            yield at, f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    main()
