"""From which file on this machine an output folder was made: two stories may be called alike.

The manifest knows only the file's name, and says the same on every machine; so where the file lies is noted in this
person's cache. What is not noted there is nobody's, and a story that was moved is no other story.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

from audiobook.errors import OutputError, SettingsError
from audiobook.files import write_whole
from audiobook.plan import Plan

_FOLDER = "origins"


def claim(plan: Plan, cache: Path, *, force: bool) -> None:
    """Note that the plan's folder is made from its story.

    force: whatever it was made from before. Raises SettingsError if that was another file, which is still there and
    says something else.
    """
    path = plan.story.path
    note = cache / _FOLDER / hashlib.sha256(_bytes(plan.folder.resolve())).hexdigest()[:32]
    before = _noted(note)
    here = _bytes(path.resolve())
    if before == here:
        return
    if before and plan.before and not force and _is_another(Path(before.decode(errors="surrogateescape")), path):
        raise SettingsError(
            f"{plan.folder} holds the audiobook of {before.decode(errors='replace')}, not of {path}",
            hint="Rename one of the two files, or choose another place: --out. --force puts this one there instead.",
        )
    with suppress(OutputError):  # a cache that can only be read serves all the same
        write_whole(note, here)


def _is_another(before: Path, now: Path) -> bool:
    try:
        return before.read_bytes() != now.read_bytes()
    except (OSError, ValueError):  # it was moved, or is no more; or no path can be so: the note is damaged
        return False


def _noted(note: Path) -> bytes:
    try:
        return note.read_bytes()
    except OSError:
        return b""


def _bytes(path: Path) -> bytes:
    return str(path).encode(errors="surrogateescape")
