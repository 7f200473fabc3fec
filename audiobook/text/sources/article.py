"""Where the story is on a page saved from the web, and what stands around it. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from audiobook.text.sources.byline import author_of, title_of
from audiobook.text.sources.fan_archives import beside_headings
from audiobook.text.sources.furniture import ABOUT, HIDDEN, furniture_of
from audiobook.text.sources.stylesheet import Sheet
from audiobook.text.sources.tree import UNSEEN, Element

AROUND: Final = "around the story on its page"
_ENOUGH: Final = 0.8
"""Of a page's words, for the part of it that is taken for the story."""
_ENOUGH_NAMED: Final = 0.5
"""As above, for a part that says of itself that it is the story."""
_STORY_TAGS: Final = ("article", "main")
_WHOLE: Final = frozenset(["blockquote", "dl", "ol", "p", "pre", "table", "ul"])
"""Elements that are text, and hold no story beside something else."""
_NO_PART: Final = frozenset(["aside", "dialog", "footer", "menu"])
_ROLES: Final = frozenset("alert alertdialog banner complementary contentinfo dialog menu navigation search".split())
_KEY: Final = (
    "ads?|advert|advertisement|author-?bio|author-?box|author-?info|breadcrumb|byline|comment|consent|cookie|cta|disqus"
    "|feedback|follow|gdpr|login|masthead|modal|nav|navbar|navigation|newsletter|pager|pagination|paywall|popup|post-?meta"
    "|entry-?meta|kudos|landmark|notes|author-?note|promo|read-?time|reading-?time|recommended|recommendation|related(?:-?post)?|screen-reader-text|share|sharing|sidebar|sign-?up|skip-?link|sr-only"
    "|social|speechify-ignore|sponsor|subscribe|subscription|toolbar|top-?bar|widget"
)
_FURNITURE: Final = re.compile(
    rf"(?!(?:has|is|no|with|tag|category)-)(?:[a-z0-9]{{1,20}}[-_]{{1,2}}){{0,2}}(?:{_KEY})s?"
    r"(?:[-_]{1,2}(?:area|article|banner|bar|block|box|button|container|content|form|icon|inner|item|link|list|module"
    r"|notice|overlay|post|reading|section|stories|story|wrap|wrapper)s?){0,2}"
)
_MOST_FURNITURE: Final = 0.4
"""Of a page's words: what holds more is the story, whatever its class is called."""


@dataclass(frozen=True, slots=True)
class Article:
    """The story on its page."""

    body: Element
    title: str
    author: str
    before: tuple[str, ...]
    """Words around it that come before."""
    after: tuple[str, ...]
    furniture: "WebFurniture"


class WebFurniture:
    """Tells what of a page is no story: menus, buttons, comments, cookie banners, who wrote it and when."""

    def __init__(self, body: Element, sheet: Sheet) -> None:
        """Weigh the page that it will be asked about. sheet: its styles."""
        self._book = furniture_of(body, sheet)
        self._counts: dict[int, int] = {}
        self._n_words = self._count(body)
        self._headers = {id(e) for h in body.find_all("header") if h.find("h1", "h2") for e in beside_headings(h)}

    def __call__(self, element: Element) -> str:
        """Say why an element is left out with all that is in it; empty where it is not."""
        reason = self._book.reason(element)
        if (reason and reason != HIDDEN) or not (reason or self._is_suspect(element)):
            return reason
        if self._count(element) > _MOST_FURNITURE * self._n_words:
            return ""  # scripts show what styles hide at first
        if reason:
            return reason
        return ABOUT if id(element) in self._headers else AROUND

    def _count(self, element: Element) -> int:
        """Give how many words are in an element, each counted once however often that is asked."""
        if id(element) not in self._counts:
            inside = () if element.tag in UNSEEN else element.children
            n_words = sum(len(c.split()) if isinstance(c, str) else self._count(c) for c in inside)
            self._counts[id(element)] = n_words
        return self._counts[id(element)]

    def _is_suspect(self, element: Element) -> bool:
        return (
            element.tag in _NO_PART
            or (element.tag == "header" and element.find("h1", "h2") is None)
            or id(element) in self._headers
            or bool(element.types & _ROLES)
            or any(_FURNITURE.fullmatch(name[:80]) for name in (*element.classes, element.get("id").lower()))
        )


def find_article(root: Element, sheet: Sheet) -> Article:
    """Give the smallest part of a page that holds most of its words, without menus and the like. sheet: its styles."""
    page = root.find("body") or root
    furniture = WebFurniture(page, sheet)
    body, before, after = _story(page, _Weights(furniture))
    return Article(body, title_of(root), author_of(root), before, after, furniture)


class _Weights:
    """How many words of a page are its own: neither furniture nor links."""

    def __init__(self, furniture: WebFurniture) -> None:
        self._furniture = furniture
        self._known: dict[int, int] = {}

    def of(self, element: Element) -> int:
        if id(element) not in self._known:
            self._known[id(element)] = self._weighed(element)
        return self._known[id(element)]

    def _weighed(self, element: Element) -> int:
        if element.tag in UNSEEN or element.tag == "a" or self._furniture(element):
            return 0
        return sum(len(c.split()) if isinstance(c, str) else self.of(c) for c in element.children)


def _story(page: Element, weights: _Weights) -> tuple[Element, tuple[str, ...], tuple[str, ...]]:
    """Give the story's element, and the words before and after it."""
    before, after = list[str](), list[str]()
    total, body = max(1, weights.of(page)), page
    while True:
        inner = [child for child in body.elements() if child.tag not in _WHOLE]
        best = max(inner, key=weights.of, default=None)
        needed = _ENOUGH_NAMED if best is not None and _is_named(best) else _ENOUGH
        if best is None or weights.of(best) < needed * total:
            return body, tuple(filter(None, before)), tuple(filter(None, reversed(after)))
        at = next(n for n, child in enumerate(body.children) if child is best)
        before += (_words(child) for child in body.children[:at])
        after += (_words(child) for child in reversed(body.children[at + 1 :]))
        body = best


def _is_named(element: Element) -> bool:
    return any(e.tag in _STORY_TAGS or e.get("role").lower() in _STORY_TAGS for e in element.walk())


def _words(node: Element | str) -> str:
    if isinstance(node, str):
        return " ".join(node.split())
    return "" if node.tag in UNSEEN else node.words()
