"""How our own table of names differs from what eSpeak reads: the share of sounds, name by name.

    python benchmarks/known_names.py [en-us|en-gb]

A name that eSpeak reads as the table has it needs no entry, unless it is stressed elsewhere.
"""

import difflib
import statistics
import sys

from audiobook.engines.espeak_dictionary import known_words
from audiobook.engines.ipa import as_engines_write, for_accent
from audiobook.engines.phonemes import phonemize
from audiobook.known_names import load_known_names

ALMOST_THE_SAME = str.maketrans({"ɐ": "ə", "ᵻ": "ɪ", "ɾ": "t", "ː": None, "ˌ": None, " ": None})


def main() -> None:
    """Print every name with both readings, those that differ least first."""
    accent = sys.argv[1] if len(sys.argv) > 1 else "en-us"
    rows = []
    for entry in load_known_names():
        read = "".join(phrase.ipa for phrase in phonemize(entry.written, accent))
        said = for_accent(as_engines_write(entry.ipa), accent)
        pair = (read.translate(ALMOST_THE_SAME), said.translate(ALMOST_THE_SAME))
        rows.append((difflib.SequenceMatcher(None, *pair, autojunk=False).ratio(), entry.written, read, said))
    known = known_words("en")
    for share, name, read, said in sorted(rows, reverse=True):
        print(f"{share:4.0%}  {name:18} {read:22} {said:22} {'in its dictionary' if name.lower() in known else ''}")
    shares = [row[0] for row in rows]
    print(f"{len(rows)} names; the same sounds: median {statistics.median(shares):.0%}, least {min(shares):.0%}")


if __name__ == "__main__":
    main()
