"""Installs voices: whatever a source offers is known by its sha256 alone, and only what matches gets a final name."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from audiobook.errors import VoiceError
from audiobook.files import explained, write_whole
from audiobook.progress import Progress
from audiobook.voice_store.catalogue import Item, VoiceFile
from audiobook.voice_store.finds import DAMAGE, Find


class Source(Protocol):
    """A place that may have the files."""

    name: str
    """As people call it: "the folder Downloads"."""

    def finds(self, missing: Sequence[VoiceFile]) -> Iterator[Find]:
        """Give what may be one of the missing files, each good until the next is asked for."""


@dataclass(slots=True)
class _Search:
    """What is still missing, and what had a right name and wrong bytes."""

    folder: Path
    missing: dict[str, VoiceFile]
    """By sha256."""
    refused: dict[str, str] = field(default_factory=dict)
    """Path of the file -> why."""


def missing_files(item: Item, folder: Path, *, verify: bool = False) -> tuple[VoiceFile, ...]:
    """Give the files of an item that are not in the folder, or damaged there.

    A length that is right is taken for whole, which costs nothing to ask; verify: read every byte.
    """
    return tuple(file for file in item.files if not _is_there(folder / file.path, file, verify=verify))


def install(
    item: Item, folder: Path, sources: Iterable[Source], progress: Progress, *, verify: bool = False
) -> tuple[str, ...]:
    """Bring all missing files of an item into the folder, and give the names of the sources that had some of them.

    The sources are asked in their order, each only for what is still missing. Raises VoiceError if files remain
    missing, naming them and what was refused; OutputError if the folder cannot be written. What was placed stays.
    """
    missing = missing_files(item, folder, verify=verify)
    search = _Search(folder, {file.sha256: file for file in missing})
    used = []
    for source in sources:
        n_before = len(search.missing)
        if n_before:
            _take_from(source, search, progress)
        if len(search.missing) < n_before:
            used.append(source.name)
    if search.missing:
        raise _incomplete(item, search)
    return tuple(used)


def _take_from(source: Source, search: _Search, progress: Progress) -> None:
    for find in source.finds(tuple(search.missing.values())):  # to its end, so that it can tidy up
        file = _identified(find, search)
        if file:
            _place(find, file, search.folder, progress)
            del search.missing[file.sha256]


def _identified(find: Find, search: _Search) -> VoiceFile | None:
    """Give the missing file that these bytes are; if they only have the name of one, note why they are refused."""
    claimed = next((file for file in search.missing.values() if find.name in file.known_names), None)
    if all(find.n_bytes != file.n_bytes for file in search.missing.values()):
        why = f"{find.place} has {find.n_bytes:,} bytes, expected {claimed.n_bytes:,}" if claimed else ""
    else:
        try:
            sha256 = find.sha256()
        except DAMAGE as error:
            why = f"{find.place} cannot be read: {error}"
        else:
            if sha256 in search.missing:
                return search.missing[sha256]
            why = f"{find.place} has sha256 {sha256}, expected {claimed.sha256}" if claimed else ""
    if claimed:
        search.refused[claimed.path] = why
    return None


def _place(find: Find, file: VoiceFile, folder: Path, progress: Progress) -> None:
    target = folder / file.path
    progress.stage("installing", file.n_bytes)
    if find.movable:
        with explained("write", target):
            target.parent.mkdir(parents=True, exist_ok=True)
            find.movable.replace(target)
        progress.advance(file.n_bytes)
    else:
        write_whole(target, _checked(find, file, progress))


def _checked(find: Find, file: VoiceFile, progress: Progress) -> Iterator[bytes]:
    """Give the bytes as they are written, and refuse them at the end if they are not those that were looked at."""
    digest = hashlib.sha256()
    for piece in find.pieces():
        digest.update(piece)
        progress.advance(len(piece))
        yield piece
    if digest.hexdigest() != file.sha256:
        raise VoiceError(f"{find.place} changed while it was read", hint="let nobody write it, and try again")


def _is_there(path: Path, file: VoiceFile, *, verify: bool) -> bool:
    with explained("read", path):
        if not path.is_file() or path.stat().st_size != file.n_bytes:
            return False
        if not verify:
            return True
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == file.sha256


def _incomplete(item: Item, search: _Search) -> VoiceError:
    again = f"audiobook voices install {item.name}"
    if not item.releases:
        again += " --from FOLDER"
    refused = [search.refused[file.path] for file in search.missing.values() if file.path in search.refused]
    if refused:
        others = f" (and {len(refused) - 1} more)" if len(refused) > 1 else ""
        problem = f"{item.name}: refused, not what upstream publishes: {refused[0]}{others}"
        return VoiceError(problem, hint=f"Nothing of it was kept. Fetch it anew: {again}")
    paths = [file.path for file in search.missing.values()]
    others = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    problem = f"{item.name}: missing or damaged: {', '.join(paths[:3])}{others}"
    return VoiceError(problem, hint=f"Get what is missing: {again} (docs/voices.md says what --from takes)")
