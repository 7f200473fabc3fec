"""The learned ranker: what must hold whatever its weights are, and what it is for."""

from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.dialogue import ranker as ranking
from audiobook.dialogue.attribution import first_ranking
from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.corrections import Correction
from audiobook.dialogue.descriptions import described_shares
from audiobook.dialogue.evidence import look
from audiobook.dialogue.outlook import Outlook, look_out
from audiobook.dialogue.quotations import find_quotations
from audiobook.dialogue.ranker import Ranking
from audiobook.dialogue.reading import read
from audiobook.dialogue.style import Style
from audiobook.model import Book
from audiobook.ranker_file import load_ranker
from audiobook.text.read import read_book
from tests.dialogue.stories import name_of, story
from tests.test_bundled_story import STORY


def outlook_of(book: Book) -> Outlook:
    """Give what can be seen of a story."""
    return look_out(look(read(book, find_quotations(book)), (), ""))


def ranking_of(book: Book) -> Ranking:
    """Give what the ranker makes of a story."""
    found = first_ranking(look(read(book, find_quotations(book)), (), ""), load_ranker())
    assert found
    return found


def named(outlook: Outlook, name: str) -> int:
    """Give the number of a person."""
    return next(p.number for p in outlook.evidence.people if (name,) in p.forms)


def heard(book: Book, *corrections: Correction) -> list[str | None]:
    """Give the speakers with the ranker."""
    dialogue = attribute(book, corrections=corrections, ranker=load_ranker())
    return [name_of(dialogue, a) for a in dialogue.attributions]


def test_the_weights_are_small_and_in_the_package() -> None:
    """At most a megabyte: an install is no download of a model."""
    assert len(files("audiobook").joinpath("ranker.npz").read_bytes()) <= 1_000_000


def test_the_chances_of_a_line_are_chances() -> None:
    """They add up to one, whoever is near."""
    found = ranking_of(read_book(STORY))
    assert len(found.chances) > 150
    for chances in found.chances:
        assert sum(chances.values()) == pytest.approx(1, abs=1e-4)
        assert min(chances.values()) >= 0


def test_a_story_without_speech_has_nothing_to_weigh() -> None:
    """It is no error."""
    assert attribute(story("Nobody said a word."), ranker=load_ranker()).attributions == ()


@given(
    st.lists(st.sampled_from(["Ruth", "Tobias", "Agnes"]), min_size=1, max_size=12),
    st.lists(st.booleans(), min_size=12, max_size=12),
)
@settings(deadline=None, max_examples=30)
def test_what_the_text_says_outright_nothing_outweighs(names: list[str], bare: list[bool]) -> None:
    """'said Ruth' is Ruth's, whatever the ranker thinks of the lines around."""
    lines = [f"“Words of {n}.”" if bare[n] else f"“Words of {n},” said {name}." for n, name in enumerate(names)]
    found = heard(story("Ruth, Tobias and Agnes sat down.", *lines))
    assert all(bare[n] or speaker == name for n, (name, speaker) in enumerate(zip(names, found, strict=True)))


def test_a_correction_teaches_the_lines_around() -> None:
    """One stated speaker turns an exchange without cues round."""
    book = story(
        "Ruth and Tobias waited at the gate.",
        "“It is late.”",
        "“It was late an hour ago.”",
        "“Then let us go home.”",
        "“And the lamp?”",
    )
    for first, second in (("Ruth", "Tobias"), ("Tobias", "Ruth")):
        assert heard(book, Correction("It is late.", first)) == [first, second, first, second]


def test_where_a_book_is_cut_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long books are weighed a stretch at a time, and every line sees beyond its stretch."""
    book = read_book(STORY)
    whole = heard(book)
    monkeypatch.setattr(ranking, "_WINDOW", 20)
    assert heard(book) == whole


def test_how_somebody_talks_tells_him_from_others() -> None:
    """The line sounds like whoever uses its words; its own words do not count for its own speaker."""
    book = story(
        "“Arr, the tide be high, matey,” said Ruth.",
        "“I should think it is rather pleasant,” said Tobias.",
        "“Arr, matey, the tide,” said Ruth.",
        "“Rather pleasant, I should think,” said Tobias.",
        "“Arr, the tide!”",
    )
    outlook = outlook_of(book)
    ruth, tobias = named(outlook, "ruth"), named(outlook, "tobias")
    style = Style(outlook, [{ruth: 1.0}, {tobias: 1.0}, {ruth: 1.0}, {tobias: 1.0}, {ruth: 0.5, tobias: 0.5}])
    (like_ruth, lead, known), (like_tobias, _, _) = style.manners(4, [ruth, tobias])
    assert like_ruth > 0 > like_tobias
    assert lead == pytest.approx(like_ruth - like_tobias)
    assert known > 0
    alone = Style(outlook, [{ruth: 1.0}, {}, {}, {}, {}])
    assert alone.manners(0, [ruth])[0][2] == 0, "nothing is known of Ruth but this line"


def test_a_description_stands_for_whom_it_stands_elsewhere() -> None:
    """'the old gentleman' who is mostly Brandt is Brandt's share in the other lines with it, its own line left out."""
    book = story(
        "Brandt and Tobias came in.",
        "“One,” said the old gentleman.",
        "“Two,” said Tobias.",
        "“Three,” said the old gentleman.",
        "“Four,” said the girl.",
    )
    outlook = outlook_of(book)
    brandt, tobias = 100, named(outlook, "tobias")
    first, second, third, fourth = described_shares(outlook, [{brandt: 0.8, tobias: 0.2}, {tobias: 1.0}, {}, {}])
    assert third[brandt] > third[tobias] > 0
    assert not any(first.values())
    assert second == {}
    assert fourth == {}
