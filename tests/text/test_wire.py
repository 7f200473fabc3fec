import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import About, Form, LeftOut, Pronunciation, Span
from audiobook.text.sources.base import Block, BlockKind, Manuscript
from audiobook.text.wire import from_bytes, to_bytes

TEXT = st.text(max_size=20)
COUNT = st.integers(0, 10**6)
SPANS = st.tuples(COUNT, st.integers(1, 99)).map(lambda both: Span(both[0], both[0] + both[1]))
BLOCKS = st.builds(
    Block,
    text=TEXT,
    line=COUNT,
    kind=st.sampled_from(BlockKind),
    level=COUNT,
    start=st.none() | COUNT,
    italics=st.lists(SPANS, max_size=3).map(tuple),
    form=st.sampled_from(Form),
    opens=TEXT,
    aside=TEXT,
)
MANUSCRIPTS = st.builds(
    Manuscript,
    blocks=st.lists(BLOCKS, max_size=4).map(tuple),
    title=TEXT,
    unquoted_speech=st.booleans(),
    about=st.builds(About, *[TEXT] * 7),
    cover_image=st.binary(),
    pronunciations=st.lists(st.builds(Pronunciation, TEXT, TEXT, TEXT), max_size=2).map(tuple),
    left_out=st.lists(st.builds(LeftOut, TEXT, TEXT, COUNT), max_size=2).map(tuple),
    notes=st.lists(TEXT, max_size=2).map(tuple),
    is_clean=st.booleans(),
)


@given(MANUSCRIPTS)
def test_what_comes_out_is_what_went_in(manuscript: Manuscript) -> None:
    """Whatever is in it."""
    assert from_bytes(to_bytes(manuscript)) == manuscript


@pytest.mark.parametrize(
    "value",
    [
        [],
        None,
        {},
        {"blocks": {}},
        {"blocks": [{"text": 1, "line": 1}]},
        {"blocks": [{"text": "x", "line": "1"}]},
        {"blocks": [{"text": "x", "line": True}]},
        {"blocks": [{"text": "x", "line": 1, "kind": "evil"}]},
        {"blocks": [{"text": "x", "line": 1, "italics": [{"start": 3, "end": 1}]}]},
        {"blocks": [], "cover_image": "not base64!"},
        {"blocks": [], "__class__": "x"},
        {"blocks": [], "title": None},
    ],
)
def test_anything_else_is_refused(value: object) -> None:
    """The other process may have been taken over by what it read."""
    with pytest.raises(ValueError, match=r"."):
        from_bytes(json.dumps(value).encode())


@given(st.binary())
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    """No crash."""
    with pytest.raises(ValueError, match=r"."):
        from_bytes(b"{" + data)
