"""Golden scenes in other languages: who says each line, with the cues that their books have."""

import pytest

from audiobook.dialogue.attributor import attribute
from audiobook.dialogue.languages import ENGLISH, SPANISH, language_of
from audiobook.model import Gender
from tests.dialogue.stories import name_of, said, story

SCENES: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "French, tirets": (
        (
            "Quand Anna entra dans la cuisine, Paul était déjà assis près du feu avec un livre sur les genoux.",
            "— Tu ne dors pas ? dit-elle.",
            "— Non, répondit Paul, j'attends le facteur.",
            "— À cette heure-ci ? demanda Anna.",
            "— Il vient toujours la nuit, dit-il en fermant son livre.",
            "— Tu te moques de moi, murmura-t-elle.",
            "— Bonsoir la compagnie ! s'écria le facteur en poussant la porte.",
            "— Vous voyez bien, lui dit Paul.",
            "— Une lettre pour madame, reprit le facteur.",
            "Il pleuvait encore quand elle l'ouvrit.",
        ),
        ["Anna", "Paul", "Anna", "Paul", "Anna", "le facteur", "Paul", "le facteur"],
    ),
    "French, guillemets": (
        (
            "Anna referma la porte. Paul posa son verre sur la table de la salle.",
            "« Qui est là ? » demanda-t-il.",
            "« C'est moi, répondit Anna, et il pleut. »",
            "« Entre donc, dit-il, et ferme la porte. »",
            "Elle ôta son manteau et dit : « Tu es seul ? »",
            "« Personne n'est jamais seul ici », souffla une voix.",
            "« Qui a parlé ? » s'exclama Anna.",
        ),
        ["Paul", "Anna", "Paul", "Anna", "une voix", "Anna"],
    ),
    "Spanish": (
        (
            "Cuando Anna entró en la cocina, Pablo estaba sentado junto al fuego con un libro en las manos.",
            "—¿No duermes? —preguntó ella.",
            "—No —respondió Pablo—. Espero al cartero.",
            "—¿A estas horas? —dijo Anna.",
            "—Siempre viene de noche —dijo él.",
            "—Te burlas de mí —murmuró ella.",
            "—¡Buenas noches! —exclamó la vieja desde la puerta.",
            "—¿Qué quiere usted? —le preguntó Pablo.",
            "—Una vela —contestó la vieja—. Nada más.",
        ),
        ["Anna", "Pablo", "Anna", "Pablo", "Anna", "la vieja", "Pablo", "la vieja"],
    ),
    "German": (
        (
            "Als Anna in die Küche trat, saß Karl schon am Feuer und hatte ein Buch auf den Knien.",
            "„Schläfst du nicht?“, fragte sie.",
            "„Nein“, antwortete Karl, „ich warte auf den Briefträger.“",
            "„Um diese Zeit?“, fragte Anna.",
            "„Er kommt immer in der Nacht“, sagte er und schloss das Buch.",
            "„Du machst dich über mich lustig“, murmelte sie.",
            "„Guten Abend!“, rief der Briefträger an der Tür.",
            "„Da ist er ja“, sagte Karl.",
            "„Ein Brief für die Dame“, sagte der Briefträger.",
            "Sie nahm ihn und sagte: „Der ist nicht für mich.“",
        ),
        ["Anna", "Karl", "Anna", "Karl", "Anna", "der Briefträger", "Karl", "der Briefträger", "Anna"],
    ),
    "Russian": (
        (
            "Когда Анна вошла в кухню, Иван уже сидел у огня и держал на коленях книгу.",
            "— Ты не спишь? — спросила она.",
            "— Нет, — ответил Иван. — Я жду почтальона.",
            "— В такой час? — удивилась Анна.",
            "— Он всегда приходит ночью, — сказал он и закрыл книгу.",
            "— Ты смеёшься надо мной, — прошептала она.",
            "— Добрый вечер! — крикнул почтальон.",
            "— Вот видишь, — сказал Иван.",
            "— Письмо для барышни, — добавил почтальон.",
            "— Это не мне, — ответила Анна.",
        ),
        ["Анна", "Иван", "Анна", "Иван", "Анна", "почтальон", "Иван", "почтальон", "Анна"],
    ),
    "Italian": (
        (
            "Quando Anna entrò nella cucina, Marco era già seduto davanti al fuoco con un libro sulle ginocchia.",
            "«Non dormi?» chiese lei.",
            "«No» rispose Marco. «Aspetto il postino.»",
            "«Che ora è?» domandò Anna.",
            "«Non lo so» disse lui.",
            "«Buona sera!» gridò il postino dalla porta.",
            "«Eccolo» disse Marco.",
        ),
        ["Anna", "Marco", "Marco", "Anna", "Marco", "il postino", "Marco"],
    ),
    "Portuguese": (
        (
            "Quando a Anna entrou na cozinha, o Pedro já estava sentado ao pé do fogo com um livro nas mãos.",
            "— Não dormes? — perguntou ela.",
            "— Não — respondeu Pedro. — Espero o carteiro.",
            "— A esta hora? — disse Anna.",
            "— Vem sempre de noite — disse-lhe ele.",
            "— Boa noite! — exclamou o carteiro.",
            "— Uma carta para si — acrescentou o carteiro.",
            "— Não é para mim — murmurou ela.",
        ),
        ["Anna", "Pedro", "Anna", "Pedro", "o carteiro", "o carteiro", "Anna"],
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_every_line_of_a_scene_is_said_by_the_right_one(name: str) -> None:
    """Named, by a pronoun of his gender, or by what he is; nobody else is in the cast."""
    paragraphs, speakers = SCENES[name]
    assert [speaker for _, speaker in said(*paragraphs)] == speakers


@pytest.mark.parametrize("name", SCENES)
def test_no_word_of_a_cue_is_spoken_by_a_character(name: str) -> None:
    """The verb and its subject stay narration wherever they stand."""
    paragraphs, _ = SCENES[name]
    verbs = {"dit-elle", "dit-il", "répondit", "dijo", "preguntó", "sagte", "fragte", "сказал", "disse", "rispose"}
    for words, _ in said(*paragraphs):
        assert verbs.isdisjoint(words.replace(",", " ").split())


@pytest.mark.parametrize(
    ("cue", "speaker"),
    [
        ("dit-il", "Paul"),
        ("dit-elle", "Anna"),
        ("lui répondit-elle", "Anna"),
        ("demanda-t-il doucement", "Paul"),
        ("s'écria-t-elle", "Anna"),
    ],
)
def test_a_french_inversion_tells_the_gender(cue: str, speaker: str) -> None:
    """However the pronoun hangs on its verb, and whoever was named last."""
    for last in ("Anna était avec Paul dans la cuisine.", "Paul était avec Anna dans la cuisine."):
        (line, *_) = said(last, f"— Je viens, {cue}.", "Il faisait froid dans les rues de la ville.")
        assert line == ("— Je viens,", speaker)


@pytest.mark.parametrize(("verb", "speaker"), [("сказал", "Иван"), ("сказала", "Мария"), ("спросила тихо", "Мария")])
def test_a_russian_verb_without_a_subject_tells_the_gender(verb: str, speaker: str) -> None:
    """Its ending is enough."""
    text = (
        "— Пора, — сказал Иван.",
        "— Нет, — сказала Мария.",
        *["На дворе шёл дождь."] * 5,
        f"— Я не хочу, — {verb}.",
    )
    assert said(*text)[-1] == ("— Я не хочу,", speaker)


def test_russian_verbs_tell_the_gender_of_a_name() -> None:
    """No list has the name, and no pronoun follows it."""
    dialogue = attribute(story("— Да, — сказал Варген. — Нет.", "— И я, — сказала Тарин, и не ушла."))
    assert {c.name: c.gender for c in dialogue.characters} == {"Варген": Gender.MALE, "Тарин": Gender.FEMALE}


def test_a_pronoun_that_is_nobody_speaks_for_nobody() -> None:
    """In "il pleuvait" no man is meant: Paul is in nobody's mind for it."""
    text = (
        "Luc était avec Anna dans la maison. Paul et les autres étaient loin. Luc se leva.",
        "Il y avait un feu dans la cheminée, il pleuvait, il fallait attendre le matin.",
        "— Attendons, dit-il.",
    )
    assert said(*text)[0] == ("— Attendons,", "Luc")


@pytest.mark.parametrize(
    "after", ["Le lendemain, dit-on, il pleuvait.", "Sa voix reprit un peu de force.", "La porte grinça."]
)
def test_a_thing_after_a_speech_is_nobody(after: str) -> None:
    """A day, a voice that is somebody's and a door are no new people of the story."""
    text = ("Luc entra dans la maison avec Anna.", "« Tu viens ? » dit Luc.", f"« Non. » {after}", "« Si », dit Luc.")
    assert {speaker for _, speaker in said(*text)} == {"Luc", "Anna"}


def test_a_french_narrator_says_je() -> None:
    """Who says "dis-je" is whoever tells the story."""
    book = story(
        "Je marchais depuis une heure quand je vis la maison. J'avais froid, et je n'avais pas de lettre.",
        "— Bonsoir, dis-je.",
        "— Entrez, dit Anna.",
        "Je me suis assis près du feu. Je ne savais pas que dire.",
    )
    dialogue = attribute(book)
    assert [name_of(dialogue, a) for a in dialogue.attributions] == ["the narrator", "Anna"]


def test_a_few_small_words_make_no_story_foreign() -> None:
    """The words "no", "me" and "in" are words of several languages."""
    assert language_of("no me in ruth sat".split(), "en") is ENGLISH
    assert language_of("no me in la casa de".split(), "en") is SPANISH


@pytest.mark.parametrize(
    ("lines", "speakers"),
    [
        (("Anna dijo en voz baja:", "—Vamos a la casa.", "—No —respondió Pablo."), ["Anna", "Pablo"]),
        (("Entonces Pablo le dijo a Anna:", "—Vamos a la casa.", "—No —respondió ella."), ["Pablo", "Anna"]),
        (("—Vamos —dijo la señora García.", "—No —dijo Pablo.", "—Sí —dijo ella."), ["García", "Pablo", "García"]),
        (("— Пойдём, — сказал он Анне.", "— Нет, — сказал старый почтальон и вышел."), [None, "старый почтальон"]),
        (("« Viens à la maison. » Paul posa la lettre.", "« Non », dit Anna."), ["Paul", "Anna"]),
        (("Paul se tourna vers elle et répondit : « Viens. »", "« Non, Paul », dit Anna."), ["Paul", "Anna"]),
        (("« Viens à la maison », Anna lui dit.", "« Non », dit Paul."), ["Anna", "Paul"]),
    ],
)  # fmt: skip
def test_the_subject_may_stand_anywhere_beside_its_verb(lines: tuple[str, ...], speakers: list[str | None]) -> None:
    """Before it, before the line, behind an article or a title; None: whoever it may be."""
    told = ("La mujer y el hombre de la casa no decían nada que no fuera de todos.",) if "dijo" in lines[0] else ()
    found = [speaker for _, speaker in said(*lines, *told)]
    assert [name for name, wanted in zip(found, speakers, strict=True) if wanted] == [s for s in speakers if s]
