"""What an EPUB says of its narration, read from anybody's file: a bad one is explained, and does no harm."""

import lzma
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from audiobook.checking.safe_xml import UnsafeXmlError, parse_xml

_CONTAINER: Final = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_SMIL: Final = "{http://www.w3.org/ns/SMIL}"
_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_MOST_BYTES: Final = 32 << 20
"""Of one page or overlay; a novel in one page has four megabytes."""
_MOST_PACKED: Final = 200
"""A sound that is so many times as large as what it is packed in is no sound."""
_UNPACKING: Final = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError)
"""What goes wrong with a part of a zip file: damage, a password, a way of packing that is not known here."""
_CLOCK: Final = re.compile(r"(?:(?:(\d+):)?([0-5]?\d):)?(\d+(?:\.\d+)?)(h|min|s|ms)?", re.ASCII)
_UNITS: Final = {"h": Decimal(3600), "min": Decimal(60), "s": Decimal(1), "ms": Decimal("0.001"), None: Decimal(1)}


class EpubError(Exception):
    """The file cannot be read as an EPUB."""

    def __init__(self, place: str, problem: str) -> None:
        """Keep which of its files is meant (empty: itself), and what is wrong with it."""
        super().__init__(problem)
        self.place = place
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Clip:
    """Words, and the stretch of sound in which they are said."""

    text: str
    """File and id: "EPUB/text/one.xhtml#u1"."""
    sound: str
    """File; empty: there is none."""
    times_s: tuple[Decimal, Decimal] | None
    """Its begin and its end; None: one of them is not stated, or is no clock value."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """The narration of a page."""

    name: str
    clips: tuple[Clip, ...]
    """In the order in which they are played."""
    duration_s: Decimal | None
    """As the package document states it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book."""

    name: str
    ids: tuple[str, ...]
    """In the order of the text."""
    has_text: bool
    in_order: bool
    """It is in the reading order, not beside it (`linear="no"`)."""
    overlay: Overlay | None


@dataclass(frozen=True, slots=True)
class Narrated:
    """An EPUB, as far as its narration goes."""

    package: str
    """Name of the package document."""
    pages: tuple[Page, ...]
    """In the order of the spine."""
    total_s: Decimal | None
    """As stated."""
    active_class: str
    lengths_s: Mapping[str, float | None]
    """Sound that an overlay names -> how long it says it is; None: it is no sound. What is not there is not in it."""


def read_epub(path: Path) -> Narrated:
    """Read an EPUB. Raises EpubError with what is wrong, in words."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise EpubError("", f"it is no zip file that can be read, which every EPUB is ({error})") from None
    with archive:
        return _Reader(archive).read()


def clock_s(value: str) -> Decimal | None:
    """Give the seconds of a clock value (SMIL 3.0: "1:02:03.5", "62.5s", "2min"), None if it is none."""
    found = _CLOCK.fullmatch(value.strip())
    if found is None or (found[2] and found[4]):
        return None
    hours, minutes, seconds = (Decimal(part or 0) for part in found.groups()[:3])
    return hours * 3600 + minutes * 60 + seconds * _UNITS[found[4]]


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    overlay: str


class _Reader:
    """One open EPUB."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())

    def read(self) -> Narrated:
        for name in self._names:
            if name.startswith("/") or "\\" in name or ".." in name.split("/"):
                raise EpubError(name, "its name leads out of the EPUB: do not unpack it")
        name = self._package_name()
        package = self._tree(name)
        items = {
            item.get("id", ""): _Item(_resolved(name, item.get("href", "")), item.get("media-overlay", ""))
            for item in package.iter(f"{_OPF}item")
        }
        stated = {
            (meta.get("property"), meta.get("refines", "").removeprefix("#")): (meta.text or "").strip()
            for meta in package.iter(f"{_OPF}meta")
        }
        pages = tuple(
            self._page(items[ref.get("idref", "")], items, stated, in_order=ref.get("linear") != "no")
            for ref in package.iter(f"{_OPF}itemref")
            if ref.get("idref", "") in items
        )
        sounds = {clip.sound for page in pages if page.overlay for clip in page.overlay.clips}
        return Narrated(
            package=name,
            pages=pages,
            total_s=clock_s(stated.get(("media:duration", ""), "")),
            active_class=stated.get(("media:active-class", ""), ""),
            lengths_s={sound: self._length_s(sound) for sound in sorted(sounds & self._names)},
        )

    def _package_name(self) -> str:
        container = self._tree("META-INF/container.xml")
        for root in container.iter(f"{_CONTAINER}rootfile"):
            return root.get("full-path", "")
        raise EpubError("META-INF/container.xml", "it names no package document")

    def _page(
        self, item: _Item, items: Mapping[str, _Item], stated: Mapping[tuple[str | None, str], str], *, in_order: bool
    ) -> Page:
        root = self._tree(item.name)
        ids = tuple(element.attrib["id"] for element in root.iter() if "id" in element.attrib)
        body = root.find(f"{_XHTML}body")
        has_text = body is not None and any(text.strip() for text in body.itertext())
        overlay = None
        if item.overlay in items:
            duration_s = clock_s(stated.get(("media:duration", item.overlay), ""))
            overlay = self._overlay(items[item.overlay].name, duration_s)
        return Page(item.name, ids, has_text, in_order, overlay)

    def _overlay(self, name: str, duration_s: Decimal | None) -> Overlay:
        clips = tuple(_clip(par, name) for par in self._tree(name).iter(f"{_SMIL}par"))
        return Overlay(name, clips, duration_s)

    def _tree(self, name: str) -> Element:
        if name not in self._names:
            raise EpubError(name, "it is not in the EPUB")
        with self._opened(name), self._archive.open(name) as file:
            data = file.read(_MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise EpubError(name, f"it is larger than {_MOST_BYTES >> 20} MB, and no page of a book is")
        try:
            return parse_xml(data)
        except UnsafeXmlError as error:
            raise EpubError(name, str(error)) from None

    def _length_s(self, name: str) -> float | None:
        from audiobook.checking.sound_length import stated_length_s  # noqa: PLC0415 - mutagen: 40 ms that few need spend

        info = self._archive.getinfo(name)
        if info.file_size > _MOST_PACKED * max(1, info.compress_size):
            raise EpubError(name, f"it is {info.file_size >> 20} MB packed into {info.compress_size >> 10} kB")
        with self._opened(name), self._archive.open(name) as file:
            return stated_length_s(file)

    @contextmanager
    def _opened(self, name: str) -> Iterator[None]:
        """Explain why a part of the zip file cannot be read."""
        try:
            yield
        except _UNPACKING as error:
            raise EpubError(name, f"it cannot be unpacked ({error})") from None


def _clip(par: Element, overlay: str) -> Clip:
    text, sound = par.find(f"{_SMIL}text"), par.find(f"{_SMIL}audio")
    words = "" if text is None else _resolved(overlay, text.get("src", ""))
    if sound is None:
        return Clip(words, "", None)
    begin_s, end_s = (clock_s(sound.get(name, "")) for name in ("clipBegin", "clipEnd"))
    times_s = None if begin_s is None or end_s is None else (begin_s, end_s)
    return Clip(words, _resolved(overlay, sound.get("src", "")), times_s)


def _resolved(base: str, reference: str) -> str:
    """Give the name in the zip file of what a file refers to, with the id; an address on the web stays as it is."""
    try:
        parts = urlsplit(reference)
    except ValueError:
        return reference
    if parts.scheme or parts.netloc:
        return reference
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path))) if parts.path else base
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path
