from pathlib import Path

import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.doubts import answered
from audiobook.dialogue.reviewing import place_of
from audiobook.errors import HelperError, OutputError, SettingsError
from audiobook.helper.address import HelperModel
from audiobook.helper.asking import Asked, ask
from audiobook.model import Book
from audiobook.progress import Silent
from tests.dialogue.stories import story
from tests.helper.server import Answer, SmallServer, has, says

GATE = story(
    "“Go,” said Ruth.",
    "Ruth met Tobias at the gate.",
    "“Is the lamp lit in the long room?”",
    "“It was lit an hour ago, I think.”",
    "“Then somebody is there already.”",
)


class Watcher(Silent):
    """Remembers the stages."""

    def __init__(self) -> None:
        """Begin with none."""
        self.stages: list[tuple[str, int]] = []
        self.n_done = 0

    def stage(self, name: str, n_total: int) -> None:
        """Remember it."""
        self.stages.append((name, n_total))

    def advance(self, n_steps: int = 1) -> None:
        """Count them."""
        self.n_done += n_steps


def asked(server: SmallServer, cache: Path, model: str = "small", book: Book = GATE) -> Asked:
    """Ask about the doubtful lines of a story."""
    return ask(book, attribute(book), server.helper(model), cache, Silent())


def test_only_doubtful_lines_are_asked_about(server: SmallServer, tmp_path: Path) -> None:
    """Each once, in order; what is sure never leaves the program as a question."""
    watcher = Watcher()
    dialogue = attribute(GATE)
    found = ask(GATE, dialogue, server.helper("small"), tmp_path, watcher)
    doubtful = [place_of(line) for line in dialogue.attributions if line.doubtful]
    assert list(found.answers) == doubtful
    assert len(server.questions) == len(doubtful) == 3
    marked = [f">>>{GATE.text_at(place)}<<<" for place in doubtful]
    assert [mark in question for mark, question in zip(marked, server.questions, strict=True)] == [True] * 3
    assert watcher.stages == [("asking the helper model about 3 doubtful lines", 3)]
    assert watcher.n_done == 3
    assert found.note() == "the helper model small decided 3 of 3 doubtful lines"


def test_nothing_doubtful_is_no_request(server: SmallServer, tmp_path: Path) -> None:
    """The server is not even asked for its models."""
    found = asked(server, tmp_path, "", story("“Go,” said Ruth."))
    assert (server.paths, found.note(), list(tmp_path.iterdir())) == ([], "", [])


@pytest.mark.parametrize("reply", ["", "3 or 4", "9", "-1", "1 or 2", "Ruth", "1. Ruth", "one", "²", "01", "1..", "١"])
def test_a_reply_that_is_no_number_of_the_list_changes_nothing(server: SmallServer, tmp_path: Path, reply: str) -> None:
    """It is counted and told, not kept, and asked for again the next time."""
    server.chat = lambda _text: says(reply)
    found = asked(server, tmp_path)
    dialogue = attribute(GATE)
    assert answered(dialogue, found.answers) is dialogue
    assert "decided 0 of 3 doubtful lines; 3 replies were no number of its list" in found.note()
    server.chat = lambda _text: says("2")
    assert len(asked(server, tmp_path).answers) == 3


@pytest.mark.parametrize("reply", ["2", " 2\n", "2."])
def test_a_number_counts(server: SmallServer, tmp_path: Path, reply: str) -> None:
    """With blanks or a point around it."""
    server.chat = lambda _text: says(reply)
    assert len(asked(server, tmp_path).answers) == 3


def test_the_model_may_leave_a_line_open(server: SmallServer, tmp_path: Path) -> None:
    """That is an answer, kept like any other, and the line stays as it was."""
    server.chat = lambda _text: says("0")
    for _ in range(2):
        found = asked(server, tmp_path)
        assert found.answers == {}
        assert found.note() == "the helper model small decided 0 of 3 doubtful lines; it cannot tell 3"
    assert len(server.requests) == 3


def test_what_was_answered_is_not_asked_again(server: SmallServer, tmp_path: Path) -> None:
    """Not by a later run, not where the server is gone; another model, or another passage, is asked anew."""
    server.chat = lambda _text: says("2")
    first = asked(server, tmp_path)
    assert len(server.requests) == 3
    gone = HelperModel("http://127.0.0.1:9/v1", "small")
    assert ask(GATE, attribute(GATE), gone, tmp_path, Silent()) == first
    assert len(server.requests) == 3
    asked(server, tmp_path, "other")
    assert len(server.requests) == 6
    asked(server, tmp_path, book=story("It rained.", *(p.text for p in GATE.chapters[0].paragraphs)))
    assert len(server.requests) == 9


def test_without_a_name_the_first_model_is_asked(server: SmallServer, tmp_path: Path) -> None:
    """And said; it is remembered, so that a run with all answers there makes no request at all."""
    server.models = has("first", "second")
    found = asked(server, tmp_path, "")
    assert "first (the first of 2 that its server has) decided" in found.note()
    assert {request["model"] for request in server.requests} == {"first"}
    paths = list(server.paths)
    assert asked(server, tmp_path, "").answers == found.answers
    assert server.paths == paths


def test_a_model_that_was_changed_is_noticed_when_it_is_asked(server: SmallServer, tmp_path: Path) -> None:
    """Answers of two models are never mixed in one story."""
    asked(server, tmp_path, "")
    server.models = has("new")
    longer = story(
        *(p.text for p in GATE.chapters[0].paragraphs), *["It rained."] * 20, "Ruth sat. Tobias stood.", "“Yes?”"
    )
    n_before = len(server.requests)
    found = asked(server, tmp_path, "", longer)
    assert {request["model"] for request in server.requests[n_before:]} == {"new"}
    assert len(server.requests) - n_before == found.n_lines == 4


def test_answers_are_kept_as_they_come(server: SmallServer, tmp_path: Path) -> None:
    """A server that dies half way, or Ctrl-C, costs what was not answered yet."""

    def twice(_text: str) -> Answer:
        return says("1") if len(server.requests) < 3 else (500, b"out of memory", {})

    server.chat = twice
    with pytest.raises(HelperError, match="status 500: out of memory"):
        asked(server, tmp_path)
    server.chat = lambda _text: says("1")
    assert len(asked(server, tmp_path).answers) == 3
    assert len(server.requests) == 4


def test_a_damaged_answer_is_asked_for_again(server: SmallServer, tmp_path: Path) -> None:
    """Cut off, another's, of another kind, out of the list: it never decides a line."""
    asked(server, tmp_path)
    one, two, three = sorted((tmp_path / "answers").glob("*.json"))
    one.write_bytes(one.read_bytes()[:-9])
    two.write_bytes(three.read_bytes())
    three.write_text(three.read_text(encoding="utf-8").replace('"answer": "1"', '"answer": "77"'), encoding="utf-8")
    assert len(asked(server, tmp_path).answers) == 3
    assert len(server.requests) == 6


def test_what_a_killed_run_left_is_swept(server: SmallServer, tmp_path: Path) -> None:
    """Half a file is nobody's."""
    (tmp_path / "answers").mkdir()
    stray = tmp_path / "answers" / ".999999999-0123456789abcdef.part"
    stray.write_bytes(b"{")
    asked(server, tmp_path)
    assert not stray.exists()


def test_a_full_or_closed_disk_is_told(server: SmallServer, tmp_path: Path) -> None:
    """As everywhere else."""
    (tmp_path / "answers").write_bytes(b"")
    with pytest.raises(OutputError, match="answers"):
        asked(server, tmp_path)


def test_another_machine_is_refused_even_if_there_is_nothing_to_ask(tmp_path: Path) -> None:
    """So that it does not hang on the story whether a setting is safe."""
    book = story("“Go,” said Ruth.")
    with pytest.raises(SettingsError, match="would leave it"):
        ask(book, attribute(book), HelperModel("http://192.168.0.7/v1"), tmp_path, Silent())
