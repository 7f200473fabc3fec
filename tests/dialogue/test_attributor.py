"""Deciding again and again gives what deciding once does."""

from typing import Any

import pytest

from audiobook.dialogue.attributor import Attributor, attribute
from audiobook.dialogue.corrections import Correction
from audiobook.dialogue.evidence import Evidence, look
from audiobook.dialogue.ranker import Ranker
from audiobook.dialogue.reading import Reading
from audiobook.errors import CorrectionError
from audiobook.model import Character
from audiobook.ranker_file import load_ranker
from audiobook.text.read import read_book
from tests.dialogue.stories import story
from tests.test_bundled_story import STORY

SCENE = story(
    "Ruth met Tobias and the miller at the gate.",
    "“The lamp is lit.”",
    "“It was lit an hour ago.”",
    "“Then somebody is there.”",
    "“Who?” asked a man with a drum.",
    "“Nobody has the key.”",
    "The word “key” made the miller laugh. We all have one.",
    "“I have,” he said.",
)
STEPS = (
    (),
    (Correction("The lamp is lit", "Tobias"),),
    (Correction("The lamp is lit", "the miller"), Correction("Nobody has the key", "The Ghost")),
    (Correction("The lamp is lit", "Ruth"), Correction("Who", None)),
    (Correction("Who", None), Correction("key", "Ruth"), Correction("We all have one.", "Tobias")),
    (Correction("Then somebody is there", "A man with a drum"),),
    (),
)
"""Corrections made and taken back: speakers old and new, speech that is none, speech without marks."""


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the quotations of the text each time it is looked at."""
    counted: list[int] = []

    def counting(reading: Reading, *rest: Any) -> Evidence:  # noqa: ANN401 - handed on
        counted.append(len(reading.quotations))
        return look(reading, *rest)

    monkeypatch.setattr("audiobook.dialogue.attributor.look", counting)
    return counted


RANKERS = pytest.mark.parametrize("ranker", [None, load_ranker()], ids=["rules", "ranker"])


@RANKERS
@pytest.mark.parametrize("same", [(), (Character("ruth", "Ruth", ("a man with a drum",)),)])
def test_every_step_is_as_if_it_were_the_first(same: tuple[Character, ...], ranker: Ranker | None) -> None:
    """No correction leaves anything behind in the evidence that is kept."""
    known = (Character("mill", "the miller"), Character("ghost", "The Ghost"))
    kept = Attributor(SCENE, known=known, ranker=ranker)
    for corrections in STEPS:
        fresh = attribute(SCENE, known=known, corrections=corrections, same=same, ranker=ranker)
        assert kept.dialogue(corrections, same) == fresh


@RANKERS
def test_a_whole_story_line_by_line(ranker: Ranker | None) -> None:
    """Every fifth line given to its runner-up, one after the other."""
    book = read_book(STORY)
    kept = Attributor(book, ranker=ranker)
    plain = kept.dialogue()
    corrections: tuple[Correction, ...] = ()
    for line in plain.attributions[::5]:
        words = book.text_at(line.quotation.parts[0])
        if line.runner_up is None or len(words.split()) < 6:
            continue
        corrections = (*corrections, Correction(words, plain.character(line.runner_up).name))
        assert kept.dialogue(corrections) == attribute(book, corrections=corrections, ranker=ranker)
    assert len(corrections) > 3


def test_a_speaker_costs_no_second_look(looks: list[int]) -> None:
    """The text is looked at again only where something else is quoted."""
    kept = Attributor(SCENE)
    kept.dialogue()
    kept.dialogue(STEPS[1])
    kept.dialogue(STEPS[2])
    assert len(looks) == 1
    kept.dialogue(STEPS[3])
    assert len(looks) == 2


def test_a_correction_that_fits_nothing_changes_nothing() -> None:
    """It is an error, and the next decision is as before."""
    kept = Attributor(SCENE)
    plain = kept.dialogue()
    with pytest.raises(CorrectionError):
        kept.dialogue((Correction("no such words here", "Ruth"),))
    assert kept.dialogue() == plain
