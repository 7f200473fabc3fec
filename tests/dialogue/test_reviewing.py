from dataclasses import replace

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.corrections import Quoted
from audiobook.dialogue.reviewing import (
    alike,
    candidates,
    correction_for,
    doubtful_runs,
    next_run,
    place_of,
    swapped,
)
from audiobook.model import Book, Character, Dialogue
from tests.dialogue.stories import name_of, story, words_of

BARE = ("Ruth met Tobias at the gate.", "“Fine.”", "“No.”")
FAR = ("It rained.",) * 6
LONG = "“" + "This goes on and on, and nobody knows for how long it will. " * 3 + "”"


def understood(*paragraphs: str) -> tuple[Book, Dialogue]:
    """Give a small story and its dialogue."""
    book = story(*paragraphs)
    return book, attribute(book)


def quoted(book: Book, dialogue: Dialogue) -> Quoted:
    """Give all quotations of a dialogue."""
    return Quoted(book, (line.quotation for line in dialogue.attributions))


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


EXCHANGE = (
    "Ruth met Tobias at the gate.",
    "“The lamp is lit.”",
    "“It was lit an hour ago.”",
    "“Then somebody is there.”",
    "“Nobody has the key.”",
)


def spoken(book: Book, dialogue: Dialogue) -> list[tuple[str, str | None]]:
    """Give who says what."""
    return [(words_of(book, line), name_of(dialogue, line)) for line in dialogue.attributions]


def test_one_answer_may_go_to_all_lines_of_one_guess() -> None:
    """Those of the run that are given to the same person, and no others."""
    book, dialogue = understood(*EXCHANGE)
    (run,) = doubtful_runs(book, dialogue)
    assert [words_of(book, line) for line in alike(run, run[0])] == [words_of(book, run[0]), words_of(book, run[2])]


def test_the_two_of_an_exchange_are_swapped() -> None:
    """Every line of it changes sides, whichever of them is asked about."""
    _, dialogue = understood(*EXCHANGE)
    other = {"ruth": "tobias", "tobias": "ruth"}
    for line in dialogue.attributions:
        assert swapped(dialogue, line) == tuple((each, other[each.speaker or ""]) for each in dialogue.attributions)


def test_a_swap_ends_where_the_text_names_somebody() -> None:
    """What stands beyond a named line was decided from there; so was what a gap sets apart."""
    _, dialogue = understood(*EXCHANGE, "“No,” said Ruth.", *EXCHANGE[1:], *FAR, *EXCHANGE)
    (*before, _), after = dialogue.attributions[:5], dialogue.attributions[5:9]
    assert {line.doubtful for line in dialogue.attributions if line not in before} == {True, False}
    assert [line for line, _ in swapped(dialogue, before[0])] == [line for line in before if line.doubtful]
    assert not {line for line, _ in swapped(dialogue, after[-1])} & {*before, *dialogue.attributions[9:]}


def test_there_is_nothing_to_swap_in_a_single_line() -> None:
    """One key sets it as well."""
    _, dialogue = understood("Ruth met Tobias.", "“Fine.”", *FAR, "“No.”")
    assert [swapped(dialogue, line) for line in dialogue.attributions] == [(), ()]


def test_a_swap_is_what_a_person_sees_then() -> None:
    """Written down and decided anew, the exchange is the other way about."""
    book, dialogue = understood(*EXCHANGE)
    answers = swapped(dialogue, dialogue.attributions[1])
    found = [correction_for(quoted(book, dialogue), line, dialogue.character(who).name) for line, who in answers]
    anew = attribute(book, corrections=tuple(c for c in found if c))
    assert [a.speaker for a in anew.attributions] == [who for _, who in answers]


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
        correction = correction_for(quoted(book, dialogue), line, "The Ghost")
        assert correction is not None
        corrected = attribute(book, corrections=(correction,))
        ghosts = [a.quotation for a in corrected.attributions if a.rule == "correction"]
        assert ghosts == [line.quotation]


def test_lines_that_no_words_tell_apart_get_no_correction() -> None:
    """Twins with nothing before the first of them: whoever asks is told."""
    book, dialogue = understood("“No.” Ruth sat. “No.”")
    assert correction_for(quoted(book, dialogue), dialogue.attributions[0], "Ruth") is None


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
