"""Script + lexicon -> the same script, with words said as the lexicon has them. Pure.

Phonemes stand beside the text that is said, and never in it: only an engine puts the two together. A respelling is
just other text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from audiobook.model import ChapterScript, Dialogue, Link, Locus, Phonemes, Span, Utterance, Voice
from audiobook.retakes import NARRATOR
from audiobook.text.lexicon import Hit, Lexicon, possessive

Unsaid = Callable[[str, Voice], str]
"""Gives the signs of a pronunciation that a voice has no sound for."""


@dataclass(slots=True)
class Pronouncing:
    """Applies a lexicon, and remembers what of it could not be said."""

    lexicon: Lexicon
    names: Mapping[str | None, frozenset[str]]
    """Id of a speaker -> all names, case-folded."""
    unsaid: Unsaid
    _refused: dict[tuple[str, str], tuple[Hit, Voice, str]] = field(default_factory=dict)

    def chapter(self, script: ChapterScript) -> ChapterScript:
        """Give a chapter with its words said as the lexicon has them."""
        return replace(script, utterances=tuple(map(self.utterance, script.utterances))) if self.lexicon else script

    def utterance(self, utterance: Utterance) -> Utterance:
        """Give an utterance so."""
        hits = self.lexicon.find(utterance.spoken, self.names.get(utterance.speaker, frozenset()))
        draft = _Draft(utterance)
        for hit in hits:
            ipa = possessive(hit.entry.ipa) if hit.possessive and hit.entry.ipa else hit.entry.ipa
            missing = self.unsaid(ipa, utterance.voice) if ipa else ""
            if ipa and not missing:
                draft.pronounce(hit.span, ipa)
            elif hit.entry.say:
                draft.respell(hit.span, self.lexicon.respelling(hit.entry) + hit.possessive)
            else:
                self._refused.setdefault((hit.entry.written, utterance.voice.engine), (hit, utterance.voice, missing))
        return draft.done() if hits else utterance

    def notes(self) -> tuple[str, ...]:
        """Say which entries a voice could not follow; of our own table all in one."""
        theirs = [refused for refused in self._refused.values() if refused[0].entry.place]
        ours = [refused for refused in self._refused.values() if not refused[0].entry.place]
        return (*map(_refusal, theirs), *([_refusal_of_ours(ours)] if ours else []))


def line_of(text: str, voice: Voice, speaker: str | None = None) -> Utterance:
    """Give a line that stands in no story as one that a lexicon can be applied to. text: as it is said."""
    place = Locus(1, 0, Span(0, max(1, len(text))))
    return Utterance(place, text, text, speaker, voice, voice, gain_db=0.0, pause_s=0.0)


def names_of(dialogue: Dialogue) -> Mapping[str | None, frozenset[str]]:
    """Give all names of everybody who may speak, and of the narrator."""
    names: dict[str | None, frozenset[str]] = {c.id: c.low_names for c in dialogue.characters}
    return {**names, None: frozenset({NARRATOR})}


def _refusal(refused: tuple[Hit, Voice, str]) -> str:
    hit, voice, missing = refused
    entry = hit.entry
    why = "takes letters only" if missing == entry.ipa else f"has no sound for {' '.join(missing)}"
    return (
        f"{entry.place}: “{entry.written}” is said as it is written: {voice.engine}:{voice.name} {why}; "
        f"add a respelling, `say:`"
    )


def _refusal_of_ours(refused: Sequence[tuple[Hit, Voice, str]]) -> str:
    hit, voice, _ = refused[0]
    more = f" and {len(refused) - 1} more" if len(refused) > 1 else ""
    whose = f"{voice.engine}:{voice.name}"
    return f"{whose} cannot be told how “{hit.entry.written}”{more} is said; respell it in lexicon.yaml"


class _Draft:
    """An utterance whose words are being changed, from the left to the right."""

    def __init__(self, utterance: Utterance) -> None:
        self._utterance = utterance
        self._text = utterance.spoken
        self._links = list(utterance.links)
        self._phonemes: list[Phonemes] = []
        self._moved = 0
        """How much longer the text is by now."""

    def pronounce(self, span: Span, ipa: str) -> None:
        self._phonemes.append(Phonemes(Span(span.start + self._moved, span.end + self._moved), ipa))

    def respell(self, span: Span, words: str) -> None:
        start, end = span.start + self._moved, span.end + self._moved
        self._text = f"{self._text[:start]}{words}{self._text[end:]}"
        by = len(words) - (end - start)
        self._links = list(_relinked(self._links, Span(start, end), by))
        self._moved += by

    def done(self) -> Utterance:
        return replace(self._utterance, spoken=self._text, links=tuple(self._links), phonemes=tuple(self._phonemes))


def _relinked(links: Sequence[Link], changed: Span, by: int) -> Iterator[Link]:
    """Give the links of a text after a stretch has grown by so much: one link for it, whatever it was made of."""
    parted = [piece for link in links for piece in _parted(link, changed)]
    on_it = [link for link in parted if link.spoken.start < changed.end and changed.start < link.spoken.end]
    yield from (link for link in parted if link.spoken.end <= changed.start)
    if on_it:
        start = min(changed.start, on_it[0].spoken.start)
        end = max(changed.end, on_it[-1].spoken.end) + by
        if start < end:
            yield Link(Span(start, end), Span(on_it[0].written.start, on_it[-1].written.end), as_written=False)
    for link in parted:
        if link.spoken.start >= changed.end:
            yield replace(link, spoken=Span(link.spoken.start + by, link.spoken.end + by))


def _parted(link: Link, at: Span) -> Iterator[Link]:
    """Give a link in parts before, in and after a stretch; what is not said as it is written stays whole."""
    said, written = link.spoken, link.written
    edges = [said.start, *(edge for edge in (at.start, at.end) if said.start < edge < said.end), said.end]
    if not link.as_written:
        yield link
        return
    for start, end in pairwise(edges):
        first = written.start + start - said.start
        yield Link(Span(start, end), Span(first, first + end - start), as_written=True)
