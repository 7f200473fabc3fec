"""Where sentences begin and end in prose with dialogue in it. Pure.

A sentence may hold a quotation and its cue: `“Denied!” came the reply.` is one. Stretches that no engine takes in one
go are parted at clauses.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from audiobook.model import Span
from audiobook.text.abbreviations import Abbreviations, abbreviations_of
from audiobook.text.marks import CLOSING, DASHES, OPENING, SPACES

MAX_CHARS: Final = 800
"""Longest stretch that is said in one go, in code points."""

_CLOSERS: Final = CLOSING + ")]*_"
_OPENERS: Final = OPENING + DASHES + SPACES + "([*_¿¡ -"
_STOP: Final = re.compile(
    rf"(?<![.!?…—–])(?<![.!?…][{SPACES} ])"
    rf"([.!?…—–]*[.!?…](?:[{SPACES} ][.!?…]++)*+|[—–](?=[\"”’»]))"
    rf"((?:[{SPACES}]?[{re.escape(_CLOSERS)}])*+)(?:\[\d{{1,3}}\])?\s+"
)
"""Begins only where a run of stops does, so that ten thousand dots in a row take no quadratic time. A dash is a stop
only where a speech breaks off with it."""
_OTHER_STOP: Final = re.compile(
    rf"(?<![。！？])[。！？]++[{re.escape(_CLOSERS)}]*+\s*|(?<![؟۔।։])[؟۔।։]++[{re.escape(_CLOSERS)}]*+\s+"
)
"""Of Chinese and Japanese, which part nothing by blanks; of Arabic, Urdu, Hindi and Armenian."""
_MOST_DOTS: Final = 3
"""Of a pause; a fourth is the stop of the sentence."""
_NEXT_WORD: Final = re.compile(rf"[{re.escape(_OPENERS)}]*+(\w?)")
_LAST_WORD: Final = re.compile(rf"([^\s{re.escape(OPENING + DASHES)}(\[*_]{{1,20}})[*_]?$")
_CUE_VERBS: Final = (
    "said|says?|asked|asks|cried|cries|replied|replies|answered|answers|called|calls|exclaimed|shouted"
    "|whispered|muttered|murmured"
    "|demanded|repeated|added|agreed|began|went on|continued|thundered|sighed|returned|inquired|enquired"
    "|observed|remarked"
    "|growled|snapped|screamed|yelled|gasped|laughed|ejaculated|interrupted|interposed|put in|rejoined"
    "|retorted|suggested"
    "|protested|insisted|explained|declared|announced|admitted|stammered|hissed|groaned|grunted|moaned"
    "|sobbed|wailed|roared"
    "|bellowed|barked|breathed|mumbled|pleaded|begged|urged|warned|wondered|thought|mused|echoed|chimed "
    "in|broke in|burst out"
    "|persisted|pursued|proceeded|concluded|told|assured|responded|wrote|reads?"
)
_NAME: Final = (
    r"(?!(?:He|She|It|We|They|You|There|Then|His|Her|Its|Our|Their|My|Your|The|This|That|An?)\b)"
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Capt|Col|Lt|Sgt|St)\.\s(?:and\s)?){0,2}[A-Z][\w’'-]+"
    r"(?:\s(?:de\s|von\s|van\s|of\s(?:the\s)?)?[A-Z][\w’'-]*\.?){0,2}"
)
_CUE: Final = re.compile(
    r"(?:I|(?:the|a|an|my|his|her|our|their)\s(?:[\w’'-]+\s){0,3}[\w’'-]+"
    rf"|{_NAME}(?:\sand\s{_NAME}|(?<=[’']s)(?:\s[a-z]+){{1,3}})?)\s"
    rf"(?:(?:\w+ly|just|then|only|had)\s)?(?:{_CUE_VERBS})\b"
)
_NUMERAL: Final = re.compile(r"\d{1,2}|[a-hA-H]|[ivxIVX]{1,5}")
"""What counts the items of a list: "1. Buy milk."."""
_ROMAN: Final = re.compile(r"(?!I\s[a-z])[IVXLC]+\b(?!['’])|[ivxlc]+\b")
"""The volume in "Vol. II of the set"; in "I said no. I went." it is somebody."""
_CLAUSE: Final = re.compile(rf"[;:—–][{re.escape(CLOSING)})]*\s*|,[{re.escape(CLOSING)})]*\s+|[。！？、]|\s+")


def sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """Give the sentences of a paragraph in order, without blank edges; together they hold all of its words.

    language: BCP 47; decides after which abbreviations a sentence goes on.
    """
    known = abbreviations_of(language)
    wide = (m.end() for m in _OTHER_STOP.finditer(text))
    cuts = sorted({0, *(m.end() for m in _STOP.finditer(text) if _ends_sentence(text, m, known)), *wide, len(text)})
    spans = (_trimmed(text, start, end) for start, end in pairwise(cuts))
    return tuple(part for span in spans if span for part in _parted(text, span))


def _ends_sentence(text: str, stop: re.Match[str], known: Abbreviations) -> bool:
    follows = _NEXT_WORD.match(text, stop.end())
    first = follows[1] if follows else ""
    marks = stop[1].replace(" ", "")
    if first.islower() or (not first and follows and follows.end() == len(text)):
        return False
    if marks != "." and stop[2].strip("*_") and _CUE.match(text, stop.end()):  # “Where?” Anna asked.
        return False
    if marks[-1] in DASHES:  # “But I thought—” “You thought wrong.”
        return first.isupper() or text[stop.end() : stop.end() + 1] in OPENING
    if marks != ".":
        return not _goes_on(text, stop, marks)
    if stop[2].strip("*_)] "):  # a speech ends: “I met Mr. B.” Ida went.
        return True
    return not _is_abbreviation(text, stop, known, first)


def _goes_on(text: str, stop: re.Match[str], marks: str) -> bool:
    """Say whether dots are a pause in the midst of a sentence: “Well . . . I don’t know”."""
    if not set(marks) <= {".", "…"} or stop[2] or len(marks) > _MOST_DOTS:
        return False
    word = re.match(r"I\b|I['’]", text[stop.end() : stop.end() + 2])
    spaced = (stop.start() > 0 and text[stop.start() - 1] in " \u00a0") or " " in stop[1]
    return bool(word) and (spaced or marks == "…")


def _is_abbreviation(text: str, stop: re.Match[str], known: Abbreviations, first: str) -> bool:
    last = _LAST_WORD.search(text, max(0, stop.start() - 20), stop.start())
    if not last:
        return False
    following = text[stop.end() : stop.end() + 40]
    word = last[1].rpartition("--")[2]
    before = text[max(0, last.start() - 40) : last.end(1) - len(word)]
    if _NUMERAL.fullmatch(word) and known.is_item(before):
        return True
    is_number = first.isdigit() or _ROMAN.match(following) is not None
    return known.goes_on(before, word, following, before_number=is_number)


def _parted(text: str, span: Span) -> Iterator[Span]:
    """Part what is too long, at the last clause that fits, else at the last word, else anywhere."""
    start = span.start
    while span.end - start > MAX_CHARS:
        cut = _clause_end(text, start, start + MAX_CHARS)
        piece = _trimmed(text, start, cut)
        if piece:
            yield piece
        start = cut
    rest = _trimmed(text, start, span.end)
    if rest:
        yield rest


def _clause_end(text: str, start: int, limit: int) -> int:
    at_clause = at_word = 0
    for found in _CLAUSE.finditer(text, start + MAX_CHARS // 3, limit):
        if found[0].isspace():
            at_word = found.end()
        else:
            at_clause = found.end()
    return at_clause or at_word or limit


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end else None
