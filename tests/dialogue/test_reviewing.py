from dataclasses import replace

from audiobook.dialogue.attribution import attribute
from audiobook.dialogue.reviewing import candidates, correction_for, doubtful_runs, next_run, place_of
from audiobook.model import Book, Character, Dialogue
from tests.dialogue.stories import name_of, story, words_of

BARE = ("Ruth met Tobias at the gate.", "“Fine.”", "“No.”")
FAR = ("It rained.",) * 6
LONG = "“" + "This goes on and on, and nobody knows for how long it will. " * 3 + "”"


def understood(*paragraphs: str) -> tuple[Book, Dialogue]:
    """Give a small story and its dialogue."""
    book = story(*paragraphs)
    return book, attribute(book)


def test_long_runs_come_first_and_stay_together() -> None:
    """What is heard longest is asked first; a run keeps the order of the text."""
    book, dialogue = understood(*BARE, *FAR, "Ruth sat down. Tobias stood.", LONG)
    runs = doubtful_runs(book, dialogue)
    assert [[words_of(book, line)[:4] for line in run] for run in runs] == [["This"], ["Fine", "No."]]


def test_what_is_sure_or_skipped_is_not_asked() -> None:
    """A named line never comes; a skipped one not again."""
    book, dialogue = understood(*BARE, *FAR, "“Go,” said Ruth.")
    (run,) = doubtful_runs(book, dialogue)
    assert "Go," not in [words_of(book, line) for line in run]
    skipped = {place_of(run[0])}
    assert run[0] not in [line for r in doubtful_runs(book, dialogue, skipped) for line in r]


def test_the_rest_of_a_run_comes_before_another_run() -> None:
    """After an answer the conversation is finished first, from the answer on."""
    book, dialogue = understood(*BARE, *FAR, "Ruth sat down. Tobias stood.", LONG)
    runs = doubtful_runs(book, dialogue)
    small = runs[1]
    assert next_run(runs, None) == runs[0]
    assert next_run(runs, place_of(small[0])) == small[1:]
    assert next_run(runs, place_of(small[-1])) == runs[0]
    assert next_run((), None) == ()


def test_the_guess_and_the_runner_up_lead_the_candidates() -> None:
    """Then come the others of the scene, each once."""
    _, dialogue = understood(*BARE, "“Go,” said Agnes.", "“Fine,” said Agnes.")
    line = dialogue.attributions[0]
    who = candidates(dialogue, line)
    assert who[:2] == (line.speaker, line.runner_up)
    assert "agnes" in who
    assert len(set(who)) == len(who)


def test_a_correction_means_its_line_and_no_other() -> None:
    """Any line of a story, twins too, corrected by what is written down, is the one that changes."""
    twins = (
        "“Not now.”",
        "The clock struck nine.",
        "“Not now.”",
        "She left.",
        "“Not now, for I am far too busy today.”",
    )
    book, dialogue = understood("Ruth met Tobias.", *twins, *BARE[1:], LONG, LONG.replace("how", "so"))
    for line in dialogue.attributions:
        correction = correction_for(book, dialogue, line, "The Ghost")
        assert correction is not None
        corrected = attribute(book, corrections=(correction,))
        ghosts = [a.quotation for a in corrected.attributions if a.rule == "correction"]
        assert ghosts == [line.quotation]


def test_lines_that_no_words_tell_apart_get_no_correction() -> None:
    """Twins with nothing before the first of them: whoever asks is told."""
    book, dialogue = understood("“No.” Ruth sat. “No.”")
    assert correction_for(book, dialogue, dialogue.attributions[0], "Ruth") is None


def test_two_names_become_one_person() -> None:
    """Named people are one from the start; people met without a name are put together at the end."""
    text = ("Ruth sat.", "“Go,” said Mr. Vane.", "“Stay,” said the Weasel.", "“Who?” called a man from the pit.")
    same = (Character("vane", "Mr. Vane", ("a man from the pit",)),)
    book = story(*text)
    plain, merged = attribute(book), attribute(book, same=same)
    assert len({a.speaker for a in plain.attributions}) == 3
    assert [name_of(merged, a) for a in merged.attributions][::2] == ["Mr. Vane"] * 2


def test_the_names_join_those_of_a_known_person() -> None:
    """Somebody stated in voices.yaml keeps that name."""
    book = story("“Go,” said Mr. Vane.", "“Go,” said Weasel.", "Weasel ran.")
    known = Character("vane", "Vane", ("Mr. Vane",))
    merged = attribute(book, known=(known,), same=(Character("w", "Weasel", ("Mr. Vane",)),))
    assert {name_of(merged, a) for a in merged.attributions} == {"Vane"}
    assert replace(known) == known
