"""One ffmpeg for all: what it made once it need not make again."""

import pytest

from tests.faults.encoder import Encoder


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """Give an encoder that remembers."""
    return Encoder()
