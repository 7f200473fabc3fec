"""What an EPUB says of itself: container, package document, and the contents for readers of EPUB 2. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from audiobook.formats.base import Edition
from audiobook.formats.epub_overlay import clock
from audiobook.formats.epub_pages import Line
from audiobook.formats.epub_xhtml import escaped
from audiobook.formats.markup import direction

PACKAGE: Final = "EPUB/package.opf"
CONTAINER: Final = f"""\
<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
ACTIVE_CLASS: Final = "-epub-media-overlay-active"
PLAYING_CLASS: Final = "-epub-media-overlay-playing"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MODIFIED: Final = "2026-11-01"
"""EPUB wants to be told when a book was last changed, but the same story is to give the same bytes, so no clock: it is
the day on which the story was published or, where nobody says that, on which this way of writing was settled."""
_FEATURES: Final = (
    "displayTransformability readingOrder structuralNavigation synchronizedAudioText tableOfContents".split()
)
_SUMMARY: Final = (
    "All of the text is read aloud, in step with the words; it can be read or heard alone. "
    "Chapters are reached from the table of contents."
)
_PICTURE: Final = " The only picture is the cover, which has a description."


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the book, as the manifest names it."""

    id: str
    name: str
    """Of the file, from the folder of the package document."""
    media_type: str
    properties: str = ""
    overlay: str = ""
    """Id of its media overlay."""
    length_us: int = 0
    """Of an overlay: how long it lasts."""
    in_spine: str = ""
    """"yes": in the reading order; "no": beside it; empty: no page."""


def package(edition: Edition, resources: Sequence[Resource]) -> str:
    """Give the package document; pages are read in the order of the resources."""
    metadata = "\n".join((*_about(edition), *_narration(edition, resources), *_accessibility(edition)))
    manifest = "\n".join(_item(resource) for resource in resources)
    spine = "\n".join(
        f'<itemref idref="{each.id}"' + (' linear="no"/>' if each.in_spine == "no" else "/>")
        for each in resources
        if each.in_spine
    )
    language = escaped(edition.language)
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{language}">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
{metadata}
</metadata>
<manifest>
{manifest}
</manifest>
<spine toc="ncx" page-progression-direction="{direction(edition.language)}">
{spine}
</spine>
</package>
"""


def ncx(edition: Edition, lines: Sequence[Line]) -> str:
    """Give the contents as readers of EPUB 2 want them, for the folder of the pages."""
    points = "\n".join(
        f'<navPoint id="n{i}" playOrder="{i}"><navLabel><text>{escaped(line.title)}</text></navLabel>'
        f'<content src="{line.page}"/></navPoint>'
        for i, line in enumerate(lines, 1)
    )
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{escaped(edition.language)}">
<head><meta name="dtb:uid" content="{escaped(edition.identifier)}"/></head>
<docTitle><text>{escaped(edition.title)}</text></docTitle>
<navMap>
{points}
</navMap>
</ncx>
"""


def _about(edition: Edition) -> Iterator[str]:
    about = edition.about
    modified = about.published if _DAY.fullmatch(about.published) else _MODIFIED
    yield f'<dc:identifier id="id">{escaped(edition.identifier)}</dc:identifier>'
    yield f'<dc:title id="title">{escaped(edition.title)}</dc:title>'
    yield f"<dc:language>{escaped(edition.language)}</dc:language>"
    yield f'<meta property="dcterms:modified">{modified}T00:00:00Z</meta>'
    if edition.author:
        yield f'<dc:creator id="author">{escaped(edition.author)}</dc:creator>'
        yield '<meta refines="#author" property="role" scheme="marc:relators">aut</meta>'
    texts = {
        "date": about.published,
        "publisher": about.publisher,
        "description": about.description,
        "rights": about.rights,
    }
    yield from (f"<dc:{name}>{escaped(text)}</dc:{name}>" for name, text in texts.items() if text)
    if about.series:
        yield f'<meta property="belongs-to-collection" id="series">{escaped(about.series)}</meta>'
        yield '<meta refines="#series" property="collection-type">series</meta>'
        if about.series_number:
            number = escaped(about.series_number)
            yield f'<meta refines="#series" property="group-position">{number}</meta>'
    if edition.cover:
        yield '<meta name="cover" content="cover"/>'  # readers of EPUB 2


def _narration(edition: Edition, resources: Sequence[Resource]) -> Iterator[str]:
    overlays = [resource for resource in resources if resource.length_us]
    for overlay in overlays:
        yield f'<meta property="media:duration" refines="#{overlay.id}">{clock(overlay.length_us)}</meta>'
    yield f'<meta property="media:duration">{clock(sum(overlay.length_us for overlay in overlays))}</meta>'
    yield f'<meta property="media:active-class">{ACTIVE_CLASS}</meta>'
    yield f'<meta property="media:playback-active-class">{PLAYING_CLASS}</meta>'
    if edition.narrator:  # here only: readers that also find a contributor show the name twice
        yield f'<meta property="media:narrator">{escaped(edition.narrator)}</meta>'


def _accessibility(edition: Edition) -> Iterator[str]:
    """Give what shops and libraries tell readers (EPUB Accessibility 1.1, section 2; schema.org)."""
    told = [
        *(("accessMode", mode) for mode in ("textual", "auditory")),
        *(("accessModeSufficient", modes) for modes in ("textual", "auditory", "textual,auditory")),
        *(("accessibilityFeature", feature) for feature in _FEATURES),
        ("accessibilityHazard", "none"),
    ]
    if edition.cover:
        told += [("accessMode", "visual"), ("accessibilityFeature", "alternativeText")]
    yield from (f'<meta property="schema:{name}">{value}</meta>' for name, value in told)
    summary = _SUMMARY + (_PICTURE if edition.cover else "")
    yield f'<meta property="schema:accessibilitySummary" xml:lang="en">{summary}</meta>'


def _item(resource: Resource) -> str:
    properties = f' properties="{resource.properties}"' if resource.properties else ""
    overlay = f' media-overlay="{resource.overlay}"' if resource.overlay else ""
    return f'<item id="{resource.id}" href="{resource.name}" media-type="{resource.media_type}"{properties}{overlay}/>'
