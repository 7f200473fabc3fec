"""Builds on a cluster of processes on this machine, through the command."""

import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import trustme

from audiobook.errors import ClusterError
from tests.synthesis.objects import serving

_COUNTING = Path(__file__).with_name("counting.py")
_LINES = [f"“It was number {n} that I wanted,” said {('Anna', 'Boris')[n % 2]}." for n in range(60)]
_STORY = "\n\n".join(f"Chapter {n // 30 + 1}\n\n{line}" if n % 30 == 0 else line for n, line in enumerate(_LINES))
_LIMIT_S = 240.0
"""Made as docs/cluster.md says, and good for tests alone: everybody has their keys."""


class Cluster:
    """Commands in one folder, and the processes that run behind them."""

    def __init__(self, folder: Path) -> None:
        """Put the story there."""
        self.folder = folder
        (folder / "story.txt").write_text(f"{_STORY}\n", encoding="utf-8")
        self.processes: list[subprocess.Popen[str]] = []
        self.address = ""

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start a scheduler or a worker, and wait until it says where it is."""
        process = self.popen(*arguments, stdout=subprocess.PIPE)
        assert process.stdout is not None
        told = process.stdout.readline()
        found = re.match(r"(t(?:cp|ls)://127\.0\.0\.1:\d+): ", told)
        assert found, f"{arguments}: {told}"
        self.address = found[1] if arguments[0] == "scheduler" else self.address
        return process

    def worker(self, cache: str = "cache") -> "subprocess.Popen[str]":
        """Start a worker with one process."""
        return self.start("worker", self.address, "--cache", cache, "--jobs", "1")

    def popen(self, *arguments: str, stdout: int = subprocess.DEVNULL) -> "subprocess.Popen[str]":
        """Run the command, which notes what clips it makes."""
        command = [sys.executable, str(_COUNTING), str(self.folder / "made.txt"), *arguments]
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "COLUMNS": "200"},
        )
        self.processes.append(process)
        return process

    def build(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start a build on the cluster."""
        return self.popen("build", "story.txt", "--cluster", self.address, "--cache", "cache", "--quiet", *arguments)

    def made(self) -> Counter[str]:
        """Say how often each clip was made."""
        with suppress(FileNotFoundError):
            return Counter((self.folder / "made.txt").read_text(encoding="ascii").split())
        return Counter()

    def wait_for(self, n_clips: int) -> None:
        """Wait until some clips are made."""
        end_s = time.monotonic() + _LIMIT_S
        while len(self.made()) < n_clips:
            assert time.monotonic() < end_s
            time.sleep(0.01)


def _ended(process: "subprocess.Popen[str]") -> str:
    _, errors = process.communicate(timeout=_LIMIT_S)
    assert "Traceback" not in errors, errors
    return errors


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Give a scheduler on a free port; all that was started ends with the test."""
    yield from _started(tmp_path, "127.0.0.1:0")


def _started(folder: Path, address: str) -> Iterator[Cluster]:
    made = Cluster(folder)
    made.start("scheduler", address)
    yield made
    for process in made.processes:
        process.kill()
        process.communicate()


def test_a_killed_worker_costs_nothing(cluster: Cluster) -> None:
    """One of two workers is killed amid the work: each clip is made once, and the files are those of a local build."""
    doomed, _ = cluster.worker(), cluster.worker()
    build = cluster.build("--out", "far")
    cluster.wait_for(15)
    os.kill(doomed.pid, signal.SIGKILL)
    assert not _ended(build)
    assert build.returncode == 0
    made = cluster.made()
    assert len(made) > len(_LINES)
    assert set(made.values()) == {1}
    local = cluster.popen("build", "story.txt", "--cache", "cache2", "--out", "near", "--quiet", "--jobs", "2")
    assert not _ended(local)
    assert _files(cluster.folder / "far") == _files(cluster.folder / "near")


def test_a_cluster_works_on_an_object_store(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Machines that share nothing but a busy object store make the same book."""
    with serving() as bucket:
        for name, value in bucket.environment().items():
            monkeypatch.setenv(name, value)
        bucket.busy_every = 20
        url = "s3://bucket/clips"
        monkeypatch.setenv("XDG_CACHE_HOME", str(cluster.folder / "on the worker"))
        cluster.worker(url)
        monkeypatch.setenv("XDG_CACHE_HOME", str(cluster.folder / "on the desk"))
        assert not _ended(cluster.build("--cache", url, "--out", "far"))
    assert set(cluster.made().values()) == {1}
    local = cluster.popen("build", "story.txt", "--cache", "cache2", "--out", "near", "--quiet", "--jobs", "2")
    assert not _ended(local)
    assert _files(cluster.folder / "far") == _files(cluster.folder / "near")


def test_a_lost_scheduler_stops_the_build_which_then_goes_on(cluster: Cluster) -> None:
    """It is said at once, and what was made is not made again."""
    scheduler = cluster.processes[0]
    worker = cluster.worker()
    build = cluster.build()
    cluster.wait_for(15)
    os.kill(scheduler.pid, signal.SIGKILL)
    told = _ended(build)
    assert build.returncode == ClusterError.exit_code
    assert "was lost" in told
    assert "What is made is kept" in told
    worker.kill()
    assert not _ended(cluster.popen("build", "story.txt", "--cache", "cache", "--quiet"))
    assert set(cluster.made().values()) == {1}


def test_a_worker_with_another_store_is_refused_by_name(cluster: Cluster) -> None:
    """Nothing is said before all workers are what the build is."""
    cluster.worker()
    other = cluster.worker("elsewhere")
    build = cluster.build()
    told = _ended(build)
    assert build.returncode == ClusterError.exit_code
    assert "1 of 2 workers cannot help" in told
    assert "its --cache is another one" in told
    assert not cluster.made()
    other.kill()


def test_nobody_there_is_said(tmp_path: Path) -> None:
    """Without a scheduler the build names the command that starts one."""
    nobody = Cluster(tmp_path)
    nobody.address = "tcp://127.0.0.1:9"
    build = nobody.build()
    told = _ended(build)
    assert build.returncode == ClusterError.exit_code
    assert "audiobook scheduler tcp://127.0.0.1:9" in told


def test_a_port_that_is_taken_is_said(cluster: Cluster) -> None:
    """A second scheduler at the same address ends with words."""
    second = cluster.popen("scheduler", cluster.address)
    assert f"cannot listen on {cluster.address}" in _ended(second)
    assert second.returncode == ClusterError.exit_code


def _carry(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is started from now on have a new certificate, by the settings that docs/cluster.md names."""
    authority = trustme.CA()  # its own certificate serves for all
    certificate, key = folder / "cluster.pem", folder / "cluster.key"
    folder.mkdir()
    authority.cert_pem.write_to_path(certificate)
    authority.private_key_pem.write_to_path(key)
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TLS__CA_FILE", str(certificate))
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        monkeypatch.setenv(f"DASK_DISTRIBUTED__COMM__TLS__{role}__CERT", str(certificate))
        monkeypatch.setenv(f"DASK_DISTRIBUTED__COMM__TLS__{role}__KEY", str(key))


@pytest.fixture
def guarded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """Give a scheduler that speaks TLS."""
    _carry(tmp_path / "ours", monkeypatch)
    yield from _started(tmp_path, "tls://127.0.0.1:0")


def test_one_certificate_will_do_for_a_cluster(guarded: Cluster) -> None:
    """Scheduler, worker and build have the same, made out to no machine in particular."""
    guarded.worker()
    build = guarded.build()
    assert not _ended(build)
    assert build.returncode == 0
    assert guarded.made()


def test_whoever_has_another_certificate_is_kept_out(
    guarded: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told that it is the certificate, and nothing is said for it."""
    _carry(tmp_path / "theirs", monkeypatch)
    build = guarded.build()
    told = _ended(build)
    assert build.returncode == ClusterError.exit_code
    assert "has another certificate" in told
    assert not guarded.made()


def test_whoever_has_no_certificate_is_kept_out(guarded: Cluster) -> None:
    """The scheduler hangs up on one who believes it whatever it shows and has nothing to show."""
    host, port = guarded.address.removeprefix("tls://").split(":")
    trusting = ssl.create_default_context()
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    told = b""
    with (
        suppress(ssl.SSLError, ConnectionError),  # TLS 1.3 says it with the first answer
        socket.create_connection((host, int(port)), timeout=_LIMIT_S) as line,
        trusting.wrap_socket(line) as shaken,
    ):
        told = shaken.recv(1)
    assert not told, "it talks to strangers"


def test_tls_without_certificates_is_refused(tmp_path: Path) -> None:
    """A scheduler that could not tell friend from stranger does not start, and names what it needs."""
    scheduler = Cluster(tmp_path).popen("scheduler", "tls://127.0.0.1:0")
    told = _ended(scheduler)
    assert scheduler.returncode == ClusterError.exit_code
    assert "DASK_DISTRIBUTED__COMM__TLS__CA_FILE" in told
