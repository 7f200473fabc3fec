"""The process that reads one risky file: `python -P -m audiobook.text.child KIND PLACE < file > manuscript`.

It sets its own limits before it reads a byte, writes nothing but its answer, and ends. The answer is "+" and a
manuscript, or "-" and a StoryError in JSON.
"""

import json
import sys
from typing import Final

from audiobook.errors import StoryError
from audiobook.text.limits import LIMITS
from audiobook.text.sources.registry import load_source
from audiobook.text.wire import to_bytes

DONE: Final = b"+"
REFUSED: Final = b"-"
NO_MEMORY: Final = 77
"""Exit code where memory ran out."""


def main() -> None:
    """Read standard input, write the answer to standard output."""
    limit_this_process()
    kind, place = sys.argv[1:]
    try:
        answer = DONE + to_bytes(load_source(kind).read(sys.stdin.buffer.read(), place))
    except StoryError as error:
        answer = REFUSED + json.dumps([error.problem, error.hint]).encode()
    except MemoryError:
        sys.exit(NO_MEMORY)
    sys.stdout.buffer.write(answer)


def limit_this_process() -> None:
    """Take from this process what reading needs not: much memory, much time, files to write. Windows has no limits."""
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    for which, most in (
        (resource.RLIMIT_AS, LIMITS.child_memory_bytes),
        (resource.RLIMIT_CPU, LIMITS.child_cpu_s),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(which)
        lowered = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (lowered, hard))
    # standard output is a pipe, for which this limit does not hold
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


if __name__ == "__main__":
    main()
