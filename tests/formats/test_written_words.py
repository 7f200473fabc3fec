from dataclasses import replace

import pytest

from audiobook.formats.written_words import written_words
from audiobook.model import Placement
from tests.formats.captioned import a_chapter, evenly_timed


def timed(written: str, spoken: str) -> list[tuple[str, str]]:
    """Give each written word that has a time with what was said in that time."""
    (placement,) = a_chapter((written, None, 100 * len(spoken), False)).timeline.placements
    utterance = replace(placement.utterance, spoken=spoken)
    clip = replace(placement.clip, words=evenly_timed(spoken, 100 * len(spoken)))
    said = Placement(utterance, clip, 5_000, 0.0)
    found = []
    for word in written_words(written, said):
        start, end = (time - 5_000 for time in (word.start, word.end))
        found.append((written[word.span.start : word.span.end], spoken[start // 100 : end // 100]))
    return found


@pytest.mark.parametrize(
    ("written", "spoken", "expected"),
    [
        ("“Go home,” he said.", "Go home, he said.", "“Go=Go home,”=home, he=he said.=said."),
        ("I paid 42 roubles.", "I paid forty-two roubles.", "I=I paid=paid 42=forty-two roubles.=roubles."),
        ("In 1917 it ended", "In nineteen seventeen it ended", "In=In 1917=nineteen·seventeen it=it ended=ended"),
        ("He came—and went", "He came, and went", "He=He came=came, and=and went=went"),
        ("Mr. A left", "Mister A left", "Mr.=Mister A=A left=left"),
        ("_Very_ “odd”", "Very odd", "_Very_=Very “odd”=odd"),
        ("no — no — no", "no, no, no", "no=no, no=no, no=no"),
        ("It’s ZOË’s", "it's zoë’s", "It’s=it's ZOË’s=zoë’s"),
        ("a b c", "a c", "a=a c=c"),
        ("a c", "a b c", "a=a c=c"),
        ("Dr. Nº 5 x", "doctor number five x", "Dr.·Nº·5=doctor·number·five x=x"),
        ("— …", "hm", ""),
    ],
)
def test_a_written_word_has_the_time_of_what_is_said_for_it(written: str, spoken: str, expected: str) -> None:
    """Marks do not matter; between words that are alike, what differs has one time, from the first to the last."""
    pairs = [pair.replace("·", " ").split("=") for pair in expected.split()]
    assert timed(written, spoken) == [(left, right) for left, right in pairs]


def test_no_times_no_words() -> None:
    """An engine that tells nothing leaves nothing to show."""
    (placement,) = a_chapter(("Go home.", None, 900, False)).timeline.placements
    assert written_words("Go home.", placement) == ()
