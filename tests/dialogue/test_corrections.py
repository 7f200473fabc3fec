import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.corrections import Correction
from audiobook.errors import CorrectionError
from tests.dialogue.stories import said, story, words_of

TALK = ("Ruth met Tobias.", "“The lamp is out,” said Ruth.", "“Is it really, my dear?”", "“It is.”", "“Then light it.”")


def test_a_correction_wins() -> None:
    """What the listener says is so, with confidence 1, whatever the cue says."""
    correction = Correction("the lamp is out", "Tobias")
    dialogue = attribute(story(*TALK), corrections=(correction,))
    first = dialogue.attributions[0]
    assert (first.speaker, first.rule, first.confidence) == ("tobias", "correction", 1.0)


def test_neighbours_take_turns_around_a_correction() -> None:
    """A correction is fixed before turn-taking is decided."""
    found = said(*TALK, corrections=(Correction("The lamp is out,", "Tobias"),))
    assert [s for _, s in found] == ["Tobias", "Ruth", "Tobias", "Ruth"]


@pytest.mark.parametrize("words", ['"IS IT  really', "is it\nreally, my", "“Is it really, my dear?”"])
def test_words_match_whatever_their_marks_case_and_spaces(words: str) -> None:
    """The beginning of a quotation, from three words on, stands for all of it."""
    assert said(*TALK, corrections=(Correction(words, "Agnes"),))[1] == ("Is it really, my dear?", "Agnes")


def test_a_new_name_makes_a_new_character() -> None:
    """Nobody needs to be in the text to be given a line."""
    dialogue = attribute(story(*TALK), corrections=(Correction("Then light it.", "The Ghost"),))
    assert dialogue.attributions[-1].speaker == "the-ghost"
    assert dialogue.character("the-ghost").name == "The Ghost"


def test_none_takes_a_quotation_from_everybody() -> None:
    """None for a speaker: not speech, the narrator reads it."""
    assert said(*TALK, corrections=(Correction("It is.", None),))[2] == ("It is.", None)


def test_a_mention_can_be_given_to_somebody() -> None:
    """What we take for a sign may be speech after all."""
    found = said("Ruth sat.", "The sign said, “Beware of me.”", corrections=(Correction("Beware of me", "Ruth"),))
    assert found == [("Beware of me.", "Ruth")]


def test_an_unquoted_sentence_becomes_a_quotation() -> None:
    """Its one part is exactly the words that were given."""
    book = story("Ruth sat. We shall see about that she said.")
    dialogue = attribute(book, corrections=(Correction("We shall see about that", "Ruth"),))
    (attribution,) = dialogue.attributions
    assert words_of(book, attribution) == "We shall see about that"
    assert attribution.speaker == "ruth"


def test_an_unquoted_sentence_keeps_the_point_that_was_given() -> None:
    """Punctuation is taken in where the correction has it."""
    book = story("We shall see. Ruth sat.")
    dialogue = attribute(book, corrections=(Correction("We shall see.", "Ruth"),))
    assert words_of(book, dialogue.attributions[0]) == "We shall see."


def test_words_that_occur_twice_need_the_words_before() -> None:
    """`after` tells one place from the other; without it the failure says so."""
    text = ("“Not now,” said Ruth.", "The clock struck nine.", "“Not now,” said Tobias.")
    with pytest.raises(CorrectionError, match="fits 2 places") as failure:
        said(*text, corrections=(Correction("Not now", "Agnes", place="voices.yaml:7"),))
    assert "after" in failure.value.hint
    assert str(failure.value).startswith("voices.yaml:7: ")
    found = said(*text, corrections=(Correction("Not now", "Agnes", after="struck nine"),))
    assert [s for _, s in found] == ["Ruth", "Agnes"]


def test_words_that_are_gone_name_the_closest() -> None:
    """A correction that no longer fits says what is there now."""
    with pytest.raises(CorrectionError, match="matches nothing") as failure:
        said(*TALK, corrections=(Correction("The lamp was out", "Ruth"),))
    assert "The lamp is out" in failure.value.hint


def test_words_like_nothing_name_nothing() -> None:
    """Where nothing is close, the failure does not guess."""
    with pytest.raises(CorrectionError, match="matches nothing") as failure:
        said(*TALK, corrections=(Correction("Purple elephants dance", "Ruth", after="never"),))
    assert "closest" not in failure.value.hint


def test_a_correction_without_words_is_refused() -> None:
    """Marks alone are no words."""
    with pytest.raises(CorrectionError, match="has no words"):
        said(*TALK, corrections=(Correction("“…”", "Ruth"),))


def test_a_correction_survives_edits_elsewhere() -> None:
    """It hangs on words, not on positions."""
    longer = ("A new first paragraph.", *TALK, "And a last one.")
    assert ("It is.", "Agnes") in said(*longer, corrections=(Correction("It is.", "Agnes"),))


def test_two_corrections_of_one_paragraph_do_not_run_together() -> None:
    """Neighbouring speeches corrected to two people are two turns."""
    found = said(
        "Ruth sat. “One goes first,” said Ruth. “Two goes second.”",
        corrections=(Correction("One goes first", "Ruth"), Correction("Two goes second", "Tobias")),
    )
    assert [s for _, s in found] == ["Ruth", "Tobias"]


BROKEN = ("“He drowned,” said Ruth, “in the lake.”", "“When?” asked Tobias.", "“He did,” said Ruth.")


@pytest.mark.parametrize(("words", "line"), [("He drowned", 0), ("in the lake", 0), ("When?", 1), ("he did", 2)])
def test_a_whole_part_is_enough_however_short(words: str, line: int) -> None:
    """All that stands between two marks stands for the quotation, be it one word."""
    found = said(*BROKEN, corrections=(Correction(words, "Agnes"),))
    assert [i for i, (_, speaker) in enumerate(found) if speaker == "Agnes"] == [line]


def test_a_whole_quotation_counts_for_more_than_a_part() -> None:
    """Where one quotation is "No." and another begins with it, the first is meant, unless `after` tells otherwise."""
    text = ("“No,” said Ruth, “never.”", "Tobias rose from the bench.", "“No.”")
    assert said(*text, corrections=(Correction("No", "Agnes"),))[1] == ("No.", "Agnes")
    found = said("The bell rang.", *text, corrections=(Correction("No", "Agnes", after="never Tobias rose"),))
    assert found[1] == ("No.", "Agnes")
    far = ("The bell rang.", *text[:2], "word " * 70 + "word", text[2])
    assert said(*far, corrections=(Correction("No", "Agnes", after="the bell rang"),))[0] == ("No,|never.", "Agnes")


def test_too_few_words_are_called_too_few() -> None:
    """The words are there, and begin a quotation: the failure says what is missing."""
    with pytest.raises(CorrectionError, match="too few words") as failure:
        said(*TALK, corrections=(Correction("The lamp", "Tobias"),))
    assert "The lamp is out" in failure.value.hint
