"""Pronunciation lexicons (W3C PLS 1.0, https://www.w3.org/TR/pronunciation-lexicon/) -> pronunciations. Pure."""

from collections.abc import Iterator

from audiobook.model import Pronunciation
from audiobook.text.limits import LIMITS
from audiobook.text.sources.running import pronunciation
from audiobook.text.sources.tree import Element


def read_lexicon(root: Element) -> Iterator[Pronunciation]:
    """Give what a lexicon says in IPA; the first phoneme of a word is the one to prefer.

    Entries in another alphabet, and those that are said like other words (`<alias>`), are passed over.
    """
    alphabet, language = root.get("alphabet") or "ipa", root.get("lang")
    for lexeme in root.find_all("lexeme"):
        phonemes = (each for each in lexeme.elements() if each.tag == "phoneme")
        preferred = next((each for each in phonemes if (each.get("alphabet") or alphabet) == "ipa"), None)
        for grapheme in lexeme.elements():
            if preferred and grapheme.tag == "grapheme":
                found = pronunciation(grapheme.words(), preferred.words(), LIMITS.ipa_chars, language)
                if found:
                    yield found
