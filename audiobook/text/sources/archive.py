"""The files inside an EPUB, a DOCX, an ODT: read by exact name, in memory, within limits; none is ever put on disk.

Pure: the archive is bytes.
"""

import io
import posixpath
import re
import zipfile
import zlib
from itertools import pairwise
from typing import Final

from audiobook.errors import StoryError
from audiobook.text.limits import LIMITS
from audiobook.text.sources.tree import Element
from audiobook.text.sources.xml_tree import BadXmlError, parse_xml

_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCAL_HEADER_BYTES: Final = 30
_HINT: Final = "no honest file is made so: get it from another place"
_QUOTED: Final = re.compile(rb"%([0-9A-Fa-f]{2})")
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\")


class Archive:
    """A ZIP whose table of contents has been looked at; each file is unpacked when it is asked for."""

    def __init__(self, data: bytes, place: str) -> None:
        """Check all that can be checked without unpacking anything. Raises StoryError for what breaks a limit."""
        if len(data) > LIMITS.file_bytes:
            raise StoryError(
                f"{place} is larger than {LIMITS.file_bytes // 1_000_000} MB", hint="is it really a story?"
            )
        self._place = place
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            hint = "get it again; e-books and word processors' files are ZIPs inside"
            raise StoryError(f"{place} is damaged, or not what its name says: {error}", hint=hint) from None
        entries = self._zip.infolist()
        self._check(entries)
        self._entries = {entry.filename: entry for entry in entries}
        self._n_unpacked = 0

    @property
    def names(self) -> frozenset[str]:
        """Give the names of all files in it."""
        return frozenset(self._entries)

    def stray_names(self) -> tuple[str, ...]:
        """Give the names that would lead out of a folder, were they unpacked into it."""
        strays = (name for name in self._entries if ".." in re.split(r"[/\\]", name) or _ADDRESS.match(name))
        return tuple(sorted(strays))

    def has(self, name: str) -> bool:
        """Say whether a file of exactly this name is in it."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Give a file's bytes. Raises StoryError if it is not there, is damaged, or grows beyond what it said."""
        entry = self._entries.get(name)
        if entry is None:
            raise StoryError(f"{self._place} has no {name} in it", hint="the book is incomplete: download it again")
        try:
            with self._zip.open(entry) as file:
                data = file.read(LIMITS.entry_bytes + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
            raise StoryError(f"{self._place}: {name} is damaged ({error})", hint="download the book again") from None
        self._n_unpacked += len(data)
        if len(data) > LIMITS.entry_bytes or self._n_unpacked > LIMITS.unpacked_bytes:
            raise StoryError(f"{self._place}: {name} is larger than it says", hint=_HINT)
        return data

    def xml(self, name: str, hint: str) -> Element:
        """Give the root element of a file. Raises StoryError as `read` does, and with the hint for what is no XML."""
        where = f"{self._place}: {name}"
        try:
            return parse_xml(self.read(name), where)
        except BadXmlError as error:
            raise StoryError(f"{where} is no XML ({error})", hint=hint) from None

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        place = self._place
        if len(entries) > LIMITS.zip_entries:
            raise StoryError(f"{place} holds {len(entries):,} files; {LIMITS.zip_entries:,} is the limit", hint=_HINT)
        if len({entry.filename for entry in entries}) < len(entries):
            raise StoryError(f"{place} holds two files of one name, and readers differ in which they show", hint=_HINT)
        if sum(entry.file_size for entry in entries) > LIMITS.unpacked_bytes:
            raise StoryError(f"{place} would unpack to more than {LIMITS.unpacked_bytes >> 20} MB", hint=_HINT)
        for entry in entries:
            self._check_entry(entry)
        starts = sorted(((e.header_offset, _end(e)) for e in entries), key=lambda both: both[0])
        if any(end > after for (_, end), (after, _) in pairwise(starts)):
            raise StoryError(f"{place} holds files that overlap, as ZIP bombs do", hint=_HINT)

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        name = f"{self._place}: {entry.filename}"
        if entry.flag_bits & _ENCRYPTED:
            raise StoryError(f"{name} is encrypted", hint="remove the password or the copy protection, if you may")
        if entry.compress_type not in _METHODS:
            raise StoryError(f"{name} is packed in a way that e-books do not use", hint=_HINT)
        if entry.file_size > LIMITS.entry_bytes:
            raise StoryError(f"{name} would unpack to more than {LIMITS.entry_bytes >> 20} MB", hint=_HINT)
        if entry.file_size > LIMITS.ratio_above_bytes and entry.file_size > LIMITS.ratio * max(1, entry.compress_size):
            raise StoryError(f"{name} is packed {LIMITS.ratio} times and more, as ZIP bombs are", hint=_HINT)


def _end(entry: zipfile.ZipInfo) -> int:
    """Give the least offset at which an entry can end."""
    return (
        entry.header_offset
        + _LOCAL_HEADER_BYTES
        + len(entry.orig_filename.encode("utf-8", "replace"))
        + entry.compress_size
    )


def resolve(base: str, href: str) -> tuple[str, str]:
    """Give the name and the fragment that a link in the file `base` means: only names, never a file or an address.

    The name is empty for what leads out of the archive.
    """
    path, _, fragment = href.strip().partition("#")
    fragment = _unquoted(fragment)
    if not path:
        return base, fragment
    if _ADDRESS.match(path):
        return "", fragment
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), _unquoted(path.partition("?")[0])))
    return ("" if name.startswith(("../", "/")) or name == ".." else name), fragment


def _unquoted(text: str) -> str:
    """Give a link with its %20 as blanks."""
    return _QUOTED.sub(lambda found: bytes([int(found[1], 16)]), text.encode()).decode("utf-8", "replace")
