import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.engines.phonemes import Phrase, phonemize
from audiobook.errors import VoiceError
from audiobook.model import Phonemes, Span

TEXT = "Nobody goes home tonight, said the chairman. Dr. Smith of the U.S. army; was it?! No… He went"


def _word(text: str, phrase: Phrase, number: int) -> tuple[str, str]:
    """Give a word of the phrase and its phonemes."""
    word = phrase.words[number]
    end = phrase.words[number + 1].at if number + 1 < len(phrase.words) else len(phrase.ipa)
    return text[word.start : word.end], phrase.ipa[word.at : end].strip()


def _words(text: str) -> dict[str, str]:
    return dict(_word(text, phrase, i) for phrase in phonemize(text, "en-us") for i in range(len(phrase.words)))


def test_phrases_end_with_the_marks_of_the_text() -> None:
    """Every mark is kept; the stop of an abbreviation is none; of two marks the stronger counts."""
    assert [phrase.mark for phrase in phonemize(TEXT, "en-us")] == [",", ".", "", ";", "?", "…", ""]


def test_every_word_is_in_one_phrase_in_order() -> None:
    """The words of the phrases are the words of the text, each once."""
    phrases = phonemize(TEXT, "en-us")
    places = [(word.start, word.end) for phrase in phrases for word in phrase.words]
    assert places == sorted(set(places))
    expected = "Nobody goes home tonight said the chairman Dr Smith of the U.S army was it No He went".split()
    assert [TEXT[start:end] for start, end in places] == expected
    for phrase in phrases:
        assert [word.at for word in phrase.words] == sorted(word.at for word in phrase.words)


def test_phonemes_are_found_for_words_that_espeak_joins_or_parts() -> None:
    """Of "of the", which comes as one word, and of "25", which comes as two, each has its own phonemes."""
    said = _words("It's a matter of the 25 men, said Zoë.")
    assert (said["of"], said["the"]) == ("ʌv", "ðə")
    assert said["25"] == "twˈɛnti fˈaɪv"
    assert said["men"] == "mˈɛn"
    assert said["Zoë"] == "zˈoʊi"


def test_nothing_is_swallowed_between_clauses() -> None:
    """A clause after one that had to be aligned word by word keeps its first sound."""
    said = _words("It's one of the 25 men: what of all? Was it?")
    assert said["what"] == "wˌʌt"
    assert said["Was"] == "wʌz"


def test_the_same_text_gives_the_same_phonemes_whatever_was_read_before() -> None:
    """Voices and texts in between change nothing."""
    first = phonemize(TEXT, "en-us")
    assert phonemize("Der Bote kam, 25 Jahre alt.", "de") != phonemize("Der Bote kam, 25 Jahre alt.", "en-us")
    assert phonemize(TEXT, "en-us") == first


@pytest.mark.parametrize("text", ["", "...", "—"])
def test_a_text_without_words_has_none(text: str) -> None:
    """Marks alone are no words and no phonemes."""
    assert not "".join(phrase.ipa for phrase in phonemize(text, "en-us"))


def test_an_unknown_voice_is_refused() -> None:
    """A voice that eSpeak does not have is named."""
    with pytest.raises(VoiceError, match="en-uk"):
        phonemize("No.", "en-uk")


@pytest.mark.parametrize("dash", ["—", "–"])
def test_a_dash_ends_a_clause_with_all_words_before_it(dash: str) -> None:
    """Also where a quotation mark or a point stands in it: its words are not heard with the next clause."""
    text = f"The “thing” at 3.15 was there {dash} and nobody knew."
    first, *_ = phonemize(text, "en-us")
    assert [text[word.start : word.end] for word in first.words] == ["The", "thing", "at", "3.15", "was", "there"]


def test_given_phonemes_replace_those_of_their_words_alone() -> None:
    """What stands around a word keeps its phonemes, joined to it by a hyphen or by eSpeak or not."""
    text = "I saw of the Trotsky-like man, and Van der Rohe’s hat."
    given = (Phonemes(Span(13, 20), "ˈtrɒtski"), Phonemes(Span(35, 49), "vændəˈroʊəz"))
    first, second = phonemize(text, "en-us", given)
    assert first.ipa == "aɪ sˈɔː ʌvðə tɹˈɒtski lˈaɪk mˈæn"
    assert second.ipa == "ænd vændəɹˈoʊəz hˈæt"
    said = [text[word.start : word.end] for phrase in (first, second) for word in phrase.words]
    assert said == "I saw of the Trotsky-like man and Van der Rohe’s hat".replace("-", " ").split()


def test_given_phonemes_are_said_once_and_need_no_words_around() -> None:
    """Words that are said as one are so across a comma, too; a phrase of signs alone keeps what it has."""
    text = "; ʘ ; Smith, Jones is here."
    phrases = phonemize(text, "en-us", (Phonemes(Span(6, 18), "smˈɪθdʒoʊnz"),))
    assert " ".join(phrase.ipa for phrase in phrases).count("smˈɪθdʒoʊnz") == 1
    assert "dʒˈoʊnz" not in " ".join(phrase.ipa for phrase in phrases)


def test_brackets_in_a_text_are_no_phonemes() -> None:
    """Neural voices get the letters read that a story has in brackets."""
    assert "həlˈoʊ" not in phonemize("[[h@l'oU]] there", "en-us")[0].ipa


PIECES = st.sampled_from("Trotsky [[h@l'oU]] ] said, the of | <b> é “x” — ... Van-der O’Brien's 12 ; ʘ 😀 Ж a".split())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PIECES, st.sampled_from(["", "tɹˈɑːtski", "x", "vˌæn dɚ"])), min_size=1, max_size=9))
def test_given_phonemes_leave_every_word_its_place(pieces: list[tuple[str, str]]) -> None:
    """Whatever stands around them, words begin within their phrase's phonemes, in order, and no given sound is lost."""
    text, given_sounds = "", list[Phonemes]()
    for piece, ipa in pieces:
        start = len(text)
        text += piece + " "
        if ipa and piece[0].isalpha():
            given_sounds.append(Phonemes(Span(start, start + len(piece)), ipa))
    phrases = phonemize(text, "en-us", given_sounds)
    for phrase in phrases:
        starts = [word.at for word in phrase.words]
        assert starts == sorted(starts)
        assert all(at <= len(phrase.ipa) for at in starts)
    said = " ".join(phrase.ipa for phrase in phrases)
    assert all(sound.ipa in said for sound in given_sounds)
