import io
import struct
import zipfile
import zlib

import pytest

from audiobook.errors import StoryError
from audiobook.text.limits import LIMITS, Limits
from audiobook.text.sources import archive
from audiobook.text.sources.archive import Archive, resolve


def zipped(*entries: tuple[str, bytes]) -> bytes:
    """Give a ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made, pytest.MonkeyPatch.context():
        for name, data in entries:
            made.writestr(name, data)
    return buffer.getvalue()


def refused(data: bytes) -> str:
    """Give why an archive is refused."""
    with pytest.raises(StoryError) as error:
        Archive(data, "x.epub")
    assert error.value.hint
    return error.value.problem


def patched(data: bytes, name: bytes, local: int, central: int, value: int) -> bytes:
    """Give an archive with one byte of an entry's two headers set."""
    whole = bytearray(data)
    whole[whole.find(name) - 30 + local] = value
    whole[whole.rfind(name) - 46 + central] = value
    return bytes(whole)


def test_files_are_read_by_exact_name() -> None:
    """And what is not there is an error in words."""
    found = Archive(zipped(("a/b.txt", b"Ice."), ("c.txt", b"Wind.")), "x.epub")
    assert found.read("a/b.txt") == b"Ice."
    assert (found.has("c.txt"), found.has("C.txt"), found.has("b.txt")) == (True, False, False)
    with pytest.raises(StoryError, match=r"has no gone\.txt in it"):
        found.read("gone.txt")


def test_more_files_than_any_book_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each costs time."""
    monkeypatch.setattr(archive, "LIMITS", Limits(zip_entries=3))
    assert "holds 4 files" in refused(zipped(*((f"{n}", b"") for n in range(4))))


def test_two_files_of_one_name_are_refused() -> None:
    """A scanner may have looked at the other one."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        twins = zipped(("a", b"good"), ("a", b"evil"))
    assert "two files of one name" in refused(twins)


def test_encryption_is_refused() -> None:
    """Before anything is read."""
    assert "a.txt is encrypted" in refused(patched(zipped(("a.txt", b"Ice.")), b"a.txt", 6, 8, 1))


def test_strange_packing_is_refused() -> None:
    """E-books are stored or deflated."""
    assert "packed in a way" in refused(patched(zipped(("a.txt", b"Ice.")), b"a.txt", 8, 10, zipfile.ZIP_LZMA))


def test_bombs_are_refused_before_they_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """By their size, by the sum of all, by how much they shrank."""
    data = zipped(("a", bytes(2 << 20)), ("b", bytes(2 << 20)))
    for limits, why in (
        (Limits(entry_bytes=1 << 20), "would unpack to more than 1 MB"),
        (Limits(unpacked_bytes=3 << 20), "would unpack to more than 3 MB"),
        (Limits(ratio_above_bytes=1 << 20), "packed 200 times and more"),
        (Limits(file_bytes=100), "larger than 0 MB"),
    ):
        monkeypatch.setattr(archive, "LIMITS", limits)
        assert why in refused(data)
    monkeypatch.setattr(archive, "LIMITS", LIMITS)
    assert len(Archive(data, "x.epub").read("a")) == 2 << 20


def test_a_file_that_is_larger_than_it_says_is_refused() -> None:
    """The table of contents may lie."""
    data = zipped(("a", bytes(5_000)))
    lying = data.replace((5_000).to_bytes(4, "little"), (5).to_bytes(4, "little"))
    with pytest.raises(StoryError, match="is damaged"):
        Archive(lying, "x.epub").read("a")


def test_overlapping_files_are_refused() -> None:
    """One stream that many entries share unpacks to many times its size; Python only looks since 3.11.8."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(b"x" * 1_000) + packer.flush()
    crc, data, directory = zlib.crc32(b"x" * 1_000), b"", b""
    sizes = struct.pack("<III", crc, len(stream), 1_000)
    for name in (b"a", b"b"):
        directory += b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
        directory += struct.pack("<HHHHHII", 1, 0, 0, 0, 0, 0, 0) + name
    data = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", 1, 0) + b"a" + stream
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 2, 2, len(directory), len(data), 0)
    assert "files that overlap" in refused(data + directory + end)


def test_damage_is_told_with_the_file() -> None:
    """A wrong checksum is no text to read aloud."""
    data = bytearray(zipped(("a.txt", b"Ice.")))
    data[data.rfind(b"a.txt") - 46 + 16] ^= 0xFF
    with pytest.raises(StoryError, match=r"a\.txt is damaged"):
        Archive(bytes(data), "x.epub").read("a.txt")


def test_names_that_lead_out_are_known() -> None:
    """Nobody follows them; a person is told."""
    data = zipped(("a/b..c", b""), ("../x", b""), ("/etc/x", b""), ("a\\..\\x", b""), ("C:\\x", b""))
    assert len(Archive(data, "x.epub").stray_names()) == 4


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("b.xhtml", ("OPS/b.xhtml", "")),
        ("../b.xhtml#x", ("b.xhtml", "x")),
        ("t/a%20b.xhtml#a%20b", ("OPS/t/a b.xhtml", "a b")),
        ("#x", ("OPS/a.xhtml", "x")),
        ("b.xhtml?q=1", ("OPS/b.xhtml", "")),
        ("../../etc/passwd", ("", "")),
        ("%2e%2e/%2e%2e/etc/passwd", ("", "")),
        ("/etc/passwd", ("", "")),
        ("file:///etc/passwd", ("", "")),
        ("http://127.0.0.1/x#y", ("", "y")),
        ("C:\\x", ("", "")),
    ],
)
def test_links_lead_to_names_in_the_archive_or_nowhere(href: str, expected: tuple[str, str]) -> None:
    """Never to a file of the listener, never to an address."""
    assert resolve("OPS/a.xhtml", href) == expected
