"""What the rest of the program relies on in every engine. An engine's test inherits the class and names the engine."""

import pickle
from typing import ClassVar

import pytest

from audiobook.audio.samples import peak, trim
from audiobook.engines.base import Engine
from audiobook.engines.registry import load_engine
from audiobook.errors import SynthesisError, VoiceError
from audiobook.model import Phonemes, Prosody, Span, Speech, Voice


class EngineContract:
    """The laws. `name` is the engine's; `voice_names` are two that sound different; `near_miss` is one misspelt."""

    name: ClassVar[str]
    voice_names: ClassVar[tuple[str, str]]
    near_miss: ClassVar[tuple[str, str]]
    """The misspelt name, and what was meant."""
    n_repeats: ClassVar[int] = 40
    """How often a sentence of 4 s is said to make a long text; fewer where speaking takes its time."""
    says_nothing: ClassVar[tuple[str, ...]] = ("", " ", "\n\t", "\x00\x01")

    @pytest.fixture
    def engine(self) -> Engine:
        """Give the engine as everybody gets it."""
        return load_engine(self.name)

    def voice(self, which: int = 0, prosody: Prosody = Prosody()) -> Voice:  # noqa: B008 - frozen
        """Give one of the two voices."""
        return Voice(self.name, self.voice_names[which], prosody)

    def length_s(self, speech: Speech) -> float:
        """Give how long it speaks, without silence at the ends."""
        return len(trim(speech.pcm, speech.sample_rate_hz).pcm) / 2 / speech.sample_rate_hz

    def test_is_named_as_it_is_found(self, engine: Engine) -> None:
        """An engine is found under the name it has."""
        assert engine.name == self.name

    def test_lists_voices_that_it_takes(self, engine: Engine) -> None:
        """Every installed voice passes the check, others name the command; each once, in order, with a licence."""
        listed = engine.voices()
        for info in listed:
            if info.installed:
                engine.check(Voice(self.name, info.name))
            else:
                with pytest.raises(VoiceError, match="not installed") as refused:
                    engine.check(Voice(self.name, info.name))
                assert "audiobook voices install" in refused.value.hint
            assert info.engine == self.name
            assert info.licence
        names = [info.name for info in listed]
        assert names == sorted(set(names))
        assert set(self.voice_names) <= set(names)

    def test_unknown_voice_is_refused_with_a_hint(self, engine: Engine) -> None:
        """A voice that is not there is refused, by check and by synthesize, and the near one is named."""
        wrong, meant = self.near_miss
        with pytest.raises(VoiceError, match=wrong.replace("+", r"\+")) as refused:
            engine.check(Voice(self.name, wrong))
        assert meant in refused.value.hint
        with pytest.raises(VoiceError):
            engine.synthesize("Nobody goes home.", Voice(self.name, wrong))

    def test_fingerprint_is_stable_and_names_the_engine(self, engine: Engine) -> None:
        """The fingerprint is the same each time; it holds the engine's name and a version."""
        fingerprint = engine.fingerprint(self.voice())
        assert fingerprint == engine.fingerprint(self.voice())
        assert self.name in fingerprint
        assert any(character.isdigit() for character in fingerprint)

    def test_speech_is_whole_samples_at_a_rate_of_speech(self, engine: Engine) -> None:
        """Speech comes at a rate that holds it, in whole 16-bit samples, and can be heard without clipping."""
        speech = engine.synthesize("Nobody goes home tonight.", self.voice())
        assert 8_000 <= speech.sample_rate_hz <= 48_000
        assert len(speech.pcm) % 2 == 0
        assert 0.05 < peak(speech.pcm) < 1.0

    def test_same_request_same_samples_whatever_came_before(self, engine: Engine) -> None:
        """The same request gives the same bytes after other texts, voices and prosodies."""
        first = engine.synthesize("She sells six shells.", self.voice())
        engine.synthesize("Something else, and faster!", self.voice(1, Prosody(rate=1.5, pitch_st=3.0)))
        assert engine.synthesize("She sells six shells.", self.voice()) == first

    def test_voice_text_and_pitch_change_the_sound(self, engine: Engine) -> None:
        """Another voice, text or pitch is another sound."""
        requests = [
            ("Nobody goes home.", self.voice()),
            ("Somebody goes home.", self.voice()),
            ("Nobody goes home.", self.voice(1)),
            ("Nobody goes home.", self.voice(prosody=Prosody(pitch_st=4.0))),
        ]
        assert len({engine.synthesize(*request).pcm for request in requests}) == len(requests)

    def test_rate_changes_the_length(self, engine: Engine) -> None:
        """Rate 2 takes about half as long as rate 1."""
        text = "The tram costs five kopecks, and I have only three of them in my pocket."
        normal = self.length_s(engine.synthesize(text, self.voice()))
        fast = self.length_s(engine.synthesize(text, self.voice(prosody=Prosody(rate=2.0))))
        assert fast == pytest.approx(normal / 2, rel=0.25)

    def test_more_words_take_longer(self, engine: Engine) -> None:
        """A text said twice is about twice as long, also where it is far longer than a paragraph."""
        text = "The tram costs five kopecks, and I have only three. " * self.n_repeats
        once = self.length_s(engine.synthesize(text, self.voice()))
        twice = self.length_s(engine.synthesize(text * 2, self.voice()))
        assert twice == pytest.approx(2 * once, rel=0.1)

    def test_nothing_to_say_is_an_error(self, engine: Engine) -> None:
        """A text with nothing to say is refused, not answered with silence."""
        for text in self.says_nothing:
            with pytest.raises(SynthesisError):
                engine.synthesize(text, self.voice())

    @pytest.mark.parametrize(
        "text",
        [
            "a",
            "No.",
            "1,234,567",
            "NASA",
            "😀",
            "Hm...",
            "<b>&amp;</b> [[h@l'oU]]",
            "Zoë’s naïve café",
            "中文",
            "He paid $3,000.50 & 5% at St. Ives — 😀 — of the 2nd, in the 1890s; שלום, well-known ﬁn’s!",
        ],
    )
    def test_odd_texts_are_said(self, engine: Engine, text: str) -> None:
        """Short, numeric, foreign and marked-up words are said, and what times they have are in order."""
        speech = engine.synthesize(text, self.voice())
        assert speech.pcm
        self.check_words(text, speech)

    def test_a_giant_word_is_said(self, engine: Engine) -> None:
        """A word longer than any is said, and takes its time."""
        speech = engine.synthesize("x" * 125 * self.n_repeats, self.voice())
        assert self.length_s(speech) > 0.05 * self.n_repeats

    def test_words_are_timed_in_order_or_not_at_all(self, engine: Engine) -> None:
        """Times of words lie in the sound, in order; every word of a plain sentence has one, or none has."""
        text = "Nobody goes home of the 25 men, said Zoë."
        speech = engine.synthesize(text, self.voice())
        words = [text[word.span.start : word.span.end] for word in speech.words]
        assert words in ([], "Nobody goes home of the 25 men said Zoë".split())
        self.check_words(text, speech)

    def check_words(self, text: str, speech: Speech) -> None:
        """Words and their times stand in order, one after the other, within the text and within the sound."""
        places = [place for word in speech.words for place in (word.span.start, word.span.end)]
        assert places == sorted(places)
        assert all(place <= len(text) for place in places)
        times = [time for word in speech.words for time in (word.start, word.end)]
        assert times == sorted(times)
        assert all(0 <= time <= len(speech.pcm) // 2 for time in times)
        assert all(word.start < word.end for word in speech.words)

    def test_a_pronunciation_is_heard_and_words_keep_their_times(self, engine: Engine) -> None:
        """Other phonemes for a word are another sound, the same each time; words are timed as they were."""
        text = "Nobody saw Trotsky’s hat, nor Van der Rohe."
        sounds = (Phonemes(Span(11, 20), "ˌmɪsɪˈsɪpiz"), Phonemes(Span(30, 42), "bəˈnɑːnə"))
        assert not any(engine.unsaid(sound.ipa, self.voice()) for sound in sounds)
        plain, speech = engine.synthesize(text, self.voice()), engine.synthesize(text, self.voice(), sounds)
        assert speech.pcm != plain.pcm
        assert speech == engine.synthesize(text, self.voice(), sounds)
        self.check_words(text, speech)
        found = [text[word.span.start : word.span.end] for word in speech.words]
        assert found in (
            [],
            "Nobody saw Trotsky’s hat nor Van der Rohe".split(),
            "Nobody saw Trotsky’s hat nor Van".split(),
        )
        assert bool(found) == bool(plain.words)

    @pytest.mark.parametrize(
        "smuggled", ["[[h@l'oU]]", "[ [h@l'oU]]", "<sub alias='x'>oooooo</sub>", "|h|@|l|o|", "[[["]
    )
    def test_no_text_is_taken_for_phonemes_or_commands(self, engine: Engine, smuggled: str) -> None:
        """What a story has in brackets or bars is said as words, and takes its time, phonemes beside it or not."""
        text = f"[Anna] {smuggled} said so to all of them."
        bare = text.translate(str.maketrans("[]<>|", "     "))
        for sounds in ((), (Phonemes(Span(1, 5), "ˈænə"),)):
            told = self.length_s(engine.synthesize(text, self.voice(), sounds))
            assert told > 0.9 * self.length_s(engine.synthesize(bare, self.voice(), sounds))

    @pytest.mark.parametrize("intruder", ["\x00", "\x01+50P", "\ud800", "\ufffe", "\x1b[2J"])
    def test_characters_that_are_no_text_cut_nothing_off(self, engine: Engine, intruder: str) -> None:
        """A control character, a NUL or half a surrogate does not end the text, and commands nothing."""
        clean = self.length_s(engine.synthesize("Nobody goes home, not tonight.", self.voice()))
        odd = self.length_s(engine.synthesize(f"Nobody goes {intruder} home, not tonight.", self.voice()))
        assert odd > 0.8 * clean

    def test_voice_survives_the_way_to_a_worker(self, engine: Engine) -> None:
        """The errors and values of an engine pickle."""
        with pytest.raises(VoiceError) as refused:
            engine.check(Voice(self.name, self.near_miss[0]))
        assert pickle.loads(pickle.dumps(refused.value)).hint == refused.value.hint  # noqa: S301 - our own bytes
