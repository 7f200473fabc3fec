"""Characters that the listener states by what they are."""

import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.corrections import Correction
from audiobook.model import Character, Gender
from tests.dialogue.stories import said, story

TALK = (
    "Ruth and Tobias waited in the hall. An old man with a samovar stood by the wall.",
    "“Tea?” asked the old man.",
    "“Please,” said Ruth. She took the glass from the table.",
    "“And you?” asked the landlady.",
    "“No,” said Tobias. He shook his head at the man.",
    "“Quiet!” called a voice from the stairwell.",
    "The door opened. “I heard that,” he said.",
)


def test_descriptions_that_are_stated_change_no_speaker() -> None:
    """What the first attribution found, stated, gives the second the same."""
    found = attribute(story(*TALK))
    assert said(*TALK, known=found.characters) == said(*TALK)


@pytest.mark.parametrize("name", ["the landlady", "The landlady"])
def test_a_stated_description_is_a_label(name: str) -> None:
    """Its name, gender and id are those of whom the text brings in like that."""
    known = (Character("madame", name, ("the old woman",), Gender.FEMALE),)
    found = attribute(story(*TALK), known=known)
    assert said(*TALK, known=known)[2] == ("And you?", name)
    assert (found.character("madame").name, found.character("madame").gender) == (name, Gender.FEMALE)


def test_a_description_that_is_an_alias_is_the_one_with_the_name() -> None:
    """Whom the listener calls Agnes and 'the landlady' is one person, in corrections as well."""
    known = (Character("agnes", "Agnes", ("the landlady", "our cook"), Gender.FEMALE),)
    found = said(*TALK, known=known, corrections=(Correction("Quiet!", "our cook"),))
    assert (found[2], found[4]) == (("And you?", "Agnes"), ("Quiet!", "Agnes"))


def test_a_description_that_the_text_lacks_is_nobody() -> None:
    """'a man from Mars' and "the" name no one; 'tom' in small letters is Tom, where the text has one."""
    known = (Character("mars", "a man from Mars"), Character("tobias", "tobias", (), Gender.MALE))
    expected = [(words, "tobias" if who == "Tobias" else who) for words, who in said(*TALK)]
    assert said(*TALK, known=known) == expected
