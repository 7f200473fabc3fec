"""Writes down what this Python process, and each that it starts, asks of the system; run by Python itself at its start.

`tests.boundaries.watching` puts it on PYTHONPATH as sitecustomize.py. AUDIOBOOK_WATCH names the log; AUDIOBOOK_OFFLINE
refuses every connection, so that what tries one fails and not only tells.
"""

import json
import os
import sys
from contextlib import suppress

_LOG = os.open(os.environ["AUDIOBOOK_WATCH"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
_REFUSES = "AUDIOBOOK_OFFLINE" in os.environ
_RUNS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.startfile", "webbrowser.open")
_CALLS = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request")
_CHANGES = ("os.rename", "os.mkdir", "os.symlink", "os.link", "os.remove", "os.rmdir")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _watch(event: str, args: tuple[object, ...]) -> None:
    if event == "open":
        path, _, flags = args
        if not (isinstance(path, str | bytes) and isinstance(flags, int) and flags & _WRITES):
            return
        args = (os.path.realpath(path),)
    elif event in _CHANGES:
        args = tuple(os.path.realpath(arg) for arg in args if isinstance(arg, str | bytes))
    elif event in _CALLS:
        if event == "socket.connect" and isinstance(args[1], str | bytes):
            return  # of this machine alone (AF_UNIX)
    elif event not in _RUNS:
        return
    line = json.dumps([event, [_told(arg) for arg in args]]) + "\n"
    with suppress(OSError):  # a reader of risky files may write nothing
        os.write(_LOG, line.encode())
    if _REFUSES and event in _CALLS:
        raise PermissionError(f"no network here: {event} {args}")


def _told(arg: object) -> object:
    if isinstance(arg, list | tuple):
        return [os.fsdecode(part) if isinstance(part, bytes) else str(part) for part in arg]
    return os.fsdecode(arg) if isinstance(arg, bytes) else str(arg)


sys.addaudithook(_watch)
