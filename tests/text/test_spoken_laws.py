"""Laws of the spoken form that hold for any text."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Span, written_span
from audiobook.text.spoken import bare, is_sayable, spoken, spoken_form

PIECES = st.sampled_from(
    """1 2 0 9 10 1066 1905 007 '98 1840s 40’s $ £ € % ° ½ ¾ 3/4 : 3:15 9.30 p.m. a.m. am , . ; ! ? - – — -- … (
    ) [ ] { } < > <b> </b> [1] [[x'@]] * _ ** / & + = @ # ~ Mr. Dr. St. No. p. pp. vol. ii Vol. IV etc. i.e.
    e.g. U.S.S.R. Ph.D. J. R. I II XIV Louis Chapter FBI NASA NO MEANT IT Jan. July Aug. ft. in. lbs. mph km/h
    s. d. l. st nd rd th the in on He said I’m don’t ’tis “ ” ‘ ’ " ' ″ ′ Пётр Ελλάς 한글 日 é ﬁ Ⅳ № ² ¹ x² ① ٣ 😀
    \u200b \u00a0 \u0301 www.a.com http://a.b/c a@b.co and AND w/o and/or ™ § ♥ → ★ word""".split()
)
TEXTS = st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join) | st.text()
LEFT = re.compile(
    r"\d|[½¼¾²³¹⁰-⁹Ⅰ-ↈ①-⑳]|[^\w\s.,;:!?'’-]|_|\b(?:Mr|Mrs|Dr|St|Prof|Capt|Rev|vol|pp|cf|etc|e\.g|i\.e)\.(?!$)"
)
"""What no engine has to know: figures, signs, markup, the stops of abbreviations."""
LANGUAGES = st.sampled_from(["en", "en-gb", "de", "ru"])


@given(TEXTS, LANGUAGES)
def test_spoken_and_written_are_linked_stretch_by_stretch(text: str, language: str) -> None:
    """Links are in order on both sides, hold every word that is said, and stay inside what is written."""
    said = spoken_form(text, language)
    assert said.text == spoken(text, language)
    for link in said.links:
        assert 0 <= link.written.start < link.written.end <= len(text)
        assert link.spoken.end <= len(said.text)
        if link.as_written:
            assert text[link.written.start : link.written.end] == said.text[link.spoken.start : link.spoken.end]
    for one, other in pairwise(said.links):
        assert one.spoken.end <= other.spoken.start
        assert one.written.start <= other.written.start
        assert one.written.end <= other.written.end
    linked = {at for link in said.links for at in range(link.spoken.start, link.spoken.end)}
    assert all(at in linked for at, sign in enumerate(said.text) if not sign.isspace())
    for word in re.finditer(r"\w+", said.text):
        assert written_span(said.links, Span(word.start(), word.end()))


@given(TEXTS, st.sampled_from(["en", "en-gb"]))
def test_english_leaves_no_figure_no_sign_and_no_abbreviation(text: str, language: str) -> None:
    """So that every engine says the same words."""
    said = spoken(text, language)
    assert not LEFT.search(said), said
    assert said == " ".join(said.split())


@given(TEXTS, LANGUAGES)
def test_what_is_sayable_gives_a_word(text: str, language: str) -> None:
    """And nothing else does: an engine would be silent, and a build would fail."""
    assert is_sayable(text, language) == any(map(str.isalnum, spoken(text, language)))


@given(
    st.text(st.characters(categories=["Ll", "Lu", "Zs"], max_codepoint=0xFF)).filter(
        lambda t: not re.search("[A-Z]{2}|[ivxlcIVXLC]", t)
    )
)
def test_plain_words_stay_as_they_are(text: str) -> None:
    """Words in small letters are said as they are written."""
    low = text.lower()
    assert spoken(low, "en") == " ".join(unicodedata.normalize("NFC", low).split())


HOSTILE = [
    "1" * 100_000, "." * 50_000, "“" * 20_000, "“‘" * 50_000, "1." * 10_000, "1,000" * 4_000, "- " * 10_000,
    "A." * 10_000, "1/" * 10_000, "$" * 20_000, "[" * 20_000, "((" * 10_000, "I " * 10_000, "IV" * 10_000,
    "A" * 20_000, "a@" * 10_000, "www." * 6_000, "http://" * 4_000, "1-" * 10_000, "’" * 20_000,
    " " * 20_000 + "x", "_" * 20_000, "<" * 20_000, "Mr. " * 6_000, "\u0301" * 20_000, "1 " * 10_000,
    "12:" * 8_000, "St. " * 6_000, "I" * 20_000, "aA" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:8]))
def test_hostile_rows_are_said_in_linear_time(text: str) -> None:
    """A row of figures as long as a book gives words, and no hang."""
    said = spoken(text, "en")
    assert not LEFT.search(said)
    assert bare(text) is not None
