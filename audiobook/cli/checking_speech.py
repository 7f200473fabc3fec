"""`check --hear` and `--fix`: every word of a story heard, what sounds wrong told, and said again."""

import re
import shlex
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from audiobook.checking.alignment import Kind
from audiobook.checking.commands import build_command
from audiobook.checking.finding import Finding
from audiobook.checking.listening import listener
from audiobook.checking.recognizer import require_english
from audiobook.checking.retaking import Retaken, retake, retakes_of, tried_in
from audiobook.checking.speech import Judged, Studio, judge, lines_of, names_of
from audiobook.cli import terminal
from audiobook.files import write_whole
from audiobook.locks import changing
from audiobook.plan import Plan
from audiobook.progress import Progress
from audiobook.settings.corrections import corrections_file
from audiobook.settings.corrections_file import add_retakes
from audiobook.settings.reading import read_text
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.clips import make_clips
from audiobook.synthesis.leases import in_use
from audiobook.synthesis.stores import open_store
from audiobook.synthesis.workers import Executor

_LISTEN: Final = "Listen to them: where a word is really wrong, another voice, rate or wording may help."


@dataclass(frozen=True, slots=True)
class Hearing:
    """What was heard of a story, and what became of it."""

    judged: tuple[Judged, ...]
    retaken: tuple[Retaken, ...]
    took_s: float

    def left(self) -> Iterator[Judged]:
        """Give the suspicious lines, each in its best take, that no take has mended."""
        best = {each.before.line.request.key: each.after for each in self.retaken}
        now = (best.get(line.line.request.key, line) for line in self.judged)
        return (line for line in now if line.wrong)


def hear(plan: Plan, settings: Settings, executor: Executor, progress: Progress, *, fix: bool) -> Hearing:
    """Hear the chapters that are asked for, and with `fix` say suspicious lines again. Raises RecognizerError."""
    began_s = time.monotonic()
    require_english(plan.story.book.language)
    there = [chapter.number for chapter in plan.story.script.chapters]  # credits are in no story that could be mended
    chapters = [number for number in there if number in settings.chapters or not settings.chapters]
    store = open_store(settings.cache, settings.store)
    studio = Studio(
        make=partial(make_clips, store=store, executor=executor, progress=progress),
        read=store.read,
        listen=listener(settings.cache, executor, progress),
        names=names_of(plan),
    )
    keys = {request.key for number in chapters for request in plan.requests[number]}
    with in_use(settings.cache, keys, "audiobook check --hear"):
        judged = judge(lines_of(plan, chapters, studio), studio)
        retaken = _said_again(judged, studio, settings.cache) if fix else ()
    _write_retakes(plan, retaken)
    return Hearing(judged, retaken, time.monotonic() - began_s)


def _said_again(judged: Sequence[Judged], studio: Studio, cache: Path) -> tuple[Retaken, ...]:
    with in_use(cache, tried_in(judged), "audiobook check --fix"):
        return retake(judged, studio)


def _write_retakes(plan: Plan, retaken: Sequence[Retaken]) -> None:
    retakes = tuple(retakes_of(retaken, plan.story))
    path = corrections_file(plan.story.path)
    if retakes:
        with changing(path, "audiobook check --fix"):
            before = read_text(path) if path.exists() else ""
            write_whole(path, add_retakes(before, str(path), retakes).encode())


# ------------------------------------------------------------------------------------------------------------- telling


def hearing_findings(hearing: Hearing, plan: Plan, *, fixed: bool) -> Iterator[Finding]:
    """Give what still sounds wrong. fixed: all takes were tried."""
    return (_finding(line, plan, fixed=fixed) for line in hearing.left())


def _finding(judged: Judged, plan: Plan, *, fixed: bool) -> Finding:
    utterance = judged.line.utterances[0]
    voice = judged.line.request.voice
    place = f"{plan.story.path}:{plan.story.book.paragraph(utterance.locus).line}"
    usual_s = judged.pace.expected_s(judged.line.request.text) if judged.pace else None
    return Finding(
        check="hearing",
        place=place,
        problem=f"{plan.story.name_of(utterance.speaker)}: {'; '.join(judged.wrong)}",
        hint=_LISTEN if fixed else f"audiobook check {shlex.quote(str(plan.story.path))} --fix",
        details={
            "chapter": utterance.locus.chapter,
            "speaker": plan.story.name_of(utterance.speaker),
            "voice": f"{voice.engine}:{voice.name}",
            "text": judged.line.request.text,
            "heard": " ".join(word for step in judged.heard.steps for word in step.heard),
            "difference": _marked(judged),
            "n_words": judged.heard.n_words,
            "n_wrong": judged.heard.n_wrong,
            "seconds": round(judged.line.seconds, 2),
            "usual_seconds": None if usual_s is None else round(usual_s, 2),
            "take": judged.line.request.take,
            "n_places": len(judged.line.utterances),
        },
    )


def _marked(judged: Judged) -> str:
    """Give the words with [-what was dropped-] and {+what was heard instead or too+}."""
    parts = []
    for step in judged.heard.steps:
        if step.kind is Kind.HEARD:
            parts.append(" ".join(step.wanted))
            continue
        wanted = f"[-{' '.join(step.wanted)}-]" if step.wanted else ""
        heard = f"{{+{' '.join(step.heard)}+}}" if step.heard else ""
        parts.append(f"{wanted}{heard}")
    return " ".join(parts)


def _coloured(difference: str) -> str:
    coloured = re.sub(r"\[-.*?-\]", lambda found: terminal.style(found[0], "red"), difference)
    return re.sub(r"\{\+.*?\+\}", lambda found: terminal.style(found[0], "green"), coloured)


def show_difference(finding: Finding) -> None:
    """Print what was heard otherwise, below its finding."""
    terminal.echo(f"    {_coloured(str(finding.details['difference']))}")
    terminal.echo(f"    {_length_told(finding)}")


def show_retakes(plan: Plan, hearing: Hearing) -> None:
    """Print what became of lines that were said again."""
    for retaken in hearing.retaken:
        _show_retaken(plan, retaken)


def show_summary(plan: Plan, hearing: Hearing) -> None:
    """Say how much was heard, how fast and how well, and what puts better takes in."""
    terminal.echo(_summary(hearing))
    if any(retaken.is_better for retaken in hearing.retaken):
        terminal.echo(f"{build_command(str(plan.story.path), plan.before)}  puts the new takes in")


def _show_retaken(plan: Plan, retaken: Retaken) -> None:
    finding = _finding(retaken.before, plan, fixed=True)
    request = retaken.after.line.request
    if not retaken.is_better:
        said = "no other take is heard better"
    elif retaken.after.wrong:
        said = f"take {request.take} is heard better, but not well"
    else:
        said = terminal.style(f"mended by take {request.take}", "green")
    terminal.echo(f"{terminal.style(finding.place, bold=True)}: {finding.problem}: {said}")


def _length_told(finding: Finding) -> str:
    details = finding.details
    usual = f", usually {details['usual_seconds']} s" if details["usual_seconds"] else ""
    places = f", heard in {details['n_places']} places" if details["n_places"] != 1 else ""
    return f"{details['voice']}, {details['seconds']} s{usual}{places}"


def _summary(hearing: Hearing) -> str:
    figures = hearing_json(hearing)
    speed = figures["seconds"] / max(hearing.took_s, 0.001)
    return (
        f"heard {terminal.count(figures['n_clips'], 'clip')}, {terminal.clock(figures['seconds'])} of speech "
        f"({speed:.0f} times as fast as it is spoken); word error {figures['word_error']:.1%}, names left out; "
        f"{terminal.count(sum(1 for _ in hearing.left()), 'suspicious clip')} left"
    )


def hearing_json(hearing: Hearing) -> Mapping[str, Any]:
    """Give the figures of a hearing, for programs."""
    n_words = sum(each.heard.n_words for each in hearing.judged)
    n_wrong = sum(each.heard.n_wrong for each in hearing.judged)
    return {
        "n_clips": len(hearing.judged),
        "seconds": round(sum(each.line.seconds for each in hearing.judged), 1),
        "n_words": n_words,
        "n_wrong": n_wrong,
        "word_error": round(n_wrong / max(1, n_words), 4),
        "n_suspicious": sum(bool(each.wrong) for each in hearing.judged),
        "n_mended": sum(each.is_better and not each.after.wrong for each in hearing.retaken),
    }
