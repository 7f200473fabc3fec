"""`check` with its options; what it does stands in checking."""

from pathlib import Path
from typing import Any

import click

from audiobook.cli.flags import JOBS, JSON, edition_options
from audiobook.cli.helper_options import helper_options


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@edition_options
@helper_options
@click.option("--quick", is_flag=True, help="Do not listen to the finished files; look at all else.")
@click.option("--hear", is_flag=True, help="Let a recognizer hear every clip and compare the words.")
@click.option("--fix", is_flag=True, help="Hear, and say suspicious lines again in another way.")
@JOBS
@JSON
def check(**options: Any) -> None:  # noqa: ANN401 - click's options, typed where they go
    """Check an audiobook: the files of a story, or finished files of anybody's.

    PATH is a story, a folder of stories, a finished file (.mp3, .m4b, .m4a, .vtt, .srt, .lrc, .epub) or a folder of
    them; without it all stories in ./story are checked. Of a story the files must be there, whole, and of the story as
    it is now. Finished files are measured: level, peak, noise, room tone, length, frames, tags, chapters, subtitles,
    what an EPUB reads aloud. Exits 1 if anything is wrong; advice does not count.

    A story that was built with --formats, --layout, --address or --out is checked with the same.

    \b
    Examples:
      audiobook check exile.md
      audiobook check output/exile
      audiobook check ~/Audiobooks/Emma --json
      audiobook check exile.md --hear --chapters 2
      audiobook check exile.md --fix && audiobook build exile.md
    """
    from audiobook.cli import checking  # noqa: PLC0415 - `--help` need not load the whole program

    checking.check(**options)
