from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.text.sentences import sentences
from tests.laws import check_sentences

TABLES = sorted((Path(__file__).parents[1] / "data" / "sentences").glob("*.tsv"))
PIECES = st.sampled_from(
    [*". ! ? … .” ) ’ * _ , ; — Mr. No. 7 I e.g. U.S. said Ida “Go ( a Z é 😀".split(), " ", "\n", "  "]
)
LONG = st.lists(st.sampled_from(["word ", "x" * 300, ", ", "; ", "\n", "—", ". "]), max_size=60)
ANY = st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join) | LONG.map("".join) | st.text()


def parts(text: str) -> list[str]:
    """Give the sentences."""
    return [text[span.start : span.end] for span in sentences(text)]


@given(ANY)
def test_sentences_are_in_order_hold_all_words_and_have_no_blank_edges(text: str) -> None:
    """Nothing is lost, nothing doubled, and none is longer than what is said in one go."""
    check_sentences(text)


@pytest.mark.parametrize(
    "text",
    [
        "She came.| He left!| Why?| Nobody knew…| It was ice.",
        "Mr. and Mrs. Lind met Dr. E. T. Holm of St. Olaf at no. 7.| It was 5.30 p.m. sharp.",
        "“Denied!” came the reply.| She went.",
        "“Where to?” Ida asked.| “There.”| He pointed.",
        "“Where to?” the old ferryman said.| “There.”",
        "“Go!” she cried.| “Go!”",
        "“Go.”| Ida went.",
        "It was he and I.| We went.",
        "She said no.| Seven came.",
        "Wait... what was it?| Ice.",
        "The U.S. Army came.| (It left.)| *Nobody* wept.",
        "“Stop.”)| She did.",
        "No stop at all",
        "“I don’t know.| Perhaps.”| He laughed.",
        "“You must—”| She broke off.| “What?”",
        "1. Buy milk.| 2. Go home.",
        "He met Mr. X.| He nodded.| Mrs. B. said so.",
        "He lived in the U.S.| He liked it.| On Jan. 5 he joined the U.S. Army.",
        "It was 5 a.m.| The cock crew at 6 a.m. Mr. Lind rose.",
        "Acme Inc. fired him.| He bought eggs, milk, etc.| Then he left.",
        "“But--Mrs. Lind!”| He went to Lord St. Simon in St. James’s St.| She stayed.",
        "“If you must know . . . I do.”| Wait . . . what?",
    ],
)
def test_where_sentences_end(text: str) -> None:
    """At a stop before a capital; not after a title, an initial, or a speech whose cue follows."""
    assert parts(text.replace("|", "")) == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er kam am 3. Mai um zwei.| Dr. Müller, d. h. sein Freund, ging.| „Komm!“, rief er."),
        ("fr", "M. Dupont est venu.| « Où ? » demanda-t-il.| Mme. Curie a dit non."),
        ("es", "El Sr. López llegó.| ¿Qué?| ¡No!| La Sra. Pérez se fue."),
        ("ru", "Он родился в 1905 г. в Гори.| — Да, — сказал он.| — Иду.| И. В. Линд жил там."),
        ("it", "Il dott. Rossi andò.| Venne il sig. Bianchi."),
    ],
)
def test_each_language_has_its_own_abbreviations(language: str, text: str) -> None:
    """And its own ordinals: der 3. Mai."""
    plain = text.replace("|", "")
    found = [plain[span.start : span.end] for span in sentences(plain, language)]
    assert found == [part.strip() for part in text.split("|")]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_the_sentences_of_dialogue(table: Path) -> None:
    """Hand-labelled paragraphs: each, then its sentences, parted by tabs."""
    wanted = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
    assert [[row[0], *parts(row[0])] for row in wanted] == wanted


def test_a_long_sentence_is_parted_at_clauses() -> None:
    """Nobody says eight hundred letters in one breath; a semicolon is a better place than a word's end."""
    clause = "the ice came nearer and the lamps were lit one after the other along the shore"
    for part in parts("; ".join([clause] * 30))[:-1]:
        assert part.endswith(f"{clause};")
    for part in parts(" ".join([clause] * 30))[:-1]:
        assert part.split()[-1] in clause.split()


@pytest.mark.parametrize(
    "text", [". " * 300_000, "." * 300_000, "?!" * 200_000, "a." * 200_000, "x" * 10**6, '."' * 200_000]
)
def test_hostile_rows_are_parted(text: str) -> None:
    """A row of dots as long as a book."""
    assert sum(map(len, parts(text))) >= len(text.replace(" ", ""))


@pytest.mark.parametrize(
    ("text", "language", "parts"),
    [
        ("行く。来た！「はい。」と言った。", "ja", ["行く。", "来た！", "「はい。」", "と言った。"]),
        ("هل تأتي معي؟ نعم.", "ar", ["هل تأتي معي؟", "نعم."]),
        ("वह आया। वह गया।", "hi", ["वह आया।", "वह गया।"]),
    ],
)
def test_other_scripts_have_stops_of_their_own(text: str, language: str, parts: list[str]) -> None:
    """Those of Chinese and Japanese need no blank behind them."""
    assert [text[span.start : span.end] for span in sentences(text, language)] == parts
