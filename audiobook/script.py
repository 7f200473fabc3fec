"""Book + who says what + voices -> utterances with their pauses. Pure.

The law of this stage: every character of every paragraph, blanks aside, is in exactly one utterance, or is listed as
left out with a reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from audiobook.manner.delivery import Delivery
from audiobook.model import (
    Book,
    Cast,
    Chapter,
    ChapterScript,
    Dialogue,
    LeftOut,
    Locus,
    Paragraph,
    ParagraphKind,
    Script,
    Span,
    Utterance,
)
from audiobook.text.sentences import sentences
from audiobook.text.spoken import is_sayable, spoken_form, unsaid_in

_NOTHING_TO_SAY: Final = "nothing in it can be said"
_PLAIN: Final = Delivery()
_CHARS_PER_S: Final = 14.0
"""Of a voice at its own rate: what the bundled story measures with eSpeak; natural voices are within a tenth of it."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Silence that a listener hears, in seconds, by what it parts."""

    clause_s: float = 0.2
    """Within a sentence: between a speech and its cue, or where a long sentence had to be parted."""
    sentence_s: float = 0.35
    speaker_s: float = 0.45
    """Between sentences of two speakers in one paragraph."""
    paragraph_s: float = 0.65
    scene_s: float = 2.2
    title_s: float = 2.5
    """After the title of the book or the heading of a chapter."""
    head_s: float = 0.7
    """Room tone before a chapter."""
    tail_s: float = 3.5
    """Room tone after a chapter."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of one paragraph with one speaker, before it has a voice."""

    span: Span
    speaker: str | None
    ends_sentence: bool


@dataclass(frozen=True, slots=True)
class _Voicing:
    """With which voice each piece is said, and how."""

    cast: Cast
    delivery: Delivery
    language: str

    def utterance(self, piece: _Piece, locus: Locus, paragraph: Paragraph) -> Utterance:
        """Give a piece its voice; the pause after it comes later."""
        written = paragraph.text[piece.span.start : piece.span.end]
        said = spoken_form(
            written,
            self.language,
            heading=paragraph.kind is ParagraphKind.HEADING,
            more=piece.span.end < len(paragraph.text),
        )
        profile = self.cast.profile_of(piece.speaker)
        plain = Utterance(
            locus=locus,
            text=written,
            spoken=said.text,
            speaker=piece.speaker,
            voice=profile.voice,
            cast_voice=profile.voice,
            gain_db=profile.gain_db,
            pause_s=0.0,
            links=said.links,
        )
        manner = self.delivery.manner_of(locus, written, is_speech=piece.speaker is not None)
        if manner is None or not profile.takes_manner:
            return plain
        cast_voice, gain_db = (manner.voice, 0.0) if manner.voice else (profile.voice, profile.gain_db)
        return replace(
            plain,
            voice=self.delivery.shaped(cast_voice, manner),
            cast_voice=cast_voice,
            gain_db=gain_db + manner.gain_db,
            manner=manner.name,
        )


def write_script(book: Book, dialogue: Dialogue, cast: Cast, pauses: Pauses, delivery: Delivery = _PLAIN) -> Script:
    """Part paragraphs where the speaker changes and where sentences end; give each part a voice and a pause.

    delivery: how lines are said; without one, each with the voice of the cast as it is.
    """
    speeches = _speeches(dialogue)
    voicing = _Voicing(cast, delivery, book.language)
    silent: list[LeftOut] = []
    chapters = []
    for chapter in book.chapters:
        utterances = tuple(_chapter(chapter, speeches, voicing, pauses, silent))
        if utterances:
            chapters.append(ChapterScript(chapter.number, chapter.title, utterances))
    left_out = sorted((*book.left_out, *silent), key=lambda item: item.line)
    return Script(tuple(chapters), tuple(left_out))


def estimated_s(utterance: Utterance) -> float:
    """Give about how long it takes to say it, and the pause after it; before any clip is there."""
    return len(utterance.spoken) / (_CHARS_PER_S * utterance.voice.prosody.rate) + utterance.pause_s


_Speeches = Mapping[tuple[int, int], Sequence[tuple[Span, str]]]


def _speeches(dialogue: Dialogue) -> _Speeches:
    """Give for each paragraph the stretches that characters say, in order."""
    found: dict[tuple[int, int], list[tuple[Span, str]]] = defaultdict(list)
    for attribution in dialogue.attributions:
        if attribution.speaker is not None:
            for part in attribution.quotation.parts:
                found[part.chapter, part.paragraph].append((part.span, attribution.speaker))
    return {place: sorted(spans) for place, spans in found.items()}


def _chapter(
    chapter: Chapter, speeches: _Speeches, voicing: _Voicing, pauses: Pauses, silent: list[LeftOut]
) -> Iterator[Utterance]:
    last: Utterance | None = None
    for index, paragraph in enumerate(chapter.paragraphs):
        edges = voicing.delivery.edges(chapter.number, index)
        pieces = _pieces(paragraph, speeches.get((chapter.number, index), ()), edges, voicing.language)
        if not pieces:
            silent.append(LeftOut(paragraph.text, _NOTHING_TO_SAY, paragraph.line))
            continue
        if last:
            yield replace(last, pause_s=_pause_before(paragraph, last, chapter, pauses))
            last = None
        for piece, after in pairwise((*pieces, None)):
            assert piece is not None
            utterance = voicing.utterance(piece, Locus(chapter.number, index, piece.span), paragraph)
            if after is None:
                last = utterance
            else:
                yield replace(utterance, pause_s=_pause_between(piece, after, pauses))
    if last:
        yield replace(last, pause_s=pauses.paragraph_s)


def _pause_before(paragraph: Paragraph, last: Utterance, chapter: Chapter, pauses: Pauses) -> float:
    if chapter.paragraphs[last.locus.paragraph].kind != ParagraphKind.TEXT:
        return pauses.title_s
    return pauses.scene_s if paragraph.starts_scene else pauses.paragraph_s


def _pause_between(piece: _Piece, after: _Piece, pauses: Pauses) -> float:
    if not piece.ends_sentence:
        return pauses.clause_s
    return pauses.sentence_s if piece.speaker == after.speaker else pauses.speaker_s


def _pieces(
    paragraph: Paragraph, speeches: Sequence[tuple[Span, str]], edges: Iterable[int], language: str
) -> Sequence[_Piece]:
    """Part a paragraph at every change of speaker, every end of a sentence, and at those edges."""
    found = sentences(paragraph.text, language)
    ends = {span.end for span in found}
    of_speeches = (edge for span, _ in speeches for edge in (span.start, span.end))
    inside = {at for unsaid in unsaid_in(paragraph.text) for at in range(unsaid.start + 1, unsaid.end)}
    cuts = sorted({0, len(paragraph.text), *ends, *edges, *of_speeches} - inside)
    pieces = []
    at = 0
    for start, end in pairwise(cuts):
        while at < len(speeches) and speeches[at][0].end <= start:
            at += 1
        speaker = speeches[at][1] if at < len(speeches) and speeches[at][0].start <= start else None
        text = paragraph.text[start:end]
        if text.strip():
            left = start + len(text) - len(text.lstrip())
            right = start + len(text.rstrip())
            pieces.append(_Piece(Span(left, right), speaker, right in ends))
    return _joined(paragraph.text, pieces, language)


def _joined(text: str, pieces: Sequence[_Piece], language: str) -> Sequence[_Piece]:
    """Let marks that nobody can say (a lone dash, dots) go with the words before them, or else after."""
    joined: list[_Piece] = []
    waiting: Span | None = None
    for piece in pieces:
        span = Span(waiting.start, piece.span.end) if waiting else piece.span
        if not is_sayable(text[span.start : span.end], language):  # a mark before it may make a note of a figure
            waiting = span
            if joined:
                joined[-1] = replace(joined[-1], span=Span(joined[-1].span.start, span.end))
                waiting = None
        else:
            joined.append(replace(piece, span=span))
            waiting = None
    return joined
