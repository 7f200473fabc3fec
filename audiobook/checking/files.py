"""Checks that the files a build made are there, whole, and of the story as it is now."""

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from audiobook.checking.finding import Finding, Severity
from audiobook.checking.finished.folder import strays
from audiobook.manifest import FILE_NAME, MadeFile, Manifest
from audiobook.plan import Plan

CHECK: Final = "files"


def check_files(plan: Plan, build: str) -> Iterator[Finding]:
    """Give what is wrong with the files of a story; every byte of them is read.

    build: the command that makes them.
    """
    if plan.before is None:
        yield Finding(CHECK, str(plan.folder), f"nothing was built here: there is no {FILE_NAME}", build)
        return
    stale = {todo.path: todo for todo in plan.todo}
    for path, todo in stale.items():
        yield Finding(CHECK, str(plan.folder / path), todo.why, build)
    yield from check_made(plan.folder, plan.before, build, known=stale)


def check_made(folder: Path, manifest: Manifest, build: str, known: Collection[str] = ()) -> Iterator[Finding]:
    """Give what is wrong with the files that a manifest lists, and which files it does not list.

    build: the command that makes them. known: paths of which it was said already that they are to be made anew.
    """
    for file in manifest.files:
        path = file.artifact.path
        if path not in known and (damage := _damage(folder / path, file)):
            yield Finding(CHECK, str(folder / path), damage, f"{build} --force")
    for stray in strays(folder, manifest):
        yield Finding(
            CHECK,
            str(stray),
            f"{FILE_NAME} does not list it: no build of ours left it here",
            "Move it away if you do not want players to find it.",
            severity=Severity.ADVICE,
        )


def _damage(path: Path, file: MadeFile) -> str:
    """Say what is wrong with the bytes of a file; empty if they are those that were made."""
    try:
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        return f"it cannot be read: {error.strerror}"
    return "" if digest == file.artifact.sha256 else "it is not the file that was made: its sha256 differs"
