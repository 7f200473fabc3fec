from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import SettingsError
from audiobook.model import ClipRequest, Voice
from audiobook.shards import Shard, dealt, parse_shard

_REQUESTS = st.lists(
    st.builds(
        ClipRequest,
        st.text(min_size=1, max_size=60),
        st.builds(Voice, st.sampled_from(["tone", "piper"]), st.sampled_from(["a", "b"])),
        st.just("f"),
    ),
    max_size=60,
)


@given(_REQUESTS, st.integers(1, 9), st.randoms())
def test_every_clip_is_dealt_once_the_same_way_each_time(requests, n_shards, random) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    """Machines that do not know of each other agree who makes what, in whatever order they read it."""
    shares = dealt(requests, n_shards)
    assert shares.keys() == {request.key for request in requests}
    assert set(shares.values()) <= set(range(1, n_shards + 1))
    assert dealt(random.sample(requests, len(requests)), n_shards) == shares


@given(_REQUESTS, st.integers(1, 9))
def test_no_shard_has_much_more_than_another(requests: list[ClipRequest], n_shards: int) -> None:
    """Of each engine's texts, the fullest shard is ahead of the emptiest by one text at most."""
    shares = dealt(requests, n_shards)
    for engine in {request.voice.engine for request in requests}:
        own = {request for request in requests if request.voice.engine == engine}
        loads = Counter(dict.fromkeys(range(1, n_shards + 1), 0))
        for request in own:
            loads[shares[request.key]] += len(request.text)
        assert max(loads.values()) - min(loads.values()) <= max(len(request.text) for request in own)


def test_a_share_is_read_as_it_is_written() -> None:
    """Counting begins at one."""
    assert parse_shard(" 3/8") == Shard(3, 8)
    assert str(Shard(3, 8)) == "3/8"


@pytest.mark.parametrize("text", ["0/8", "9/8", "3", "3/0", "a/b", "3/8/2", "-1/8", "1/99999"])
def test_what_is_no_share_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(SettingsError, match="no share"):
        parse_shard(text)
