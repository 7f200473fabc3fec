"""The elements of a page, whichever parser found them: what XHTML and HTML have in common. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

UNSEEN: Final = frozenset(["head", "link", "meta", "noscript", "script", "style", "template", "title"])
"""Elements whose words no reader sees, ever."""
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6", "hgroup")


@dataclass(frozen=True, slots=True)
class Element:
    """One element with all that is in it, in order."""

    tag: str
    """Lower case, without a namespace."""
    attributes: Mapping[str, str]
    """Without namespaces, but for `epub:type`, `ssml:ph` and `ssml:alphabet`; `hidden` alone has an empty value."""
    children: tuple["Element | str", ...] = ()

    def get(self, name: str) -> str:
        """Give an attribute; empty where it is not there."""
        return self.attributes.get(name, "")

    @property
    def types(self) -> frozenset[str]:
        """Give what it is by `epub:type` and `role`: "doc-footnote" is "footnote"."""
        roles = (role.removeprefix("doc-") for role in self.get("role").lower().split())
        kinds = (kind.rpartition(":")[2] for kind in self.get("epub:type").lower().split())
        return frozenset([*kinds, *roles])

    @property
    def classes(self) -> tuple[str, ...]:
        """Give its classes, in lower case."""
        return tuple(self.get("class").lower().split())

    def elements(self) -> Iterator["Element"]:
        """Give the elements right inside it."""
        return (child for child in self.children if isinstance(child, Element))

    def walk(self) -> Iterator["Element"]:
        """Give this element and all inside it, as they are read."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed([*element.elements()])

    def find(self, *tags: str) -> "Element | None":
        """Give the first element of such a tag inside it, itself included."""
        return next((element for element in self.walk() if element.tag in tags), None)

    def find_all(self, *tags: str) -> Iterator["Element"]:
        """Give every element of such a tag inside it, itself included."""
        return (element for element in self.walk() if element.tag in tags)

    def words(self) -> str:
        """Give all its words on one line, but those that no reader ever sees."""
        return " ".join("".join(self._pieces()).split())

    def begins(self, most: int) -> str:
        """Give as many of its words as make up so many characters, and looks at no more than it must."""
        found, n_chars = [], 0
        for piece in self._pieces():
            found.append(piece[: most + 1] if piece.strip() else " ")
            n_chars += len(piece.strip())
            if n_chars > most:
                break
        return " ".join("".join(found).split())[:most]

    def _pieces(self) -> Iterator[str]:
        waiting: list[Element | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                yield node
            elif node.tag not in UNSEEN or node is self:
                parted = node.tag in BLOCK or node.tag == "br"
                waiting += reversed((" ", *node.children, " ") if parted else node.children)


BLOCK: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search "
    "section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin and end a line; all others stand within one."""
