"""Stories in other languages, from the file to the MP3, with eSpeak NG."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.text.epubs import epub, package

STORIES = {
    "de": (
        "Der Schlüssel\n\n„Wo ist der Schlüssel?“, fragte Anna. Sie stand vor der Tür und fror.\n\n"
        "„Ich habe ihn nicht“, sagte Jakob. „Vielleicht liegt er noch auf dem Tisch, z. B. unter dem Hut.“\n\n"
        "Es war der 3. Oktober, und die Lampe war aus.\n\n„Dann warten wir“, sagte Anna.\n"
    ),
    "fr": (
        "La clef\n\n« Où est la clef ? » demanda Anne. Elle était devant la porte et elle avait froid.\n\n"
        "« Je ne l’ai pas, répondit Jacques. Elle est peut-être sur la table. »\n\n"
        "La lampe était éteinte, et il n’y avait plus que la nuit.\n\n« Alors, nous attendrons », dit Anne.\n"
    ),
    "es": (
        "La llave\n\n—¿Dónde está la llave? —preguntó Ana. Estaba delante de la puerta y tenía frío.\n\n"
        "—No la tengo —respondió Pedro—. Quizá está en la mesa, con el sombrero.\n\n"
        "La lámpara estaba apagada, y ya no había más que la noche.\n\n—Pues esperamos —dijo Ana.\n"
    ),
    "ru": (
        "Ключ\n\n— Где ключ? — спросила Анна. Она стояла перед дверью, и ей было холодно.\n\n"
        "— У меня его нет, — ответил Иван. — Может быть, он ещё на столе.\n\n"
        "Лампа не горела, и была ночь.\n\n— Тогда подождём, — сказала Анна.\n"
    ),
}
SAYS = {
    "de": [("Anna", "Schlüssel?"), ("Jakob", "habe ihn nicht"), ("Jakob", "Vielleicht"), ("Anna", "warten wir")],
    "fr": [("Anne", "la clef ?"), ("Jacques", "ne l’ai pas"), ("Anne", "attendrons")],
    "es": [("Ana", "la llave?"), ("Pedro", "No la tengo"), ("Pedro", "Quizá"), ("Ana", "esperamos")],
    "ru": [("Анна", "Где ключ?"), ("Иван", "его нет"), ("Иван", "Может быть"), ("Анна", "подождём")],
}


@pytest.fixture
def story(desk: Path, language: str) -> Path:
    """Give the story, which does not say its language, without a voices.yaml."""
    (desk / "voices.yaml").unlink()
    path = desk / "story.txt"
    path.write_text(STORIES[language], encoding="utf-8")
    return path


@pytest.mark.parametrize("language", STORIES)
def test_a_story_builds_with_voices_of_its_language(desk: Path, run: Run, story: Path, language: str) -> None:
    """Speech in its own marks goes to who says it, with eSpeak's voices for that language; a note tells the guess."""
    lines = json.loads(run("script", story.name, "--json").stdout)["utterances"]
    for speaker, words in SAYS[language]:
        assert [line["speaker"] for line in lines if words in line["text"]] == [speaker]
    assert {line["speaker"] for line in lines} == {None, *(speaker for speaker, _ in SAYS[language])}
    said = run("build", story.name)
    assert "taken for" in said.stdout + said.stderr
    made = json.loads((desk / "output/story/manifest.json").read_text("utf-8"))
    assert {entry["voice"].partition("+")[0] for entry in made["cast"]} == {language}
    assert len({entry["voice"] for entry in made["cast"]}) == len(made["cast"])
    (track,) = (desk / "output/story").glob("*.mp3")
    assert track.stat().st_size > 100_000


def test_a_wrong_language_is_overridden_beside_the_story(desk: Path, run: Run) -> None:
    """An EPUB's package says "en" over a German text; the note says what to write, and that settles it."""
    (desk / "voices.yaml").unlink()
    paragraphs = "".join(f"<p>{line}</p>" for line in STORIES["de"].split("\n\n")[1:])
    stated = "<dc:title>Der Schlüssel</dc:title><dc:language>en</dc:language>"
    pages = {"a.xhtml": paragraphs}
    (desk / "story.epub").write_bytes(epub(pages, package(pages, stated)))
    said = run("chapters", "story.epub")
    assert "`language: de` in story.corrections.yaml" in said.stdout + said.stderr
    (desk / "story.corrections.yaml").write_text("language: German\n")
    said = run("chapters", "story.epub")
    assert "note:" not in said.stdout
    lines = json.loads(run("script", "story.epub", "--json").stdout)["utterances"]
    assert {line["spoken"] for line in lines if "Oktober" in line["text"]} == {
        "Es war der 3. Oktober, und die Lampe war aus."
    }


def test_a_language_that_is_none_is_named_with_its_line(desk: Path, run: Run) -> None:
    """In the corrections file as in the front matter."""
    (desk / "story.txt").write_text("Ice came, and nobody saw it.\n")
    (desk / "story.corrections.yaml").write_text("\nlanguage: Rusian\n")
    said = run("script", "story.txt", check=False)
    assert "story.corrections.yaml:2" in said.stderr
    assert 'Did you mean "Russian"?' in said.stderr
