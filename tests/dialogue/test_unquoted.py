from time import process_time

import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.quotations import find_quotations
from audiobook.dialogue.unquoted import find_unquoted
from tests.dialogue.stories import name_of, story, words_of

TALK = (
    "Tobias had brought the ladder and set it against the wall. We must paint the gate today he said. The weather is "
    "on our side, and who will do it if we wait for the council? The council never pays for paint, I said. No, it does "
    "not agreed Tobias, which is why you will hold the ladder. Is it steady?, I asked. The gate had been green once."
)


def found(*paragraphs: str) -> list[str]:
    """Give every speech without marks, its parts with a bar between."""
    book = story(*paragraphs)
    speeches = find_unquoted(book, find_quotations(book))
    return ["|".join(book.text_at(part) for part in speech.parts) for speech in speeches]


def test_speech_without_marks_is_found_by_its_cues() -> None:
    """The cue tells where it ends, the sentences before it where it began; a comma after the cue lets it go on."""
    assert found(TALK) == [
        "We must paint the gate today",
        "The weather is on our side, and who will do it if we wait for the council? The council never pays for paint,",
        "No, it does not|which is why you will hold the ladder.",
        "Is it steady?",
    ]


def test_it_has_speakers_like_any_other() -> None:
    """The rules need no marks."""
    book = story("“Good morning,” said Tobias.", TALK)
    dialogue = attribute(book, unquoted_speech=True, narrator="Ned")
    names = [name_of(dialogue, a) for a in dialogue.attributions]
    assert names == ["Tobias", "Tobias", "Ned", "Tobias", "Ned"]


def test_it_is_left_to_the_narrator_by_default() -> None:
    """Only a story that says so is read like this."""
    assert attribute(story(TALK)).attributions == ()
    assert [words_of(story(TALK), a) for a in attribute(story(TALK), unquoted_speech=True).attributions][:1] == [
        "We must paint the gate today"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody understood what he said.",
        "She did as the old man asked. I never knew why she agreed.",
        "He said that the gate was green.",
        "After dinner, he replied to the letter.",
        "“Come in,” said Ruth. It is late, she said.",
        "Before long she asked him for the paint.",
        "He opened the door and called Tobias.",
        "The man who asked is gone.",
        "Tobias said nothing. She was, he said, asleep.",
    ],
)
def test_narration_stays_narration(text: str) -> None:
    """A speech verb alone betrays no speech."""
    assert found(text) == []


@pytest.mark.parametrize("text", ["we are he said " * 20_000, "Are you, I said. " * 8_000, "is he said, " * 20_000])
def test_it_takes_linear_time(text: str) -> None:
    """A huge paragraph of cues takes seconds."""
    began = process_time()
    found(text.strip())
    assert process_time() - began < 8
