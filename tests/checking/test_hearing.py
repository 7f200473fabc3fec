from collections.abc import Callable, Sequence

from audiobook.checking.alignment import Kind
from audiobook.checking.hearing import LONGEST_S, Keys, Spoken, hear
from audiobook.checking.suspicion import is_doubtful, suspicions

TEXTS = {
    "a": "Who is there?",
    "b": "She put down the lamp.",
    "c": "Nobody answered.",
    "d": "In the morning the chairs were gone.",
}
CLIPS = [Spoken(key, text, 2.0, 1) for key, text in TEXTS.items()]


class Listener:
    """Hears what `says` gives for a group, and remembers which groups it was given."""

    def __init__(self, says: Callable[[Keys], str]) -> None:
        """Begin with no groups."""
        self._says = says
        self.groups: list[Keys] = []

    def __call__(self, groups: Sequence[Keys]) -> dict[Keys, str]:
        """Hear the groups."""
        self.groups += groups
        return {group: self._says(group) for group in groups}


def rightly(group: Keys) -> str:
    """Hear everything as it is."""
    return " ".join(TEXTS[key] for key in group)


def test_neighbours_are_heard_together_and_once() -> None:
    """As many as fit, never of two chapters; with nothing wrong that is all."""
    clips = [Spoken(key, text, LONGEST_S / 2.5, 1 if key < "d" else 2) for key, text in TEXTS.items()]
    listener = Listener(rightly)
    heard = hear(clips, listener, ())
    assert listener.groups == [("a", "b"), ("c",), ("d",)]
    assert not any(h.n_wrong for h in heard.values())
    assert list(heard) == list(TEXTS)


def test_a_word_that_is_dropped_is_found_in_its_clip() -> None:
    """And in no other, however it was heard; the clip was heard together, alone and between its neighbours."""
    listener = Listener(lambda group: rightly(group).replace("the chairs ", "the "))
    heard = hear(CLIPS, listener, ())
    assert [key for key, h in heard.items() if is_doubtful(h)] == ["d"]
    assert listener.groups == [("a", "b", "c", "d"), ("d",), ("c", "d")]
    (step,) = (step for step in heard["d"].steps if step.kind is Kind.DROPPED)
    assert (step.wanted, step.start) == (("chairs",), 4)
    assert suspicions(heard["d"], 0.0, is_cut_off=False) == ("“chairs” dropped",)


def test_what_is_heard_rightly_once_is_right() -> None:
    """The recognizer nods too: a clip that is right alone is not suspicious."""
    listener = Listener(lambda group: rightly(group) if len(group) == 1 else "Who is there? Nobody answered. Gone.")
    heard = hear(CLIPS, listener, ())
    assert not any(is_doubtful(h) for h in heard.values())


def test_words_between_two_clips_are_blamed_on_the_one_that_has_them() -> None:
    """Heard together nobody can tell whose they are; alone one can."""
    listener = Listener(lambda group: rightly(group).replace("lamp.", "lamp yellow elephant."))
    heard = hear(CLIPS, listener, ())
    assert [key for key, h in heard.items() if is_doubtful(h)] == ["b"]


def test_a_clip_that_lasts_too_long_is_suspicious_whatever_its_words() -> None:
    """Silence inside it, or babble that a recognizer passes over."""
    heard = hear(CLIPS, Listener(rightly), ())
    assert suspicions(heard["a"], 9.0, is_cut_off=False) == ("far too long",)
    assert suspicions(heard["a"], -9.0, is_cut_off=False) == ("far too short",)
    assert suspicions(heard["a"], 1.0, is_cut_off=False) == ()


def test_a_clip_that_is_cut_off_is_suspicious_whatever_its_words() -> None:
    """A recognizer guesses the last word from its beginning."""
    heard = hear(CLIPS, Listener(rightly), ())
    assert suspicions(heard["a"], 0.0, is_cut_off=True) == ("ends abruptly",)


def test_two_clips_that_are_swapped_are_both_found() -> None:
    """Each says the other's words."""
    swapped = {"b": "c", "c": "b"}
    listener = Listener(lambda group: rightly(tuple(swapped.get(key, key) for key in group)))
    heard = hear(CLIPS, listener, ())
    assert [key for key, h in heard.items() if is_doubtful(h)] == ["b", "c"]
