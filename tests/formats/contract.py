"""What every format must do: each format's tests inherit FormatContract."""

import contextlib
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from audiobook.errors import AudioError, OutputError
from audiobook.formats.artifacts import write_artifact
from audiobook.formats.base import ChapterEdition, Cover, Edition, Format
from audiobook.formats.registry import load_format
from audiobook.model import LoudnessTarget
from tests.audio.sounds import Shelf, chapter, speech

COVER = Cover(b"\xff\xd8\xff\xe0" + bytes(range(256)), "image/jpeg")
EDITION = Edition("Das Schloß", "Кафка", "Fullcast", "en-gb", 12, LoudnessTarget(), COVER)
SHELF = Shelf()


def a_chapter(seconds: float = 3.0, level: float = 0.1, n_clips: int = 3) -> ChapterEdition:
    """Give a chapter whose clips are on SHELF."""
    clips = [SHELF.put(speech(seconds, seed, level)) for seed in range(n_clips)]
    return ChapterEdition(EDITION, "“One” – the first", replace(chapter(clips), chapter=7))


class FormatContract:
    """The laws of `formats.base.Format`."""

    name: ClassVar[str]
    """Of the format under test, as registered."""

    @pytest.fixture
    def form(self) -> Format:
        """Give the format under test."""
        return load_format(self.name)

    def test_it_says_what_it_is(self, form: Format) -> None:
        """Name, version, extension and media type are there, as files and recipes need them."""
        assert form.name == self.name
        assert form.version
        assert form.extension.startswith(".")
        assert "/" in form.media_type

    def test_the_same_chapter_gives_the_same_bytes(self, form: Format, tmp_path: Path) -> None:
        """No clock, no chance, no name of the file gets in."""
        edition = a_chapter(1.0)
        targets = [tmp_path / name for name in ("a", "b")]
        for target in targets:
            form.write_chapter(edition, SHELF.read, target)
        first, second = (target.read_bytes() for target in targets)
        assert first
        assert first == second

    @pytest.mark.parametrize("trouble", [AudioError("no clip"), KeyboardInterrupt()])
    def test_a_failure_leaves_what_was_there(self, form: Format, trouble: BaseException, tmp_path: Path) -> None:
        """When a clip cannot be had, or on Ctrl-C, the old file stands, and nothing else is in the folder."""
        target = tmp_path / "one"
        target.write_bytes(b"old")
        edition = a_chapter()

        def read(key: str) -> bytes:
            if key == edition.timeline.placements[-1].clip.key:
                raise trouble
            return SHELF.read(key)

        # a format without sound never reads, and finishes
        with contextlib.suppress(type(trouble)):
            form.write_chapter(edition, read, target)
            return
        assert target.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [target]

    def test_a_folder_in_the_way_is_explained(self, form: Format, tmp_path: Path) -> None:
        """Where the file cannot be put, the person learns which, and nothing is left over."""
        (tmp_path / "one" / "two").mkdir(parents=True)
        with pytest.raises(OutputError, match="one"):
            form.write_chapter(a_chapter(1.0), SHELF.read, tmp_path / "one")
        assert list(tmp_path.iterdir()) == [tmp_path / "one"]

    def test_the_artifact_is_the_file(self, form: Format, tmp_path: Path) -> None:
        """What the manifest is told is true of the file; missing folders are made."""
        target = tmp_path / "book" / f"one{form.extension}"
        artifact = write_artifact(self.name, a_chapter(1.0), lambda key, _rate_hz: SHELF.read(key), target)
        content = target.read_bytes()
        assert (artifact.path, artifact.media_type) == (target.name, form.media_type)
        assert (artifact.n_bytes, artifact.sha256) == (len(content), hashlib.sha256(content).hexdigest())
