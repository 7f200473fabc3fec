from dataclasses import replace

import pytest

from audiobook.formats.written_words import written_words
from audiobook.model import Placement
from audiobook.text.spoken import spoken_form
from tests.formats.captioned import a_chapter, evenly_timed


def timed(written: str) -> list[tuple[str, str]]:
    """Give each written word that has a time with what was said in that time."""
    form = spoken_form(written, "en")
    (placement,) = a_chapter((written, None, 100 * len(form.text), False)).timeline.placements
    utterance = replace(placement.utterance, spoken=form.text, links=form.links)
    clip = replace(placement.clip, words=evenly_timed(form.text, 100 * len(form.text)))
    found = []
    for word in written_words(written, Placement(utterance, clip, 5_000, 0.0)):
        start, end = (time - 5_000 for time in (word.start, word.end))
        found.append((written[word.span.start : word.span.end], form.text[start // 100 : end // 100]))
    return found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("“Go home,” he said.", "“Go=Go home,”=home, he=he said.=said."),
        ("I paid 42 roubles.", "I=I paid=paid 42=forty·two roubles.=roubles."),
        ("In 1917 it ended", "In=In 1917=nineteen·seventeen it=it ended=ended"),
        ("He came—and went", "He=He came=came, and=and went=went"),
        ("Mr. A. Lind left", "Mr.=Mister A.=A Lind=Lind left=left"),
        ("_Very_ “odd”", "_Very_=Very “odd”=odd"),
        ("no — no — no", "no=no, no=no, no=no"),
        ("I MEANT it", "I=I MEANT=meant it=it"),
        ("a [1] c", "a=a c=c"),
        (
            "On July 6, 1937, at 6 ft. 2 in.",
            "On=On July=July 6,·1937,=sixth,·nineteen·thirty·seven, at=at 6=six ft.=feet 2=two in.=inches",
        ),
        ("Tom & Anna", "Tom=Tom &=and Anna=Anna"),
        ("I 😀 you", "I=I 😀=grinning·face you=you"),
    ],
)
def test_a_written_word_has_the_time_of_what_is_said_for_it(written: str, expected: str) -> None:
    """Marks do not matter; what is said for several words together gives them one time."""
    pairs = [pair.replace("·", " ").split("=") for pair in expected.split()]
    assert timed(written) == [(left, right) for left, right in pairs]


def test_no_times_no_words() -> None:
    """An engine that tells nothing leaves nothing to show."""
    (placement,) = a_chapter(("Go home.", None, 900, False)).timeline.placements
    assert written_words("Go home.", placement) == ()
