"""XML from anybody's file, as a tree: nothing is fetched, nothing is expanded. Pure."""

from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

_MOST_ELEMENTS: Final = 1_000_000
"""Some 150 MB; a page of a book has thousands."""


class UnsafeXmlError(Exception):
    """It is not XML, or it is made to do harm; the message says which, as a person would."""


def parse_xml(data: bytes) -> Element:
    """Give the root, its names as "{namespace}name". Raises UnsafeXmlError.

    Entities of its own are refused (a few lines of them can stand for gigabytes), files that it names are not read.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    n_elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal n_elements
        n_elements += 1
        if n_elements > _MOST_ELEMENTS:
            raise UnsafeXmlError("it has more than a million elements")
        builder.start(_universal(name), {_universal(key): value for key, value in attributes.items()})

    def refuse(name: str, *_: object) -> None:
        raise UnsafeXmlError(f"it defines an entity of its own ({name})")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: builder.end(_universal(name))
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
        return builder.close()
    except (expat.ExpatError, LookupError, ValueError) as error:  # an unknown encoding is one of the latter
        raise UnsafeXmlError(f"it is not well-formed XML ({error})") from None


def _universal(name: str) -> str:
    return f"{{{name}" if "}" in name else name
