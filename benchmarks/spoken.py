"""How often the spoken form is right, how much of a novel it changes, and how fast it is.

    python benchmarks/spoken.py --cases cases.tsv
    python benchmarks/spoken.py --novels DIR --only Emma HardTimes --sample 200

cases.tsv: a header, then written and spoken form, parted by a tab. They are compared by their words and by where they
pause (a comma, a stop and their kin are one pause; the end of the text is none). DIR: folders with a novel_text.txt, as
the Project Dialogism Novel Corpus has them; changed stretches are printed with what stands around them, to be read.
"""

import argparse
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path

from audiobook.text.sentences import sentences
from audiobook.text.spoken import bare, spoken, spoken_form

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[,.;:!?]")
_AROUND = 50
"""So many letters on each side of a change are shown."""
_TITLES = {"Mr": "Mister", "Mrs": "Missus", "Dr": "Doctor"}
_PARAGRAPH = re.compile(r"\n\s*\n")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--novels", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", default="en")
    asked = parser.parse_args()
    if asked.cases:
        check_cases(asked.cases, asked.language)
    if asked.novels:
        folders = sorted(path.parent for path in asked.novels.glob("*/novel_text.txt"))
        chosen = [f for f in folders if not asked.only or f.name in asked.only]
        show_changes(chosen, asked.sample, asked.seed, asked.language)


def check_cases(path: Path, language: str) -> None:
    """Print what is said otherwise than it should be, and the share that is right."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:] if line.strip()]
    wrong = [(written, said) for written, said in rows if _heard(spoken(written, language)) != _heard(said)]
    for written, said in wrong:
        print(f"{written}\n  said   {spoken(written, language)}\n  should {said}")
    print(f"{len(rows) - len(wrong)} of {len(rows)} right ({1 - len(wrong) / len(rows):.1%})")


def _heard(text: str) -> list[str]:
    tokens = [token.lower() if token[0].isalnum() else "," for token in _TOKEN.findall(text)]
    while tokens and tokens[-1] == ",":
        tokens.pop()
    return tokens


def show_changes(novels: list[Path], n_sample: int, seed: int, language: str) -> None:
    """Print sentences in which more than marks is said otherwise than it is written, drawn by lot; then the speed."""
    texts = [paragraph for novel in novels for paragraph in paragraphs_of(novel)]
    started = time.perf_counter()
    said = [(text, spoken(text, language)) for paragraph in texts for text in _parts(paragraph)]
    took_s = time.perf_counter() - started
    changed = [(text, form) for text, form in said if _words(text) != _words(form)]
    for text, _ in random.Random(seed).sample(changed, min(n_sample, len(changed))):
        print(f"- {_marked(text, language)}")
    n_words = sum(len(text.split()) for text in texts)
    print(
        f"{len(changed):,} of {len(said):,} sentences changed; {n_words / took_s:,.0f} words/s with the "
        "sentence splitter"
    )


def paragraphs_of(novel: Path) -> list[str]:
    """Give the paragraphs of a novel, each on one line."""
    text = (novel / "novel_text.txt").read_text("utf-8")
    return [" ".join(part.split()) for part in _PARAGRAPH.split(text) if part.strip()]


def _parts(paragraph: str) -> Iterator[str]:
    return (paragraph[span.start : span.end] for span in sentences(paragraph))


def _words(text: str) -> list[str]:
    """Give the words; titles before a name, which can be nothing else, as they are said."""
    for short, title in _TITLES.items():
        text = re.sub(rf"\b{short}\b\.?(?= [A-Z])", title, text)
    return re.findall(r"[^\W_]+|[^\w\s“”‘’\"'.,;:!?()—_–-]", bare(text).lower())


def _marked(text: str, language: str) -> str:
    """Give the spoken text around each change, with ⟦written → spoken⟧."""
    said = spoken_form(text, language)
    shown, around = "", 0
    for link in said.links:
        words = said.text[link.spoken.start : link.spoken.end]
        if link.as_written or not words.strip(" ,."):
            shown += words if len(words) <= 2 * _AROUND or not around else f"{words[:_AROUND]} […] {words[-_AROUND:]}"
        else:
            shown += f"⟦{text[link.written.start : link.written.end]} → {words}⟧"
        around = 1
    return shown


if __name__ == "__main__":
    main()
