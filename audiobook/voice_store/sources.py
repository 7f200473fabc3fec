"""Where voices come from, one class a place: files of the person's own, Python packages, upstream."""

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from audiobook.progress import Progress
from audiobook.voice_store.catalogue import Item, Release, VoiceFile
from audiobook.voice_store.download import fetch
from audiobook.voice_store.finds import Find, finds_in, found_file, joined


class LocalFiles:
    """A folder or a file on this machine; an .onnx stands for its folder, as what belongs to it stands beside it."""

    def __init__(self, path: Path, item: Item) -> None:
        """Look into nothing yet."""
        self.name = str(path)
        self._path = path.parent if path.suffix == ".onnx" and path.is_file() else path
        self._item = item

    def finds(self, missing: Sequence[VoiceFile]) -> Iterator[Find]:
        """Give what may be a missing file. Raises VoiceError if there is nothing at the path."""
        return finds_in(self._path, missing, self._item.archives)


class InstalledPackages:
    """Packages of this Python that carry the files. They are found, not imported."""

    def __init__(self, item: Item) -> None:
        """Look for nothing yet."""
        self.name = "installed Python packages"
        self._packages = item.packages

    def finds(self, missing: Sequence[VoiceFile]) -> Iterator[Find]:
        """Give what may be a missing file; parts may be spread over several packages."""
        return joined((find for folder in self._folders() for find in finds_in(folder, missing)), missing)

    def _folders(self) -> Iterator[Path]:
        for package in self._packages:
            spec = importlib.util.find_spec(package)
            if spec and spec.origin:
                yield Path(spec.origin).parent


class Upstream:
    """The release that upstream publishes."""

    def __init__(self, item: Item, folder: Path, progress: Progress, announce: Callable[[Release], None]) -> None:
        """Connect to nothing yet. announce: is told of each file before it is fetched."""
        self.name = urlsplit(item.releases[0].url).hostname or "" if item.releases else "upstream"
        self._releases = item.releases
        self._folder = folder
        self._progress = progress
        self._announce = announce

    def finds(self, missing: Sequence[VoiceFile]) -> Iterator[Find]:
        """Fetch what has missing files, verified, and give what is in it. Raises as `fetch` does."""
        paths = {file.path for file in missing}
        for release in self._releases:
            if release.gives & paths:
                self._announce(release)
                part = self._part(release)
                fetch(release, part, self._progress)
                yield from [found_file(part, movable=True)] if len(release.gives) == 1 else finds_in(part, missing)
                part.unlink(missing_ok=True)

    def _part(self, release: Release) -> Path:
        """Give where the file grows: on the same disk as the files that come of it, so that it can be moved there."""
        beside = PurePosixPath(min(release.gives)).parent
        return self._folder / beside / f"{PurePosixPath(urlsplit(release.url).path).name}.part"
