"""What may be a file that we want: files in folders, members of archives, parts that make a whole when joined.

Nothing is unpacked onto the disk. Wheels and npz are zip archives; an .npy member counts without its header, which
leaves the raw numbers; an npm package is a gzipped tar.
"""

import hashlib
import itertools
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Final

from audiobook.errors import VoiceError
from audiobook.files import explained
from audiobook.voice_store.catalogue import VoiceFile

DAMAGE: Final = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, RuntimeError)
"""What a broken archive raises; RuntimeError one that is encrypted, or packed in a way that Python does not know."""

_CHUNK: Final = 1 << 20
_DEEPEST: Final = 3
"""Folders below the one named: enough for an unpacked npm package."""
_NPY_MAGIC: Final = b"\x93NUMPY"


@dataclass(frozen=True, slots=True)
class Find:
    """Bytes that may be a file we want."""

    path: str
    """Where it stands, with slashes; of a member, inside its archive."""
    place: str
    """The same for people."""
    n_bytes: int
    pieces: Callable[[], Iterator[bytes]]
    """Gives the bytes in pieces, anew each time. May raise one of DAMAGE, or OSError."""
    movable: Path | None = None
    """A file of our own, which may be moved instead of copied."""

    @property
    def name(self) -> str:
        """Give the last part of its path."""
        return PurePosixPath(self.path).name

    def sha256(self) -> str:
        """Read it all and give its sha256 in hex. Raises as `pieces` does."""
        digest = hashlib.sha256()
        for piece in self.pieces():
            digest.update(piece)
        return digest.hexdigest()


def found_file(path: Path, *, movable: bool = False) -> Find:
    """Give a file as a find. Raises OSError if it is not there."""
    read = partial(_read_file, path)
    return Find(path.as_posix(), str(path), path.stat().st_size, read, path if movable else None)


def finds_in(path: Path, wanted: Sequence[VoiceFile], archives: Sequence[str] = ()) -> Iterator[Find]:
    """Give what may be a wanted file in a folder and the folders in it, in an archive, or the file itself.

    archives: in a folder, only archives with such names are opened; a file that was named itself is always opened.
    Raises VoiceError if there is nothing at `path`, OutputError if it may not be read.
    """
    if not path.exists():
        raise VoiceError(f"there is nothing at {path}", hint="--from takes a folder, or a file")
    with explained("read", path):
        files = _files_below(path, _DEEPEST) if path.is_dir() else [path]
        yield from joined(itertools.chain.from_iterable(_finds_at(f, path, wanted, archives) for f in files), wanted)


def joined(finds: Iterable[Find], wanted: Sequence[VoiceFile]) -> Iterator[Find]:
    """Pass everything on, and add a find for every wanted file whose parts have all come."""
    ends = {end for file in wanted for end in file.parts}
    parts: dict[str, Find] = {}
    for find in finds:
        yield find
        parts |= {end: find for end in ends if f"/{find.path}".endswith(f"/{end}")}
    for file in wanted:
        if file.parts and parts.keys() >= set(file.parts):
            yield _whole(file, [parts[end] for end in file.parts])


def _whole(file: VoiceFile, parts: Sequence[Find]) -> Find:
    def pieces() -> Iterator[bytes]:
        return itertools.chain.from_iterable(part.pieces() for part in parts)

    place = f"{parts[0].place} and {len(parts) - 1} more parts"
    return Find(file.path, place, sum(part.n_bytes for part in parts), pieces)


def _files_below(folder: Path, depth: int) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield path
        elif depth and path.is_dir() and not path.name.startswith("."):
            yield from _files_below(path, depth - 1)


def _finds_at(path: Path, root: Path, wanted: Sequence[VoiceFile], archives: Sequence[str]) -> Iterator[Find]:
    """Give a file, and what is in it if it is an archive that we may open."""
    yield found_file(path)
    if path == root or any(fnmatch(path.name, pattern) for pattern in archives):
        try:
            if zipfile.is_zipfile(path):
                yield from _zip_members(path)
            elif tarfile.is_tarfile(path):
                yield from _tar_members(path, wanted)
        except DAMAGE as error:
            raise VoiceError(f"{path} is an archive that cannot be read: {error}", hint="fetch it again") from error


def _read_file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from _chunks(file)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(file.read, _CHUNK), b"")


def _zip_members(path: Path) -> Iterator[Find]:
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            skipped = _npy_header(archive, member.filename) if member.filename.endswith(".npy") else 0
            read = partial(_read_zip_member, path, member.filename, skipped)
            yield Find(member.filename, f"{path}: {member.filename}", member.file_size - skipped, read)


def _read_zip_member(path: Path, name: str, skipped: int) -> Iterator[bytes]:
    with zipfile.ZipFile(path) as archive, archive.open(name) as file:
        file.read(skipped)
        yield from _chunks(file)


def _npy_header(archive: zipfile.ZipFile, name: str) -> int:
    """Give the length of all that stands before the numbers (NEP 1: magic, version, length, header)."""
    with archive.open(name) as file:
        start = file.read(12)
    if not start.startswith(_NPY_MAGIC):
        return 0
    n_length = 2 if start[6] == 1 else 4
    return 8 + n_length + int.from_bytes(start[8 : 8 + n_length], "little")


def _tar_members(path: Path, wanted: Sequence[VoiceFile]) -> Iterator[Find]:
    """Give the members that may be wanted, held in memory: a gzipped tar can only be read from its beginning."""
    sizes = {file.n_bytes for file in wanted}
    names = {name for file in wanted for name in file.known_names}
    with tarfile.open(path) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            if content and (member.size in sizes or PurePosixPath(member.name).name in names):
                yield Find(member.name, f"{path}: {member.name}", member.size, partial(_once, content.read()))


def _once(content: bytes) -> Iterator[bytes]:
    yield content
