"""Compares `audiobook check` with another checker of ACX's limits, rule by rule, on good and on spoiled files.

    python benchmarks/check_agreement.py --acx acx_check.py [--also FOLDER ...]

The other one is a program that takes files (or `--book FOLDER`) and `--json`, and answers for each rule PASS, WARN or
FAIL; it is not part of this project. Files are made on the fly (tests/checking/finished/spoiled.py); --also adds
folders of MP3s. Exits 1 if they disagree anywhere but where it is told why.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.checking.finished.spoiled import RATE_HZ, SPOILED, encode, good, sound

AS_OURS = {"kept": "PASS", "advice": "WARN", "broken": "FAIL"}
NAMES = {"room-tone-not-digital-silence": "room-tone"}
SHOP = "advice here: only who sells the files needs it"
KNOWN = {
    ("*", "opening-credits"): SHOP,
    ("*", "closing-credits"): SHOP,
    ("*", "retail-sample"): SHOP,
    ("22-khz", "cbr"): "frames of MPEG-2 count here, too; the sample rate is wrong in both",
    ("mp2", "cbr"): "frames of Layer II count here, too; the format is wrong in both",
    ("mp2", "bit-rate"): "as above",
    ("aac", "channels"): "there AAC's frame headers are read as those of MP3s; the format is wrong in both",
    ("silent", "true-peak"): "silence has no peak",
    ("joined", "duration-header"): "ffprobe sees through such a header and guesses; players believe it",
}
"""(file, rule) -> why they differ on purpose."""


def ours(path: Path) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Give file -> rule -> result, and those of the book."""
    command = [sys.executable, "-m", "audiobook", "check", "--json", str(path)]
    (value,) = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    files = {
        Path(file["path"]).name: {
            rule["rule"]: AS_OURS[rule["result"]] for rule in file["rules"] if rule["check"] in {"acx", "sound"}
        }
        for file in value["files"]
    }
    return files, {rule["rule"]: AS_OURS[rule["result"]] for rule in value["book"]}


def theirs(acx: Path, arguments: list[str]) -> Any:
    """Give what the other one says, or None if it gives up on a file that is no sound."""
    done = subprocess.run([sys.executable, str(acx), "--json", *arguments], capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.stdout.strip() else None


def by_rule(rules: list[dict[str, str]]) -> dict[str, str]:
    """Give rule -> result, with our names of rules."""
    return {NAMES.get(rule["rule"], rule["rule"]): rule["result"] for rule in rules}


def compare(name: str, here: dict[str, str], there: dict[str, str] | None, counts: Counter[str]) -> None:
    """Print one row: how many rules agree, and which do not."""
    if there is None:
        both = "gives up; here: " + ", ".join(rule for rule, result in here.items() if result == "FAIL")
        counts["agree" if "FAIL" in here.values() else "differ"] += 1
        print(f"{name:24} {both}")
        return
    differ = {rule: (there[rule], here.get(rule, "-")) for rule in there if there[rule] != here.get(rule)}
    bad = ", ".join(f"{rule} {result}" for rule, result in there.items() if result != "PASS") or "all PASS"
    print(f"{name:24} {len(there) - len(differ):2}/{len(there)} agree   {bad}")
    counts["agree"] += len(there) - len(differ)
    for rule, (a, b) in differ.items():
        why = KNOWN.get((name, rule)) or KNOWN.get(("*", rule))
        counts["known" if why else "differ"] += 1
        print(f"{'':27} {rule}: {a} there, {b} here ({why or '!!'})")


def make_books(folder: Path) -> list[Path]:
    """Write a book that keeps all rules, and one that breaks those about the book."""
    whole, mixed = folder / "whole-book", folder / "mixed-book"
    for book in (whole, mixed):
        book.mkdir()
    for name in ("00 - Opening Credits", "01 - One", "02 - Two", "03 - Closing Credits"):
        good(whole / f"{name}.mp3")
    encode(whole / "04 - Retail Sample.mp3", sound(seconds=70.0))
    good(mixed / "01 - One.mp3")
    for name in ("48-khz", "stereo-quieter", "128k", "too-loud"):
        SPOILED[name](mixed / f"{name}.mp3")
    return [whole, mixed]


def main() -> int:
    """Make the files, let both judge them, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acx", type=Path, required=True)
    parser.add_argument("--also", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    counts = Counter[str]()
    with tempfile.TemporaryDirectory() as made:
        files = Path(made) / "files"
        files.mkdir()
        good(files / "good.mp3")
        for name, make in SPOILED.items():
            make(files / f"{name}.mp3")
        here, _ = ours(files)
        for path in [files / "good.mp3", *(files / f"{name}.mp3" for name in SPOILED)]:
            there = theirs(options.acx, [str(path)])
            rules = by_rule(there["files"][str(path)]["rules"]) if there else None
            compare(path.stem, here[path.name], rules, counts)
        for folder in [*make_books(Path(made)), *options.also]:
            here, book = ours(folder)
            there = theirs(options.acx, ["--book", str(folder)])
            for path, judged in there["files"].items():
                compare(Path(path).stem[:24], here[Path(path).name], by_rule(judged["rules"]), counts)
            compare(f"BOOK {folder.name}"[:24], book, by_rule(there["book"]), counts)
        show_speed(options.acx, Path(made))
    print(f"\n{counts['agree']} agree, {counts['known']} differ on purpose, {counts['differ']} disagree")
    return 1 if counts["differ"] else 0


def show_speed(acx: Path, folder: Path) -> None:
    """Print what an hour costs."""
    hour = folder / "hour.mp3"
    minute = sound(seconds=57.8)
    encode(hour, minute * round(3600 * RATE_HZ * 2 / len(minute)))
    for name, command in (
        ("here", [sys.executable, "-m", "audiobook", "check", "--json", str(hour)]),
        ("there", [sys.executable, str(acx), "--json", str(hour)]),
    ):
        began, cpu = time.monotonic(), _cpu_s()
        subprocess.run(command, capture_output=True, check=False)
        print(f"an hour {name:6} {time.monotonic() - began:5.1f} s, {_cpu_s() - cpu:5.1f} s of CPU")


def _cpu_s() -> float:
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
