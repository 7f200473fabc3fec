"""The file of the learned ranker, which comes with the package."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from audiobook.dialogue.ranker import Ranker, from_arrays


@cache
def load_ranker() -> Ranker:
    """Read the ranker of the package."""
    with files("audiobook").joinpath("ranker.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return from_arrays(dict(arrays))


def read_ranker(path: Path) -> Ranker:
    """Read a ranker of one's own, as benchmarks/train_attribution.py writes it."""
    with np.load(path, allow_pickle=False) as arrays:
        return from_arrays(dict(arrays))
