"""What every format must do: each format's tests inherit FormatContract."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from audiobook.audio.encodings import ENCODINGS
from audiobook.errors import AudiobookError
from audiobook.formats.artifacts import write_artifact
from audiobook.formats.base import BookEdition, Format, OutputFile
from audiobook.formats.registry import load_format
from audiobook.manifest import is_path_of_ours
from tests.formats.editions import a_book


def share(book: BookEdition, file: OutputFile) -> BookEdition:
    """Give what of the book a file hangs on, as the pipeline hands it out."""
    return replace(book, chapters=tuple(c for c in book.chapters if file.hangs_on(c.entry)))


def written(form: Format, book: BookEdition, folder: Path) -> dict[str, Path]:
    """Write all files of a format, and give where each is."""
    contents = [chapter.entry for chapter in book.chapters]
    made = {}
    for file in form.files(book.edition, contents):
        made[file.path] = folder / file.path
        form.write(file, share(book, file), made[file.path])
    return made


class FormatContract:
    """The laws of `formats.base.Format`."""

    name: ClassVar[str]
    """Of the format under test, as registered."""

    @pytest.fixture
    def form(self) -> Format:
        """Give the format under test."""
        return load_format(self.name)

    @pytest.fixture
    def book(self) -> BookEdition:
        """Give a book of two short chapters."""
        return a_book()

    def test_it_says_what_it_is(self, form: Format) -> None:
        """Name, version and encoding are there, as files and recipes need them."""
        assert form.name == self.name
        assert form.version
        assert form.encoding in {"", *ENCODINGS}

    def test_it_says_which_files_it_makes(self, form: Format, book: BookEdition) -> None:
        """Each is in the story's own folder, has a type, and hangs on a chapter that there is, or on all."""
        contents = [chapter.entry for chapter in book.chapters]
        files = form.files(book.edition, contents)
        assert files
        assert len({file.path for file in files}) == len(files)
        assert all(is_path_of_ours(file.path) and "/" in file.media_type for file in files)
        assert {file.chapter for file in files} <= {None, *(entry.number for entry in contents)}

    def test_the_same_book_gives_the_same_bytes(self, form: Format, book: BookEdition, tmp_path: Path) -> None:
        """No clock, no chance, no name of a folder gets in."""
        first, second = (written(form, book, tmp_path / name) for name in "ab")
        assert {path: file.read_bytes() for path, file in first.items()} == {
            path: file.read_bytes() for path, file in second.items()
        }

    def test_a_failure_leaves_what_was_there(self, form: Format, book: BookEdition, tmp_path: Path) -> None:
        """When the sound cannot be had, the old file stands, and nothing is left over."""
        broken = {name: tmp_path / "gone" / f"no{encoding.extension}" for name, encoding in ENCODINGS.items()}
        spoilt = replace(book, chapters=tuple(replace(chapter, sound=broken) for chapter in book.chapters))
        for file in form.files(book.edition, [chapter.entry for chapter in book.chapters]):
            target = tmp_path / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(b"old")
            try:
                form.write(file, share(spoilt, file), target)
            except AudiobookError:
                assert target.read_bytes() == b"old"
            assert [path for path in tmp_path.rglob("*") if path.name.endswith(".part")] == []

    def test_a_folder_in_the_way_is_explained(self, form: Format, book: BookEdition, tmp_path: Path) -> None:
        """Where a file cannot be put, the person learns which, and nothing is left over."""
        for i, file in enumerate(form.files(book.edition, [chapter.entry for chapter in book.chapters])):
            folder = tmp_path / str(i)
            target = folder / "one"
            (target / "two").mkdir(parents=True)
            with pytest.raises(AudiobookError, match="one"):
                form.write(file, share(book, file), target)
            assert list(folder.iterdir()) == [target]

    def test_an_artifact_is_its_file(self, form: Format, book: BookEdition, tmp_path: Path) -> None:
        """What the manifest is told is true of the file; missing folders are made."""
        for file in form.files(book.edition, [chapter.entry for chapter in book.chapters]):
            target = tmp_path / "book" / file.path
            artifact = write_artifact(self.name, file, share(book, file), target)
            content = target.read_bytes()
            assert (artifact.path, artifact.media_type) == (file.path, file.media_type)
            assert (artifact.n_bytes, artifact.sha256) == (len(content), hashlib.sha256(content).hexdigest())
