"""Fuzz a target for some minutes: python -m tests.fuzz TARGET --minutes 10.

Prints how many inputs a second there were and what was found. Findings are written into a folder: `TARGET-1.in`, made
small, and `TARGET-1.txt`, which says what it breaks.
"""

import argparse
import logging
import random
import sys
import time
from pathlib import Path

from tests.fuzz.mutating import Mutator
from tests.fuzz.search import Search, broken_by
from tests.fuzz.table import GROUPS
from tests.fuzz.target import Target


def main() -> None:
    """Do what the command line says; exit with 1 if anything was found."""
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__.partition("\n")[0])
    parser.add_argument("target", choices=sorted(GROUPS), help="what to fuzz; sources and all: each in turn")
    parser.add_argument("--minutes", type=float, default=10.0, help="CPU time, shared by the targets (10)")
    parser.add_argument("--seed", type=int, default=0, help="another seed makes other inputs (0)")
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="where findings go (build/fuzz)")
    parser.add_argument("--input", type=Path, help="try this one input, and show what it breaks")
    asked = parser.parse_args()
    logging.disable()  # pypdf tells of every damage
    targets = GROUPS[asked.target]
    if asked.input:
        sys.exit(show(targets[0], asked.input))
    asked.folder.mkdir(parents=True, exist_ok=True)
    each_s = asked.minutes * 60 / len(targets)
    found = [fuzz(target, each_s, f"{target.name} {asked.seed}", asked.folder) for target in targets]
    sys.exit(any(found))


def show(target: Target, path: Path) -> bool:
    """Try one input, and say whether it breaks the law of a target."""
    finding = broken_by(target, path.read_bytes())
    say(finding.trace if finding else f"{path} breaks nothing")
    return finding is not None


def fuzz(target: Target, cpu_s: float, seed: str, folder: Path) -> bool:
    """Fuzz one target, and say whether anything was found."""
    search = Search(target, folder, say)
    mutator = Mutator(target.seeds(), random.Random(seed))  # noqa: S311 - to be drawn again, not to be secret
    began = time.process_time()
    while (took_s := time.process_time() - began) < cpu_s:
        search.try_one(mutator.new())
    search.done()
    rate = search.n_inputs / max(took_s, 1e-9)
    say(
        f"{target.name}: {search.n_inputs:,} inputs in {took_s / 60:.1f} min, {rate:,.0f}/s, the slowest took "
        f"{search.slowest:.0%} of its time, {len(search.findings)} findings"
    )
    return bool(search.findings)


def say(line: str) -> None:
    """Tell a person, at once."""
    print(line, flush=True)  # noqa: T201 - a command of ours


if __name__ == "__main__":
    main()
