"""`play`: serves a player folder and opens the browser."""

import shlex
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audiobook.cli import terminal
from audiobook.cli.options import stories_from
from audiobook.errors import OutputError, SettingsError, StoryError
from audiobook.naming import folder_name
from audiobook.serving import FolderServer

_PORT: Final = 8017
"""Always the same if it can be had: browsers remember where somebody stopped by address."""
_PAGE: Final = "index.html"
_SCRIPT: Final = "player.js"
"""A folder that has both is a player's."""


def play(what: Path | None, out: Path, port: int | None, *, no_browser: bool) -> None:
    """Serve the player that is meant until Ctrl-C."""
    folder = player_folder(what, out)
    with _server(folder, port) as server:
        terminal.echo(f"{folder}\nis at {server.address} for the browsers of this machine. Ctrl-C ends it.")
        if not no_browser:
            webbrowser.open(server.address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:  # the way to end it, so no failure
            terminal.echo("\nStopped. The page remembers the place.")


def player_folder(what: Path | None, out: Path) -> Path:
    """Find the player of a story, or in a folder. Raises OutputError where there is none, StoryError for two."""
    if what is not None and what.is_dir():
        for folder in (what, what / "player"):
            if _is_player(folder):
                return folder
    if what is not None and not what.exists():
        raise StoryError(f"there is no {what}", hint="name a story, or the folder it was built into")
    stories = stories_from(what)
    built = [(story, folder) for story in stories if _is_player(folder := out / folder_name(story.stem) / "player")]
    if len(built) > 1:
        hint = "say which:\n" + "\n".join(f"    audiobook play {shlex.quote(str(story))}" for story, _ in built)
        raise StoryError(f"{len(built)} stories have a player", hint=hint)
    if not built:
        raise OutputError(f"no player is built for {_named(stories)}", hint=_how_to_build(what, out))
    return built[0][1]


def _is_player(folder: Path) -> bool:
    return (folder / _PAGE).is_file() and (folder / _SCRIPT).is_file()


def _named(stories: Sequence[Path]) -> str:
    return str(stories[0]) if len(stories) == 1 else f"any of {len(stories)} stories"


def _how_to_build(what: Path | None, out: Path) -> str:
    elsewhere = ["--out", str(out)] if out != Path("output") else []
    return shlex.join(["audiobook", "build", *([str(what)] if what else []), "--formats", "mp3,player", *elsewhere])


def _server(folder: Path, port: int | None) -> FolderServer:
    """Serve at the port that was asked for, else at ours, else at any that is free."""
    if port is not None:
        return FolderServer(folder, port)
    try:
        return FolderServer(folder, _PORT)
    except SettingsError:
        return FolderServer(folder, 0)
