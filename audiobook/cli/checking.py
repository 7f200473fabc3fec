"""`check`: what is wrong with an audiobook that was made, ours or anybody's."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from audiobook.checking.commands import build_command
from audiobook.checking.files import check_files, check_made
from audiobook.checking.finding import Finding, Severity
from audiobook.checking.finished.check import Report, check_finished
from audiobook.checking.finished.folder import SUFFIXES, Batch, batch, has_finished, is_finished, of_manifest
from audiobook.cli import terminal
from audiobook.cli.checking_finished import files_json, show_files, show_findings, show_limits
from audiobook.cli.checking_speech import (
    Hearing,
    hear,
    hearing_findings,
    hearing_json,
    show_retakes,
    show_summary,
)
from audiobook.cli.options import n_cores, settings_from, stories_from
from audiobook.errors import StoryError
from audiobook.plan import Plan, make_plan
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.workers import LocalExecutor
from audiobook.text.sources.registry import is_story, source_names


@dataclass(frozen=True, slots=True)
class _Wish:
    """How closely it is looked at."""

    hears: bool
    """A recognizer hears every clip."""
    fixes: bool
    """What it hears badly is said again."""
    listens: bool
    """Finished files are decoded and measured."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was found of one story, or at one path."""

    findings: tuple[Finding, ...]
    report: Report | None
    plan: Plan | None = None
    hearing: Hearing | None = None


def check(path: Path | None, *, hear: bool, fix: bool, quick: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401
    """Check stories or finished files, tell what was found, and exit 1 if a rule is broken."""
    bar = terminal.Bar(quiet=as_json)
    values = []
    n_wrong = 0
    for outcome in _outcomes(path, bar, _Wish(hear or fix, fix, not quick), **options):
        bar.clear()
        n_wrong += _n_wrong(outcome)
        if as_json:
            values.append(_json(path, outcome))
        else:
            _show(outcome)
    if as_json:
        terminal.echo_json(values)
    if n_wrong:
        sys.exit(1)


def _outcomes(path: Path | None, bar: terminal.Bar, wish: _Wish, **options: Any) -> Iterator[_Outcome]:  # noqa: ANN401
    try:
        if path is not None and is_finished(path):
            if wish.hears:
                hint = f"`audiobook check STORY {'--fix' if wish.fixes else '--hear'}` hears the clips it was made of."
                raise StoryError(f"{path} is no story: nobody knows which words are to be heard", hint=hint)
            yield _check_finished(path, bar, listen=wish.listens, jobs=options["jobs"])
            return
        _refuse_others(path)
        settings = settings_from(**options)
        if path is not None and has_finished(path):  # beside the stories in it
            yield _check_finished(path, bar, listen=wish.listens, jobs=settings.jobs)
        for story in _stories(path):
            plan = make_plan(story, settings, bar)
            build = build_command(str(story), plan.before, _flags(**options))
            yield _check_story(plan, settings, bar, wish, build)
    finally:
        bar.clear()


def _stories(path: Path | None) -> Iterator[Path]:
    """Give the stories that are meant, without EPUBs that read themselves aloud, which are among the finished files."""
    beside = path is not None and has_finished(path)
    return (story for story in stories_from(path) if not (beside and is_finished(story)))


def _refuse_others(path: Path | None) -> None:
    """Raise StoryError for a path that is neither a story, nor finished, nor holds any of these."""
    if path is None or not path.exists():
        return  # that is for `stories_from` to say
    endings = ", ".join("." + name for name in source_names())
    hint = f"Stories end in {endings}; finished files in {', '.join(SUFFIXES)}."
    if path.is_dir():
        if not any(is_story(each.name) for each in path.iterdir()):
            raise StoryError(f"there is neither a story nor a finished file in {path}", hint=hint)
    elif not is_story(path.name):
        raise StoryError(f"{path} is neither a story nor a finished file that can be checked", hint=hint)


def _check_finished(path: Path, bar: terminal.Bar, *, listen: bool, jobs: int | None) -> _Outcome:
    found = batch(path)
    with LocalExecutor(jobs or n_cores()) as executor:
        report = check_finished(found, executor, bar, listen=listen)
    made = check_made(found.folder, found.manifest, found.build) if found.manifest and found.is_book else ()
    return _Outcome((*made, *report.all_findings()), report)


def _flags(**options: Any) -> list[str]:  # noqa: ANN401
    """Give the options that decide what a build makes, as they were typed."""
    stated = {name: str(options[name] or "") for name in ("voices", "out", "formats", "layout", "address")}
    if options["out"] == Path("output"):
        del stated["out"]
    return [part for name, value in stated.items() if value for part in (f"--{name}", value)]


def _check_story(plan: Plan, settings: Settings, bar: terminal.Bar, wish: _Wish, build: str) -> _Outcome:
    findings = list(check_files(plan, build))
    with LocalExecutor(settings.jobs) as executor:
        report = None
        if plan.before:
            report = check_finished(_built(plan, settings, build), executor, bar, listen=wish.listens)
            findings += report.all_findings()
        hearing = hear(plan, settings, executor, bar, fix=wish.fixes) if wish.hears else None
    if hearing:
        findings += hearing_findings(hearing, plan, fixed=wish.fixes)
    return _Outcome(tuple(findings), report, plan, hearing)


def _built(plan: Plan, settings: Settings, build: str) -> Batch:
    """Give the files of a story that are there, or those of the chapters that are asked for."""
    assert plan.before is not None
    return of_manifest(plan.folder, plan.before, build, settings.chapters)


def _n_wrong(outcome: _Outcome) -> int:
    return sum(finding.severity is Severity.WRONG for finding in outcome.findings)


# ------------------------------------------------------------------------------------------------------------- telling


def _show(outcome: _Outcome) -> None:
    plan, report, hearing = outcome.plan, outcome.report, outcome.hearing
    if plan:
        terminal.echo(terminal.style(plan.story.book.title, bold=True))
    if report:
        show_files(report)
    if plan and hearing:
        show_retakes(plan, hearing)
    show_findings(outcome.findings)
    if plan and hearing:
        show_summary(plan, hearing)
    if report:
        show_limits(report)
    if not _n_wrong(outcome):
        terminal.echo(terminal.style("nothing wrong was found", "green"))


def _json(path: Path | None, outcome: _Outcome) -> Mapping[str, Any]:
    place = {"story": str(outcome.plan.story.path)} if outcome.plan else {"path": str(path)}
    value: dict[str, Any] = {**place, "findings": [asdict(finding) for finding in outcome.findings]}
    if outcome.report:
        value |= files_json(outcome.report)
    if outcome.hearing:
        value["heard"] = hearing_json(outcome.hearing)
    return value
