from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Link, Locus, Phonemes, Span, Utterance, Voice, written_span
from audiobook.pronouncing import Pronouncing
from audiobook.text.lexicon import Entry, Lexicon
from audiobook.text.spoken import spoken_form

EVERYBODY = {None: frozenset({"narrator"}), "freud": frozenset({"freud"})}


def _takes_all(_ipa: str, _voice: Voice) -> str:
    return ""


def _takes_letters(ipa: str, _voice: Voice) -> str:
    return ipa


def utterance(text: str, speaker: str | None = None) -> Utterance:
    """Give what is said of a text."""
    said, voice = spoken_form(text, "en"), Voice("tone", "mid")
    place = Locus(1, 0, Span(0, len(text)))
    return Utterance(place, text, said.text, speaker, voice, voice, 0.0, 0.0, links=said.links)


def test_phonemes_stand_beside_the_text_and_not_in_it() -> None:
    """IPA leaves the words alone, and a possessive gets its sound."""
    pronouncing = Pronouncing(Lexicon([Entry("Trotsky", "ˈtrɑtski")]), EVERYBODY, _takes_all)
    plain = utterance("“Trotsky’s 2 hats,” I said; Trotsky laughed.")
    said = pronouncing.utterance(plain)
    assert said.spoken == plain.spoken
    assert said.links == plain.links
    places = [said.spoken[p.span.start : p.span.end] for p in said.phonemes]
    assert list(zip(places, (p.ipa for p in said.phonemes), strict=True)) == [
        ("Trotsky’s", "ˈtrɑtskiz"),
        ("Trotsky", "ˈtrɑtski"),
    ]


def test_a_respelling_is_other_text_and_leads_back_to_what_is_written() -> None:
    """Words around it keep their places, so captions show what is written; phonemes after it move along."""
    entries = [Entry("Proust", say="Proost"), Entry("Kant", "kɑːnt"), Entry("1871", say="x")]
    written = "Marcel Proust’s hat, 1871, and Kant saw it."
    said = Pronouncing(Lexicon(entries), EVERYBODY, _takes_all).utterance(utterance(written))
    assert said.spoken == "Marcel Proost’s hat, eighteen seventy one, and Kant saw it."
    for word, shown in (("Proost’s", "Proust’s"), ("hat", "hat"), ("seventy", "1871"), ("Kant", "Kant"), ("it", "it")):
        at = said.spoken.index(word)
        span = written_span(said.links, Span(at, at + len(word)))
        assert span is not None
        assert written[span.start : span.end] == shown
    at = said.spoken.index("Kant")
    assert said.phonemes == (Phonemes(Span(at, at + 4), "kɑːnt"),)


def test_a_longer_respelling_keeps_all_links_in_order() -> None:
    """Links never overlap, and together still cover the words."""
    entries = [Entry("Ob", say="the river Ob"), Entry("Lena", say="Lay")]
    said = Pronouncing(Lexicon(entries), EVERYBODY, _takes_all).utterance(utterance("Ob, Lena and Ob."))
    spans: list[Link] = list(said.links)
    assert "".join(said.spoken[link.spoken.start : link.spoken.end] for link in spans) == said.spoken


def test_a_voice_that_takes_letters_gets_the_respelling_or_a_note() -> None:
    """Nothing is dropped in silence: what a voice cannot be told is told to the person, once, with its place."""
    entries = [
        Entry("Proust", "pruːst", "Proost", place="lexicon.yaml:1"),
        Entry("Kant", "kɑːnt", place="lexicon.yaml:2"),
        Entry("Gide", "ʒiːd"),
        Entry("Zola", "zoʊlə"),
    ]
    pronouncing = Pronouncing(Lexicon(entries), EVERYBODY, _takes_letters)
    said = pronouncing.utterance(utterance("Proust, Kant, Gide, Zola and Kant."))
    assert said.spoken == "Proost, Kant, Gide, Zola and Kant."
    assert not said.phonemes
    theirs, ours = pronouncing.notes()
    assert theirs.startswith("lexicon.yaml:2: “Kant” is said as it is written: tone:mid takes letters only")
    assert "“Gide” and 1 more" in ours


def test_a_character_may_say_a_word_in_a_way_of_his_own() -> None:
    """An entry `by` somebody holds in that person's lines alone."""
    pronouncing = Pronouncing(Lexicon([Entry("Wien", "viːn", by="Freud")]), EVERYBODY, _takes_all)
    assert pronouncing.utterance(utterance("Wien", "freud")).phonemes
    assert not pronouncing.utterance(utterance("Wien")).phonemes


WORDS = st.lists(
    st.sampled_from("Ob Lena Ob’s ob, 2 St. the — “Lena Ob” <b> [[x]] Mr. 1905 é".split()), min_size=1, max_size=12
)


@given(WORDS.map(" ".join), st.sampled_from(["", "O", "the river Ob", "2 b"]), st.sampled_from(["", "ɔp"]))
def test_whatever_is_respelled_the_links_hold(text: str, say: str, ipa: str) -> None:
    """Links stay in order and within both texts, phonemes stand at words of the spoken text, in order, and apart."""
    entries = [Entry("Ob", ipa, say, place="l:1"), Entry("Lena Ob", "lena", place="l:2")]
    entries = [entry for entry in entries if entry.ipa or entry.say]
    said = Pronouncing(Lexicon(entries), EVERYBODY, _takes_all).utterance(utterance(text))
    edges = [at for link in said.links for at in (link.spoken.start, link.spoken.end)]
    assert edges == sorted(edges)
    assert all(at <= len(said.spoken) for at in edges)
    shown = [at for link in said.links for at in (link.written.start, link.written.end)]
    assert shown == sorted(shown)
    assert all(at <= len(text) for at in shown)
    places = [at for sound in said.phonemes for at in (sound.span.start, sound.span.end)]
    assert places == sorted(places)
    for sound in said.phonemes:
        assert said.spoken[sound.span.start : sound.span.end].casefold().startswith(("ob", "lena"))


def test_a_word_with_marks_inside_it_is_respelled_as_one() -> None:
    """Emphasis within a word parts its link in two; the respelling has one, and captions show the whole word for it."""
    said = Pronouncing(Lexicon([Entry("Trotsky", say="trot skee")]), EVERYBODY, _takes_all).utterance(
        utterance("So Trot*sky* laughed.")
    )
    assert said.spoken == "So trot skee laughed."
    assert written_span(said.links, Span(3, 12)) == Span(3, 11)
    assert written_span(said.links, Span(13, 20)) == Span(13, 20)
