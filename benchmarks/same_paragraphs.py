"""Tell whether several files of one text are read as the same paragraphs.

    python benchmarks/same_paragraphs.py chickens.md chickens.html chickens.docx
    python benchmarks/same_paragraphs.py --within holmes.epub holmes-extract.pdf

Each file is compared with the first: paragraphs that are equal, words that differ. What typesetters write differently
(curly quotation marks, dashes, accents, kinds of blanks) counts as equal. --within: the others hold a part of the
first, which begins where their first paragraph of ten words does. Exits with 1 if a word differs.
"""

import argparse
import difflib
import sys
import unicodedata
from pathlib import Path

from audiobook.text.read import read_book

FOLDED = str.maketrans(
    {**dict.fromkeys("—–‑‐", "-"), **dict.fromkeys("’‘", "'"), **dict.fromkeys("“”", '"'), "…": "..."}
)
LONG = 10


def main() -> None:
    """Compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--within", action="store_true")
    options = parser.parse_args()
    first = paragraphs(options.files[0])
    print(f"{options.files[0].name}: {len(first)} paragraphs")
    differing = [compare(first, path, within=options.within) for path in options.files[1:]]
    sys.exit(any(differing))


def paragraphs(path: Path) -> list[list[str]]:
    """Give the words of all paragraphs, headings among them."""
    book = read_book(path)
    return [folded(p.text) for chapter in book.chapters for p in chapter.paragraphs]


def folded(text: str) -> list[str]:
    """Give the words of a text as a typewriter has them."""
    plain = unicodedata.normalize("NFKD", text.translate(FOLDED))
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in "\u2060\ufeff\u00ad").split()


def compare(first: list[list[str]], path: Path, *, within: bool) -> int:
    """Print how a file differs from the first, and give how many words do."""
    found = paragraphs(path)
    expected = part_of(first, found) if within else first
    n_equal = sum(a == b for a, b in zip(expected, found, strict=False))
    wanted, got = ([word for words in each for word in words] for each in (expected, found))
    matcher = difflib.SequenceMatcher(None, wanted, got, autojunk=False)
    edits = [edit for edit in matcher.get_opcodes() if edit[0] != "equal"]
    n_words = sum(max(b - a, d - c) for _, a, b, c, d in edits)
    print(f"{path.name}: {len(found)} paragraphs, {n_equal} equal; {n_words} of {len(got):,} words differ")
    for _, a, b, c, d in edits[:10]:
        print(f"  {' '.join(wanted[a:b])!r} -> {' '.join(got[c:d])!r}")
    return n_words


def part_of(whole: list[list[str]], part: list[list[str]]) -> list[list[str]]:
    """Give as many paragraphs of the whole as the part has, from where its first long one stands."""
    at = next(n for n, words in enumerate(part) if len(words) >= LONG)
    start = next((n for n, words in enumerate(whole) if words[:LONG] == part[at][:LONG]), at) - at
    return whole[max(0, start) : max(0, start) + len(part)]


if __name__ == "__main__":
    main()
