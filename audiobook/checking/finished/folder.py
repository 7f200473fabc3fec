"""What there is to check at a path: one finished file, an output folder of ours, or anybody's folder."""

import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from audiobook.checking.commands import build_command
from audiobook.checking.finished import sound, subtitles
from audiobook.errors import StoryError
from audiobook.files import TEMPORARY_SUFFIX
from audiobook.manifest import FILE_NAME, MadeFile, Manifest
from audiobook.plan import read_manifest
from audiobook.text.sources.registry import is_story

EPUB: Final = (".epub",)
SUFFIXES: Final = (*sound.SUFFIXES, *subtitles.SUFFIXES, *EPUB)
"""Of files that can be checked."""
_ABOUT: Final = frozenset({"desc", "reader", "readme"})
"""Texts that people and media servers keep beside a finished book: no stories."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are checked together."""

    paths: tuple[Path, ...]
    folder: Path
    is_book: bool
    """They are all that there is of a book, not one picked out."""
    manifest: Manifest | None = None
    """What the folder is said to hold, if it is one of ours."""
    build: str = ""
    """The command that makes them; empty if they are not of ours."""

    def made(self, path: Path) -> MadeFile | None:
        """Give what the manifest says of a file."""
        if self.manifest is None:
            return None
        return self.manifest.find(path.absolute().relative_to(self.folder.absolute()).as_posix())


def is_finished(path: Path) -> bool:
    """Say whether a path is something finished, to go by its name and what is in it: no story, nor one beside it."""
    if path.is_dir():
        return (path / FILE_NAME).is_file() or (has_finished(path) and not any(map(_is_story, path.iterdir())))
    return path.suffix.lower() in SUFFIXES and _is_heard(path)


def has_finished(path: Path) -> bool:
    """Say whether a path is a folder with finished files in it, whatever else there is."""
    return path.is_dir() and any(map(_is_finished_file, path.iterdir()))


def batch(path: Path) -> Batch:
    """Give what there is to check at a path. Raises StoryError if there is nothing."""
    if not path.is_dir():
        if not path.is_file():
            raise StoryError(f"there is no file {path}", hint="Name a finished file, a folder of them, or a story.")
        return _one(path)
    manifest = read_manifest(path)
    if manifest is not None:
        return of_manifest(path, manifest)
    found = tuple(sorted(filter(_is_finished_file, path.iterdir())))
    if not found:
        raise StoryError(f"there is nothing to check in {path}", hint=f"Finished files end in {', '.join(SUFFIXES)}.")
    return Batch(found, path, is_book=True)


def of_manifest(folder: Path, manifest: Manifest, build: str = "", chapters: Collection[int] = ()) -> Batch:
    """Give the files of a build that are there; which are missing is for `checking.files` to say.

    build: the command that makes them, as far as is known. chapters: only files of these, where there are any.

    Files of a format that has another name than theirs (an .m4a of the player) hold the same sound once more: that they
    are the ones that were made is enough.
    """
    files = [file for file in manifest.files if f".{file.format}" == _suffix(file)]
    paths = [folder / file.artifact.path for file in files if not chapters or file.chapter in chapters]
    found = tuple(path for path in paths if _is_kind(path, SUFFIXES))
    build = build or build_command(manifest.story, manifest)
    return Batch(found, folder, is_book=not chapters, manifest=manifest, build=build)


def strays(folder: Path, manifest: Manifest) -> Iterator[Path]:
    """Give files in an output folder that look like ours and stand in no manifest."""
    known = {folder / file.artifact.path for file in manifest.files}
    for path in sorted(folder.rglob("*")):
        if path not in known and (_is_kind(path, SUFFIXES) or path.name.endswith(TEMPORARY_SUFFIX)):
            yield path


def _one(path: Path) -> Batch:
    """Give a file alone, with what the manifest of its folder, or of the one above, says of it."""
    for folder in path.absolute().parents[:2]:
        manifest = read_manifest(folder)
        build = build_command(manifest.story, manifest) if manifest else ""
        found = Batch((path,), folder, is_book=False, manifest=manifest, build=build)
        if found.made(path):
            return found
    return Batch((path,), path.parent, is_book=False)


def _suffix(file: MadeFile) -> str:
    return Path(file.artifact.path).suffix.lower()


def _is_finished_file(path: Path) -> bool:
    return _is_kind(path, SUFFIXES) and _is_heard(path)


def _is_story(path: Path) -> bool:
    if path.stem.casefold() in _ABOUT:
        return False
    return is_story(path.name) and not path.name.startswith(".") and path.is_file() and not _is_finished_file(path)


def _is_heard(path: Path) -> bool:
    """Say whether it is no story yet: a sound EPUB without overlays (SMIL) is one."""
    return path.suffix.lower() not in EPUB or not zipfile.is_zipfile(path) or b".smil" in path.read_bytes()


def _is_kind(path: Path, suffixes: tuple[str, ...]) -> bool:
    """Say whether it is a file of these kinds; "._one.mp3" is macOS's, and no sound."""
    return path.suffix.lower() in suffixes and not path.name.startswith(".") and path.is_file()
