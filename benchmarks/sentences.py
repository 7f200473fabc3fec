"""How many paragraphs are parted into the right sentences, and how fast.

    python benchmarks/sentences.py --cases dialogue.tsv

dialogue.tsv: a paragraph, then its sentences, parted by tabs; no header.
"""

import argparse
import time
from pathlib import Path

from audiobook.text.sentences import sentences


def main() -> None:
    """Print the paragraphs that come out otherwise, the share that is right, and the speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--language", default="en")
    asked = parser.parse_args()
    rows = [line.split("\t") for line in asked.cases.read_text("utf-8").splitlines() if line.strip()]
    started = time.perf_counter()
    found = [[text[s.start : s.end] for s in sentences(text, asked.language)] for text, *_ in rows]
    took_s = time.perf_counter() - started
    wrong = [(row, parts) for row, parts in zip(rows, found, strict=True) if row[1:] != parts]
    for row, parts in wrong:
        print(f"{row[0]}\n  found  {' | '.join(parts)}\n  should {' | '.join(row[1:])}")
    n_chars = sum(len(row[0]) for row in rows)
    print(
        f"{len(rows) - len(wrong)} of {len(rows)} right ({1 - len(wrong) / len(rows):.1%}); "
        f"{n_chars / took_s / 1e3:,.0f} kB/s"
    )


if __name__ == "__main__":
    main()
