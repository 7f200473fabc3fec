"""Cues of every form: whose a quotation is by the words beside it."""

import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.model import Character
from tests.dialogue.stories import name_of, rules, speakers, story, words_of

PEOPLE = "Ruth Alder met Tobias Frey at the mill. Ruth waved, and Tobias nodded."


@pytest.mark.parametrize(
    "paragraph",
    [
        "“No grain today,” chattered Ruth to the miller.",
        "“No grain today,” said tired Ruth.",
        "“No grain today,” said Ruth’s voice behind the sacks.",
        "“No grain today,” said the voice of Ruth.",
        "“No grain today,” was Ruth’s short answer.",
        "“No grain today,” was all that Ruth would say to Tobias.",
        "“No grain today!” burst from Ruth.",
        "“No grain today,” he heard Ruth say.",
        "Ruth’s only remark to Tobias was: “No grain today.”",
        "Tobias was stopped by Ruth’s suddenly saying, “No grain today.”",
    ],
)
def test_a_cue_may_take_many_forms(paragraph: str) -> None:
    """named-cue: a verb of no list, an adjective, a voice, a noun for the speech; the name is still the speaker's."""
    assert speakers(PEOPLE, paragraph) == ["Ruth Alder"]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Ruth, who had never liked Tobias, answered: “Not yet.”",
        "Ruth came into the room where Tobias was sitting, and said: “Not yet.”",
        "Ruth, turning to Tobias, replied, “Not yet.”",
        "The silence was broken by Ruth, who, as Tobias knew, had come late, and who said: “Not yet.”",
        "Ruth looked long at Tobias, thought that he was tired, and said: “Not yet.”",
    ],
)
def test_a_cue_before_a_quotation_is_read_by_its_clauses(paragraph: str) -> None:
    """named-cue: the subject of the verb is that of its clause, not the name that stands nearest."""
    assert speakers(PEOPLE, paragraph) == ["Ruth Alder"]


def test_what_follows_and_leads_up_to_the_next_quotation() -> None:
    """'“...” and Tobias said, “...”': the words between belong to the second."""
    found = speakers(PEOPLE, "Ruth said, “It turns,” and Tobias said, “It stands,” and Ruth said, “It burns.”")
    assert found == ["Ruth Alder", "Tobias Frey", "Ruth Alder"]


def test_a_bare_last_name_is_no_woman_with_a_title() -> None:
    """Where Mrs. Brandt and Georg Brandt are both about, 'Brandt' is he."""
    book = story("Mrs. Brandt sat with Georg Brandt.", "“Tea?” asked Mrs. Brandt.", "“Later,” said Brandt.")
    known = (Character("1", "Mrs. Brandt"), Character("2", "Georg Brandt"))
    dialogue = attribute(book, known=known)
    assert [(words_of(book, a), name_of(dialogue, a)) for a in dialogue.attributions] == [
        ("Tea?", "Mrs. Brandt"),
        ("Later,", "Georg Brandt"),
    ]


@pytest.mark.parametrize("before", ["Ruth continued.", "Ruth answered, lifting her head.", "And then Ruth said --"])
def test_the_end_of_a_paragraph_announces_the_next_one(before: str) -> None:
    """named-cue: 'Ruth continued.' wants words to follow, and they stand in the next paragraph."""
    assert speakers(PEOPLE, "“Who has the key?” asked Tobias.", f"It was late. {before}", "“The miller has it.”") == [
        "Tobias Frey",
        "Ruth Alder",
    ]


def test_who_says_nothing_announces_nothing() -> None:
    """'Ruth said nothing.' is no cue of the next speech."""
    assert rules(PEOPLE, "“Who has it?” asked Tobias.", "Ruth said nothing.", "“The miller!”")[-1] != "named-cue"


def test_a_title_alone_means_its_bearer() -> None:
    """'the Captain' and 'the weary Captain' are Captain Voss, where he is the only one."""
    found = speakers("Captain Voss met Ruth.", "“Now,” said the Captain.", "“Then,” said the weary Captain.")
    assert found == ["Captain Voss", "Captain Voss"]


def test_a_title_may_do_for_a_name() -> None:
    """'Mother' is 'my mother', and 'Mademoiselle' the one lady who has that title."""
    told = ("“Up!” my mother said.", "“I am up,” I said.", "“Then come,” said Mother.")
    assert speakers(*told) == ["my mother", "the narrator", "my mother"]
    found = speakers("Ruth met Mademoiselle Carel.", "“So late?” said Ruth.", "“So early,” answered Mademoiselle.")
    assert found == ["Ruth", "Mademoiselle Carel"]
