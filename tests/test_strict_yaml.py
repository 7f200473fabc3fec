from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import SettingsError
from audiobook.strict_yaml import MAX_CHARS, MAX_DEPTH, Section, parse

YAMLISH = st.lists(
    st.sampled_from(
        [*"-:?&*!|>'\"%@`{}[],#\n \t~", "\n  ", "a", "b: ", "- ", "<<", "---\n", "...\n", "!!int ", "é", "\0"]
    )
).map("".join)


def section(text: str) -> Section:
    """Parse a file called v.yaml."""
    return parse(text, "v.yaml")


def problem(text: str) -> str:
    """Give what is said of a text that is refused."""
    with pytest.raises(SettingsError) as error:
        section(text)
    return error.value.problem


@given(YAMLISH | st.text())
def test_any_text_is_a_map_or_an_error_in_words(text: str) -> None:
    """Whatever stands in the file, a person gets settings or a sentence, never a traceback."""
    with suppress(SettingsError):
        section(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2", 'v.yaml:2: "a" stands twice'),
        ("a:\n  b: 1\n  'b': 2", 'v.yaml:3: "b" stands twice'),
        ("a: 1\nb: &x 2", "v.yaml:2: an anchor (&x) is not taken here"),
        ("a: &x 1\nb: *x", "v.yaml:1: an anchor (&x) is not taken here"),
        ("b: *x", "v.yaml:1: an alias (*x) is not taken here"),
        ("a: !!python/object/apply:os.system [x]", "a tag (tag:yaml.org,2002:python/object/apply:os.system)"),
        ("a: !!int 1", "a tag (tag:yaml.org,2002:int)"),
        ("a: ! 1", "a tag (!)"),
        ("- a", "v.yaml:1: expected `key: value` lines"),
        ("just words", "v.yaml:1: expected `key: value` lines"),
        ("a: 1\n---\nb: 2", "v.yaml:2: a second document"),
        ("? [a]\n: 1", "v.yaml:1: a key must be a plain word"),
        ("a: 1\n\tb: 2", "v.yaml:2: "),
        ("a: [1", "v.yaml:"),
        ("a: \0", "v.yaml:1: "),
        ("a: \ud800", "v.yaml:1: "),
        ("a: 'x", "v.yaml:"),
        ("x" * (MAX_CHARS + 1), "v.yaml is too long"),
    ],
    ids=lambda text: text[:20],
)
def test_each_surprise_of_yaml_is_refused_with_its_line(text: str, expected: str) -> None:
    """Bombs, objects, twins and half documents: each is refused, and the line of it is told."""
    assert expected in problem(text)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_is_bounded(opening: str) -> None:
    """A hundred thousand brackets are an error like any other, not the end of Python's stack."""
    assert f"nesting deeper than {MAX_DEPTH}" in problem("a:\n " + opening * 100_000)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~", "{}"])
def test_an_empty_file_is_an_empty_map(text: str) -> None:
    """Nothing written is nothing set."""
    assert list(section(text)) == []


@pytest.mark.parametrize("written", ["no", "12:30", "0x1F", "1e3", "2024-01-01", "=", "on", "0777", "'~'"])
def test_a_word_is_a_word(written: str) -> None:
    """A character may be called No: YAML's guesses about types are not ours."""
    assert section(f"a: {written}").text("a") == written.strip("'")


def test_values_are_asked_for_by_kind() -> None:
    """Words, numbers, yes or no, lists and maps; a default for what is not there."""
    top = section("word: ' two words '\nnumber: -1.5\nyes: On\nlist: [a, ' b ']\none: a\nmap:\n  x: 1\nnothing:\n")
    assert top.text("word") == "two words"
    assert top.text("missing", "x") == "x"
    assert top.number("number", 0, -2, 2) == -1.5
    assert top.number("missing", 3, -2, 2) == 3
    assert top.flag("yes", default=False)
    assert top.flag("missing", default=True)
    assert top.words("list") == ("a", "b")
    assert top.words("one") == ("a",)
    assert top.section("map").number("x", 0, 0, 9) == 1
    assert list(top.section("nothing")) == list(top.section("missing")) == []
    assert list(top.sections("nothing")) == []
    assert "map" in top
    assert top.at("map") == "v.yaml:6"


@pytest.mark.parametrize("written", ["x", "nan", "inf", "-3", "2.01", "", "[1]", "{a: 1}", "1,5"])
def test_a_wrong_number_is_told_with_its_line(written: str) -> None:
    """Neither words nor what is out of range nor nan gets through."""
    with pytest.raises(SettingsError, match=r"v\.yaml:2: .*(must be a number|is outside -2\.\.2)"):
        section(f"a: 1\nb: {written}").number("b", 0, -2, 2)


def test_wrong_kinds_are_told_with_what_is_wanted() -> None:
    """The message says what should stand there."""
    top = section("a: [x]\nb: maybe\nc: {x: 1}\nd: word\ne: [[x]]\nf: [[x]]")
    with pytest.raises(SettingsError, match=r'v\.yaml:1: "a" must be a word'):
        top.text("a")
    with pytest.raises(SettingsError, match=r'v\.yaml:2: "b" must be yes or no'):
        top.flag("b", default=True)
    with pytest.raises(SettingsError, match=r'v\.yaml:3: "c" must be a list of words'):
        top.words("c")
    with pytest.raises(SettingsError, match=r'v\.yaml:4: "d" must be `key: value` lines'):
        top.section("d")
    with pytest.raises(SettingsError, match=r'v\.yaml:4: "d" must be a list'):
        list(top.sections("d"))
    with pytest.raises(SettingsError, match=r"v\.yaml:5: expected `key: value` lines in this item of e"):
        list(top.sections("e"))


def test_a_bare_word_may_stand_for_a_map() -> None:
    """`- f1` is short for `- voice: f1`."""
    items = list(section("pool:\n  - f1\n  - voice: f2").sections("pool", word_is="voice"))
    assert [(item.text("voice"), item.at()) for item in items] == [("f1", "v.yaml:2"), ("f2", "v.yaml:3")]


def test_an_unknown_key_gets_a_suggestion() -> None:
    """A slip of the pen is put right; a key like nothing gets the list."""
    with pytest.raises(SettingsError) as slip:
        section("\npauzes: {}").allow("pauses", "pools")
    assert (slip.value.problem, slip.value.hint) == ('v.yaml:2: unknown key "pauzes"', 'Did you mean "pauses"?')
    with pytest.raises(SettingsError) as stray:
        section("a:\n  xyz: 1").section("a").allow("pauses", "pools")
    assert stray.value.problem == 'v.yaml:2: unknown key "xyz" in a'
    assert stray.value.hint == "known here: pauses, pools"
