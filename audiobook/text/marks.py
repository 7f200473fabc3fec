"""The marks that set off speech, in any convention: for whoever has to look past them. Pure."""

import re
from typing import Final

OPENING: Final = "\"'“”‘’„‚«»‹›「『"
"""Marks that may open a quotation somewhere in the world; „Berlin“, »Wien«, ”Oslo” and 'London' among them."""
CLOSING: Final = "\"'“”‘’«»‹›」』"
QUOTES: Final = "\"'“”‘’„‚‟‛«»‹›「」『』"
DASHES: Final = "—–―"
"""A paragraph that begins with one of these is a speech in French, Spanish, Russian, Polish, and Joyce."""
SPACES: Final = "\u00a0\u202f\u2009\u200a"
"""No-break and thin spaces, as they stand inside « »."""
SENTENCE_END: Final = re.compile(rf"[.!?…,;:。！？][{CLOSING}{SPACES})_]*$")
"""How a sentence ends, or a part of one."""
STOP: Final = re.compile(rf"[.!?…:—–-][{CLOSING}{SPACES})_]*$")
"""How a paragraph ends."""
ITALICS: Final = re.compile(r"(?<![\w*_])([*_])(?![\s*_])([^*_]+)(?<!\s)\1(?![\w*_])")
"""What plain text sets in italics, with its marks: _so_, or *so*."""
