"""Which lines of a story are said in a manner of their own, for `script` to show."""

from collections import defaultdict
from collections.abc import Iterator

from audiobook.model import Locus, Utterance
from audiobook.understanding import Story


class Shaped:
    """The utterances of a story that have a manner, by where they stand."""

    def __init__(self, story: Story) -> None:
        """Sort them by paragraph."""
        self._by_place: dict[tuple[int, int], list[Utterance]] = defaultdict(list)
        self._quoted: dict[tuple[int, int], list[Locus]] = defaultdict(list)
        for utterance in story.script.utterances():
            if utterance.manner:
                self._by_place[_place(utterance.locus)].append(utterance)
        for attribution in story.dialogue.attributions:
            for part in attribution.quotation.parts:
                self._quoted[_place(part)].append(part)

    def names(self, part: Locus) -> list[str]:
        """Give the manners of a quoted stretch, each once: it may be several sentences."""
        return list(dict.fromkeys(u.manner for u in self._by_place[_place(part)] if _meet(u.locus, part)))

    def narrated(self, chapter: int | None = None) -> Iterator[Utterance]:
        """Give what has a manner and stands in no quotation marks: thoughts in italics, a letter set apart."""
        for place in sorted(self._by_place):
            for utterance in self._by_place[place] if chapter in (None, place[0]) else ():
                if not any(_meet(utterance.locus, part) for part in self._quoted[place]):
                    yield utterance


def _place(locus: Locus) -> tuple[int, int]:
    return locus.chapter, locus.paragraph


def _meet(one: Locus, other: Locus) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end
