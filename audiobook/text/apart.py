"""Reads a risky file in a process of its own with little memory and little time, so that a bomb costs seconds.

A fresh interpreter, not a fork: it holds nothing of ours, its memory is counted from nothing, and it works the same way
on every system.
"""

import json
import subprocess
import sys

from audiobook.errors import StoryError
from audiobook.text import child
from audiobook.text.limits import LIMITS
from audiobook.text.sources.base import Manuscript
from audiobook.text.wire import from_bytes

_HINT = "the file is damaged or made to do harm: get it from another place"


def read_apart(kind: str, data: bytes, place: str) -> Manuscript:
    """Give what the source of that kind gives. Raises StoryError, also where the process crashes or reaches a limit."""
    # -P: a file called lxml.py in the listener's folder is not run
    command = [sys.executable, "-P", "-m", child.__name__, kind, place.encode("utf-8", "replace").decode()]
    try:
        ran = subprocess.run(command, input=data, capture_output=True, timeout=LIMITS.child_wall_s, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise StoryError(f"{place} takes more than {LIMITS.child_wall_s:.0f} s to read", hint=_HINT) from None
    if ran.returncode:
        raise StoryError(f"{place} cannot be read: {_ending(ran.returncode, ran.stderr)}", hint=_HINT)
    answer, rest = ran.stdout[:1], ran.stdout[1:]
    try:
        if answer == child.DONE:
            return from_bytes(rest)
        problem, hint = json.loads(rest)
    except ValueError as error:
        raise StoryError(f"{place} cannot be read: {error}", hint=_HINT) from None
    raise StoryError(str(problem), hint=str(hint))


def _ending(code: int, complaint: bytes) -> str:
    """Say how the process ended, in words."""
    if code == child.NO_MEMORY:
        return f"it needs more than {LIMITS.child_memory_bytes // 1_000_000:,} MB of memory"
    if code < 0:
        return f"the reader was ended by signal {-code}, as when it takes over {LIMITS.child_cpu_s} s or crashes"
    return complaint.decode("utf-8", "replace").strip().rpartition("\n")[2] or f"the reader ended with code {code}"
