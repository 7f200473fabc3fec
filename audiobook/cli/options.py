"""Flags -> Settings and stories."""

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from audiobook.cli.helper_options import helper_from
from audiobook.errors import SettingsError, StoryError
from audiobook.naming import folder_name
from audiobook.settings.publication import parse_address, parse_formats, parse_layout
from audiobook.settings.voices_yaml import STORY_FOLDER, Settings, load_settings
from audiobook.synthesis.cache import default_cache_folder
from audiobook.synthesis.stores import parse_place
from audiobook.text.sources.registry import is_story, source_names


def settings_from(  # noqa: PLR0913 - one for each flag
    voices: Path | None,
    *,
    out: Path | None = None,
    cache: str | Path | None = None,
    chapters: str = "",
    formats: str | None = None,
    layout: str = "",
    address: str = "",
    jobs: int | None = None,
    force: bool = False,
    llm: str | None = None,
    llm_model: str = "",
    llm_remote: bool = False,
) -> Settings:
    """Read voices.yaml and lay the flags over it. Raises AudiobookError."""
    settings = load_settings(voices)
    folder, store = cache_place(cache)
    return replace(
        settings,
        formats=settings.formats if formats is None else parse_formats(_names(formats), "--formats"),
        layout=parse_layout(layout, "--layout") if layout else settings.layout,
        address=parse_address(address, "--address") if address else settings.address,
        out=out or settings.out,
        cache=folder,
        store=store,
        chapters=parse_chapters(chapters),
        jobs=jobs or n_cores(),
        force=force,
        helper=helper_from(settings.helper, llm, llm_model, llm_remote=llm_remote),
    )


def cache_place(cache: str | Path | None) -> tuple[Path, str]:
    """Give the folder that --cache means on this machine, and the object store behind it if it names one."""
    return parse_place(str(cache)) if cache else (default_cache_folder(), "")


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def n_cores() -> int:
    """Give the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def parse_chapters(text: str) -> frozenset[int]:
    """Read "1,3-5". Raises SettingsError."""
    numbers: set[int] = set()
    for item in filter(None, (part.strip() for part in text.split(","))):
        found = re.fullmatch(r"(\d{1,5})(?:-(\d{1,5}))?", item)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last:
            raise SettingsError(f'--chapters: "{item}" is no chapter', hint="write 2 or 1,3-5")
        numbers.update(range(first, last + 1))
    return frozenset(numbers)


def stories_from(story: Path | None) -> Sequence[Path]:
    """Give the stories that are meant: the one named, or all in a folder. Raises StoryError."""
    folder = story or STORY_FOLDER
    if story is not None and not story.is_dir():
        return (story,)
    if not folder.is_dir():
        hint = "name a file (`audiobook build exile.txt`), or put stories into a folder called story"
        raise StoryError("there is no folder ./story here, and no story was named", hint=hint)
    shown = (path for path in folder.iterdir() if not path.name.startswith("."))  # "._exile.md" is macOS's, not ours
    found = sorted(path for path in shown if is_story(path.name) and path.is_file())
    if not found:
        endings = ", ".join("." + name for name in source_names())
        raise StoryError(f"there is no story in {folder}", hint=f"stories end in {endings}")
    _refuse_twins(found)
    return found


def _refuse_twins(stories: Sequence[Path]) -> None:
    refuse_shared_folders(((story, folder_name(story.stem)) for story in stories), "rename one of them")


def refuse_shared_folders(folders: Iterable[tuple[Path, object]], hint: str) -> None:
    """Raise StoryError if two stories go to one folder, where each would remove the files of the other."""
    seen: dict[object, Path] = {}
    for story, folder in folders:
        twin = seen.setdefault(folder, story)
        if twin != story:
            raise StoryError(f"{twin} and {story} would both go to the folder {folder}", hint=hint)
