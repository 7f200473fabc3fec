"""What `build --shard` and `assemble` do."""

import sys
import time
from pathlib import Path
from typing import Any

from audiobook.cli import terminal
from audiobook.cli.building import for_each, show_report
from audiobook.cli.hosting import executor_from
from audiobook.cli.options import cache_place, settings_from, stories_from
from audiobook.engines.testimony import Answers, recalled, taken_down
from audiobook.jobs import load_job
from audiobook.shards import parse_shard
from audiobook.sharing import assemble as assemble_book
from audiobook.sharing import make_share
from audiobook.synthesis.stores import open_store
from audiobook.synthesis.workers import LocalExecutor


def shard(
    story: Path | None,
    text: str,
    *,
    quiet: bool,
    as_json: bool,
    cluster: str,
    insecure: bool,
    **options: Any,  # noqa: ANN401
) -> None:
    """Make one share of the clips of each story, and say so."""
    own, answers, told = parse_shard(text), Answers(), list[dict[str, Any]]()
    with taken_down(answers):
        settings = settings_from(**options)
        open_executor = executor_from(cluster, settings, insecure=insecure)

        def make_one(path: Path, bar: terminal.Bar) -> None:
            share = make_share(path, settings, own, answers, open_executor, bar)
            bar.clear()
            told.append({"story": str(path), "shard": str(own), "n_clips": share.n_clips, "n_made": share.n_made})
            if not quiet and not as_json:
                n_clips = terminal.count(share.n_clips, "clip")
                terminal.echo(f"{path}: shard {own} has {n_clips}, {share.n_made:,} of them made now")

        code = for_each(stories_from(story), make_one, quiet=quiet or as_json)
    if as_json:
        terminal.echo_json(told)
    if code:
        sys.exit(code)


def assemble(story: Path, *, verbose: bool, quiet: bool, **options: Any) -> None:  # noqa: ANN401
    """Make a book out of clips, and say what was done."""
    began_s = time.monotonic()
    job = load_job(open_store(*cache_place(options["cache"])), story)
    bar = terminal.Bar(quiet=quiet)
    with recalled(job.answers):
        settings = settings_from(**options)
        try:
            report = assemble_book(story, settings, job, lambda: LocalExecutor(settings.jobs), bar)
        finally:
            bar.clear()
    if not quiet:
        show_report(report, settings, time.monotonic() - began_s, verbose=verbose)
