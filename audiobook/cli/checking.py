"""`check`: what is wrong with an audiobook that was made, ours or anybody's."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click

from audiobook.checking.files import build_command, check_files, check_made
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
from audiobook.text.read import SUFFIXES as STORY_SUFFIXES


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
    for outcome in _outcomes(path, bar, hears=hear or fix, fix=fix, listen=not quick, **options):
        bar.clear()
        n_wrong += _n_wrong(outcome)
        if as_json:
            values.append(_json(path, outcome))
        else:
            _show(outcome)
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False, indent=1))
    if n_wrong:
        sys.exit(1)


def _outcomes(
    path: Path | None,
    bar: terminal.Bar,
    *,
    hears: bool,
    fix: bool,
    listen: bool,
    **options: Any,  # noqa: ANN401
) -> Iterator[_Outcome]:
    try:
        if path is not None and is_finished(path):
            if hears:
                hint = f"`audiobook check STORY {'--fix' if fix else '--hear'}` hears the clips it was made of."
                raise StoryError(f"{path} is no story: nobody knows which words are to be heard", hint=hint)
            yield _check_finished(path, bar, listen=listen, jobs=options["jobs"])
            return
        _refuse_others(path)
        settings = settings_from(**options)
        if path is not None and has_finished(path):  # beside the stories in it
            yield _check_finished(path, bar, listen=listen, jobs=settings.jobs)
        for story in stories_from(path):
            yield _check_story(make_plan(story, settings, bar), settings, bar, hears=hears, fix=fix, listen=listen)
    finally:
        bar.clear()


def _refuse_others(path: Path | None) -> None:
    """Raise StoryError for a path that is neither a story, nor finished, nor holds any of these."""
    if path is None or not path.exists():
        return  # that is for `stories_from` to say
    hint = f"Stories end in {', '.join(STORY_SUFFIXES)}; finished files in {', '.join(SUFFIXES)}."
    if path.is_dir():
        if not any(each.suffix.lower() in STORY_SUFFIXES for each in path.iterdir()):
            raise StoryError(f"there is neither a story nor a finished file in {path}", hint=hint)
    elif path.suffix.lower() not in STORY_SUFFIXES:
        raise StoryError(f"{path} is neither a story nor a finished file that can be checked", hint=hint)


def _check_finished(path: Path, bar: terminal.Bar, *, listen: bool, jobs: int | None) -> _Outcome:
    found = batch(path)
    with LocalExecutor(jobs or n_cores()) as executor:
        report = check_finished(found, executor, bar, listen=listen)
    made = check_made(found.folder, found.manifest, found.build) if found.manifest and found.is_book else ()
    return _Outcome((*made, *report.all_findings()), report)


def _check_story(
    plan: Plan, settings: Settings, bar: terminal.Bar, *, hears: bool, fix: bool, listen: bool
) -> _Outcome:
    findings = list(check_files(plan))
    with LocalExecutor(settings.jobs) as executor:
        report = None
        if plan.before:
            report = check_finished(_built(plan, settings), executor, bar, listen=listen)
            findings += report.all_findings()
        hearing = hear(plan, settings, executor, bar, fix=fix) if hears else None
    if hearing:
        findings += hearing_findings(hearing, plan, fixed=fix)
    return _Outcome(tuple(findings), report, plan, hearing)


def _built(plan: Plan, settings: Settings) -> Batch:
    """Give the files of a story that are there, or those of the chapters that are asked for."""
    assert plan.before is not None
    return of_manifest(plan.folder, plan.before, build_command(plan.story.path), settings.chapters)


def _n_wrong(outcome: _Outcome) -> int:
    return sum(finding.severity is Severity.WRONG for finding in outcome.findings)


# ------------------------------------------------------------------------------------------------------------- telling


def _show(outcome: _Outcome) -> None:
    plan, report, hearing = outcome.plan, outcome.report, outcome.hearing
    if plan:
        click.echo(terminal.style(plan.story.book.title, bold=True))
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
        click.echo(terminal.style("nothing wrong was found", "green"))


def _json(path: Path | None, outcome: _Outcome) -> Mapping[str, Any]:
    place = {"story": str(outcome.plan.story.path)} if outcome.plan else {"path": str(path)}
    value: dict[str, Any] = {**place, "findings": [asdict(finding) for finding in outcome.findings]}
    if outcome.report:
        value |= files_json(outcome.report)
    if outcome.hearing:
        value["heard"] = hearing_json(outcome.hearing)
    return value
