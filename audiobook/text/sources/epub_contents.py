"""An EPUB's table of contents, by its navigation document or its NCX, and which entries of it are chapters. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.errors import StoryError
from audiobook.text.sources.archive import Archive, resolve
from audiobook.text.sources.epub_package import Package
from audiobook.text.sources.tree import Element

_MAX_TITLE: Final = 200
_DEEPEST: Final = 12
"""Levels of contents that are looked at."""
_NCX: Final = "application/x-dtbncx+xml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of contents, with those below it."""

    title: str
    place: tuple[str, str]
    """(name in the archive, fragment); ("", "") for a line that leads nowhere: a heading of those below."""
    below: tuple["Entry", ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What a book's own table of contents says."""

    entries: tuple[Entry, ...] = ()
    landmarks: tuple[tuple[str, str], ...] = ()
    """(name in the archive, what it is): as `Package.guide`."""
    notes: tuple[str, ...] = ()


def read_contents(archive: Archive, package: Package, place: str) -> Contents:
    """Give the contents: EPUB 3's, else EPUB 2's, else none. What cannot be read is noted: the headings do without."""
    nav = next((item for item in package.items.values() if "nav" in item.properties and item.name), None)
    ncx = package.items.get(package.toc) or next((i for i in package.items.values() if i.media_type == _NCX), None)
    notes: tuple[str, ...] = ()
    for item, reader in ((nav, _from_nav), (ncx, _from_ncx)):
        if item is None or not item.name:
            continue
        try:
            found = reader(archive.xml(item.name, ""), item.name)
        except StoryError as error:
            notes = (*notes, f"{place}: its table of contents {item.name} is not used: {error}")
            continue
        if found.entries:
            return Contents(found.entries, found.landmarks, notes)
    return Contents(notes=notes)


def _from_nav(root: Element, name: str) -> Contents:
    navs = {kind: nav for nav in root.find_all("nav") for kind in sorted(nav.types or {"toc"})}
    listed = {kind: navs[kind].find("ol") if kind in navs else None for kind in ("toc", "landmarks")}
    entries = tuple(_nav_entries(listed["toc"], name, 0)) if listed["toc"] else ()
    landmarks = []
    for link in listed["landmarks"].find_all("a") if listed["landmarks"] else ():
        page, fragment = resolve(name, link.get("href"))
        if page and not fragment:
            landmarks += [(page, kind) for kind in sorted(link.types)]
    return Contents(entries, tuple(landmarks))


def _nav_entries(listed: Element, name: str, depth: int) -> Iterator[Entry]:
    for line in listed.elements():
        if line.tag != "li":
            continue
        label = next((each for each in line.elements() if each.tag in ("a", "span")), None)
        under = next((each for each in line.elements() if each.tag == "ol"), None)
        below = tuple(_nav_entries(under, name, depth + 1)) if under and depth < _DEEPEST else ()
        place = resolve(name, label.get("href")) if label and label.get("href") else ("", "")
        yield Entry(label.words()[:_MAX_TITLE] if label else "", place, below)


def _from_ncx(root: Element, name: str) -> Contents:
    listed = root.find("navmap")
    return Contents(tuple(_ncx_entries(listed, name, 0)) if listed else ())


def _ncx_entries(listed: Element, name: str, depth: int) -> Iterator[Entry]:
    for point in listed.elements():
        if point.tag == "navpoint":
            label, target = _child(point, "navlabel"), _child(point, "content")
            below = tuple(_ncx_entries(point, name, depth + 1)) if depth < _DEEPEST else ()
            place = resolve(name, target.get("src")) if target else ("", "")
            yield Entry(label.words()[:_MAX_TITLE] if label else "", place, below)


def _child(element: Element, tag: str) -> Element | None:
    return next((each for each in element.elements() if each.tag == tag), None)


# ----------------------------------------------------------------------------------------------------------- chapters


def chapter_starts(entries: Sequence[Entry], places: Mapping[tuple[str, str], int]) -> dict[int, str]:
    """Give the block at which each chapter begins, with its title; parts of a chapter are no chapters.

    places: as `Prose.places`. Two entries at one block give "Part One: Chapter 1".
    """
    starts: dict[int, list[str]] = {}
    for entry in _chapters(tuple(_linked(entries, places))):
        at = _index(entry, places)
        titles = starts.setdefault(at if at is not None else -1, [])
        if entry.title and entry.title not in titles:
            titles.append(entry.title)
    starts.pop(-1, None)
    return {at: ": ".join(titles) or "Chapter" for at, titles in sorted(starts.items())}


def _index(entry: Entry, places: Mapping[tuple[str, str], int]) -> int | None:
    """Give the block that an entry leads to; a fragment that is not there leads to its page."""
    return places.get(entry.place, places.get((entry.place[0], ""))) if entry.place[0] else None


def _linked(entries: Sequence[Entry], places: Mapping[tuple[str, str], int]) -> Iterator[Entry]:
    """Give the entries that lead somewhere; those below one that does not take its place."""
    for entry in entries:
        below = tuple(_linked(entry.below, places))
        if _index(entry, places) is None:
            yield from below
        else:
            yield Entry(entry.title, entry.place, below)


def _chapters(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Go down a level where most of a book lies below: parts hold chapters; one story in twelve has numbered scenes."""
    n_below = sum(len(entry.below) for entry in entries)
    n_leaves = sum(not entry.below for entry in entries)
    for entry in entries:
        yield entry
        if n_below > n_leaves:
            yield from _chapters(entry.below)
