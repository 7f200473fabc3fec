"""All targets, by name; `sources` stands for all kinds of story files."""

from collections.abc import Sequence
from typing import Final

from tests.fuzz.notes import NOTES
from tests.fuzz.sources import SOURCES
from tests.fuzz.target import Target
from tests.fuzz.words import WORDS

TARGETS: Final = {target.name: target for target in (*SOURCES, *WORDS, *NOTES)}
GROUPS: Final[dict[str, Sequence[Target]]] = {
    "sources": SOURCES,
    "all": tuple(TARGETS.values()),
    **{name: (target,) for name, target in TARGETS.items()},
}
