"""Which other takes of a suspicious line are tried, and which is kept."""

from collections.abc import Mapping, Sequence

import pytest

from audiobook.checking.hearing import Keys
from audiobook.checking.retaking import retake, tried_in
from audiobook.checking.speech import Judged, Line, Studio, judge
from audiobook.model import Clip, ClipRequest, Locus, Prosody, Span, Utterance, Voice

TEXT = "Put the lamp on the table, and tell nobody that the chairman was here."
DEAF = "cats"


def heard_as(words: str, made: list[ClipRequest]) -> Studio:
    """Give a studio that notes what it makes, and hears the same words in everything."""

    def make(requests: Sequence[ClipRequest]) -> Mapping[str, Clip]:
        made.extend(requests)
        return {r.key: Clip(r.key, 100, 500, 0.1, 0.5) for r in requests}

    def listen(groups: Sequence[Keys]) -> Mapping[Keys, str]:
        return dict.fromkeys(groups, words)

    return Studio(make, lambda _key: b"\1\0" * 500, listen, frozenset())


def lines(studio: Studio, *requests: ClipRequest) -> tuple[Judged, ...]:
    """Give these lines, heard."""

    def said(request: ClipRequest) -> tuple[Utterance, ...]:
        place = Locus(1, request.take, Span(0, len(TEXT)))
        voice = request.voice
        return (Utterance(place, TEXT, TEXT, f"speaker-{request.take}", voice, voice, 0.0, 0.0, take=request.take),)

    found: tuple[Line, ...] = studio.lines({request: said(request) for request in requests})
    return judge(found, studio)


@pytest.mark.parametrize(
    ("engine", "name", "rate", "takes"),
    [
        ("pyttsx3", "en-us", 1.0, [1, 2, 3]),
        ("pyttsx3", "en-us", 0.54, [1]),
        ("tone", "mid", 0.3, [1, 2, 3]),
        ("tone", "mid", 0.25, [1]),
    ],
)
def test_only_takes_that_the_engine_can_say_are_tried(engine: str, name: str, rate: float, takes: list[int]) -> None:
    """ESpeak says nothing slower than 80 words a minute: a voice that is near it is not made slower."""
    made: list[ClipRequest] = []
    studio = heard_as(DEAF, made)
    judged = lines(studio, ClipRequest(TEXT, Voice(engine, name, Prosody(rate)), "1"))
    del made[:]
    assert not retake(judged, studio)[0].is_better
    assert [request.take for request in made] == takes
    assert tried_in(judged) == {request.key for request in made}  # so nobody prunes them meanwhile


def test_one_text_in_two_takes_is_tried_for_both() -> None:
    """Two people with one voice say the same words, one of them in another take: each keeps its own speaker."""
    studio = heard_as(DEAF, [])
    voice = Voice("tone", "mid")
    judged = lines(studio, ClipRequest(TEXT, voice, "1"), ClipRequest(TEXT, voice, "1", take=1))
    found = retake(judged, studio)
    assert [each.before.line.request.take for each in found] == [0, 1]
    assert [each.after.line.utterances[0].speaker for each in found] == ["speaker-0", "speaker-1"]
