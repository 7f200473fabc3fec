"""Ctrl-C, and other ways to be told to stop."""

import signal
import sys
from contextlib import suppress
from typing import Final

INTERRUPTED: Final = 130
"""Exit code after Ctrl-C, as shells have it."""
_AGAIN_S: Final = 0.01
_STOPPING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Ctrl-C; `timeout` and systems that shut down; a terminal window that is closed; Ctrl-Break on Windows."""


def listen() -> None:
    """From now on, being told to stop raises KeyboardInterrupt, once: what is under way then cleans up undisturbed.

    What the process was started to ignore (nohup, a shell's background) it ignores.
    """
    sys.unraisablehook = _raise_later
    for number in _STOPPING:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)


def listen_no_more() -> None:
    """Let nothing disturb the end, where an interrupt would show a traceback."""
    for number in _STOPPING:
        signal.signal(number, signal.SIG_IGN)


def say_so() -> None:
    """Say that it was heard and nothing is lost; nobody may be there to hear it."""
    with suppress(OSError, ValueError):
        sys.stderr.write("\nStopped. What is finished is kept: run the same command to go on.\n")
        sys.stderr.flush()


def _raise_later(lost: "sys.UnraisableHookArgs") -> None:
    """Stop a moment later where the interrupt met a finalizer, in which Python only complains of an exception."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
    elif hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _stop)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN_S)
    else:
        listen()


def _stop(_number: int, _frame: object) -> None:
    listen_no_more()
    raise KeyboardInterrupt
