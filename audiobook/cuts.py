"""Lines that a listener does not want to hear: a caption, a running title, what no voice can say. Pure.

They stand in the corrections beside the story, anchored to their words, so that they survive edits elsewhere.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from audiobook.dialogue.corrections import about, bare_words, nearest
from audiobook.errors import CorrectionError
from audiobook.model import Book, ChapterScript, LeftOut, Locus, Script, Utterance
from audiobook.text.choice import ASKED

_N_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Cut:
    """These words are not said."""

    words: str
    """All words of a sentence, of some in a row, of what one person says in a sentence, or of a paragraph."""
    after: str = ""
    """Words shortly before, for when the words occur more than once."""
    every: bool = False
    """Wherever they occur."""
    place: str = ""
    """Where it is written, "exile.corrections.yaml:12"."""


_Run = Sequence[Utterance]
"""What is said one after the other in one paragraph."""


def without(script: Script, book: Book, cuts: Sequence[Cut]) -> Script:
    """Give the script without what is cut, which is listed with what is left out.

    The pause before a cut is the longer of those around it. Raises CorrectionError for a cut that matches nothing, or
    more than one place and does not say `every`; and if nothing would be left.
    """
    if not cuts:
        return script
    said = _Said(script, book)
    gone = {utterance.locus for cut in cuts for run in said.meant_by(cut) for utterance in run}
    chapters = tuple(filter(None, (_kept(chapter, gone) for chapter in script.chapters)))
    if not chapters:
        raise CorrectionError(_about(cuts[-1], "leaves nothing to say"), hint="Delete some of the cuts.")
    left_out = sorted((*script.left_out, *_listed(book, gone)), key=lambda item: item.line)
    return replace(script, chapters=chapters, left_out=tuple(left_out))


class _Said:
    """What is said in a book, by the first word of each utterance."""

    def __init__(self, script: Script, book: Book) -> None:
        self._book = book
        self._from: dict[str, list[tuple[_Run, int]]] = {}
        """Paragraphs, and where in them the utterance with that word stands."""
        for chapter in script.chapters:
            for _, group in groupby(chapter.utterances, lambda utterance: utterance.locus.paragraph):
                paragraph = tuple(group)
                for n, utterance in enumerate(paragraph):
                    self._from.setdefault("".join(bare_words(utterance.text)[:1]), []).append((paragraph, n))

    def meant_by(self, cut: Cut) -> Sequence[_Run]:
        """Give each run of utterances that a cut means. Raises CorrectionError."""
        wanted = bare_words(cut.words)
        if not wanted:
            raise CorrectionError(_about(cut, "has no words"), hint="Write the words after `words:`.")
        runs = [run for place in self._from.get(wanted[0], ()) if (run := _all_of(wanted, *place))]
        if cut.after and len(runs) > 1:
            runs = [runs[n] for n in nearest(self._book, [run[0].locus for run in runs], cut.after)]
        if not runs:
            where = f" after “{cut.after}”" if cut.after else ""
            hint = "Copy all words of a sentence or a paragraph from the story as it is now, or delete the cut."
            raise CorrectionError(_about(cut, f"matches nothing that is said in the story{where}"), hint=hint)
        if len(runs) > 1 and not cut.every:
            lines = [str(self._book.paragraph(run[0].locus).line) for run in runs]
            more = ", ..." if len(lines) > _N_SHOWN else ""
            problem = f"fits {len(runs)} places of the story (lines {', '.join(lines[:_N_SHOWN])}{more})"
            hint = "Add `after:` with some words that stand shortly before the one you mean, or `every: true`."
            raise CorrectionError(_about(cut, problem), hint=hint)
        return runs


def _all_of(wanted: Sequence[str], paragraph: _Run, start: int) -> _Run:
    """Give the utterances from there on that have just the wanted words; none where they go on with others."""
    n_words = 0
    for end in range(start, len(paragraph)):
        words = bare_words(paragraph[end].text)
        if words != wanted[n_words : n_words + len(words)]:
            return ()
        n_words += len(words)
        if n_words == len(wanted):
            return paragraph[start : end + 1]
    return ()


def _kept(chapter: ChapterScript, gone: Collection[Locus]) -> ChapterScript | None:
    """Give a chapter without what is gone; None where nothing is left of it."""
    kept = list[Utterance]()
    for utterance in chapter.utterances:
        if utterance.locus not in gone:
            kept.append(utterance)
        elif kept:
            kept[-1] = replace(kept[-1], pause_s=max(kept[-1].pause_s, utterance.pause_s))
    return replace(chapter, utterances=tuple(kept)) if kept else None


def _listed(book: Book, gone: Collection[Locus]) -> Iterator[LeftOut]:
    """Give what is gone, each paragraph's together."""
    for _, group in groupby(sorted(gone), lambda locus: (locus.chapter, locus.paragraph)):
        loci = tuple(group)
        yield LeftOut(" ".join(map(book.text_at, loci)), ASKED, book.paragraph(loci[0]).line)


def _about(cut: Cut, problem: str) -> str:
    return about("cut", cut.words, cut.place, problem)
