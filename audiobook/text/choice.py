"""What a person decides of how a story is read. Pure."""

from dataclasses import dataclass
from typing import Final

ASKED: Final = "you asked for it"
"""Why a section or a line is left out that a person does not want to hear."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One section, or some, that a person wants to hear or not to hear."""

    keep: bool
    what: str
    """A place ("3", "5-7"), or how a title begins ("Notes"; capitals count for nothing).

    A place is where a section stands in the list of all, those that are left out included, counted from 1: it is the
    same whatever is kept and skipped.
    """
    place: str
    """Where it was said, for errors: "--skip", "exile.corrections.yaml:4"."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person decides of how one story is read."""

    wishes: tuple[Wish, ...] = ()
    """Of two about one section, the later one counts."""
    footnotes: bool = False
    """Notes are heard."""
    language: str = ""
    """BCP 47, whatever the file says; empty: as it says."""
