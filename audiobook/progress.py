"""What a stage may report while it works. Progress is an argument, never a print."""

from typing import Protocol


class Progress(Protocol):
    """Somebody who wants to know how far the work is."""

    def stage(self, name: str, n_total: int) -> None:
        """Begin a stage ("speaking", "mastering") of n_total steps; ends the stage before it."""

    def advance(self, n_steps: int = 1) -> None:
        """n_steps more of the stage are done."""


class Silent:
    """Nobody is watching."""

    def stage(self, name: str, n_total: int) -> None:
        """Ignore it."""

    def advance(self, n_steps: int = 1) -> None:
        """Ignore it."""
