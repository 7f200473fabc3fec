"""Markup, and what stands in brackets beside the story: no sentence ends in it, and nobody says it. Pure."""

import re
from functools import cache
from typing import Final

from audiobook.model import Span

_TAG_NAMES: Final = (
    "a|abbr|audio|b|big|blockquote|body|br|break|center|cite|code|desc|div|em|emphasis|font|h[1-6]|head"
    "|hr|html|i|img|ins"
    "|lang|li|link|mark|meta|ol|p|par|phoneme|pre|prosody|ruby|rt|rp|s|say-as|script|small|span|speak"
    "|strike|strong|style"
    "|sub|sup|svg|table|td|th|title|token|tr|tt|u|ul|voice|w"
)
"""Of HTML and SSML. "<Level up!>" stands in stories too, and is said."""

TAG: Final = rf"<!--.{{0,500}}?-->|</?(?:{_TAG_NAMES})(?:[\s/][^<>]{{0,300}})?>"
_IN_BRACKETS: Final = r"(?:[^\[\]]|\[[^\[\]]{0,100}\]){0,1500}+"
APPARATUS: Final = (
    r"\[\s*(?:illustrations?|pictures?(?=\s?[:\]])|frontispiece|footnotes?|(?:transcriber|editor)['’]?s?['’]? notes?)\b"
    rf"{_IN_BRACKETS}\]"
    r"|[\[{]\s*(?:pg|p\.|page)\s?\d{1,4}\s*[\]}]"
)
"""What Project Gutenberg sets into a text, of any language: pictures, notes, where pages begin."""
WORDS_ONLY: Final = r"[^\W\d_][^\W\d_ ,.!?;:’'—-]*(?:[ ,.!?;:’—-]+[^\W\d_]+)*[.!?]?"
_NO_WORDS: Final = rf"\[\[(?!{WORDS_ONLY}\]\])[^\[\]]{{0,200}}\]\]"
"""What an engine would take for phonemes: half of it, cut off, would be said."""
_OPENS: Final = re.compile(r"[<\[{]")


def unsaid_in(text: str) -> tuple[Span, ...]:
    """Give where markup, pictures, notes and phonemes stand; no sentence ends in them, and none is speech."""
    return tuple(Span(*found.span()) for found in _unsaid().finditer(text)) if _OPENS.search(text) else ()


@cache
def _unsaid() -> re.Pattern[str]:
    return re.compile(f"{TAG}|{APPARATUS}|{_NO_WORDS}", re.IGNORECASE | re.DOTALL)
