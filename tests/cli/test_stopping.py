"""Being told to stop. Real builds are stopped at any moment in tests/faults/test_kills.py."""

import os
import subprocess
import sys

import pytest

_IN_A_FINALIZER = """
import os, signal, time
from audiobook.cli import stopping

class Last:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0)

stopping.listen()
try:
    Last()
    time.sleep(30)
except KeyboardInterrupt:
    stopping.say_so()
"""
_NO_MORE = """
import os, signal, time
from audiobook.cli import stopping
stopping.listen()
try:
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(30)
except KeyboardInterrupt:
    os.kill(os.getpid(), signal.SIGINT)  # twice is meant once
    os.kill(os.getpid(), signal.SIGHUP)
    stopping.say_so()
"""
_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")


@_posix
@pytest.mark.parametrize("script", [_IN_A_FINALIZER, _NO_MORE], ids=["in a finalizer", "more than once"])
def test_it_is_heard_once_wherever_it_comes(script: str) -> None:
    """Also where Python loses exceptions; and what is cleaned up then is not disturbed."""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=25, check=True)
    assert done.stderr.strip() == "Stopped. What is finished is kept: run the same command to go on."


@_posix
def test_it_is_heard_while_the_program_is_still_being_loaded() -> None:
    """Between the first line of ours and the last: no traceback, and the exit code of shells."""
    script = """
import os, signal, sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "audiobook.cli.entry":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stop())
sys.argv = ["audiobook", "--version"]
from audiobook.cli import main
main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=25, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr.strip().startswith("Stopped.")
    assert "Traceback" not in done.stderr


@_posix
def test_what_is_to_be_ignored_is_ignored() -> None:
    """`nohup audiobook build` goes on when its window is closed."""
    script = """
import os, signal
from audiobook.cli import stopping
signal.signal(signal.SIGHUP, signal.SIG_IGN)
stopping.listen()
os.kill(os.getpid(), signal.SIGHUP)
"""
    assert subprocess.run([sys.executable, "-c", script], timeout=25, check=False).returncode == 0
