"""`build` and `plan`."""

import shlex
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from audiobook.cli import terminal
from audiobook.cli.hosting import executor_from
from audiobook.cli.made import told_at_length, told_briefly
from audiobook.cli.options import refuse_shared_folders, settings_from, stories_from
from audiobook.errors import AudiobookError
from audiobook.estimate import bytes_of, seconds_of
from audiobook.formats.registry import load_format
from audiobook.layout import PLAIN
from audiobook.model import LeftOut
from audiobook.pipeline import Report
from audiobook.pipeline import build as build_story
from audiobook.plan import Plan, make_plan, output_folder
from audiobook.settings.voices_yaml import Settings
from audiobook.synthesis.stores import open_store

_LONGEST_TITLE = 40
_EXPECTED = ("front matter", "scene break")
"""Left out of every book: not worth a word."""
_FEW = 3
"""More of a kind are counted, not shown: a book has hundreds of page numbers."""


def build(  # noqa: PLR0913 - one for each flag that is no setting
    story: Path | None,
    *,
    verbose: bool,
    quiet: bool,
    as_json: bool,
    wait: bool,
    cluster: str,
    insecure_network: bool,
    shard: str,
    **options: Any,  # noqa: ANN401
) -> None:
    """Build the stories, or a share of their clips, one after the other, and say what was done."""
    if shard:
        from audiobook.cli import sharing  # noqa: PLC0415 - seldom wanted

        sharing.shard(story, shard, quiet=quiet, as_json=as_json, cluster=cluster, insecure=insecure_network, **options)
        return
    settings = settings_from(**options)
    open_executor = executor_from(cluster, settings, insecure=insecure_network)
    told = []  # not the reports: of 2,000 stories these hold every word

    def build_one(path: Path, bar: terminal.Bar) -> None:
        began_s = time.monotonic()
        report = build_story(path, settings, open_executor, bar, wait=wait)
        bar.clear()
        if as_json:
            told.append(_report_json(report))
        elif not quiet:
            show_report(report, settings, time.monotonic() - began_s, verbose=verbose)

    code = for_each(_stories_apart(story, settings), build_one, quiet=quiet or as_json)
    if as_json:
        terminal.echo_json(told)
    if code:
        sys.exit(code)


def for_each(stories: Sequence[Path], make: Callable[[Path, terminal.Bar], None], *, quiet: bool) -> int:
    """Make something of each story, under a bar; give the exit code of the first that failed, 0 if none did.

    One bad story does not keep the others from being made: what is wrong with it is said, and the next is begun.
    """
    code = 0
    for path in stories:
        bar = terminal.Bar(quiet=quiet)
        try:
            make(path, bar)
        except AudiobookError as error:
            bar.clear()
            terminal.show_error(error)
            code = code or error.exit_code
        finally:
            bar.clear()
    return code


def _stories_apart(story: Path | None, settings: Settings) -> Sequence[Path]:
    """Give the stories to build. Raises SettingsError if two of them would go into one folder."""
    stories = stories_from(story)
    if settings.layout != PLAIN and len(stories) > 1:
        hint = "give one of them another `title:` in its front matter"
        refuse_shared_folders(((path, output_folder(path, settings)) for path in stories), hint)
    return stories


def show_report(report: Report, settings: Settings, took_s: float, *, verbose: bool) -> None:
    """Say what a build did."""
    if report.plan is None:
        terminal.echo(f"{report.folder}: up to date")
        return
    _show_story(report.plan)
    made = report.n_clips_made or {}
    by_speaker = ", ".join(f"{name} {n:,}" for name, n in sorted(made.items(), key=lambda item: -item[1]))
    terminal.echo(f"  spoke {terminal.count(sum(made.values()), 'clip')}{f' ({by_speaker})' if made else ''}")
    _show_made(report, verbose=verbose)
    whole = dict.fromkeys(
        wanted.format for wanted in report.plan.wanted if wanted.file.chapter is None and not wanted.file.of_edition
    )
    if settings.chapters and whole:
        terminal.echo(
            f"  left as they were, as they are of the whole book (build without --chapters): {', '.join(whole)}"
        )
    if not report.made:
        terminal.echo("  every file is up to date")
    terminal.echo(f"Done in {took_s:.1f} s: {terminal.style(str(report.folder), 'green')}")
    if (report.folder / "player" / "index.html").exists():
        terminal.echo(
            f"Listen in the browser: audiobook play {shlex.quote(str(report.plan.story.path))}{_out(settings)}"
        )
    _show_doubts(report.plan)


def _out(settings: Settings) -> str:
    return "" if settings.out == Path("output") else f" --out {shlex.quote(str(settings.out))}"


def _show_made(report: Report, *, verbose: bool) -> None:
    assert report.plan is not None
    assert report.manifest is not None
    why = {todo.path: todo.why for todo in report.plan.todo}
    lengths = {c.number: terminal.clock(c.n_samples / c.sample_rate_hz) for c in report.manifest.chapters}
    files, folder = report.made, report.folder
    for line in told_at_length(files, folder, why) if verbose else told_briefly(files, folder, lengths):
        terminal.echo(f"  made {line}")


def _show_doubts(plan: Plan) -> None:
    lines = [a for a in plan.story.dialogue.attributions if a.speaker is not None]
    n_doubtful = sum(a.doubtful for a in lines)
    if n_doubtful:
        command = f"audiobook review {shlex.quote(str(plan.story.path))}"
        terminal.echo(f"{n_doubtful} of {terminal.count(len(lines), 'line')} are doubtful: {command}")


def _show_story(plan: Plan) -> None:
    book = plan.story.book
    n_voices = len({u.cast_voice for u in plan.story.script.utterances()})
    parts = [terminal.count(len(plan.story.script.chapters), "chapter"), terminal.count(n_voices, "voice")]
    terminal.echo(f"{terminal.style(book.title, bold=True)}: {', '.join(parts)}")
    for note in plan.notes:
        terminal.echo(f"  note: {note}")
    _show_left_out(item for item in plan.story.script.left_out if item.reason not in _EXPECTED)


def _show_left_out(items: Iterable[LeftOut]) -> None:
    by_reason: dict[str, list[LeftOut]] = {}
    for item in items:
        by_reason.setdefault(item.reason, []).append(item)
    for reason, found in by_reason.items():
        if len(found) > _FEW:
            terminal.echo(f"  left out, {len(found)} times from line {found[0].line} on: {reason}")
            continue
        for item in found:
            terminal.echo(f"  left out, line {item.line}: {terminal.shortened(item.text, 60)!r} ({reason})")


def _report_json(report: Report) -> Mapping[str, object]:
    return {
        "folder": str(report.folder),
        "up_to_date": report.plan is None,
        "clips_made": dict(report.n_clips_made or {}),
        "made": [file.artifact.path for file in report.made],
    }


def plan(story: Path | None, *, as_json: bool, **options: Any) -> None:  # noqa: ANN401
    """Show what a build would make."""
    settings = settings_from(**options)
    bar = terminal.Bar(quiet=as_json)
    try:
        plans = [make_plan(path, settings, bar) for path in stories_from(story)]
    finally:
        bar.clear()
    if as_json:
        terminal.echo_json([_plan_json(p, settings) for p in plans])
        return
    for each in plans:
        _show_story(each)
        value = _plan_json(each, settings)
        rows = [
            (
                str(c["number"]),
                terminal.shortened(str(c["title"]), _LONGEST_TITLE),
                terminal.clock(float(str(c["seconds"]))),
                str(c["clips_missing"]),
                str(c["why"]),
            )
            for c in value["chapters"]
        ]
        terminal.echo(terminal.table(rows, ("", "chapter", "about", "clips to make", "why")))
        for todo in each.todo:
            if todo.chapter is None:
                terminal.echo(f"  {todo.path}: {todo.why}")
        n_bytes = float(str(value["bytes"]))
        terminal.echo(
            f"{terminal.clock(float(str(value['seconds'])))} in all, about {terminal.size(n_bytes)}: {each.folder}"
        )


def _plan_json(plan: Plan, settings: Settings) -> dict[str, Any]:
    store = open_store(settings.cache, settings.store)
    stale = set(plan.stale_chapters())
    why = {todo.chapter: todo.why for todo in plan.todo}
    chapters = []
    for number, script in plan.scripts().items():
        keys = {r.key for r in plan.requests[number]} if number in stale else set()
        chapters.append(
            {
                "number": number,
                "title": script.title,
                "seconds": round(seconds_of(script, settings.pauses)),
                "clips": len(plan.requests[number]),
                "clips_missing": len(keys - store.present(keys)),
                "why": why.get(number, ""),
            }
        )
    seconds = sum(int(str(c["seconds"])) for c in chapters)
    return {
        "title": plan.story.book.title,
        "folder": str(plan.folder),
        "seconds": seconds,
        "bytes": bytes_of(seconds, map(load_format, settings.formats)),
        "files": [{"path": todo.path, "why": todo.why} for todo in plan.todo],
        "chapters": chapters,
    }
