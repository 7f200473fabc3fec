"""Golden books of one convention each: what is quoted, to the last code point; spans are given by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.quotations import find_quotations
from tests.dialogue.stories import said, story
from tests.dialogue.test_quotations import found

NB = "\u00a0"
GOLDEN: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "british, curly": (
        (
            "‘Come in,’ said Ruth, ‘and mind the dogs’ bowls.’",
            "’Twas past ten. The boys’ hats lay in the hall, and somebody played rock ’n’ roll.",
            "‘’Tis nothin’,’ Tobias said. ‘She called me a “clever lad”, that’s all.’",
            "‘Don’t,’ said Ruth.",
        ),
        [
            "‘Come in,’|‘and mind the dogs’ bowls.’",
            "‘’Tis nothin’,’",
            "‘She called me a “clever lad”, that’s all.’",
            "‘Don’t,’",
        ],
    ),
    "british, straight": (
        (
            "'Come in,' said Ruth, 'and mind the dogs' bowls.'",
            "'Twas past ten. The boys' hats lay in the hall, and somebody played rock 'n' roll in the '90s manner.",
            "'It isn't the boys' fault,' Tobias said. 'She called me a \"clever lad\", that's all.'",
        ),
        [
            "'Come in,'|'and mind the dogs' bowls.'",
            "'It isn't the boys' fault,'",
            "'She called me a \"clever lad\", that's all.'",
        ],
    ),
    "british, the mark outside": (
        ("‘I know’, said Ruth. The ‘Rovers’ had lost again.", "‘Again?’"),
        ["‘I know’", "[‘Rovers’]", "‘Again?’"],
    ),
    "american, single inside": (
        ("“He said ‘no’ twice,” said Ruth.", "It was the ‘season’ of the boys’ games.", "“It isn’t far.”"),
        ["“He said ‘no’ twice,”", "“It isn’t far.”"],
    ),
    "french, guillemets with a cue inside": (
        (
            f"«{NB}Je viens, dit-il, demain.{NB}»",
            f"Elle leva la tête. «{NB}Vous venez seul{NB}? demanda Marie. J’attendrai.{NB}»",
            f"Le mot «{NB}liberté{NB}» était sur le mur.",
        ),
        [
            f"«{NB}Je viens,|demain.{NB}»",
            f"«{NB}Vous venez seul{NB}?|J’attendrai.{NB}»",
            f"[«{NB}liberté{NB}»]",
        ],
    ),
    "french, guillemets opened and dashes for turns": (
        (
            f"«{NB}Bonjour, dit Paul.",
            "— Bonjour, répondit-elle. Vous êtes en retard.",
            f"— Je le sais.{NB}»",
            "Il était midi, et les rues étaient vides.",
        ),
        [f"«{NB}Bonjour,", "— Bonjour,|Vous êtes en retard.", f"— Je le sais.{NB}»"],
    ),
    "french, dashes": (
        (
            "— Je viens, dit-il, demain.",
            "— Seul ? demanda Marie en riant. Vous êtes fou !",
            "— Oui, répondit-il. Il se leva et prit son chapeau.",
            "Elle regarda par la fenêtre.",
        ),
        ["— Je viens,|demain.", "— Seul ?|Vous êtes fou !", "— Oui,"],
    ),
    "spanish, dashes": (
        (
            "—No sé —dijo Juan—. Mañana.",
            "—¿Vienes conmigo? —preguntó Ana.",
            "—Claro. —Se puso el abrigo—. Vamos.",
            "—Si quieres —añadió ella—, te espero aquí.",
            "La puerta se cerró.",
        ),
        ["—No sé|Mañana.", "—¿Vienes conmigo?", "—Claro.|Vamos.", "—Si quieres|te espero aquí."],
    ),
    "russian, dashes": (
        (
            "— Я приду, — сказал он. — Завтра.",
            "— Москва — столица, — ответила Анна, — и всё тут.",
            "— Да. — Он встал. — Пойдём.",
            "— Куда? — спросила она.",
            "Он не ответил.",
        ),
        ["— Я приду,|Завтра.", "— Москва — столица,|и всё тут.", "— Да.|Пойдём.", "— Куда?"],
    ),
    "joyce": (
        (
            "—Come down, Ned, he called out. Come down, you idle man.",
            "—I will not, Ned said. He leaned on the rail.",
            "—Is it cold? asked the old man.",
            "The kettle sang.",
        ),
        ["—Come down, Ned,|Come down, you idle man.", "—I will not,", "—Is it cold?"],
    ),
    "german, low and high": (
        (
            "„Ich komme“, sagte Anna, „und zwar bald.“",
            "Das Schild sagte nichts. „Wann?“, fragte Paul. „Er hat ‚bald‘ gesagt.“",
            "Sie nannten es „Fortschritt“ und lachten.",
        ),
        ["„Ich komme“|„und zwar bald.“", "„Wann?“", "„Er hat ‚bald‘ gesagt.“", "[„Fortschritt“]"],
    ),
    "german, guillemets inwards": (
        ("»Ich komme«, sagte Anna, »und zwar bald.«", "»Er hat ›bald‹ gesagt.«"),
        ["»Ich komme«|»und zwar bald.«", "»Er hat ›bald‹ gesagt.«"],
    ),
    "german, low single": (("‚Ich komme‘, sagte Anna.", "‚Wann?‘"), ["‚Ich komme‘", "‚Wann?‘"]),
    "swedish": (("”Jag kommer”, sa Anna. ”Snart.”", "”När?”"), ["”Jag kommer”", "”Snart.”", "”När?”"]),
    "finnish": (("»Minä tulen», sanoi Anna. »Pian.»", "»Milloin?»"), ["»Minä tulen»", "»Pian.»", "»Milloin?»"]),
    "japanese": (
        ("「行くよ」と彼は言った。「彼は『今日』と言った。」", "彼は「自由」という言葉を嫌った。", "『何だ。』"),
        ["「行くよ」", "「彼は『今日』と言った。」", "[「自由」]", "『何だ。』"],
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_each_convention_to_the_last_mark(name: str) -> None:
    """Whatever the book's marks are: the same speeches, no narration in them, terms told apart."""
    paragraphs, expected = GOLDEN[name]
    assert found(*paragraphs) == expected


def test_speech_runs_over_paragraphs_in_each_convention_that_lets_it() -> None:
    """A paragraph that does not close, and one that reopens, are one speech; in French with » as well."""
    for first, second in (
        ("‘It began in May.", "‘And it ended in June,’"),
        ("„Es begann im Mai.", "„Und endete im Juni.“"),
        ("«Tout commença en mai.", "«Et finit en juin.»"),
        ("«Tout commença en mai.", "»Et finit en juin.»"),
    ):
        assert found(first, second, "Nobody spoke.") == [f"{first}|{second}"]


def test_a_speech_after_a_dash_goes_on_with_a_mark() -> None:
    """Spanish books begin its further paragraphs with »; a cue in any of them is narration, and names the speaker."""
    long = (
        "—Todo empezó en mayo, y nadie lo sabía todavía.",
        "»Después vino la lluvia —dijo Anna—. Y la casa se quedó sola.",
        "»Eso es todo.",
        "—¿Todo? —preguntó Pablo, y se levantó.",
    )
    assert said(*long, "La calle de la casa estaba vacía.") == [
        ("|".join((long[0], "»Después vino la lluvia", "Y la casa se quedó sola.", long[2])), "Anna"),
        ("—¿Todo?", "Pablo"),
    ]


def test_what_follows_narration_does_not_go_on() -> None:
    """A » after a paragraph of narration takes up no speech, and «thoughts» in such a book are still found."""
    lines = ("—Vamos —dijo Anna.", "Nadie se movió en la casa.", "«Qué raro», pensó Pablo.", "—No —dijo él.")
    assert found(*lines) == ["—Vamos", "«Qué raro»", "—No"]
    assert found(lines[0], lines[1], "»Y la lluvia no cesaba.", lines[3])[0] == "—Vamos"


def test_a_mark_ends_a_dialogue_of_dashes() -> None:
    """French: « opens it, each line has its dash, » ends the last one; what comes after it is told."""
    lines = (
        "« Tu viens ?",
        "— Non, répondit Paul.",
        "— Parce qu'il pleut. » Il sortit dans la rue.",
        "Elle le suivit.",
    )
    assert found(*lines) == ["« Tu viens ?", "— Non,", "— Parce qu'il pleut. »"]
    assert found(
        "— Il a dit « non » et il est parti. C'est tout.", "— Bien, dit Anna.", "Elle le suivit dans la rue."
    ) == [
        "— Il a dit « non » et il est parti. C'est tout.",
        "— Bien,",
    ]


def test_speakers_are_found_beside_single_marks_and_dashes() -> None:
    """The rules look past any mark."""
    assert said("‘Come in,’ said Ruth.", "‘I will not,’ said Tobias. ‘Not yet.’") == [
        ("‘Come in,’", "Ruth"),
        ("‘I will not,’", "Tobias"),
        ("‘Not yet.’", "Tobias"),
    ]
    assert [name for _, name in said("—Come in, said Ruth.", "—I will not, said Tobias.")] == ["Ruth", "Tobias"]


def test_a_few_marks_of_another_kind_do_not_turn_a_book() -> None:
    """The whole book decides: scare quotes, a list and a dash are no speech in a book of double marks."""
    book = ["“Come in,” said Ruth."] * 12
    strays = ["He hated ‘progress’.", "— and then there was nothing.", "- bread"]
    assert found(*book, *strays) == ["“Come in,”"] * 12


def test_an_epigraph_and_an_ornament_are_no_speech() -> None:
    """A dash before a name, or around a number, sets off nothing."""
    assert found("It was late.", "—Ruth Carter", "— 5 —") == []


# ---------------------------------------------------------------------------------------------------------------- laws

PAIRS = st.sampled_from(["“”", '""', "‘’", "''", "«»", "»«", "„“", "””", "»»", "「」", "‹›"])
SPEECH = st.lists(st.sampled_from("come with us to the mill and don't wait for me".split()), min_size=1, max_size=8)
TELLING = st.lists(st.sampled_from("rain fell on the boys' roof all night while nobody slept".split()), min_size=2)
DIALOGUE = st.lists(st.tuples(SPEECH.map(" ".join), TELLING.map(" ".join)), min_size=1, max_size=6)


@given(PAIRS, DIALOGUE)
def test_narration_goes_to_nobody_in_any_convention(pair: str, lines: list[tuple[str, str]]) -> None:
    """Speech in marks, then narration: each speech is found whole, and nothing else."""
    speeches = [f"{pair[0]}{speech.capitalize()}.{pair[1]}" for speech, _ in lines]
    book = story(*(f"{speech} The {told}." for speech, (_, told) in zip(speeches, lines, strict=True)))
    parts = [book.text_at(part) for quotation in find_quotations(book) for part in quotation.parts]
    assert parts == speeches


@given(DIALOGUE, st.sampled_from(["— {}, — сказал Иван. — {}.", "—{} —dijo Juan—. {}.", "— {}, dit-il, {}."]))
def test_a_cue_inside_a_line_goes_to_nobody(lines: list[tuple[str, str]], form: str) -> None:
    """Whatever is said around it, the cue of a line with a dash is narration."""
    book = story(*(form.format(speech.capitalize(), speech) for speech, _ in lines), "Nobody spoke.")
    dialogue = attribute(book)
    spoken = [book.text_at(part) for a in dialogue.attributions if a.speaker for part in a.quotation.parts]
    assert spoken
    assert not any(cue in words for words in spoken for cue in ("сказал", "dijo", "dit-il", "Nobody"))


@given(PAIRS, DIALOGUE, st.data())
def test_one_lost_mark_harms_no_other_paragraph(pair: str, lines: list[tuple[str, str]], data: st.DataObject) -> None:
    """Whichever mark of a book is lost, the other paragraphs keep their speeches."""
    texts = [
        f"{pair[0]}{s.capitalize()},{pair[1]} said Ruth. The {t}." for s, t in [*lines, ("go", "x y"), ("go", "x y")]
    ]
    hurt = data.draw(st.integers(0, len(lines) - 1))
    mark = data.draw(st.sampled_from(pair))
    whole, broken = story(*texts), story(*(t.replace(mark, "", 1) if i == hurt else t for i, t in enumerate(texts)))

    def elsewhere(book_of: list[tuple[int, str]]) -> list[tuple[int, str]]:
        return [(n, words) for n, words in book_of if n != hurt]

    found_in = [
        [(p.paragraph, book.text_at(p)) for q in find_quotations(book) for p in q.parts] for book in (whole, broken)
    ]
    assert elsewhere(found_in[0]) == elsewhere(found_in[1])


def test_speakers_are_found_by_the_verbs_of_other_languages() -> None:
    """A name beside a speech verb of the book's language says whose the line is."""
    for lines, names in (
        (("—No sé —dijo Juan—. Mañana.", "—¿Vienes conmigo? —preguntó Ana."), ["Juan", "Ana"]),
        (("„Ich komme“, sagte Anna.", "„Wann?“, fragte Paul."), ["Anna", "Paul"]),
        (("— Я приду, — сказал Иван. — Завтра.", "— Куда? — спросила Анна."), ["Иван", "Анна"]),
        (("— Je viens, dit Paul, demain.", "— Seul ? demanda Marie."), ["Paul", "Marie"]),
    ):
        assert [name for _, name in said(*lines)] == names
