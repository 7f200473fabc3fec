"""How English narrators say Russian, German, French and other names that English engines misread; our own table."""

import json
from functools import cache
from importlib.resources import files

from audiobook.text.lexicon import Entry


@cache
def load_known_names() -> tuple[Entry, ...]:
    """Read the table of the package."""
    content = files("audiobook").joinpath("known_names.json").read_text(encoding="utf-8")
    return tuple(Entry(name, ipa) for name, ipa in json.loads(content).items())
