import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.text.spoken import is_sayable, spoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("“Go,” he said.", "Go, he said."),
        ("«Go» ‹on› „now“", "Go on now"),
        ("‘Go,’ he said; it’s Ida's 'ice'", "Go, he said; it’s Ida's ice"),
        ("the boys’ boat", "the boys boat"),
        ("*Go* _now_ `here`", "Go now here"),
        ("ice—snow", "ice, snow"),
        ("ice — snow", "ice, snow"),
        ("ice -- snow", "ice, snow"),
        ("ice - snow", "ice, snow"),
        ("well-known", "well-known"),
        ("“I never—”", "I never"),
        ("“What—?”", "What?"),
        ("— Go", "Go"),
        ("a\n  b\t c", "a b c"),
        ("a [*] b ()", "a b"),
        ("Well..........", "Well..."),
        ("Well . . . . . . .", "Well..."),
        ("No!!!!!!!", "No!!!"),
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_marks_are_not_said(written: str, said: str, language: str) -> None:
    """Plain words with punctuation: quotation marks and emphasis go, dashes are pauses; in any language."""
    assert spoken(written, language) == said


@pytest.mark.parametrize("language", ["de", "fr", "ru", "es"])
def test_no_english_is_put_into_other_languages(language: str) -> None:
    """Figures and abbreviations are left to engines that know them."""
    assert spoken("Am 3. Mai 1914-18, Dr. M. XIV & 5 %", language) == "Am 3. Mai 1914-18, Dr. M. XIV & 5 %"


@pytest.mark.parametrize("text", ["a", "7", "é", "日", "“I”", "😀", "_a_", "½"])
def test_letters_digits_and_emoji_can_be_said(text: str) -> None:
    """So they are."""
    assert is_sayable(text, "en")


@pytest.mark.parametrize(
    "text", ["", " ", "...", "***", "—", "“”", "_", "\u200b", "\u0301", "✻", "★ ★", "☞", "❧", "\U0001f3fb", "?²", "ь"]
)
def test_marks_and_ornaments_cannot(text: str) -> None:
    """An engine would be silent at them, and a build would fail."""
    assert not is_sayable(text, "en")


@given(st.text())
def test_spoken_is_one_line_and_says_what_can_be_said(text: str) -> None:
    """No blank edges or double blanks; what is sayable gives a word; saying it again changes nothing of that."""
    said = spoken(text, "de")
    assert said == " ".join(said.split())
    if is_sayable(text, "de"):
        assert any(map(str.isalnum, said))


@pytest.mark.parametrize(
    "text",
    [
        "-" * 100_000 + ")",
        "a" + "-" * 100_000 + ")",
        "a" + "," * 100_000 + "x",
        " -" * 100_000 + "x",
        "[" * 100_000,
        "’" * 100_000,
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_hostile_rows_of_marks_are_cut_short(text: str, language: str) -> None:
    """A row of dashes as long as a book is a pause like any other."""
    assert len(spoken(text, language)) < 10


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("— Да, — сказал он. — Иду.", "Да, сказал он. Иду."),
        ("—No sé", "No sé"),
        ("« Où\u202f? »", "Où?"),
        ("‚Gut‘, sagte er.", "Gut, sagte er."),
        ("「『今日』だ。」", "今日だ。"),
        ("»Gut«", "Gut"),
    ],
)
def test_no_mark_of_any_convention_is_said(written: str, said: str) -> None:
    """Marks and dashes of dialogue go; the words and their stops stay."""
    assert spoken(written, "fr") == said
