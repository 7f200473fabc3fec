import re

import pytest

from audiobook.engines import kokoro_voices, piper_voices
from audiobook.errors import VoiceError
from audiobook.voice_store.catalogue import ITEMS, Item, item_called, item_with
from audiobook.voice_store.licences import allows


def test_every_known_voice_is_brought_by_one_item() -> None:
    """Kokoro's voices come together, Piper's one by one; others come with no item."""
    assert {item_with(f"kokoro:{voice.name}") for voice in kokoro_voices.VOICES} == {"kokoro"}
    assert [item_with(f"piper:{v.name}") for v in piper_voices.VOICES] == [
        f"piper:{v.name}" for v in piper_voices.VOICES
    ]
    assert item_with("piper:my-own") == item_with("pyttsx3:en-us") == ""


@pytest.mark.parametrize("item", ITEMS.values(), ids=ITEMS)
def test_every_item_can_be_fetched_whole_by_https_and_verified(item: Item) -> None:
    """Releases give exactly the item's files; everything is pinned; every licence is explained."""
    paths = [file.path for file in item.files]
    assert len(set(paths)) == len(paths)
    assert frozenset().union(*(release.gives for release in item.releases)) == set(paths)
    pinned = [(file.sha256, file.n_bytes) for file in item.files] + [(r.sha256, r.n_bytes) for r in item.releases]
    assert all(re.fullmatch("[0-9a-f]{64}", sha256) and n_bytes > 1_000 for sha256, n_bytes in pinned)
    assert all(release.url.startswith("https://") for release in item.releases)
    assert "nobody has told us" not in allows(item.licence)


def test_what_is_not_there_is_refused_with_what_was_meant() -> None:
    """A misspelt name is answered with the right one, a voice without a pinned hash with the way it can come."""
    with pytest.raises(VoiceError) as refused:
        item_called("kokorro")
    assert "kokoro" in refused.value.hint
    with pytest.raises(VoiceError, match="no pinned sha256") as refused:
        item_called("piper:en_US-normann-medium")
    assert "en_US-norman-medium" in refused.value.hint
    assert "--from" in refused.value.hint


def test_a_licence_that_nobody_knows_is_not_made_up() -> None:
    """Where we know nothing, we say so."""
    assert "ask" in allows("")
    assert "ask" in allows("Somebody's licence")
