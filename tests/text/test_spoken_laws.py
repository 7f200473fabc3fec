"""Laws of the spoken form that hold for any text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Span, written_span
from audiobook.text.spoken import bare, spoken, spoken_form
from tests.laws import LEFT, check_spoken

PIECES = st.sampled_from(
    """1 2 0 9 10 1066 1905 007 '98 1840s 40’s $ £ € % ° ½ ¾ 3/4 : 3:15 9.30 p.m. a.m. am , . ; ! ? - – — -- … (
    ) [ ] { } < > <b> </b> [1] [[x'@]] * _ ** / & + = @ # ~ Mr. Dr. St. No. p. pp. vol. ii Vol. IV etc. i.e.
    e.g. U.S.S.R. Ph.D. J. R. I II XIV Louis Chapter FBI NASA NO MEANT IT Jan. July Aug. ft. in. lbs. mph km/h
    s. d. l. st nd rd th the in on He said I’m don’t ’tis “ ” ‘ ’ " ' ″ ′ Пётр Ελλάς 한글 日 é ﬁ Ⅳ № ² ¹ x² ① ٣ 😀
    \u200b \u00a0 \u0301 www.a.com http://a.b/c a@b.co and AND w/o and/or ™ § ♥ → ★ word""".split()
)
TEXTS = st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join) | st.text()
LANGUAGES = st.sampled_from(["en", "en-gb", "de", "ru"])


@given(TEXTS, LANGUAGES)
def test_spoken_and_written_are_linked_and_no_engine_has_to_know_signs(text: str, language: str) -> None:
    """Every word that is said comes of a stretch that is written; English leaves no figure, sign or abbreviation."""
    check_spoken(text, language)
    said = spoken_form(text, language)
    for word in re.finditer(r"\w+", said.text):
        assert written_span(said.links, Span(word.start(), word.end()))


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
