"""The program as a process: streams and exit codes."""

import io
import os
import sys
from pathlib import Path

import click

from audiobook.cli import terminal
from audiobook.cli.app import app
from audiobook.errors import AudiobookError, OutputError


def main() -> None:
    """Run the command line and exit: with a code of docs/building.md. Raises KeyboardInterrupt."""
    _prepare_streams()
    try:
        sys.exit(app(standalone_mode=False))
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        terminal.echo(shown.getvalue(), nl=False, err=True)
        _point_out_dashed_file(error)
        sys.exit(error.exit_code)
    except AudiobookError as error:
        terminal.show_error(error)
        sys.exit(error.exit_code)
    except click.Abort:  # its word for Ctrl-C
        raise KeyboardInterrupt from None
    except BrokenPipeError:  # `audiobook script | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        if error.filename is not None:
            raise
        terminal.echo(f"Error: the output cannot be written: {error.strerror}", err=True)  # a full disk behind `>`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(OutputError.exit_code)


def _prepare_streams() -> None:
    """Let a terminal or pipe that knows no Cyrillic show something for it, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _point_out_dashed_file(error: click.ClickException) -> None:
    """Help whoever has a story whose name begins with a dash."""
    if isinstance(error, click.NoSuchOption):
        named = next((arg for arg in sys.argv[1:] if arg.startswith("-") and Path(arg).is_file()), None)
        if named:
            terminal.echo(f'A file that begins with a dash is named with its folder: "./{named}"', err=True)
