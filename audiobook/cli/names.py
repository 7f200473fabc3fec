"""`names` with its options; what it does stands in name_list."""

from pathlib import Path
from typing import Any

import click

from audiobook.cli.flags import CACHE, JOBS, JSON, STORY, VOICES


@click.command()
@STORY
@VOICES
@CACHE
@click.option("--most", type=click.IntRange(1), default=40, show_default=True, help="List so many.")
@click.option("--write", is_flag=True, help="Add them to lexicon.yaml beside the story, commented out.")
@click.option("--listen", is_flag=True, help="Say each as it is said now, and as the lexicon has it, in one MP3.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the MP3 goes.  [default: output/STORY/auditions]")
@JOBS
@JSON
def names(**options: Any) -> None:  # noqa: ANN401 - click's options, typed where they go
    """List names and odd words that may be said wrong, how they are said, and what the lexicon has.

    Those come first that are frequent and spelled like no other word. The lines below the list are for lexicon.yaml
    beside the story: put the IPA right, or write {say: "..."} instead (docs/lexicon.md).

    \b
    Examples:
      audiobook names exile.md
      audiobook names exile.md --listen
      audiobook names exile.md --write --most 10
      audiobook names exile.epub --json
    """
    from audiobook.cli import name_list  # noqa: PLC0415 - `--help` need not load the whole program

    name_list.names(**options)
