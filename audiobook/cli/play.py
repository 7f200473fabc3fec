"""`play` with its options; what it does stands in playing."""

from pathlib import Path
from typing import Any

import click

from audiobook.cli.flags import OUT


@click.command()
@click.argument("what", metavar="[STORY_OR_FOLDER]", required=False, type=click.Path(path_type=Path))
@OUT
@click.option("--port", type=click.IntRange(0, 65_535), help="Where to serve it.  [default: 8017, or a free one]")
@click.option("--no-browser", is_flag=True, help="Only tell the address.")
def play(**options: Any) -> None:  # noqa: ANN401 - click's options, typed where they go
    """Listen in the browser: the text with who speaks, and a light that follows the voice.

    Serves the player of a story, built with `--formats player`, on this machine alone, until Ctrl-C.

    \b
    Examples:
      audiobook build --formats mp3,player && audiobook play
      audiobook play exile.md
      audiobook play output/exile/player --no-browser --port 8080
    """
    from audiobook.cli import playing  # noqa: PLC0415 - `--help` need not load the whole program

    playing.play(**options)
