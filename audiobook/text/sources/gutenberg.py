"""The frame that Project Gutenberg puts around a plain text: its licence, and what it says of the book. Pure."""

import re
from dataclasses import dataclass
from typing import Final

_MOST_HEADER: Final = 40_000
"""Characters: the "small print" of the nineties is the longest of all headers, about 13,000."""
_MOST_FOOTER: Final = 60_000
_START: Final = re.compile(
    r"^(?:\*{3} ?START OF (?:TH(?:E|IS) )?PROJECT GUTENBERG|\*END\*? ?THE SMALL PRINT)[^\n]{0,200}(?:\n|\Z)",
    re.MULTILINE,
)
_TAIL: Final = re.compile(r"[^\n]{0,120}\*{3}[ \t]*\n")
"""The rest of a start line that was wrapped."""
_END: Final = re.compile(
    r"^(?:\*{3} ?END OF (?:TH(?:E|IS) )?PROJECT GUTENBERG|(?:This is the )?End of (?:th(?:e|is) )?Project Gutenberg)",
    re.MULTILINE | re.IGNORECASE,
)
_PRODUCED: Final = re.compile(
    r"\s*(?:(?:Produced|E-?text (?:prepared|produced|scanned)|Transcribed|Scanned|Prepared|HTML version)"
    r" (?:by|from|and)|This e-?(?:text|book) was (?:produced|prepared|transcribed|scanned)|Note: (?:Project Gutenberg|"
    r"Images of))(?:[^\n]+\n){1,12}",
    re.IGNORECASE,
)
"""A paragraph below the start about those who made the text."""
_FIELD: Final = re.compile(
    r"^(Title|Author|Language):[ \t]*(\S[^\n]{0,300})((?:\n[ \t]{2,}\S[^\n]{0,200}){0,3})", re.MULTILINE
)
_FIELDS: Final = re.compile(r"\s*Title: [^\n]+\n\s*Author: [^\n]+\n")
_CHARSET: Final = re.compile(rb"^Character set encoding:[ \t]*([A-Za-z0-9_-]{1,40})", re.MULTILINE)
_HEADLINE: Final = re.compile(
    r"\s*(?:The )?Project Gutenberg(?:['’]s)? (?:E-?(?:book|text)|edition)? ?(?:of )?([^\n]{1,200}?)"
    r"(?:,? by ([^\n]{1,80}?))?[ \t]*(?:\n|\Z)",
    re.IGNORECASE,
)
"""The first line alone, where somebody has cut away the rest."""
_LANGUAGES: Final = {
    "chinese": "zh",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "esperanto": "eo",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hungarian": "hu",
    "italian": "it",
    "latin": "la",
    "norwegian": "no",
    "polish": "pl",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "swedish": "sv",
    "tagalog": "tl",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the story stands in the file, and what the frame says of it."""

    start: int
    end: int
    title: str = ""
    author: str = ""
    language: str = ""

    @property
    def is_there(self) -> bool:
        """Say whether there is a frame at all."""
        return bool(self.start or self.title)


def stated_charset(data: bytes) -> str:
    """Give the charset that the header names; empty where it names none."""
    found = _CHARSET.search(data, 0, _MOST_HEADER)
    return found[1].decode("ascii").lower() if found else ""


def find_frame(text: str, start: int) -> Frame:
    """Give the frame; one that spans the whole text from `start` on where there is none."""
    began = _START.search(text, start, start + _MOST_HEADER)
    head = text[start : began.end()] if began else ""
    ended = _END.search(text, max(start, len(text) - _MOST_FOOTER)) if began or "Project Gutenberg" in text else None
    end = ended.start() if ended else len(text)
    if began is None:
        return _headline(text, start, end)
    begin = began.end()
    tail = None if began[0].rstrip().endswith("*") else _TAIL.match(text, begin)
    begin = tail.end() if tail else begin
    while produced := _PRODUCED.match(text, begin, end):
        begin = produced.end()
    said = {field[1]: " ".join((field[2] + field[3]).split()) for field in reversed([*_FIELD.finditer(head)])}
    first = _HEADLINE.match(head)
    language = said.get("Language", "").partition(",")[0].strip().lower()
    return Frame(
        start=begin,
        end=max(begin, end),
        title=said.get("Title", "") or (first[1] if first else ""),
        author=_turned(said.get("Author", "") or (first[2] or "" if first else "")),
        language=_LANGUAGES.get(language, ""),
    )


def _headline(text: str, start: int, end: int) -> Frame:
    """Give what is left of a frame whose licence somebody has cut away."""
    fields = _FIELDS.match(text, start)
    if fields:
        said = {field[1]: field[2].strip() for field in _FIELD.finditer(fields[0])}
        return Frame(fields.end(), len(text), said.get("Title", ""), _turned(said.get("Author", "")))
    first = _HEADLINE.match(text, start)
    if first is None or "project gutenberg" not in first[0].lower() or not first[1].strip():
        return Frame(start, len(text))
    return Frame(first.end(), max(first.end(), end), first[1].strip(" ,.*"), (first[2] or "").strip(" .*"))


def _turned(author: str) -> str:
    """Give "Jane Austen" for "Austen, Jane, 1775-1817"."""
    name = re.sub(r",? \(?\d{4}\??-(?:\d{4}\??)?\)?$", "", author)
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first and " " not in last else name
