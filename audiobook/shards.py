"""Which of n machines makes which clips: the same answer on each of them, whatever is there already. Pure."""

import heapq
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.errors import SettingsError
from audiobook.model import ClipRequest

_MOST: Final = 10_000


@dataclass(frozen=True, slots=True, order=True)
class Shard:
    """One machine's share of a book."""

    number: int
    """From 1."""
    of: int

    def __str__(self) -> str:
        """Give it as the command line has it."""
        return f"{self.number}/{self.of}"


def parse_shard(text: str) -> Shard:
    """Read "3/8". Raises SettingsError."""
    found = re.fullmatch(r"(\d{1,5})/(\d{1,5})", text.strip())
    number, of = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= of <= _MOST:
        raise SettingsError(f'--shard: "{text}" is no share of the work', hint="write 1/8, 2/8, ... 8/8")
    return Shard(number, of)


def dealt(requests: Iterable[ClipRequest], n_shards: int) -> Mapping[str, int]:
    """Give for the key of each clip the number of the shard that makes it, from 1.

    Every shard gets as much text as any other, of each engine: the longest first to whoever has least yet. (Longest
    processing time first: Graham 1969.)
    """
    shares: dict[str, int] = {}
    by_engine: dict[str, set[ClipRequest]] = {}
    for request in requests:
        by_engine.setdefault(request.voice.engine, set()).add(request)
    for own in by_engine.values():
        loads = [(0, number) for number in range(1, n_shards + 1)]
        for request in _longest_first(own):
            load, number = loads[0]
            shares[request.key] = number
            heapq.heapreplace(loads, (load + len(request.text), number))
    return shares


def _longest_first(requests: Iterable[ClipRequest]) -> Sequence[ClipRequest]:
    return sorted(requests, key=lambda request: (-len(request.text), request.key))
