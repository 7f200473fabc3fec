"""The table of measured voices, which comes with the package."""

from functools import cache
from importlib.resources import files

from audiobook.casting.catalogue import Catalogue, parse_catalogue


@cache
def load_catalogue() -> Catalogue:
    """Read the catalogue of the package (2 ms; a build with nothing to do never asks)."""
    return parse_catalogue(files("audiobook").joinpath("voice_table.json").read_text(encoding="utf-8"))
