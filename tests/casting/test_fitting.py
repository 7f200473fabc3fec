"""Voices that fit: what the text says against what was measured."""

import json
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.casting.catalogue import Catalogue, parse_catalogue
from audiobook.casting.fitting import Fitting, make_offers
from audiobook.casting.meetings import find_meetings
from audiobook.casting.roles import CastingRules, cast_voices
from audiobook.model import (
    Age,
    Book,
    Chapter,
    Dialogue,
    Gender,
    Paragraph,
    Pitch,
    Portrait,
    Timbre,
    Trait,
    TraitKind,
    Voice,
    VoiceInfo,
    VoiceProfile,
)
from tests.helpers import conversation

LIKENESS = {("deep", "bass"): 90, ("high", "squeak"): 85}


def catalogue(*voices: tuple[str, float, float, int]) -> Catalogue:
    """Give (name, F0, harmonics, misheard) as measured; alike are only those in LIKENESS."""
    rows = [[f"e:{name}", 0.0, f0_hz, 2.0, hnr_db, 1.0, 190, wer, 97] for name, f0_hz, hnr_db, wer in voices]
    names = [name for name, *_ in voices]
    cosines = ["".join(str(LIKENESS.get((before, name), 50)) for before in names[:n]) for n, name in enumerate(names)]
    return parse_catalogue(json.dumps({"voices": rows, "cosines": cosines}))


MEASURED = catalogue(
    ("narrator", 100, 15, 5),
    ("deep", 75, 14, 10),
    ("bass", 78, 13, 10),
    ("plain", 105, 15, 5),
    ("hoarse", 110, 5, 15),
    ("tenor", 140, 15, 10),
    ("low", 170, 14, 10),
    ("high", 210, 16, 10),
    ("squeak", 240, 15, 20),
)
WOMEN = {"low", "high", "squeak"}
INFOS = tuple(
    VoiceInfo("e", name, Gender.FEMALE if name in WOMEN else Gender.MALE, "en-gb" if name == "plain" else "en-us")
    for name in "deep bass plain hoarse tenor low high squeak".split()
)


def trait(value: str) -> Trait:
    """Give what the text may say."""
    kinds = {Age: TraitKind.AGE, Pitch: TraitKind.PITCH, Timbre: TraitKind.TIMBRE}
    return Trait(next((kind for known, kind in kinds.items() if value in tuple(known)), TraitKind.ACCENT), value)


def fitting(dialogue: Dialogue, portraits: dict[str, Portrait], stated: dict[str, Voice] | None = None) -> Fitting:
    """Give the choice among the small catalogue."""
    offers = make_offers(INFOS, MEASURED)
    return Fitting(offers, MEASURED, portraits, find_meetings(dialogue), Voice("e", "narrator"), stated or {})


def chosen(*values: str, gender: Gender = Gender.MALE) -> str:
    """Give the voice of somebody of whom the text says this."""
    portraits = {"ada": Portrait(gender, tuple(trait(value) for value in values))}
    return fitting(conversation("Ada"), portraits).cast()["ada"].voice.name


@pytest.mark.parametrize(
    ("values", "gender", "voice"),
    [
        ((), Gender.MALE, "plain"),
        (("low",), Gender.MALE, "deep"),
        (("raspy",), Gender.MALE, "hoarse"),
        (("high",), Gender.MALE, "tenor"),
        (("en-gb",), Gender.MALE, "plain"),
        (("low",), Gender.FEMALE, "low"),
        (("child",), Gender.FEMALE, "squeak"),
        (("ru",), Gender.MALE, "plain"),
    ],
)
def test_the_voice_has_what_the_text_says(values: tuple[str, ...], gender: Gender, voice: str) -> None:
    """Sex first, then pitch, age, timbre and accent; with nothing said, the clearest."""
    assert chosen(*values, gender=gender) == voice


def test_what_no_voice_has_is_said() -> None:
    """A Russian accent is not passed over in silence."""
    portraits = {"ada": Portrait(Gender.MALE, (trait("ru"), trait("raspy")))}
    fit = fitting(conversation("Ada"), portraits).cast()["ada"]
    assert [t.value for t in fit.met] == ["raspy"]
    assert [t.value for t in fit.unmet] == ["ru"]


def test_people_who_meet_do_not_sound_alike_even_if_both_should_be_deep() -> None:
    """'deep' and 'bass' would be the two lowest, and are alike."""
    portraits = {name: Portrait(Gender.MALE, (trait("low"),)) for name in ("ada", "bo")}
    cast = fitting(conversation("Ada", "Bo", "Ada"), portraits).cast()
    assert MEASURED.likeness(cast["ada"].voice, cast["bo"].voice) == 0.5


def test_a_stated_voice_stays_and_is_kept_clear_of() -> None:
    """Whoever voices.yaml casts is not cast anew, and nobody near sounds like him."""
    portraits = {"bo": Portrait(Gender.MALE, (trait("low"),))}
    cast = fitting(conversation("Ada", "Bo"), portraits, {"ada": Voice("e", "bass")}).cast()
    assert set(cast) == {"bo"}
    assert cast["bo"].voice.name != "deep"


def test_a_crowd_has_a_voice_of_its_own() -> None:
    """Even if it meets none of the others: it is nobody whom one knows."""
    dialogue = conversation("Ada", *["Bo"] * 20, "Cy")
    book = Book("", "", "en", (Chapter(1, "", tuple(replace(Paragraph("x"), starts_scene=True) for _ in range(22))),))
    offers = make_offers(INFOS, MEASURED)
    crowd = Portrait(Gender.MALE, (Trait(TraitKind.CROWD, "crowd"),))
    man = Portrait(Gender.MALE)

    def voices(last: Portrait) -> list[str]:
        portraits = {"ada": man, "bo": man, "cy": last}
        chosen = Fitting(offers, MEASURED, portraits, find_meetings(dialogue, book), Voice("e", "narrator"), {}).cast()
        return [chosen[name].voice.name for name in ("ada", "bo", "cy")]

    assert len(set(voices(crowd))) == 3
    assert "cy" not in find_meetings(dialogue, book).together("ada")


def test_the_best_three_differ_from_each_other() -> None:
    """An audition lets a person hear a choice."""
    fits = fitting(conversation("Ada"), {"ada": Portrait(Gender.MALE, (trait("low"),))}).best("ada", 3, {})
    assert fits[0].voice.name in {"deep", "bass"}
    assert all((MEASURED.likeness(a.voice, b.voice) or 0) < 0.83 for a, b in combinations(fits, 2))


def test_a_voice_that_is_not_installed_is_not_offered() -> None:
    """Nor one that was never measured."""
    infos = (VoiceInfo("e", "deep", installed=False), VoiceInfo("e", "unheard"), VoiceInfo("e", "plain"))
    assert {offer.voice.name for offer in make_offers(infos, MEASURED)} == {"plain"}


NAMES = st.lists(st.sampled_from("Ada Bo Cy Di".split()), min_size=1, max_size=20)


@given(NAMES)
def test_fitting_is_the_same_every_time_and_complete(names: list[str]) -> None:
    """Everybody who speaks gets a voice, and who meets does not sound alike while voices last."""
    dialogue = conversation(*names)
    fits = fitting(dialogue, {}).cast()
    assert fits == fitting(dialogue, {}).cast()
    assert set(fits) == {name.lower() for name in names}
    voices = [fit.voice for fit in fits.values()]
    assert all((MEASURED.likeness(a, b) or 0) < 0.83 for a, b in combinations(voices, 2))


@given(NAMES)
def test_the_pools_give_nobody_a_voice_like_that_of_those_near(names: list[str]) -> None:
    """Also without --auto: the measured distances decide before taste does."""
    pool = tuple(VoiceProfile(name, Voice("e", name)) for name in "deep bass plain hoarse tenor high squeak".split())
    rules = CastingRules(VoiceProfile("narrator", Voice("e", "narrator")), pools={Gender.UNKNOWN: pool})
    cast = cast_voices(conversation(*names), rules, MEASURED)
    voices = [role.profile.voice for role in cast.roles]
    assert all((MEASURED.likeness(a, b) or 0) < 0.83 for a, b in combinations(voices, 2))
