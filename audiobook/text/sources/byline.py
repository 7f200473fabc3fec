"""What a web page is called and who wrote it: its headings, its meta data, the names of its classes. Pure."""

import re
from collections.abc import Container
from typing import Final

from audiobook.text.sources.tree import Element

_TITLE_ENDS: Final = re.compile(r"\s+[|–—·-]\s+[^|–—·]{1,60}$")
_HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4"])
_TITLED: Final = re.compile(r"(?:(?:entry|post|story|work|article)-?)?(?:title|headline)")
_WRITTEN: Final = re.compile(r"(?:p-|post-|entry-|story-)?author(?:-?name)?")
_BY: Final = re.compile(r"(?:(?:posted|written|published)\s+)?by:?\s+", re.IGNORECASE)
_MOST_WORDS: Final = 6
"""Of a name."""


def title_of(root: Element) -> str:
    """Give the one `<h1>`; else a heading whose class says so, `og:title`, the site's own, `<title>`."""
    shop_signs = _shop_signs(root)
    tops = [h for h in root.find_all("h1") if id(h) not in shop_signs and h.words()]
    if len(tops) == 1:
        return tops[0].words()
    signs = [*dict.fromkeys(shop_signs.values())]
    for named in (_by_class(root, shop_signs) if shop_signs and not tops else [], [_meta(root, "og:title")], signs):
        found = [words for words in named if words and (words not in signs or named is signs)]
        if len(found) == 1:
            return found[0]
    title = (root.find("head") or root).find("title")
    written = title.words() if title else ""
    return _TITLE_ENDS.sub("", written) if _has_shop_sign(root, written) else written


def _by_class(root: Element, shop_signs: Container[int]) -> list[str]:
    """Give the highest headings whose class says that they are a title."""
    headings = (e for e in root.walk() if e.tag in _HEADINGS and id(e) not in shop_signs)
    titled = [e for e in headings if any(map(_TITLED.fullmatch, e.classes))]
    highest = min((e.tag for e in titled), default="")
    return [e.words() for e in titled if e.tag == highest]


def _shop_signs(root: Element) -> dict[int, str]:
    """Give the headings that stand above every page of a site, in a header outside of all articles."""
    inside = {id(h) for story in root.find_all("article", "main") for h in story.find_all("h1")}
    heads = (head for head in root.find_all("header") if head.find("article", "main") is None)
    return {id(h): h.words() for head in heads for h in head.find_all("h1") if id(h) not in inside}


def _has_shop_sign(root: Element, title: str) -> bool:
    """Say whether a page's title ends with the name of its site: "The Ferry | Island Tales"."""
    site = _meta(root, "og:site_name")
    return "|" in title or (bool(site) and title.endswith(site))


def author_of(root: Element) -> str:
    """Give the author whom the page states, or marks by `rel`, `itemprop` or class; empty where it does not."""
    stated = _meta(root, "author") or _meta(root, "dc.creator")
    marked = [e.words() for e in root.walk() if "author" in (e.get("rel"), e.get("itemprop"))]
    classed = (e.words() for e in root.walk() if any(map(_WRITTEN.fullmatch, e.classes)))
    marked += [words for words in classed if len(words.split()) <= _MOST_WORDS]
    name = _BY.sub("", stated or next(filter(None, marked), ""), count=1)
    return "" if name.startswith(("http:", "https:")) else name


def _meta(root: Element, name: str) -> str:
    metas = (e for e in root.find_all("meta") if name in (e.get("name").lower(), e.get("property").lower()))
    return next((" ".join(e.get("content").split()) for e in metas if e.get("content").strip()), "")
