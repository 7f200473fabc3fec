"""What every kind of tag says of a book, in words that do not hang on the kind. Pure."""

from typing import Final

from audiobook.formats.base import Edition

GENRE: Final = "Audiobook"
_ISO_639_2: Final = {
    "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin", "fr": "fra",
    "hu": "hun", "it": "ita", "ja": "jpn", "nl": "nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron",
    "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip


def blurb(edition: Edition) -> str:
    """Give what the publisher says of the book, and in a paragraph of its own that its voices are synthetic."""
    return "\n\n".join(filter(None, (edition.about.description, edition.notice)))


def three_letters(language: str) -> str:
    """Give the language in the three letters of ISO 639-2, as tags want it; empty for one that we do not know.

    language: BCP 47, lower case.
    """
    return _ISO_639_2.get(language.partition("-")[0], "")
