"""Small words for what many tests do: a text in, a book or a script out."""

from collections import Counter
from pathlib import Path

from audiobook.casting.roles import CastingRules, cast_voices
from audiobook.dialogue.attributor import attribute
from audiobook.model import (
    Attribution,
    Book,
    Character,
    Dialogue,
    Gender,
    Locus,
    Paragraph,
    ParagraphKind,
    Quotation,
    QuoteType,
    Script,
    Span,
    Voice,
    VoiceProfile,
)
from audiobook.script import Pauses, write_script
from audiobook.text.read import parse_book


def book_of(text: str | bytes, name: str = "story.txt") -> Book:
    """Read a story that is written down in a test; its name gives its kind."""
    return parse_book(text.encode() if isinstance(text, str) else text, Path(name))


def paragraphs_of(book: Book) -> list[Paragraph]:
    """Give all paragraphs in order."""
    return [paragraph for chapter in book.chapters for paragraph in chapter.paragraphs]


def texts_of(book: Book) -> list[str]:
    """Give the words of all paragraphs in order."""
    return [paragraph.text for paragraph in paragraphs_of(book)]


def headings_of(book: Book) -> list[str]:
    """Give what was taken for a heading."""
    return [p.text for p in paragraphs_of(book) if p.kind is ParagraphKind.HEADING]


def titles_of(book: Book) -> list[str]:
    """Give the titles of the chapters."""
    return [chapter.title for chapter in book.chapters]


def ink(*texts: str) -> Counter[str]:
    """Count every character that is not blank."""
    return Counter(letter for text in texts for letter in text if not letter.isspace())


def profile(name: str, gender: Gender = Gender.UNKNOWN) -> VoiceProfile:
    """Give a voice of an engine that nobody asks."""
    return VoiceProfile(name, Voice("tone", name), gender)


def casting_rules(n_voices: int = 5) -> CastingRules:
    """Give a narrator and a pool of so many voices for each gender."""
    pools = {g: tuple(profile(f"{g}-{n}", g) for n in range(n_voices)) for g in Gender}
    return CastingRules(profile("narrator"), pools=pools)


def script_of(book: Book) -> Script:
    """Take a book all the way to its script."""
    dialogue = attribute(book)
    return write_script(book, dialogue, cast_voices(dialogue, casting_rules()), Pauses())


def conversation(*speakers: str, gender: Gender = Gender.UNKNOWN) -> Dialogue:
    """Give a dialogue in which these speak one after the other."""
    characters = tuple(Character(name.lower(), name, gender=gender) for name in dict.fromkeys(speakers))
    attributions = tuple(
        Attribution(Quotation((Locus(1, n, Span(0, 1)),)), name.lower(), QuoteType.EXPLICIT, None, 1.0, "test")
        for n, name in enumerate(speakers)
    )
    return Dialogue(characters, attributions)
