from dataclasses import replace

import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.corrections import Correction
from audiobook.dialogue.doubts import RULE, Question, answered, number_in, questions
from audiobook.dialogue.reviewing import candidates, place_of
from audiobook.model import Book, Character, Dialogue
from tests.dialogue.stories import name_of, story, words_of

BARE = ("Ruth met Tobias at the gate.", "“Fine.”", "“No,” Ruth saw, “never that.”", "They went in.")


def understood(*paragraphs: str) -> tuple[Book, Dialogue]:
    """Give a small story and its dialogue."""
    book = story(*paragraphs)
    return book, attribute(book)


def doubted(book: Book, dialogue: Dialogue) -> tuple[Book, Dialogue]:
    """Make every line doubtful."""
    return book, replace(dialogue, attributions=tuple(replace(a, confidence=0.1) for a in dialogue.attributions))


def test_the_text_is_shown_as_it_stands_with_the_line_marked() -> None:
    """Every part of the line, and nothing else; around it what the book says, letter for letter."""
    book, dialogue = doubted(*understood(*BARE))
    first, second = (question.text for question in questions(book, dialogue))
    assert "\n\n".join(BARE).replace("“Fine.”", ">>>“Fine.”<<<") in first
    marked = BARE[2].replace("“No,”", ">>>“No,”<<<").replace("“never that.”", ">>>“never that.”<<<")
    assert "\n\n".join([*BARE[:2], marked, BARE[3]]) in second


def test_the_list_names_those_whom_a_person_would_be_asked_about() -> None:
    """The guess first; other names too; nobody at the end."""
    book, dialogue = doubted(*understood("Ruth Varga met Tobias.", "“Fine,” said Miss Varga.", *BARE))
    question = questions(book, dialogue)[-1]
    assert question.people == candidates(dialogue, dialogue.attributions[-1])
    names = [dialogue.character(who).name for who in question.people]
    rows = question.text.split("\n\n")[-2].splitlines()
    assert [row.split(" ", 1)[0] for row in rows] == [*(f"{n}." for n in range(1, len(names) + 1)), "0."]
    assert all(row.split(" ", 1)[1].startswith(name) for row, name in zip(rows, names, strict=False))
    assert "Ruth Varga, also called " in question.text


def test_who_tells_the_story_is_said() -> None:
    """A model sees "I" and has to know whose name that is."""
    book = story("I met Tobias and Agnes. I was cold.", "“Fine,” I said.", "“No.”", "“Yes.”", "“Why?”")
    question = questions(*doubted(book, attribute(book, narrator="Ruth")))[0]
    assert "Ruth (tells the story as “I”)" in question.text


def test_people_of_the_same_name_are_one_entry() -> None:
    """Nobody could tell them apart by their numbers."""
    book, dialogue = understood(*BARE)
    twins = tuple(replace(character, name="a voice", aliases=()) for character in dialogue.characters)
    assert len(twins) > 1
    assert questions(book, replace(dialogue, characters=twins)) == ()


def test_a_question_is_bounded() -> None:
    """However long the line, the paragraphs around it and the names are; both ends of the line stay marked."""
    long = "The rain went on and on, and nobody knew for how long it would. " * 500
    long = long.strip()
    book, dialogue = doubted(
        *understood(long, f"{long} “{long}” {long}", "“Fine,” said Ruth.", f"Tobias stood. {long}")
    )
    names = tuple(replace(c, aliases=(c.name * 500,)) for c in dialogue.characters)
    for question in questions(book, replace(dialogue, characters=names)):
        assert len(question.text) < 6_000
        assert question.text.count(">>>") == question.text.count("<<<")


def test_a_blank_free_text_is_cut_all_the_same() -> None:
    """Some scripts have no blanks."""
    book, dialogue = doubted(*understood("Ruth met Tobias.", "語" * 9_000 + "“" + "言" * 9_000 + "”" + "葉" * 9_000))
    for question in questions(book, dialogue):
        assert len(question.text) < 6_000


@pytest.mark.parametrize(
    ("reply", "number"),
    [("1", 1), ("2", 2), (" 2 \n", 2), ("2.", 2), ("0", 0), ("3", None), ("-1", None), ("", None), (".", None),
     ("1 or 2", None), ("1, 2", None), ("Ruth", None), ("1) Ruth", None), ("**1**", None), ("1.0", None),
     ("+1", None), ("²", None), ("１", None), ("01", None), ("2..", None), ("<think>", None), ("12", None)],
)  # fmt: skip
def test_only_a_number_of_the_list_is_an_answer(reply: str, number: int | None) -> None:
    """Whatever else a model says is no answer, however well it is meant."""
    _, dialogue = understood(*BARE)
    assert number_in(reply, Question(place_of(dialogue.attributions[0]), ("ruth", "tobias"), "")) == number


def test_an_answer_sets_the_speaker_of_its_line_alone() -> None:
    """With the rule's name, no cue, and the speaker before as the runner-up."""
    _, dialogue = understood(*BARE)
    line = dialogue.attributions[0]
    other = next(c.id for c in dialogue.characters if c.id != line.speaker)
    found = answered(dialogue, {place_of(line): other}).attributions
    assert (found[0].speaker, found[0].runner_up, found[0].rule, found[0].cue) == (other, line.speaker, RULE, None)
    assert found[0].quotation == line.quotation
    assert found[1:] == dialogue.attributions[1:]


def test_an_answer_that_agrees_with_the_rules_is_surest() -> None:
    """The guess, then the runner-up; whoever else is named stays doubtful."""
    book, dialogue = understood(*BARE, "“Go,” said Agnes.")
    line = dialogue.attributions[0]
    question = questions(book, dialogue)[0]
    sure = [answered(dialogue, {question.place: who}).attributions[0] for who in question.people[:3]]
    assert [a.speaker for a in sure] == [line.speaker, line.runner_up, question.people[2]]
    assert [a.doubtful for a in sure] == [False, False, True]
    assert sure[0].confidence > sure[1].confidence > sure[2].confidence


def test_what_is_sure_or_corrected_never_changes() -> None:
    """An answer for a line that is not doubtful, not there, or of somebody unknown counts for nothing."""
    book = story(*BARE, "“Go,” said Ruth.")
    lines = attribute(book).attributions
    dialogue = attribute(book, corrections=(Correction("Fine.", "Ruth"),))
    answers = {place_of(line): "tobias" for line in (lines[0], lines[-1])} | {place_of(lines[1]): "the-ghost"}
    assert answered(dialogue, answers) is dialogue


def test_everybody_who_is_named_is_there() -> None:
    """Speakers, the narrator and runners-up, each once, and nobody whom no line names any more."""
    book, dialogue = understood(*BARE, "“Go,” said Agnes.", "“Yes.”")
    for who in ("ruth", "tobias", "agnes"):
        found = answered(dialogue, dict.fromkeys([q.place for q in questions(book, dialogue)], who))
        ids = [character.id for character in found.characters]
        named = {a.speaker for a in found.attributions} | {a.runner_up for a in found.attributions} | {found.narrator}
        assert len(set(ids)) == len(ids)
        assert set(ids) == named - {None}
        assert all(name_of(found, a) and words_of(book, a) for a in found.attributions)
        assert all(isinstance(found.character(a.speaker or ""), Character) for a in found.attributions)
