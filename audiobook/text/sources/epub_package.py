"""What an EPUB says of itself: its package document (OPF 2 and 3), with metadata, manifest and spine. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from audiobook.errors import StoryError
from audiobook.model import About
from audiobook.text.sources.archive import Archive, resolve
from audiobook.text.sources.html_tree import parse_html
from audiobook.text.sources.tree import Element

CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_FONT_METHODS: Final = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""Fonts are made unusable outside the book, which is no copy protection of its text."""
_HINT: Final = "download the book again, or mend it with an e-book editor"
_PACKAGE: Final = "application/oebps-package+xml"
_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_SERIES_NUMBER: Final = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)")
_MARKUP: Final = re.compile(r"<[A-Za-z/!]")
_MOST_CHARS: Final = 5_000
_MOST_TITLE: Final = 300
_MOST_AUTHORS: Final = 20
_MOST_RIGHTS: Final = 200
"""Longer is a licence text, and none for a tag."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the manifest."""

    id: str
    name: str
    """In the archive; empty where the manifest points out of it."""
    media_type: str
    properties: frozenset[str]
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the spine: what is read in its turn."""

    item: Item
    is_linear: bool


@dataclass(frozen=True, slots=True)
class Package:
    """All of the package document that a listener's copy needs."""

    name: str
    title: str
    authors: tuple[str, ...]
    language: str
    about: About
    items: Mapping[str, Item]
    """By id."""
    spine: tuple[Step, ...]
    toc: str
    """Id of the NCX, if the spine names it."""
    cover: Item | None
    guide: tuple[tuple[str, str], ...]
    """(name in the archive, what it is: "toc", "copyright-page"): of whole pages only."""
    notes: tuple[str, ...] = ()


def read_package(archive: Archive, place: str) -> Package:
    """Read the first package that the container names. Raises StoryError for a book that is protected or has none."""
    _refuse_protected(archive, place)
    names = _rootfiles(archive)
    name = next((name for name in names if archive.has(name)), None)
    if name is None:
        raise StoryError(
            f"{place}: its container names no package that is in it", hint="the book is incomplete: download it again"
        )
    root = archive.xml(name, _HINT)
    metadata = root.find("metadata") or Element("metadata", {})
    items, notes = _items(root, name, archive, place)
    return Package(
        name=name,
        title=_title(metadata),
        authors=tuple(_authors(metadata)),
        language=_first(metadata, "language"),
        about=_about(metadata),
        items=items,
        spine=tuple(_spine(root, items)),
        toc=(root.find("spine") or root).get("toc"),
        cover=_cover(root, metadata, items, name),
        guide=tuple(_guide(root, name)),
        notes=notes,
    )


def _refuse_protected(archive: Archive, place: str) -> None:
    if not archive.has(_ENCRYPTION):
        return
    for data in archive.xml(_ENCRYPTION, _HINT).find_all("encrypteddata"):
        method = data.find("encryptionmethod")
        if method is None or method.get("algorithm") not in _FONT_METHODS:
            raise StoryError(f"{place} is copy-protected (DRM)", hint="get a copy without protection from its shop")


def _rootfiles(archive: Archive) -> list[str]:
    if not archive.has(CONTAINER):
        found = sorted(name for name in archive.names if name.lower().endswith(".opf"))
        if found:
            return found
    root = archive.xml(CONTAINER, _HINT)
    files = [each for each in root.find_all("rootfile") if each.get("media-type") in ("", _PACKAGE)]
    return [resolve("", each.get("full-path"))[0] for each in files]


# ----------------------------------------------------------------------------------------------------------- metadata


def _first(metadata: Element, tag: str) -> str:
    return next((each.words()[:_MOST_CHARS] for each in metadata.find_all(tag) if each.words()), "")


def _refined(metadata: Element, of: Element, name: str) -> str:
    """Give what a `<meta refines>` says of another element."""
    wanted = "#" + of.get("id")
    return next(
        (
            each.words()
            for each in metadata.find_all("meta")
            if of.get("id") and each.get("refines") == wanted and each.get("property") == name
        ),
        "",
    )


def _named(metadata: Element, name: str) -> str:
    """Give what an EPUB 2 `<meta name content>` says."""
    return next((each.get("content") for each in metadata.find_all("meta") if each.get("name") == name), "")


def _title(metadata: Element) -> str:
    titles = [each for each in metadata.find_all("title") if each.words()]
    main = next((each for each in titles if _refined(metadata, each, "title-type") == "main"), None)
    return (main or titles[0]).words()[:_MOST_TITLE] if titles else ""


def _authors(metadata: Element) -> Iterator[str]:
    creators = [each for each in metadata.find_all("creator") if each.words()][:_MOST_AUTHORS]
    roles = [_refined(metadata, each, "role") or each.get("opf:role") or each.get("role") for each in creators]
    some_write = any(role == "aut" for role in roles)
    for creator, role in zip(creators, roles, strict=True):
        if role == "aut" or (not role and not some_write):
            yield creator.words()[:_MOST_TITLE]


def _about(metadata: Element) -> About:
    series, number = _series(metadata)
    published = _DATE.match(_first(metadata, "date"))
    rights = _first(metadata, "rights")
    subtitles = (t.words() for t in metadata.find_all("title") if _refined(metadata, t, "title-type") == "subtitle")
    return About(
        description=_plain(_first(metadata, "description")),
        publisher=_first(metadata, "publisher"),
        series=series,
        series_number=number,
        published=published[0] if published else "",
        rights=rights if len(rights) <= _MOST_RIGHTS else "",
        subtitle=next(subtitles, ""),
    )


def _series(metadata: Element) -> tuple[str, str]:
    for each in metadata.find_all("meta"):
        is_series = _refined(metadata, each, "collection-type") == "series"
        if each.get("property") == "belongs-to-collection" and is_series:
            return each.words(), _number(_refined(metadata, each, "group-position"))
    return _named(metadata, "calibre:series"), _number(_named(metadata, "calibre:series_index"))


def _number(text: str) -> str:
    found = _SERIES_NUMBER.match(text.removesuffix(".0"))
    return found[1] if found else ""


def _plain(description: str) -> str:
    """Take the marks out of a description that is HTML, as calibre writes it."""
    if not _MARKUP.search(description):
        return description
    return parse_html(description, "the description").words()


# ------------------------------------------------------------------------------------------- manifest, spine and guide


def _items(root: Element, base: str, archive: Archive, place: str) -> tuple[dict[str, Item], tuple[str, ...]]:
    items: dict[str, Item] = {}
    missing = []
    manifest = root.find("manifest") or Element("manifest", {})
    for each in manifest.find_all("item"):
        name, _ = resolve(base, each.get("href"))
        if not archive.has(name):
            missing.append(each.get("href"))
            name = ""
        kind = each.get("media-type").lower().partition(";")[0].strip()
        properties = frozenset(each.get("properties").split())
        items.setdefault(each.get("id"), Item(each.get("id"), name, kind, properties, each.get("fallback")))
    shown = ", ".join(href[:60] for href in missing[:3]) + (" and more" if len(missing) > 3 else "")
    return items, (f"{place}: it names files that are not in it: {shown}",) if missing else ()


def _spine(root: Element, items: Mapping[str, Item]) -> Iterator[Step]:
    """Give what is read, in order; what comes a second time is not read again."""
    seen = set()
    spine = root.find("spine") or Element("spine", {})
    for each in spine.find_all("itemref"):
        item = items.get(each.get("idref"))
        if item and item.id not in seen:
            seen.add(item.id)
            yield Step(item, each.get("linear").lower() != "no")


def _cover(root: Element, metadata: Element, items: Mapping[str, Item], base: str) -> Item | None:
    by_property = (item for item in items.values() if "cover-image" in item.properties)
    by_meta = items.get(_named(metadata, "cover"))
    guided = {resolve(base, each.get("href"))[0] for each in root.find_all("reference") if each.get("type") == "cover"}
    by_guide = (item for item in items.values() if item.name in guided and item.media_type.startswith("image/"))
    return next(by_property, None) or by_meta or next(by_guide, None)


def _guide(root: Element, base: str) -> Iterator[tuple[str, str]]:
    for each in root.find_all("reference"):
        name, fragment = resolve(base, each.get("href"))
        if name and not fragment:
            yield name, each.get("type").lower()
