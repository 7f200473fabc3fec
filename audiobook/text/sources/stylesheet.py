"""What stylesheets say of how things look, as far as a listener minds: hidden, italic, bold, centred. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from audiobook.text.sources.tree import Element


class Look(Enum):
    """How something is shown; its value finds the declaration."""

    HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
    ITALIC = re.compile(r"font(?:-style)?\s*:\s*(?:italic|oblique)", re.IGNORECASE)
    BOLD = re.compile(r"font(?:-weight)?\s*:\s*(?:bold(?:er)?|[6-9]00)\b", re.IGNORECASE)
    CENTRED = re.compile(r"text-align\s*:\s*(?:-webkit-)?center", re.IGNORECASE)


_BY_TAG: Final = {
    **dict.fromkeys(["cite", "dfn", "em", "i", "var"], Look.ITALIC),
    **dict.fromkeys(["b", "strong"], Look.BOLD),
    "center": Look.CENTRED,
}
_SELECTOR: Final = re.compile(r"[a-z0-9]*[.#][\w-]+")
_GROUP: Final = re.compile(r"@[a-z-]{1,30}[^{};@]{0,500}\{")
_MOST_STYLE: Final = 500_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the stylesheets of a page say of single classes and elements: `.x`, `p.x`, `#x`."""

    said: frozenset[tuple[Look, str]] = frozenset()

    def shows(self, element: Element, look: Look) -> bool:
        """Say whether an element itself is made to look so, by its tag, its own style or a stylesheet."""
        if _BY_TAG.get(element.tag) is look or look.value.search(element.get("style")):
            return True
        if look is Look.CENTRED and element.get("align").lower() == "center":
            return True
        return bool(self.said) and any((look, name) in self.said for name in _names(element))


def _names(element: Element) -> Iterator[str]:
    """Give the selectors that an element answers to."""
    for each in element.classes:
        yield from ("." + each, f"{element.tag}.{each}")
    own = element.get("id").lower()
    if own:
        yield from ("#" + own, f"{element.tag}#{own}")


def read_sheets(sheets: Iterable[str]) -> Sheet:
    """Read stylesheets. What holds for print or for a width only (`@media`) is passed over."""
    found = set[tuple[Look, str]]()
    for sheet in sheets:
        for rule in _without_groups(_without_comments(sheet[:_MOST_STYLE])).split("}"):
            head, _, style = rule.partition("{")
            looks = [look for look in Look if look.value.search(style)]
            if looks:
                names = (name.strip().lower() for name in head.rpartition(";")[2].split(","))
                found |= {(look, name) for name in names if _SELECTOR.fullmatch(name) for look in looks}
    return Sheet(frozenset(found))


def sheets_inside(root: Element) -> Iterator[str]:
    """Give the stylesheets that a page itself holds."""
    for style in root.find_all("style"):
        yield "".join(child for child in style.children if isinstance(child, str))


def _without_comments(sheet: str) -> str:
    kept, at = [], 0
    while (start := sheet.find("/*", at)) >= 0:
        kept.append(sheet[at:start])
        end = sheet.find("*/", start + 2)
        at = end + 2 if end >= 0 else len(sheet)
    return "".join([*kept, sheet[at:]])


def _without_groups(sheet: str) -> str:
    kept, at = [], 0
    while group := _GROUP.search(sheet, at):
        kept.append(sheet[at : group.start()])
        depth, at = 1, group.end()
        while depth and at < len(sheet):
            depth += {"{": 1, "}": -1}.get(sheet[at], 0)
            at += 1
    return "".join([*kept, sheet[at:]])
