"""A minute or two of the fuzzing, the same in every run, and every input that once broke a law."""

import random
import time
from pathlib import Path

import pytest

from audiobook.errors import StoryError
from tests.fuzz.mutating import MAX_BYTES, Mutator
from tests.fuzz.search import Search, broken_by
from tests.fuzz.table import GROUPS, TARGETS
from tests.fuzz.target import Target

CASES = Path(__file__).parent.parent / "data" / "fuzz"
KNOWN = sorted(CASES.glob("*/*"))
N_INPUTS = 1_500
SLOWNESS = 3.0
"""CI has more to do than this; what takes quadratic time breaks such a limit too."""


@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_law(name: str) -> None:
    """Honest inputs hold it, and so do some that are made of them; `python -m tests.fuzz` tries far more."""
    target = TARGETS[name]
    mutator = Mutator(target.seeds(), random.Random(name))  # noqa: S311 - the same in every run
    for data in (*target.seeds()[:5], *(mutator.new() for _ in range(N_INPUTS))):
        assert broken_by(target, data, SLOWNESS) is None, data


@pytest.mark.parametrize("path", KNOWN, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_once_broke_a_law_breaks_it_no_more(path: Path) -> None:
    """Each was found by fuzzing, made small, and mended in the program."""
    assert broken_by(TARGETS[path.parent.name], path.read_bytes(), SLOWNESS) is None


def test_every_case_belongs_to_a_target() -> None:
    """A folder that no test reads is a mistake."""
    assert {path.name for path in CASES.iterdir()} <= set(TARGETS)
    assert {target.name for group in GROUPS.values() for target in group} == set(TARGETS)


def _breaks(data: bytes) -> None:
    if b"(" in data:
        raise StoryError("a bracket")
    if b"7" in data:
        raise ValueError(data)
    if b"9" in data:
        while True:
            time.thread_time()


FRAGILE = Target("fragile", _breaks, lambda: [b"1234 six", b"eight 9"], fixed_s=0.05)


def test_a_fault_is_found_made_small_and_written_once(tmp_path: Path) -> None:
    """A refusal in words is none; what takes too long is one, and ends."""
    said: list[str] = []
    search = Search(FRAGILE, tmp_path, said.append)
    for data in (b"12", b"(7", b"1234567890", b"7", b"8 9"):
        search.try_one(data)
    assert search.done(60).endswith("2 findings")
    assert (search.n_inputs, len(search.findings), len(said)) == (5, 2, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"fragile-{n}.{kind}" for n in (1, 2) for kind in ("in", "txt")
    ]
    assert (tmp_path / "fragile-1.in").read_bytes() == b"7"
    assert "ValueError" in (tmp_path / "fragile-1.txt").read_text()
    assert "TooSlowError" in (tmp_path / "fragile-2.txt").read_text()


def test_the_same_draw_makes_the_same_inputs_and_another_makes_others() -> None:
    """So that a finding can be made again; none is longer than it may be."""
    seeds = [b"Ice came.\nSnow came.\n", b""]

    def made(draw: int) -> list[bytes]:
        mutator = Mutator(seeds, random.Random(draw))  # noqa: S311 - as above
        return [mutator.new() for _ in range(300)]

    assert made(1) == made(1) != made(2)
    assert len(set(made(1))) > 200
    assert max(map(len, made(1))) <= MAX_BYTES
