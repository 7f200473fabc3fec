"""Options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

STORY: Final = click.argument("story", required=False, type=click.Path(path_type=Path))
VOICES: Final = click.option(
    "--voices",
    type=click.Path(path_type=Path),
    help="The settings file.  [default: voices.yaml here, if there is one]",
)
OUT: Final = click.option(
    "--out", type=click.Path(path_type=Path), default=Path("output"), show_default=True, help="Where audiobooks go."
)
CACHE: Final = click.option(
    "--cache",
    metavar="FOLDER|URL",
    help="Where clips and answers are kept: a folder, or s3://bucket/path.  [default: your cache folder]",
)
CHAPTERS: Final = click.option("--chapters", default="", metavar="LIST", help="Only these chapters: 2 or 1,3-5.")
FORMATS: Final = click.option(
    "--formats",
    metavar="LIST",
    help="What to make: mp3, m4b, vtt, srt, lrc, epub, player, podcast, comma between.  [default: voices.yaml]",
)
LAYOUT: Final = click.option(
    "--layout",
    default="",
    metavar="NAME",
    help="How files are laid out: plain or audiobookshelf.  [default: voices.yaml]",
)
ADDRESS: Final = click.option(
    "--address", default="", metavar="URL", help="Where the output folder will be on the web, for a podcast."
)
FORCE: Final = click.option(
    "--force", is_flag=True, help="Make every file anew (clips are still taken from the cache)."
)
JOBS: Final = click.option(
    "--jobs", "-j", type=click.IntRange(1, 256), help="Work in this many processes at once.  [default: one a core]"
)
WAIT: Final = click.option(
    "--wait", is_flag=True, help="Wait for another build that is at work in the same folder, rather than refuse."
)
JSON: Final = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
VERBOSE: Final = click.option("--verbose", "-v", is_flag=True, help="Say more: every file and why it was made.")
QUIET: Final = click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")


def edition_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what decides which files a story is made into, and where they are."""
    for option in reversed((VOICES, OUT, CACHE, CHAPTERS, FORMATS, LAYOUT, ADDRESS)):
        command = option(command)
    return command
