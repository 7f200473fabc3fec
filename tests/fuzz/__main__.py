"""Fuzz a target for some minutes: python -m tests.fuzz TARGET --minutes 10.

Prints how many inputs a second there were and what was found. Findings are written into a folder: `TARGET-1.in`, made
small, and `TARGET-1.txt`, which says what it breaks.
"""

import argparse
import logging
import random
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from tests.fuzz.mutating import Mutator
from tests.fuzz.search import Search, broken_by
from tests.fuzz.table import GROUPS
from tests.fuzz.target import Target


def main() -> None:
    """Do what the command line says; exit with 1 if anything was found."""
    parser = arguments(GROUPS, __doc__)
    parser.add_argument("--input", type=Path, help="try this one input, and show what it breaks")
    asked = parser.parse_args()
    logging.disable()  # pypdf tells of every damage
    targets = GROUPS[asked.target]
    if asked.input:
        sys.exit(show(targets[0], asked.input))
    each_s = asked.minutes * 60 / len(targets)
    found = [fuzz(target, each_s, f"{target.name} {asked.seed}", asked.folder) for target in targets]
    sys.exit(any(found))


def arguments(names: Iterable[str], doc: str | None) -> argparse.ArgumentParser:
    """Give what every way to fuzz is asked; names: of what can be fuzzed."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=sorted(names), metavar="TARGET", help=", ".join(sorted(names)))
    parser.add_argument("--minutes", type=float, default=10.0, help="CPU time, shared by the targets (10)")
    parser.add_argument("--seed", type=int, default=0, help="another seed makes other inputs (0)")
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="where findings go (build/fuzz)")
    return parser


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
    say(search.done(took_s))
    return bool(search.findings)


def say(line: str) -> None:
    """Tell a person, at once."""
    print(line, flush=True)  # noqa: T201 - a command of ours


if __name__ == "__main__":
    main()
