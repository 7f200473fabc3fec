"""Asks a helper model about the doubtful lines of a story, as far as it has not answered before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audiobook.dialogue.doubts import NOBODY, Question, number_in, questions
from audiobook.helper.address import HelperModel
from audiobook.helper.answers import AnswerStore
from audiobook.helper.server import Server
from audiobook.model import Book, Dialogue, Locus
from audiobook.progress import Progress


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking."""

    model: str
    """Its name, and how it was chosen where the listener did not."""
    n_lines: int = 0
    """Doubtful lines that were asked about, now or before."""
    answers: Mapping[Locus, str] = field(default_factory=dict)
    """Where a line begins -> the id of whoever says it."""
    n_open: int = 0
    """Lines of which the model says that it cannot tell."""

    def note(self) -> str:
        """Say it in words; empty if there was nothing to ask."""
        n_decided = len(self.answers)
        n_refused = self.n_lines - n_decided - self.n_open
        said = f"the helper model {self.model} decided {n_decided:,} of {self.n_lines:,} doubtful lines"
        if self.n_open:
            said += f"; it cannot tell {self.n_open:,}"
        if n_refused:
            said += f"; {n_refused:,} replies were no number of its list and change nothing"
        if n_refused == self.n_lines:
            said += " (a model that thinks aloud before it answers is of no use here)"
        return said if self.n_lines else ""


def ask(book: Book, dialogue: Dialogue, helper: HelperModel, cache: Path, progress: Progress) -> Asked:
    """Give what a helper model answers about the doubtful lines of a story.

    Each answer is on disk before the next question, so that whatever stops this costs one answer at most. Raises
    HelperError if the model has to be asked and cannot be, SettingsError if it is on another machine.
    """
    server, store, wanted = Server(helper), AnswerStore(cache), questions(book, dialogue)
    model = helper.model or store.find("model", helper.address) or ""
    chosen = model
    missing = _missing(store, model, wanted)
    if missing and not helper.model:
        names = server.models()
        model = names[0]
        chosen = model if len(names) == 1 else f"{model} (the first of {len(names)} that its server has)"
        store.keep("model", helper.address, answer=model)
        missing = _missing(store, model, wanted)
    replies = _ask_all(server, store, model, missing, progress)
    numbers = {q.place: _kept(store, model, q) if q.text not in replies else replies[q.text] for q in wanted}
    answers = {q.place: q.people[number - 1] for q in wanted if (number := numbers[q.place])}
    return Asked(chosen, len(wanted), answers, sum(number == NOBODY for number in numbers.values()))


def _missing(store: AnswerStore, model: str, wanted: Sequence[Question]) -> list[Question]:
    return [question for question in wanted if _kept(store, model, question) is None]


def _kept(store: AnswerStore, model: str, question: Question) -> int | None:
    reply = store.find("answer", model, question.text)
    return None if reply is None else number_in(reply, question)


def _ask_all(
    server: Server, store: AnswerStore, model: str, missing: Sequence[Question], progress: Progress
) -> dict[str, int | None]:
    """Give the number that the model answers each question with.

    What is no number is not kept: the next run asks again, perhaps a server that was put right meanwhile.
    """
    replies: dict[str, int | None] = {}
    progress.stage(f"asking the helper model about {len(missing):,} doubtful lines", len(missing))
    for question in missing:
        number = number_in(server.reply(model, question.text), question)
        if number is not None:
            store.keep("answer", model, question.text, answer=str(number))
        replies[question.text] = number
        progress.advance()
    return replies
