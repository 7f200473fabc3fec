"""`chapters` with its options; what it does stands in chapter_list."""

from typing import Any

import click

from audiobook.cli.flags import JSON, STORY


@click.command()
@STORY
@click.option(
    "--keep", multiple=True, metavar="LIST", help="Hear these sections: places (2,5-7), or how a title begins."
)
@click.option("--skip", multiple=True, metavar="LIST", help="Leave these out: as for --keep.")
@click.option("--write", is_flag=True, help="Keep it so: write --keep and --skip into the story's corrections file.")
@JSON
def chapters(**options: Any) -> None:  # noqa: ANN401 - click's options, typed where they go
    """Show what a story's file consists of, what of it is heard, and what is left out and why.

    Left out are title pages, contents, copyright pages, notes and the like; --keep brings them back. A place is the
    number in the first column, which stays the same whatever you keep and skip.

    \b
    Examples:
      audiobook chapters exile.epub
      audiobook chapters exile.epub --keep Notes --skip 2,14-16
      audiobook chapters exile.epub --skip Foreword --write
      audiobook chapters exile.epub --json
    """
    from audiobook.cli import chapter_list  # noqa: PLC0415 - `--help` need not load the whole program

    chapter_list.chapters(**options)
