"""Pronunciation lexicons (W3C PLS 1.0, https://www.w3.org/TR/pronunciation-lexicon/) -> pronunciations. Pure."""

from collections.abc import Iterator

from audiobook.model import Pronunciation
from audiobook.text.limits import LIMITS
from audiobook.text.sources.running import pronunciation
from audiobook.text.sources.tree import Element


def read_lexicon(root: Element) -> Iterator[Pronunciation]:
    """Give what a lexicon says in IPA, or in other words (`<alias>`); the first of either is the one to prefer.

    Entries in another alphabet are passed over.
    """
    alphabet, language = root.get("alphabet") or "ipa", root.get("lang")
    for lexeme in root.find_all("lexeme"):
        phonemes = (each for each in lexeme.elements() if each.tag == "phoneme")
        ipa = next((each.words() for each in phonemes if (each.get("alphabet") or alphabet) == "ipa"), "")
        alias = next((each.words() for each in lexeme.elements() if each.tag == "alias"), "")
        for grapheme in (each.words() for each in lexeme.elements() if each.tag == "grapheme"):
            if found := pronunciation(grapheme, ipa, LIMITS.ipa_chars, language):
                yield found
            elif grapheme.strip() and alias.strip() and max(len(grapheme), len(alias)) <= LIMITS.ipa_chars:
                yield Pronunciation(" ".join(grapheme.split()), "", language.lower(), " ".join(alias.split()))
