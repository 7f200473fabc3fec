"""Read every file of a folder of hostile files and tell what came of each, how long it took and how much memory.

    python benchmarks/hostile.py FOLDER

FOLDER may hold `expected.tsv` (file, what a good reader does): "reject" and "error" ask for a refusal, "builds" for a
book, "< 5 s" for so little CPU time and "< 300 MB" for so little memory; what else it says is shown, for a person to
judge. And it may hold `canary/secret.txt`, whose word must turn up nowhere. A traceback, a canary's word, a control
character in a text, more than 20 s or more than 1.6 GB fail the run. Each file is read in a process of its own, as a
command reads it.
"""

import argparse
import csv
import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

MOST_S = 20.0
MOST_KB = 1_600_000
SETTINGS = (".yaml", ".yml")
READ = """
import json, sys
from pathlib import Path
from audiobook.errors import AudiobookError
from audiobook.settings.voices_yaml import load_settings
from audiobook.text.read import read_book
path = Path(sys.argv[1])
try:
    if path.suffix in (".yaml", ".yml"):
        print(json.dumps(["settings", str(load_settings(path))[:200], []]))
    else:
        book = read_book(path)
        words = "\\n".join(p.text for c in book.chapters for p in c.paragraphs)
        said = f"{len(book.chapters)} chapters, {len(words)} characters"
        print(json.dumps(["book", f"{book.title} | {book.author} | {words} | {book.about}", [said, *book.notes]]))
except AudiobookError as error:
    print(json.dumps(["refused", error.problem, [error.hint]]))
"""


def main() -> None:
    """Read them all, print a table, exit with 1 if any failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    expected = expectations(folder)
    secret = folder / "canary" / "secret.txt"
    word = secret.read_text().strip() if secret.exists() else ""
    before = sorted(path.name for path in secret.parent.iterdir()) if word else []
    failed = [path.name for path in sorted(folder.iterdir()) if path.is_file() and not passes(path, expected, word)]
    if word and sorted(path.name for path in secret.parent.iterdir()) != before:
        failed.append("something was written beside the canary")
    print(f"failed: {', '.join(failed)}" if failed else "none failed")
    sys.exit(bool(failed))


def expectations(folder: Path) -> dict[str, str]:
    """Give what a good reader does, by file."""
    table = folder / "expected.tsv"
    if not table.exists():
        return {}
    with table.open(newline="") as lines:
        return {row["file"]: row["expected"] for row in csv.DictReader(lines, delimiter="\t")}


def passes(path: Path, expected: dict[str, str], word: str) -> bool:
    """Read one file, print what came of it, and say whether that is sound."""
    if path.suffix == ".tsv":
        return True
    began, began_cpu = time.perf_counter(), cpu_s()
    ran = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=False, timeout=300
    )
    took_s, took_cpu_s = time.perf_counter() - began, cpu_s() - began_cpu
    most_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss  # of all so far
    faults = []
    if ran.returncode:
        faults.append(ran.stderr.strip()[-300:])
    outcome, text, said = json.loads(ran.stdout) if not ran.returncode else ("crashed", "", [])
    if word and word in ran.stdout + ran.stderr:
        faults.append("the canary's word came through")
    if any(ord(letter) < 32 and letter not in "\n\t" for letter in text):
        faults.append("control characters came through")
    faults += missed(expected.get(path.name, ""), outcome, took_cpu_s, most_kb)
    faults += [f"more than {MOST_S:.0f} s"] * (took_s > MOST_S) + ["too much memory"] * (most_kb > MOST_KB)
    cost = f"{took_s:5.1f} s (CPU {took_cpu_s:.1f}), at most {most_kb // 1_000:5} MB"
    print(f"{'FAIL' if faults else 'ok':4} {path.name:24} {cost}  {outcome}")
    print(f"       wanted: {expected.get(path.name, 'nothing stated')}")
    for line in (text[:160].replace("\n", "⏎"), *said, *faults):
        print(f"       {line}")
    return not faults


def cpu_s() -> float:
    """Give the CPU time of all processes started so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def missed(expected: str, outcome: str, took_cpu_s: float, most_kb: int) -> list[str]:
    """Give what of an expectation was not met."""
    faults = []
    either = " or " in expected or "(or " in expected
    if expected.startswith(("reject", "error")) and not either and outcome != "refused":
        faults.append("it should be refused")
    if "builds" in expected and outcome != "book":
        faults.append("it should be read")
    seconds, memory = re.search(r"< (\d+) s\b", expected), re.search(r"< (\d+) MB\b", expected)
    if seconds and took_cpu_s > int(seconds[1]):
        faults.append(f"it took {took_cpu_s:.1f} s")
    if memory and most_kb > int(memory[1]) * 1_000:
        faults.append(f"it took {most_kb // 1_000} MB")
    return faults


if __name__ == "__main__":
    main()
