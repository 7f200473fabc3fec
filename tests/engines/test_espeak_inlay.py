from audiobook.engines.espeak_inlay import inlaid
from audiobook.engines.espeak_words import Phone
from audiobook.model import Span


def test_phonemes_stand_in_brackets_and_no_bracket_of_the_text_does() -> None:
    """Only phonemes have brackets; sounds are kept apart, stress is not; all else keeps its place."""
    inlay = inlaid("[[a]] Ok [No] b", [(Span(6, 8), ("'", "oU", "k", "eI")), (Span(10, 12), ("n", "oU"))])
    assert inlay.text == "  a   [['oU|k|eI]]  [[n|oU]]  b"


def test_places_lead_back_to_the_text() -> None:
    """A phoneme that is heard belongs to the word that stands there in the text without phonemes."""
    text = "Say Nietzsche now."
    inlay = inlaid(text, [(Span(4, 13), ("n", "'", "i:"))])
    places = [
        inlay.back(Phone(inlay.text.index(what), 0, silent=False)).position for what in ("Say", "[[", "'i:", "now")
    ]
    assert places == [0, 4, 4, text.index("now")]
