"""Laws that hold for any input at all. Hypothesis (test_laws.py and others) and the fuzz targets (tests/fuzz) ask them.

Each raises AssertionError where a law is broken, and gives nothing.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from audiobook.dialogue.quotations import find_quotations
from audiobook.model import (
    Book,
    Dialogue,
    Link,
    Locus,
    QuotationKind,
    Script,
    Span,
    Utterance,
    written_span,
)
from audiobook.text.sentences import MAX_CHARS, sentences
from audiobook.text.spoken import is_sayable, spoken, spoken_form
from tests.helpers import ink, paragraphs_of

LEFT = re.compile(
    r"\d|[½¼¾²³¹⁰-⁹Ⅰ-ↈ①-⑳]|[^\w\s.,;:!?'’-]|_|\b(?:Mr|Mrs|Dr|St|Prof|Capt|Rev|vol|pp|cf|etc|e\.g|i\.e)\.(?!$)"
)
"""What no engine has to know: figures, signs, markup, the stops of abbreviations."""


def found_in(book: Book) -> list[str]:
    """Give all words of a book, said or left out."""
    return [*(p.text for p in paragraphs_of(book)), *(item.text for item in book.left_out)]


def letters(*texts: str) -> Counter[str]:
    """Count all letters, whatever their case: the names of Markdown's references come back in capitals."""
    return ink(*("".join(filter(str.isalpha, text.casefold())) for text in texts))


def bare_letters(*texts: str) -> Counter[str]:
    """Count all letters without their accents, which may be joined to them or stand apart."""
    return letters(*(unicodedata.normalize("NFKD", text) for text in texts))


# ------------------------------------------------------------------------------------------------------------- reading


def check_book(book: Book) -> None:
    """Check that chapters count from 1 and have a title and a paragraph each, that places hold, that all is NFC."""
    assert [chapter.number for chapter in book.chapters] == list(range(1, len(book.chapters) + 1))
    for chapter in book.chapters:
        assert chapter.title
        assert "\n" not in chapter.title
        assert chapter.paragraphs
        for index, paragraph in enumerate(chapter.paragraphs):
            assert book.text_at(Locus(chapter.number, index, Span(0, len(paragraph.text)))) == paragraph.text
            assert unicodedata.is_normalized("NFC", paragraph.text)
            assert all(span.end <= len(paragraph.text) for span in paragraph.italics)
    assert all(item.reason for item in book.left_out)


def check_nothing_lost_of_text(book: Book, whole: str) -> None:
    """Check that every character of a plain text is in one paragraph or left out, and paragraphs know their places."""
    assert ink(whole) == ink(*found_in(book))
    end = 0
    for paragraph in paragraphs_of(book):
        start = paragraph.start
        assert start is not None
        assert start >= end
        end = start + len(paragraph.text)
        assert whole[start:end] == paragraph.text
        assert paragraph.line == whole.count("\n", 0, start) + 1


# -------------------------------------------------------------------------------------------------------------- saying


def check_sentences(text: str, language: str = "en") -> None:
    """Check that sentences are in order, hold all words, have no blank edges, and can each be said in one go."""
    spans = sentences(text, language)
    parts = [text[span.start : span.end] for span in spans]
    assert ink(text) == ink(*parts)
    for one, other in pairwise(spans):
        assert one.end <= other.start
    for part in parts:
        assert part == part.strip()
        assert 0 < len(part) <= MAX_CHARS


def check_spoken(text: str, language: str) -> None:
    """Check that what is said is one line, linked to what is written, and in English without anything but words."""
    said = spoken_form(text, language)
    assert said.text == spoken(text, language) == " ".join(said.text.split())
    check_links(text, said.text, said.links)
    assert is_sayable(text, language) == any(map(str.isalnum, said.text))
    if language.startswith("en"):
        assert not LEFT.search(said.text), said.text


def check_links(written: str, said: str, links: Sequence[Link]) -> None:
    """Check that links are in order on both sides, hold every word that is said, and stay inside what is written."""
    for link in links:
        assert 0 <= link.written.start < link.written.end <= len(written)
        assert link.spoken.end <= len(said)
        if link.as_written:
            assert written[link.written.start : link.written.end] == said[link.spoken.start : link.spoken.end]
    for one, other in pairwise(links):
        assert one.spoken.end <= other.spoken.start
        assert one.written.start <= other.written.start
        assert one.written.end <= other.written.end
    linked = {at for link in links for at in range(link.spoken.start, link.spoken.end)}
    assert all(at in linked for at, sign in enumerate(said) if not sign.isspace())
    first = re.search(r"\w+", said)
    assert first is None or written_span(links, Span(*first.span()))


# ------------------------------------------------------------------------------------------------------ who says what


def check_quotations(book: Book) -> None:
    """Check that parts of quotations are inside their paragraphs and in order, and no two share a character."""
    parts = [part for quotation in find_quotations(book) for part in quotation.parts]
    assert parts == sorted(parts)
    for part in parts:
        assert part.span.end <= len(book.paragraph(part).text)
    for one, other in pairwise(parts):
        assert place(one) < place(other) or one.span.end <= other.span.start


def check_dialogue(book: Book, dialogue: Dialogue) -> None:
    """Check that every speech has a known speaker and a mention none, that cues are there, and all is in order."""
    ids = {character.id for character in dialogue.characters}
    assert len(ids) == len(dialogue.characters)
    for attribution in dialogue.attributions:
        is_spoken = attribution.quotation.kind is QuotationKind.DIALOGUE
        assert (attribution.speaker in ids) == is_spoken
        assert attribution.runner_up is None or attribution.runner_up in ids
        assert attribution.cue is None or book.text_at(attribution.cue)
    assert dialogue.narrator is None or dialogue.narrator in ids
    starts = [attribution.quotation.parts[0] for attribution in dialogue.attributions]
    assert starts == sorted(starts)


def check_script(book: Book, script: Script) -> None:
    """Check the law of this program: all is said once or left out with a reason, in order."""
    left_out = list(script.left_out)
    for item in book.left_out:
        left_out.remove(item)
    assert all(item.reason for item in script.left_out)
    whole = ink(*(p.text for p in paragraphs_of(book)))
    assert whole == ink(*(u.text for u in script.utterances()), *(item.text for item in left_out))
    utterances = list(script.utterances())
    for utterance in utterances:
        check_utterance(book, utterance)
    for one, other in pairwise(utterances):
        assert one.locus < other.locus
        assert place(one.locus) != place(other.locus) or one.locus.span.end <= other.locus.span.start


def check_utterance(book: Book, utterance: Utterance) -> None:
    """Check that it says what stands at its place, and that there is something to say."""
    assert book.text_at(utterance.locus) == utterance.text == utterance.text.strip()
    assert is_sayable(utterance.text, book.language)
    assert any(map(str.isalnum, utterance.spoken)), utterance.text
    assert utterance.pause_s >= 0


def place(locus: Locus) -> tuple[int, int]:
    """Give chapter and paragraph."""
    return locus.chapter, locus.paragraph
