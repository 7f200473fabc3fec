"""`check` with its options; what it does stands in checking."""

from typing import Any

import click

from audiobook.cli.flags import CACHE, CHAPTERS, JOBS, JSON, OUT, STORY, VOICES
from audiobook.cli.helper_options import helper_options


@click.command()
@STORY
@VOICES
@OUT
@CACHE
@CHAPTERS
@helper_options
@click.option("--hear", is_flag=True, help="Let a recognizer hear every clip and compare the words.")
@click.option("--fix", is_flag=True, help="Hear, and say suspicious lines again in another way.")
@JOBS
@JSON
def check(**options: Any) -> None:  # noqa: ANN401 - click's options, typed where they go
    """Check what was built: files there and whole, of the story as it is now. Exits 1 if anything is wrong.

    \b
    Examples:
      audiobook check exile.md
      audiobook check exile.md --hear --chapters 2
      audiobook check exile.md --fix && audiobook build exile.md
    """
    from audiobook.cli import checking  # noqa: PLC0415 - `--help` need not load the whole program

    checking.check(**options)
