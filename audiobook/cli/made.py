"""The files that a build made, as a person is told of them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path, PurePosixPath

from audiobook.cli import terminal
from audiobook.manifest import MadeFile


def told_briefly(files: Sequence[MadeFile], folder: Path, lengths: Mapping[int, str]) -> Iterator[str]:
    """Give a line for each folder, and for what is in the story's own, one for all files of a name.

    folder: the story's. lengths: of the chapters, by number.
    """
    loose = [file for file in files if not _folder_of(file)]
    in_folders = sorted((file for file in files if _folder_of(file)), key=_folder_of)
    for _, inside in groupby(sorted(loose, key=_stem), key=_stem):
        first, *others = inside
        more = f" ({' '.join(sorted(PurePosixPath(file.artifact.path).suffix for file in others))})" if others else ""
        length = "" if first.chapter is None else f"  {lengths[first.chapter]}"
        yield f"{folder / first.artifact.path}{more}{length}"
    for name, inside in groupby(in_folders, key=_folder_of):
        shown = [file for file in inside if not PurePosixPath(file.artifact.path).name.startswith(".")]
        one = len(shown) == 1
        yield (
            str(folder / shown[0].artifact.path) if one else f"{folder / name}  ({terminal.count(len(shown), 'file')})"
        )


def told_at_length(files: Sequence[MadeFile], folder: Path, why: Mapping[str, str]) -> Iterator[str]:
    """Give a line for each file, with the reason that it was made."""
    return (f"{folder / file.artifact.path}  ({why[file.artifact.path]})" for file in files)


def _folder_of(file: MadeFile) -> str:
    """Give "player" for "player/text/01.js"; empty for what is in the story's own folder."""
    return file.artifact.path.rpartition("/")[0].partition("/")[0]


def _stem(file: MadeFile) -> str:
    return PurePosixPath(file.artifact.path).stem
