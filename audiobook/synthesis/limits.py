"""How long saying something may take. What hangs inside a library hears no exception: its process is ended."""

import faulthandler
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

_is_worker = False


def be_a_worker() -> None:
    """Let this process be ended where something takes too long: whoever started it starts another."""
    global _is_worker  # noqa: PLW0603 - of the process, as its signals are
    _is_worker = True
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End this process, if it is a worker, when the block takes longer.

    The system does it, so it also ends a loop in C. On Windows, which has no alarms, a thread of the interpreter does.
    """
    if not _is_worker:
        yield
    elif hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    else:
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device
            faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
            try:
                yield
            finally:
                faulthandler.cancel_dump_traceback_later()
