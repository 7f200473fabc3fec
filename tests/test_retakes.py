import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.casting.roles import cast_voices
from audiobook.dialogue.attributor import attribute
from audiobook.model import ClipRequest, Phonemes, Prosody, Script, Span, Voice
from audiobook.retakes import NARRATOR, TAKES, Retake, parts_of, takes_of, with_retakes
from audiobook.script import Pauses, write_script
from audiobook.settings.corrections_file import add_retakes
from audiobook.strict_yaml import parse
from tests.helpers import book_of, casting_rules

STORY = "“Who is there?” asked Anna. “Nobody.”\n\n“Nobody,” said Boris.\n\nNobody. He sat down.\n"


def takes(*retakes: Retake) -> tuple[dict[tuple[str, str], int], tuple[Retake, ...]]:
    """Give the take of each (speaker, words) that is not the first, and the retakes of nothing."""
    book = book_of(STORY)
    dialogue = attribute(book)
    script: Script = write_script(book, dialogue, cast_voices(dialogue, casting_rules()), Pauses())
    taken, unused = with_retakes(script, retakes, dialogue)
    return {(u.speaker or NARRATOR, u.text): u.take for u in taken.utterances() if u.take}, unused


def test_a_retake_is_of_these_words_by_this_speaker() -> None:
    """Not of the same words by somebody else, nor of words said with another mark: those are other clips."""
    assert takes(Retake("“Nobody,”", "Boris", 2)) == ({("boris", "“Nobody,”"): 2}, ())
    assert takes(Retake("Nobody.", "narrator", 1)) == ({("narrator", "Nobody."): 1}, ())


def test_a_retake_whose_words_are_gone_is_given_back() -> None:
    """It does no harm; whoever reads the story is told."""
    gone = Retake("“Somebody,”", "Boris", 2, "c.yaml:3")
    assert takes(gone) == ({}, (gone,))


def test_of_two_retakes_the_later_counts() -> None:
    """A line that is checked again gets another entry."""
    first, second = Retake("Nobody,", "boris", 2, "c:1"), Retake("Nobody,", "Boris", 3, "c:4")
    assert takes(first, second) == ({("boris", "“Nobody,”"): 3}, ())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Last, because of the bags, he came and sat down.", ("Last, because of the bags,", "he came and sat down.")),
        ("The first is here. The second is not.", ("The first is here.", "The second is not.")),
        ("He lifted the hat and sat down.", ("He lifted the hat", "and sat down.")),
        ("Come in.", ("Come", "in.")),
        ("Chairs!", ("Chairs!",)),
    ],
)
def test_a_text_is_parted_where_a_reader_would_breathe(text: str, parts: tuple[str, ...]) -> None:
    """At a clause, else before a word that joins, else between two words."""
    assert parts_of(text) == parts


@given(st.text(alphabet="ab ,.;!-", max_size=40))
def test_parts_hold_all_of_a_text(text: str) -> None:
    """Blanks aside, nothing is lost or said twice."""
    assert "".join("".join(parts_of(text)).split()) == "".join(text.split())


def test_takes_differ() -> None:
    """One word has no two parts, and what is at its slowest has no slower take."""
    voice = Voice("tone", "mid")
    assert takes_of("Come in.", voice, lambda _: True) == (0, 1, 2, 3)
    assert takes_of("Chairs!", voice, lambda _: True) == (0, 2)
    assert takes_of("Come in.", voice, lambda slow: slow.prosody.rate >= 1) == (0, 1)
    assert takes_of("Come in.", Voice("tone", "mid", Prosody(0.25)), lambda _: True) == (0, 1)


def test_a_first_take_has_the_key_it_always_had() -> None:
    """What was said before there were takes is found again; every other take is a clip of its own."""
    requests = [ClipRequest("No.", Voice("tone", "mid"), "tone 1", take) for take in range(len(TAKES))]
    assert requests[0].key == "74870938e4627567fb67286cdb7c7f7ef96f7ac0d9ebac76cef73b1131d0673f"
    assert len({request.key for request in requests}) == len(TAKES)


def test_a_text_without_phonemes_has_the_key_it_always_had() -> None:
    """What was said before there was a lexicon is found again; other sounds for a word are another clip."""
    voice = Voice("tone", "mid")
    sounds = [(), (Phonemes(Span(0, 2), "nu"),), (Phonemes(Span(0, 2), "no"),), (Phonemes(Span(0, 1), "no"),)]
    requests = [ClipRequest("No.", voice, "tone 1", phonemes=phonemes) for phonemes in sounds]
    assert requests[0].key == "74870938e4627567fb67286cdb7c7f7ef96f7ac0d9ebac76cef73b1131d0673f"
    assert len({request.key for request in requests}) == len(sounds)


def test_retakes_are_added_to_what_is_there() -> None:
    """The file keeps every line; what is added is read back as it was."""
    before = "# mine\nscript:\n  - words: “Who is there?”\n    speaker: Boris\n"
    added = add_retakes(before, "c", [Retake("“Nobody,”\nhe said", "Boris", 2)])
    assert added.startswith(before)
    section = next(parse(added, "c").sections("retakes"))
    assert (section.text("words"), section.text("speaker")) == ("“Nobody,” he said", "Boris")
    assert section.number("take", 0, 0, 9) == 2
