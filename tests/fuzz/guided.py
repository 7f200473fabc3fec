"""Fuzz a target guided by which lines an input reaches: python -m tests.fuzz.guided TARGET --minutes 10.

Needs Atheris (`pip install -e '.[fuzz]'`, on Linux). It keeps inputs that reach something new in `FOLDER/TARGET-corpus`
and goes on from them, the next time too. Changes are those of `mutating`; findings are written as there.
"""

import logging
import os
import random
import sys
import time

import atheris

with atheris.instrument_imports(include=["audiobook"]):
    from audiobook.text.sources.registry import OURS, load_source
    from tests.fuzz.__main__ import arguments, say
    from tests.fuzz.mutating import MAX_BYTES, Mutator
    from tests.fuzz.search import Search
    from tests.fuzz.table import TARGETS

    for ending in OURS:
        load_source(ending)


def main() -> None:
    """Do what the command line says; exit with 1 if anything was found."""
    parser = arguments(TARGETS, __doc__)
    asked = parser.parse_args()
    logging.disable()
    target = TARGETS[asked.target]
    corpus = asked.folder / f"{target.name}-corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    seeds = target.seeds()
    for n, data in enumerate(seeds):
        (corpus / f"seed-{n}").write_bytes(data)
    search = Search(target, asked.folder, say)
    began = time.process_time()

    def try_one(data: bytes) -> None:
        search.try_one(data)
        if time.process_time() - began > asked.minutes * 60:  # Atheris comes back from `Fuzz` never
            say(search.done(time.process_time() - began))
            os._exit(bool(search.findings))

    def change(data: bytes, max_size: int, seed: int) -> bytes:
        return Mutator(seeds, random.Random(seed)).changed(data)[:max_size]  # noqa: S311 - to be drawn again

    options = [f"-seed={asked.seed + 1}", f"-max_len={MAX_BYTES}", "-rss_limit_mb=0", "-timeout=600", "-verbosity=0"]
    options += [f"-artifact_prefix={asked.folder}/"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], try_one, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
