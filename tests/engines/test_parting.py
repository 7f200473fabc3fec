from hypothesis import given
from hypothesis import strategies as st

from audiobook.engines.parting import parted
from audiobook.engines.phonemes import Phrase, WordPhones


def _phrase(words: list[str], mark: str, begin: int = 0) -> Phrase:
    """Give a phrase of these "words", each its own phonemes, standing in a text from `begin` on."""
    at, places = 0, []
    for word in words:
        places.append(WordPhones(begin + at, begin + at + len(word), at))
        at += len(word) + 1
    return Phrase(" ".join(words), mark, tuple(places))


WORDS = st.lists(st.text("abcde", min_size=1, max_size=30), min_size=1, max_size=12)
PHRASES = st.lists(st.builds(_phrase, WORDS, st.sampled_from([".", ",", ";", "", "?"])), max_size=8)


def _length(run: tuple[Phrase, ...]) -> int:
    return sum(len(phrase.ipa) + len(phrase.mark) + 1 for phrase in run)


@given(PHRASES, st.integers(8, 60))
def test_nothing_is_lost_or_said_twice_and_every_run_fits(phrases: list[Phrase], longest: int) -> None:
    """Whatever is cut where: phonemes, marks and words are those of before, in order, and no run is too long."""
    runs = parted(phrases, longest)
    assert all(_length(run) <= longest for run in runs)
    pieces = [phrase for run in runs for phrase in run]
    assert "".join(p.ipa for p in pieces).replace(" ", "") == "".join(p.ipa for p in phrases).replace(" ", "")
    assert "".join(p.mark for p in pieces) == "".join(p.mark for p in phrases)
    assert [(w.start, w.end) for p in pieces for w in p.words] == [(w.start, w.end) for p in phrases for w in p.words]


def test_words_keep_their_phonemes() -> None:
    """After a cut a word still points at its own phonemes."""
    phrase = _phrase(["aaaa", "bbbb", "cccc", "dddd"], ".")
    pieces = [piece for run in parted([phrase], 12) for piece in run]
    assert [piece.ipa[word.at : word.at + 4] for piece in pieces for word in piece.words] == [
        "aaaa",
        "bbbb",
        "cccc",
        "dddd",
    ]


def test_it_is_cut_at_the_stronger_mark_near_the_middle() -> None:
    """A full stop a little off the middle is better than a comma in the middle; far off it is not."""
    near = [_phrase(["a" * 10], "."), _phrase(["b" * 6], ","), _phrase(["c" * 14], ".")]
    assert [len(run) for run in parted(near, 30)] == [1, 2]
    far = [_phrase(["a"], "."), _phrase(["b" * 16], ","), _phrase(["c" * 20], ".")]
    assert [len(run) for run in parted(far, 30)] == [2, 1]
