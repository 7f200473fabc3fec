"""Runs our command as a person does, and tells what it asked of the system."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HOOK = Path(__file__).parent / "hook.py"

_STARTS = ("os.exec", "os.posix_spawn", "os.system")
"""They write nothing: they start a program."""


@dataclass(frozen=True)
class Watched:
    """A command that has ended."""

    done: subprocess.CompletedProcess[str]
    events: tuple[tuple[str, tuple[object, ...]], ...]
    """What its processes did, by the name of the audit event."""

    def written(self) -> Iterator[Path]:
        """Give every file and folder that was opened for writing, made, moved or removed."""
        for event, args in self.events:
            if event == "open" or (event.startswith("os.") and event not in _STARTS):
                yield from (Path(str(arg)) for arg in args)

    def commands(self) -> Iterator[list[str]]:
        """Give the arguments of every program that was started."""
        announced = list[object]()
        for event, args in self.events:
            if event == "subprocess.Popen":
                arguments = args[1]
                assert isinstance(arguments, list), "a shell was given a line"
                announced.append(arguments)
                yield arguments
            elif event == "os.posix_spawn":  # how subprocess starts programs from Python 3.13 on
                assert args[1] in announced, args
            assert event not in ("os.system", "os.exec", "os.startfile", "webbrowser.open"), args

    def calls(self) -> list[tuple[str, tuple[object, ...]]]:
        """Give every attempt to reach another machine."""
        return [(event, args) for event, args in self.events if event.partition(".")[0] in ("socket", "urllib")]


def watched(folder: Path, *command: str, offline: bool = False, prefix: tuple[str, ...] = ()) -> Watched:
    """Run `audiobook ...` in a folder, with its cache and its temporary files there too.

    offline: connections are refused in every Python process. prefix: a program that runs it, with arguments.
    """
    log, temporary = folder / "watch.log", folder / "tmp"
    hook = temporary / "hook" / "sitecustomize.py"
    hook.parent.mkdir(parents=True, exist_ok=True)
    hook.write_bytes(_HOOK.read_bytes())
    log.unlink(missing_ok=True)
    environment = {
        # what measures tests writes files of its own, and installed voices need nobody to be called
        **{name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE_", "AUDIOBOOK_"))},
        "AUDIOBOOK_WATCH": str(log),
        "PYTHONPATH": str(hook.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "HOME": str(folder / "home"),
        **({"AUDIOBOOK_OFFLINE": "1"} if offline else {}),
    }
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "audiobook", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    return Watched(done, tuple((event, tuple(args)) for event, args in map(json.loads, lines)))
