from pathlib import Path

import pytest

from audiobook.credits import Credits, Sample
from audiobook.errors import SettingsError
from audiobook.settings.voices_yaml import Settings, parse_settings


def settings(text: str) -> Settings:
    """Read a voices.yaml."""
    return parse_settings(f"engine: tone\n{text}", "v.yaml", Path("casts"))


def test_by_default_there_is_neither_credit_nor_sample() -> None:
    """And the layout is plain; a cover is drawn."""
    found = settings("")
    assert (found.credits, found.sample) == (Credits(), None)
    assert (found.layout, found.address, found.cover, found.draws_cover) == ("plain", "", None, True)


@pytest.mark.parametrize(
    ("text", "opening", "closing"),
    [
        ("credits: on", "", ""),
        ("credits: off", None, None),
        ("credits:", None, None),
        ("credits: {opening: on}", "", ""),
        ("credits: {opening: 'By {author}.', closing: on}", "By {author}.", ""),
        ("credits: {opening: 'By {author}.'}", "By {author}.", ""),
        ("credits: {opening: off, closing: The End.}", None, "The End."),
    ],
)
def test_credits_are_ours_a_persons_or_none(text: str, opening: str | None, closing: str | None) -> None:
    """Once they are asked for, what nobody has worded is in our words; either may be left out."""
    found = settings(text).credits
    assert (found.opening, found.closing) == (opening, closing)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sample: on", Sample(None, 180, "v.yaml:2")),
        ("sample: off", None),
        ("sample: {chapter: 3}", Sample(3, 180, "v.yaml:2")),
        ("sample: {seconds: 300}", Sample(None, 300, "v.yaml:2")),
    ],
)
def test_a_sample_is_some_minutes_of_a_chapter(text: str, expected: Sample | None) -> None:
    """Three, of the first, where nothing is said."""
    assert settings(text).sample == expected


def test_an_address_ends_with_a_slash() -> None:
    """So that names of files can follow."""
    assert settings("podcast: {address: 'https://example.org/books'}").address == "https://example.org/books/"


def test_cover_none_switches_covers_off() -> None:
    """Else it is a picture beside the file."""
    assert (settings("cover: none").cover, settings("cover: none").draws_cover) == (None, False)
    assert settings("cover: c.jpg").cover == Path("casts/c.jpg")


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("credits: {openning: x}", 'v.yaml:2: unknown key "openning" in credits', "opening"),
        ("credits:\n  opening: 'By {autor}.'", "v.yaml:3: credits know no {autor}", '"author"'),
        ("credits: maybe", 'v.yaml:2: "credits" must be yes or no', ""),
        ("sample: {seconds: 60}", "v.yaml:2: seconds 60 is outside 75..300", "ends with a sentence"),
        ("sample: {chapter: 1.5}", "v.yaml:2: chapters have whole numbers", ""),
        ("sample: 60", 'v.yaml:2: "sample" must be', ""),
        ("layout: audiobookself", 'v.yaml:2: there is no layout "audiobookself"', '"audiobookshelf"'),
        ("podcast: {address: example.org}", 'v.yaml:2: "example.org" is no web address', "https://"),
        ("podcast: {addres: x}", 'v.yaml:2: unknown key "addres" in podcast', "address"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, problem: str, hint: str) -> None:
    """And mended where it can be."""
    with pytest.raises(SettingsError) as error:
        settings(text)
    assert error.value.problem.startswith(problem)
    assert hint in error.value.hint
