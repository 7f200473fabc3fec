"""Targets: what is made of a story's words: sentences, spoken form, quotations, who says them.

An input's first line may name its language.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from audiobook.casting.roles import cast_voices
from audiobook.dialogue.attributor import attribute
from audiobook.model import Book, Chapter, Paragraph
from audiobook.ranker_file import load_ranker
from audiobook.script import Pauses, write_script
from audiobook.text.limits import LIMITS
from audiobook.text.sources.decoded import decode
from tests.fuzz.target import Target, text_of
from tests.helpers import casting_rules
from tests.laws import check_dialogue, check_quotations, check_script, check_sentences, check_spoken

_DATA: Final = Path(__file__).parent.parent / "data"
_STORY: Final = Path(__file__).parents[2] / "story" / "the-fourth-chair.md"
_LANGUAGE: Final = re.compile(r"(en|en-gb|de|fr|es|it|ru|pl|nl|ja|zh)\n")
_FOREIGN: Final = (
    "de\n„Komm“, sagte Anna, „es ist 3.15 Uhr.“\n»Nein«, rief Karl. Er ging am 5. Mai z. B. nach Köln.",
    "fr\n« Oui, dit-il, j’arrive. »\n— Non, répondit Anne. L’homme sortit à 15 h 30.\n— Ah !",
    "es\n—No —dijo Juan—. ¿Quién es?\n«Sí», respondió Ana. ¡Ven!",
    "ru\n— Да, — сказал Иван. — Иду.\n«Нет», — ответила Анна. Было 5 мая 1904 г.",
    "pl\n— Nie — powiedział Jan. — Idę.\n„Tak”, rzekła Anna.",
    "ja\n「行く」と言った。\n『本』を読む。",
)


def _with_language(data: bytes) -> tuple[str, str]:
    """Give the text as a story is decoded, and its language."""
    text = decode(text_of(data).encode("utf-8", "replace"), "x").text
    stated = _LANGUAGE.match(text)
    return (text[stated.end() :], stated[1]) if stated else (text, "en")


def _check_spoken(data: bytes) -> None:
    text, language = _with_language(data)
    check_spoken(text, language)
    check_sentences(text, language)


def _book(data: bytes) -> Book | None:
    """Give a book of the paragraphs on the input's lines; None if there is none."""
    text, language = _with_language(data)
    paragraphs = [Paragraph(p[: LIMITS.paragraph_chars].strip()) for p in map(str.strip, text.split("\n")) if p]
    paragraphs = [p for p in paragraphs if p.text]
    return Book("X", "", language, (Chapter(1, "X", tuple(paragraphs)),)) if paragraphs else None


def _check_quotations(data: bytes) -> None:
    if book := _book(data):
        check_quotations(book)


def _check_attribution(data: bytes) -> None:
    if book := _book(data):
        dialogue = attribute(book, ranker=load_ranker(), unquoted_speech=data[-1:] == b"!")
        check_dialogue(book, dialogue)
        check_script(book, write_script(book, dialogue, cast_voices(dialogue, casting_rules()), Pauses()))


def _written() -> Sequence[bytes]:
    """Give what the golden cases of the spoken form and of sentences have, some lines at a time."""
    tables = [*sorted((_DATA / "spoken").glob("*.tsv")), *sorted((_DATA / "sentences").glob("*.tsv"))]
    lines = [line.partition("\t")[0] for table in tables for line in table.read_text("utf-8").splitlines()]
    some = ["\n".join(lines[at : at + 8]) for at in range(0, len(lines), 8)]
    return [text.encode() for text in (*some, *_FOREIGN, *(f"en-gb\n{text}" for text in some[::7]))]


def _stories() -> Sequence[bytes]:
    paragraphs = _STORY.read_text("utf-8").split("\n\n")
    some = ["\n".join(" ".join(p.split()) for p in paragraphs[at : at + 8]) for at in range(0, len(paragraphs), 8)]
    marked = [text.replace("“", "‘").replace("”", "’") for text in some[::3]]
    straight = [text.replace("“", '"').replace("”", '"').replace("’", "'") for text in some[1::3]]
    return [text.encode() for text in (*some, *marked, *straight, *_FOREIGN)]


WORDS: Final = (
    Target("spoken", _check_spoken, _written),
    Target("quotations", _check_quotations, _stories),
    Target("attribution", _check_attribution, _stories, fixed_s=2.0, char_us=200.0),
)
