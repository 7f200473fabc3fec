"""The commands and their options; what they do stands in the modules beside this one, imported when it is needed."""

from pathlib import Path
from typing import Any, Final

import click

from audiobook import __version__
from audiobook.cli.chapters import chapters
from audiobook.cli.check import check
from audiobook.cli.cluster import assemble, scheduler, worker
from audiobook.cli.cluster_options import cluster_options
from audiobook.cli.flags import (
    CACHE,
    CHAPTERS,
    FORCE,
    JOBS,
    JSON,
    OUT,
    QUIET,
    STORY,
    VERBOSE,
    VOICES,
    WAIT,
    edition_options,
)
from audiobook.cli.helper_options import helper_options
from audiobook.cli.names import names
from audiobook.cli.play import play
from audiobook.cli.voices import voices

_CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(__version__, message="audiobook %(version)s")
def app() -> None:
    """Turn a story into a multi-voice audiobook, offline, on your own machine.

    \b
    Examples:
      audiobook build                      every story in ./story
      audiobook build exile.txt            one story
      audiobook chapters exile.epub        what is in it, and what of it is heard
      audiobook play                       listen to it in the browser
      audiobook cast exile.txt             who is in it, and with which voice
      audiobook script exile.txt           who says which line, and why
      audiobook review exile.txt           say who says the doubtful ones
      audiobook audition exile.txt         hear who fits whom
      audiobook names exile.txt            which names may be said wrong
      audiobook say Lenin "Comrades!"      hear a voice
      audiobook check exile.txt            measure what was made
      audiobook check exile.txt --hear     whether every word of it is said
      audiobook voices install kokoro      get natural voices

    Change a voice in voices.yaml and build again: only its lines are made anew.
    """


@app.command()
@STORY
@edition_options
@FORCE
@helper_options
@JOBS
@WAIT
@cluster_options
@VERBOSE
@QUIET
@JSON
def build(**options: Any) -> None:  # noqa: ANN401 - click's options, typed in Options
    """Make the audiobook: STORY, or every story in ./story.

    Made anew is only what changed since the last build. Ctrl-C stops it; the next build goes on from there. Two builds
    into one folder keep out of each other's way: the second says who is at work, and ends, or waits (--wait).

    \b
    Examples:
      audiobook build
      audiobook build exile.md --chapters 2-4 --jobs 1
      audiobook build exile.md --voices radio-play.yaml --out ~/Audiobooks
      audiobook build exile.md --layout audiobookshelf --out ~/Library
      audiobook build exile.md --attribution-llm http://127.0.0.1:8080/v1
      audiobook build exile.md --cluster tcp://127.0.0.1:8786
      audiobook build exile.md --shard 3/8 --cache /mnt/shared/clips
    """
    from audiobook.cli import building  # noqa: PLC0415 - `--help` need not load the whole program

    building.build(**options)


@app.command()
@STORY
@edition_options
@FORCE
@helper_options
@JSON
def plan(**options: Any) -> None:  # noqa: ANN401 - as above
    """Show what `build` would make, why, how long it will be and how big. Makes nothing.

    \b
    Examples:
      audiobook plan
      audiobook plan exile.md --json
    """
    from audiobook.cli import building  # noqa: PLC0415 - as above

    building.plan(**options)


@app.command()
@STORY
@VOICES
@CACHE
@CHAPTERS
@click.option("--spoken", is_flag=True, help="Show in which words the lines are said that are written otherwise.")
@helper_options
@JSON
def script(**options: Any) -> None:  # noqa: ANN401 - as above
    """Show who says what, how sure that is, and why. Doubtful lines are marked with "?".

    \b
    Examples:
      audiobook script exile.md
      audiobook script exile.md --chapters 3
      audiobook script exile.md --spoken
      audiobook script exile.md --json > script.json
    """
    from audiobook.cli import showing  # noqa: PLC0415 - as above

    showing.script(**options)


@app.command()
@STORY
@VOICES
@CACHE
@helper_options
def review(**options: Any) -> None:  # noqa: ANN401 - as above
    """Walk through the doubtful lines and say who says them.

    What you answer is written at once into the corrections file beside the story, and lines nearby are decided anew
    with it. Stop when you like: answered lines do not come again.

    \b
    Examples:
      audiobook review exile.md
    """
    from audiobook.cli import review as reviewing  # noqa: PLC0415 - as above

    reviewing.review(**options)


@app.command()
@STORY
@VOICES
@CACHE
@helper_options
@click.option("--auto", is_flag=True, help="Choose voices that fit what the story says of its people.")
@click.option("--engine", default="", help="Choose among this engine's voices (with --auto).  [default: voices.yaml]")
@click.option("--write", is_flag=True, help="Put whoever is missing into voices.yaml; your comments stay.")
@JSON
def cast(**options: Any) -> None:  # noqa: ANN401 - as above
    """Show who is in the story, how much they say, and with which voice.

    With --auto, whoever voices.yaml does not cast gets the voice that fits best: sex, age, "a raspy, high pitched
    voice", an accent, and nobody who sounds like those they meet. It prints the lines for voices.yaml, with the words
    that each choice goes by; --write puts them there.

    \b
    Examples:
      audiobook cast exile.md
      audiobook cast exile.md --auto
      audiobook cast exile.md --auto --engine kokoro --write
    """
    from audiobook.cli import showing  # noqa: PLC0415 - as above

    showing.cast(**options)


@app.command()
@STORY
@VOICES
@CACHE
@click.option("--character", "-c", multiple=True, metavar="NAME", help="Only this one; may be given several times.")
@click.option("--engine", default="", help="Choose among this engine's voices.  [default: voices.yaml]")
@click.option("--out", type=click.Path(path_type=Path), help="Where the files go.  [default: output/STORY/auditions]")
@JOBS
def audition(**options: Any) -> None:  # noqa: ANN401 - as above
    """Let the main characters say a line of theirs in the three voices that fit best, one file each.

    It prints the three choices as lines for voices.yaml: take away the # of the one you like.

    \b
    Examples:
      audiobook audition exile.md
      audiobook audition exile.md --character Lenin --engine kokoro
    """
    from audiobook.cli import auditions  # noqa: PLC0415 - as above

    auditions.audition(**options)


@app.command()
@click.argument("voice")
@click.argument("text", default="")
@click.option("--story", type=click.Path(path_type=Path), help="VOICE is one of its characters, cast as it is there.")
@VOICES
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write a WAV file instead of playing it.")
def say(**options: Any) -> None:  # noqa: ANN401 - as above
    """Say TEXT with VOICE: a character of voices.yaml, "narrator", or a voice's own name.

    Without TEXT a character says a line of their own, from --story or a story in ./story.

    \b
    Examples:
      audiobook say Lenin "Comrades! The chair is taken."
      audiobook say Lenin --story exile.md
      audiobook say en-us+f3 "Who is there?" -o who.wav
    """
    from audiobook.cli import tools  # noqa: PLC0415 - as above

    tools.say(**options)


@app.command()
@CACHE
@click.option("--prune", is_flag=True, help="Remove clips that were not used for a long time.")
@click.option("--older-than", type=click.IntRange(0), default=30, show_default=True, help="Days, for --prune.")
@click.option("--max-size", type=click.FloatRange(0), help="Gigabytes to keep, the latest used, for --prune.")
@JSON
def cache(**options: Any) -> None:  # noqa: ANN401 - as above
    """Show where clips are kept and how much room they take; remove old ones, but none that a running build needs.

    \b
    Examples:
      audiobook cache
      audiobook cache --prune --older-than 7
      audiobook cache --prune --max-size 2
    """
    from audiobook.cli import tools  # noqa: PLC0415 - as above

    tools.cache(**options)


@app.command()
@VOICES
@OUT
@CACHE
@JSON
def doctor(**options: Any) -> None:  # noqa: ANN401 - as above
    """Show what works on this machine, what is missing, and how to get it.

    \b
    Example:
      audiobook doctor
    """
    from audiobook.cli import tools  # noqa: PLC0415 - as above

    tools.doctor(**options)


app.add_command(assemble)
app.add_command(chapters)
app.add_command(check)
app.add_command(names)
app.add_command(play)
app.add_command(scheduler)
app.add_command(voices)
app.add_command(worker)
