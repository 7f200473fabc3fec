"""Small stories for the tests: paragraphs in, (words, speaker) out."""

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.corrections import Correction
from audiobook.model import Attribution, Book, Chapter, Character, Dialogue, Paragraph, ParagraphKind


def story(*paragraphs: str, narrator: str = "") -> Book:
    """Give one chapter of running text."""
    chapter = Chapter(1, "Chapter 1", tuple(Paragraph(text) for text in paragraphs))
    return Book("A story", "", "en", (chapter,), narrator=narrator)


def titled(title: str, *paragraphs: str) -> Book:
    """Give one chapter of running text under a heading."""
    heading = Paragraph(title, ParagraphKind.HEADING)
    return Book("A story", "", "en", (Chapter(1, title, (heading, *(Paragraph(text) for text in paragraphs))),))


def words_of(book: Book, attribution: Attribution) -> str:
    """Give the words of a quotation, its parts with a bar between."""
    return "|".join(book.text_at(part).strip('“”"') for part in attribution.quotation.parts)


def name_of(dialogue: Dialogue, attribution: Attribution) -> str | None:
    """Give the speaker's name."""
    return dialogue.character(attribution.speaker).name if attribution.speaker else None


def said(
    *paragraphs: str,
    known: tuple[Character, ...] = (),
    narrator: str = "",
    corrections: tuple[Correction, ...] = (),
) -> list[tuple[str, str | None]]:
    """Give who says what, in order."""
    book = story(*paragraphs)
    dialogue = attribute(book, known=known, narrator=narrator, corrections=corrections)
    return [(words_of(book, a), name_of(dialogue, a)) for a in dialogue.attributions]


def speakers(*paragraphs: str) -> list[str | None]:
    """Give the speakers alone."""
    return [speaker for _, speaker in said(*paragraphs)]


def rules(*paragraphs: str) -> list[str]:
    """Give the rules that decided."""
    return [a.rule for a in attribute(story(*paragraphs)).attributions]
