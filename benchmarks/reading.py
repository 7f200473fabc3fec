"""Measure how long it takes to read a book, and in how much memory, the reading process and its child together.

    python benchmarks/reading.py [STORY] [--words 200000] [--rounds 3]

Without a STORY, an EPUB of about so many words is made up: chapters in files of their own, emphasis, notes and page
numbers among its paragraphs. Figures are the least of the rounds, each in a process of its own; "as a command" includes
starting Python.
"""

import argparse
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

READ = """
import json, resource, sys, time
from pathlib import Path
from audiobook.text.read import read_book
began = time.perf_counter()
book = read_book(Path(sys.argv[1]))
took_s = time.perf_counter() - began
n_words = sum(len(p.text.split()) for c in book.chapters for p in c.paragraphs)
own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps([took_s, n_words, len(book.chapters), own, child]))
"""
WORDS = "the of and a to in he was that his it with had as at on her for said not is she but you him be all".split()
WORDS_PER_CHAPTER = 4_000


def main() -> None:
    """Read, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("story", type=Path, nargs="?")
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        story = options.story or Path(folder) / "made-up.epub"
        if options.story is None:
            story.write_bytes(made_up(options.words))
        measure(story, options.rounds)


def measure(story: Path, n_rounds: int) -> None:
    """Print the least time and the most memory."""
    least_s = least_command_s = float("inf")
    for _ in range(n_rounds):
        began = time.perf_counter()
        ran = subprocess.run([sys.executable, "-c", READ, str(story)], capture_output=True, text=True, check=True)
        least_command_s = min(least_command_s, time.perf_counter() - began)
        took_s, n_words, n_chapters, own_kb, child_kb = json.loads(ran.stdout)
        least_s = min(least_s, took_s)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{story.name}: {story.stat().st_size:,} bytes, {n_words:,} words, {n_chapters} chapters")
    print(f"read in {least_s:.2f} s, as a command {least_command_s:.2f} s")
    print(f"CPU of all rounds and their children {(used.ru_utime + used.ru_stime) / n_rounds:.2f} s a round")
    print(f"memory: {own_kb / 1_000:.0f} MB, its child {child_kb / 1_000:.0f} MB")


def made_up(n_words: int) -> bytes:
    """Give an EPUB of about so many words."""
    drawn = random.Random(7)
    names = [f"c{n}.xhtml" for n in range(max(1, n_words // WORDS_PER_CHAPTER))]
    items = "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in names)
    order = "".join(f'<itemref idref="{n}"/>' for n in names)
    lines = "".join(f'<li><a href="{name}">Chapter {n}</a></li>' for n, name in enumerate(names, 1))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        archive.writestr(
            "book.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Made up</dc:title></metadata><manifest>'
            f'{items}<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest>'
            f"<spine>{order}</spine></package>",
        )
        archive.writestr("nav.xhtml", page(f'<nav epub:type="toc"><ol>{lines}</ol></nav>'))
        for n, name in enumerate(names, 1):
            archive.writestr(name, page(f"<h2>Chapter {n}</h2>" + paragraphs(drawn)))
    return buffer.getvalue()


def page(body: str) -> str:
    """Give an XHTML page."""
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head>'
        f"<body>{body}</body></html>"
    )


def paragraphs(drawn: random.Random) -> str:
    """Give the paragraphs of a chapter."""
    found, n_words = [], 0
    while n_words < WORDS_PER_CHAPTER:
        words = drawn.choices(WORDS, k=drawn.randint(5, 90))
        n_words += len(words)
        if drawn.random() < 0.2:
            words[0] = f"<em>{words[0]}</em>"
        if drawn.random() < 0.05:
            words[-1] += '<span epub:type="pagebreak">7</span><a epub:type="noteref" href="#n">1</a>'
        found.append(f"<p>“{' '.join(words)}.”</p>")
    return "".join(found)


if __name__ == "__main__":
    main()
