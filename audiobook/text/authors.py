"""Names that name nobody: "Unknown", "Anon.", "various authors". Pure."""

import re
from typing import Final

ANONYMOUS: Final = "Anonymous"
VARIOUS: Final = "Various"
_UNKNOWN: Final = re.compile(
    r"(?:(?:the )?(?:author|writer)?[\s:]*(?:is )?(?:unknown|not (?:known|stated|specified|given)|unspecified)"
    r"(?: (?:author|writer|artist))?"
    r"|no author|none|nobody|null|undefined|n/?a|tba|tbd|unbekannt(?:er autor)?"
    r"|(?:auteur )?inconnu|(?:autor )?desconocido"
    r"|(?:autore )?sconosciuto|(?:автор )?неизвест(?:ен|ный автор)|\W*)",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(
    r"(?:an )?anon(?:\.|ymous)?(?: (?:author|writer))?|anonym|anonyme|anónimo|anonimo|аноним", re.IGNORECASE
)
_MANY: Final = re.compile(
    r"various(?: (?:authors|writers))?|verschiedene(?: autoren)?|divers|varios(?: autores)?|aa\.? ?vv\.?", re.IGNORECASE
)


def known_author(stated: str) -> str:
    """Give the author as stated; "Anonymous" or "Various" for those, however written; empty where nobody knows."""
    plain = " ".join(stated.split()).strip('[]()<>"“”')
    if _UNKNOWN.fullmatch(plain):
        return ""
    if _NO_NAME.fullmatch(plain):
        return ANONYMOUS
    return VARIOUS if _MANY.fullmatch(plain) else stated
