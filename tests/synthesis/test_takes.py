from collections.abc import Sequence
from itertools import pairwise

import pytest

from audiobook.engines.tone import ToneEngine
from audiobook.model import ClipRequest, Phonemes, Span, Speech, Voice, WordTime
from audiobook.synthesis.takes import say


class Timed(ToneEngine):
    """An engine that says when it says which word: one after the other, evenly."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.said: list[tuple[str, float]] = []
        self.sounds: list[tuple[str, str]] = []

    def synthesize(self, text: str, voice: Voice, phonemes: Sequence[Phonemes] = ()) -> Speech:
        """Note what was asked, too."""
        self.said.append((text, voice.prosody.rate))
        self.sounds += [(text[p.span.start : p.span.end], p.ipa) for p in phonemes]
        speech = super().synthesize(text, voice)
        pcm = speech.pcm
        words, at = text.split(), 0
        share = len(pcm) // 2 // len(words)
        times = []
        for n, word in enumerate(words):
            at = text.index(word, at)
            times.append(WordTime(Span(at, at + len(word)), n * share, (n + 1) * share))
            at += len(word)
        return Speech(pcm, speech.sample_rate_hz, tuple(times))


def speech_of(take: int, engine: ToneEngine, text: str = "The lamp, that is to say, the lamp was lit.") -> Speech:
    """Say a text in a take."""
    return say(ClipRequest(text, Voice("tone", "mid"), "tone 1", take), engine)


def test_the_first_take_is_what_the_engine_says() -> None:
    """Without the silence at its ends."""
    engine = Timed()
    speech = speech_of(0, engine)
    assert engine.said == [("The lamp, that is to say, the lamp was lit.", 1.0)]
    assert speech.pcm.strip(b"\0") in ToneEngine().synthesize(engine.said[0][0], Voice("tone", "mid")).pcm


def test_other_takes_say_all_of_the_words_otherwise() -> None:
    """In two parts, slower, or both; each another sound."""
    engine = Timed()
    sounds = {speech_of(take, engine).pcm for take in range(4)}
    assert len(sounds) == 4
    assert engine.said[1:] == [
        ("The lamp, that is to say,", 1.0),
        ("the lamp was lit.", 1.0),
        ("The lamp, that is to say, the lamp was lit.", 0.96),
        ("The lamp, that is to say,", 0.96),
        ("the lamp was lit.", 0.96),
    ]


def test_words_keep_their_place_in_text_and_sound() -> None:
    """Joined parts have the times of all words, in order, within the sound."""
    text = "The lamp, that is to say, the lamp was lit."
    speech = speech_of(1, Timed(), text)
    spoken = [text[word.span.start : word.span.end] for word in speech.words]
    assert spoken == text.split()
    assert all(a.end <= b.start for a, b in pairwise(speech.words))
    assert speech.words[-1].end <= len(speech.pcm) // 2


@pytest.mark.parametrize("take", range(4))
def test_every_take_says_a_name_as_the_lexicon_has_it(take: int) -> None:
    """Each part gets the phonemes of its own words, and no cut goes through words that are said as one."""
    text = "The lamp of Anna lit Van der Rohe."
    sounds = tuple(
        Phonemes(Span(text.index(word), text.index(word) + len(word)), ipa)
        for word, ipa in (("Anna", "ana"), ("Van der Rohe", "vandəroə"))
    )
    engine = Timed()
    say(ClipRequest(text, Voice("tone", "mid"), "tone 1", take, sounds), engine)
    assert engine.sounds == [("Anna", "ana"), ("Van der Rohe", "vandəroə")]
