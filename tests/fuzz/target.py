"""What can be fuzzed: a law that an input must not break, and inputs to begin with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """A law over bytes."""

    name: str
    check: Callable[[bytes], object]
    """Raises AudiobookError for an input that is refused in words; whatever else it raises is a finding."""
    seeds: Callable[[], Sequence[bytes]]
    """Gives honest inputs; what is fuzzed is made of them."""
    fixed_s: float = 1.0
    """CPU time that any input may take."""
    char_us: float = 100.0
    """And for each byte of it, in microseconds: what takes quadratic time breaks this with some thousands of them."""

    def limit_s(self, data: bytes) -> float:
        """Give the CPU time that an input may take."""
        return self.fixed_s + self.char_us * 1e-6 * len(data)


def text_of(data: bytes) -> str:
    """Give the characters of an input; bytes that are no UTF-8 become lone surrogates, which is one of the dangers."""
    return data.decode("utf-8", "surrogateescape")
