"""What the text says of how people sound, and of whom it says so."""

import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.portraits import find_portraits
from audiobook.model import Gender, TraitKind
from tests.dialogue.stories import story

HELLO = "“Good morning,” said Ruth. “Good morning,” said Tobias."


def traits(*paragraphs: str, narrator: str = "") -> list[tuple[str, str, str]]:
    """Give (who, kind: value, the words that say it) of every trait."""
    book = story(HELLO, *paragraphs, narrator=narrator)
    dialogue = attribute(book)
    return [
        (dialogue.character(who).name, f"{trait.kind}: {trait.value}", book.text_at(trait.place) if trait.place else "")
        for who, portrait in find_portraits(book, dialogue).items()
        for trait in portrait.traits
    ]


def said(*paragraphs: str, narrator: str = "") -> list[tuple[str, str]]:
    """Give (who, kind: value) alone."""
    return [(who, what) for who, what, _ in traits(*paragraphs, narrator=narrator)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tobias came in. His voice was raspy and high pitched.", ["pitch: high", "timbre: raspy"]),
        ("“Sit down,” said Tobias in a nasal voice.", ["timbre: nasal"]),
        ("Tobias had a deep, gentle voice.", ["pitch: low", "timbre: soft"]),
        ("Tobias, who had a rather hoarse voice, read the list.", ["timbre: raspy"]),
        ("Speaking slowly in a raspy, high-pitched voice, Tobias read the list.", ["pitch: high", "timbre: raspy"]),
        ("Tobias's deep voice filled the room.", ["pitch: low"]),
        ("They heard the shrill voice of Tobias.", ["pitch: high"]),
        ("The deep-voiced Tobias read the list.", ["pitch: low"]),
        ("Tobias was a tall man of fifty, with a deep voice.", ["age: grown", "pitch: low"]),
        ("“Sit down,” said Tobias with a Scottish burr.", ["accent: en-gb-scotland"]),
        ("“Sit down,” said Tobias, and his thick German accent made her smile.", ["accent: de"]),
        ("Tobias spoke with a Russian accent.", ["accent: ru"]),
    ],
)
def test_what_is_said_of_a_voice_is_found(text: str, expected: list[str]) -> None:
    """Pitch, timbre and accent, wherever a sentence says them of somebody's voice."""
    assert sorted(said(text)) == [("Tobias", value) for value in expected]


@pytest.mark.parametrize(
    "text",
    [
        "“Sit down,” said Tobias in a low voice.",
        "“Sit down,” said Tobias in a hoarse voice.",
        "Tobias answered. His voice was hoarse.",
        "Tobias spoke in a voice that was neither deep nor shrill.",
        "Tobias's voice was not raspy.",
        "Tobias's voice was suddenly gravelly.",
        "Tobias met a man with a raspy voice.",
        "Tobias listened to the nasal voice on the wireless.",
        "Tobias spoke without a trace of a German accent.",
        "Tobias put on a mock Irish brogue.",
        "Ruth was surprised at the excellence of her French accent.",
        "“He has a raspy voice and a German accent,” said Tobias.",
        "Tobias lowered his voice.",
        "Tobias gave voice to a deep sorrow.",
    ],
)
def test_what_is_said_of_the_moment_or_of_others_is_no_trait(text: str) -> None:
    """How somebody speaks just now, what is denied, feigned, or said of another: none of it is how they sound."""
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Tobias was an old man.", "old"),
        ("Tobias, an elderly gentleman, rose.", "old"),
        ("Tobias was a man in his 40’s.", "grown"),
        ("Tobias was a man in his late sixties.", "old"),
        ("Tobias was a boy of ten.", "child"),
        ("Tobias, aged seven, rose.", "child"),
        ("Tobias was seventeen.", "young"),
        ("Tobias was twenty-four years old.", "young"),
        ("Tobias rose. He was a little boy.", "child"),
    ],
)
def test_an_age_is_found(text: str, age: str) -> None:
    """Told by a figure or a noun, as a predicate or in apposition."""
    assert said(text) == [("Tobias", f"age: {age}")]


@pytest.mark.parametrize(
    "text",
    [
        "Tobias was an old friend.",
        "Tobias was not an old man.",
        "Tobias was a boy of ten when the bridge fell.",
        "Ever since Tobias was a boy he had liked bridges.",
        "Tobias was one of sixty.",
        "Tobias was seventeen miles away.",
        "Tobias was like an old man.",
        "Tobias was a girl of ten.",
        "Tobias knew the porter. He was an old man.",
        "“Tobias is an old man,” said Ruth.",
    ],
)
def test_what_tells_no_age_is_passed_over(text: str) -> None:
    """Old friends, past ages, distances, other people, and what somebody says in the story."""
    assert said(text) == []


def test_the_name_itself_tells() -> None:
    """Somebody known by a description is as it says; a crowd is many."""
    found = traits(
        "“Tickets,” said an old woman with a basket.", "“Here,” called several voices.", "“No,” said a shrill voice."
    )
    assert found == [
        ("an old woman with a basket", "age: old", ""),
        ("several voices", "crowd: crowd", ""),
        ("a shrill voice", "pitch: high", ""),
    ]


def test_the_narrators_own_accent_is_his() -> None:
    """'my' in the narration is whoever tells the story."""
    found = said("“Ivan,” said Ruth. “Yes?” I said, and my heavy Russian accent made her laugh.", narrator="Ivan")
    assert found == [("Ivan", "accent: ru")]


def test_the_words_that_say_it_are_given() -> None:
    """A person can look at why."""
    assert traits("Tobias had a raspy, high pitched voice.") == [
        ("Tobias", "pitch: high", "a raspy, high pitched voice"),
        ("Tobias", "timbre: raspy", "a raspy, high pitched voice"),
    ]


def test_what_is_said_most_counts_and_a_tie_says_nothing() -> None:
    """Of pitch or age one thing can be true; a voice may be soft and raspy at once."""
    book = story(HELLO, "Tobias had a deep voice.", "Tobias had a high voice.", "Tobias had a soft, hoarse voice.")
    portrait = find_portraits(book, attribute(book))["tobias"]
    assert portrait.value(TraitKind.PITCH) == ""
    assert set(portrait.values(TraitKind.TIMBRE)) == {"soft", "raspy"}
    assert portrait.gender is Gender.MALE
