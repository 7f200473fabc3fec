"""Checks that the files a build made are there, whole, and of the story as it is now."""

import hashlib
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from audiobook.checking.finding import Finding
from audiobook.manifest import FILE_NAME, MadeFile
from audiobook.plan import Plan

CHECK: Final = "files"


def check_files(plan: Plan) -> Iterator[Finding]:
    """Give what is wrong with the files of a story; every byte of them is read."""
    build = f"audiobook build {shlex.quote(str(plan.story.path))}"
    if plan.before is None:
        yield Finding(CHECK, str(plan.folder), f"nothing was built here: there is no {FILE_NAME}", build)
        return
    stale = {todo.path: todo for todo in plan.todo}
    for path, todo in stale.items():
        yield Finding(CHECK, str(plan.folder / path), todo.why, build)
    for file in plan.before.files:
        path = file.artifact.path
        if path not in stale and (damage := _damage(plan.folder / path, file)):
            yield Finding(CHECK, str(plan.folder / path), damage, f"{build} --force")


def _damage(path: Path, file: MadeFile) -> str:
    """Say what is wrong with the bytes of a file; empty if they are those that were made."""
    try:
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        return f"it cannot be read: {error.strerror}"
    return "" if digest == file.artifact.sha256 else "it is not the file that was made: its sha256 differs"
