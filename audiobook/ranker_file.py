"""The file of the learned ranker, which comes with the package."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO

import numpy as np

from audiobook.dialogue.ranker import Ranker, from_arrays


@cache
def load_ranker() -> Ranker:
    """Read the ranker of the package."""
    with files("audiobook").joinpath("ranker.npz").open("rb") as file:
        return _read(file)


def read_ranker(path: Path) -> Ranker:
    """Read a ranker of one's own, as benchmarks/train_attribution.py writes it."""
    with path.open("rb") as file:
        return _read(file)


def _read(file: IO[bytes]) -> Ranker:
    with np.load(file, allow_pickle=False) as arrays:
        return from_arrays(dict(arrays))
