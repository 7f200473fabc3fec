from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.corrections import Correction
from audiobook.dialogue.turns import Ballot, Turn, _passing, decode
from audiobook.model import DOUBTFUL, Attribution, Dialogue
from tests.dialogue.stories import story

BALLOTS = st.dictionaries(st.integers(0, 3), st.floats(-5, 5), min_size=1, max_size=4)
TURNS = st.lists(st.tuples(BALLOTS, st.integers(0, 4), st.booleans()), min_size=1, max_size=5)


def score(turns: list[Turn], speakers: tuple[int, ...]) -> float:
    """Give the score of a whole sequence, step by step."""
    total, state = 0.0, (-1, -2)
    for turn, person in zip(turns, speakers, strict=True):
        total += turn.ballot[person] + _passing(turn, state, person)
        state = (person, state[0])
    return total


@given(TURNS)
def test_speakers_and_margins_are_those_of_trying_every_sequence(drawn: list[tuple[Ballot, int, bool]]) -> None:
    """The best sequence comes out; a margin is what the best one without this speaker there falls short by."""
    turns = [Turn([0], ballot, distance, replies=replies) for ballot, distance, replies in drawn]
    every = {speakers: score(turns, speakers) for speakers in product(*(turn.ballot for turn in turns))}
    best = max(every.values())
    standings = decode(turns)
    assert abs(every[tuple(s.person for s in standings)] - best) < 1e-9
    for i, standing in enumerate(standings):
        without = [total for speakers, total in every.items() if speakers[i] != standing.person]
        assert (standing.runner_up is None) == (not without)
        assert abs(standing.margin - (best - max(without, default=best))) < 1e-9


def attributions(*paragraphs: str, corrections: tuple[Correction, ...] = ()) -> tuple[Dialogue, list[Attribution]]:
    """Give the dialogue of a small story."""
    dialogue = attribute(story(*paragraphs), corrections=corrections)
    return dialogue, list(dialogue.attributions)


def test_a_named_speaker_is_sure_and_has_no_rival() -> None:
    """The text says so: nobody else is a candidate."""
    _, (line,) = attributions("Ruth met Tobias.", "“Fine,” said Ruth.")
    assert (line.runner_up, line.doubtful) == (None, False)
    assert line.confidence >= 0.9


def test_a_bare_line_names_its_runner_up() -> None:
    """Whoever else is there would have said it; he is in the dialogue even if he says nothing."""
    dialogue, (line,) = attributions("Ruth met Tobias at the gate.", "“Fine.”")
    assert line.confidence < DOUBTFUL
    assert line.runner_up is not None
    assert {dialogue.character(who).name for who in (line.speaker or "", line.runner_up)} == {"Ruth", "Tobias"}


def test_what_surrounds_a_run_makes_it_surer() -> None:
    """A bare line between sure ones is surer than one with nothing after it."""
    talk = ("Ruth met Tobias.", "“One,” said Ruth.", "“Two.”")
    open_end = attributions(*talk)[1][1]
    closed = attributions(*talk, "“Three,” said Ruth.", "“Four,” said Tobias.")[1][1]
    assert closed.confidence > open_end.confidence


def test_a_correction_is_certain() -> None:
    """What the listener says is no longer in doubt."""
    _, (line,) = attributions("Ruth met Tobias.", "“Fine by me.”", corrections=(Correction("Fine by me", "Ruth"),))
    assert (line.confidence, line.runner_up) == (1.0, None)
