"""HTML text -> elements, by selectolax (Lexbor), which reads any tag soup as browsers do."""

import re
from typing import TYPE_CHECKING, Final

from audiobook.errors import StoryError
from audiobook.text.limits import LIMITS
from audiobook.text.sources.decoded import without_controls
from audiobook.text.sources.tree import Element

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})")
_NEVER_OPEN: Final = frozenset(
    "area base body br col colgroup dd dt embed head hr html img input li link meta option p param rp rt source tbody "
    "td tfoot th thead tr track wbr".split()
)
"""Elements that are empty, or that end by themselves."""


def parse_html(text: str, place: str) -> Element:
    """Give the root element, `html`. What stands deeper than `LIMITS.depth` is lifted to that depth, none is lost.

    Raises StoryError for a page whose nesting would take a parser minutes.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - 10 ms that plain text does not need

    _check_nesting(text, place)
    root = LexborHTMLParser(text).root
    if root is None:
        raise StoryError(f"{place} has no page in it")
    return _converted(root)


def _check_nesting(text: str, place: str) -> None:
    n_open = 0
    for found in _TAG.finditer(text):
        if found[2].lower() not in _NEVER_OPEN:
            n_open = max(0, n_open - 1) if found[1] else n_open + 1
            if n_open > LIMITS.html_open:
                hint = "no honest page does that: save it anew, or copy its text into a .txt file"
                raise StoryError(f"{place} nests elements more than {LIMITS.html_open:,} deep", hint=hint)


def _converted(root: "LexborNode") -> Element:
    """Turn Lexbor's nodes into ours, without recursion."""
    stack: list[tuple[LexborNode, list[Element | str]]] = [(root, [])]
    node = root.child
    while True:
        if node is None:  # all that is in the last one on the stack is taken
            parent, kids = stack.pop()
            made = Element(parent.tag or "", _attributes(parent), tuple(kids))
            if not stack:
                return made
            _put(stack, made)
            node = parent.next
        elif node.is_element_node:
            stack.append((node, []))
            node = node.child
        else:
            if node.is_text_node:
                _put(stack, without_controls(node.text_content or ""))
            node = node.next


def _put(stack: "list[tuple[LexborNode, list[Element | str]]]", node: Element | str) -> None:
    """Give an element to the one it stands in; one that stands too deep, to the deepest that may hold it."""
    stack[min(len(stack), LIMITS.depth) - 1][1].append(node)


def _attributes(node: "LexborNode") -> dict[str, str]:
    return {name.lower(): without_controls(value or "") for name, value in node.attributes.items()}
