"""What the licence of a voice allows whoever publishes the sound, in a sentence. Pure; no legal advice."""

from typing import Final

_ALLOWS: Final = {
    "Apache-2.0": "sell what it says, no credit needed; whoever passes the model on keeps its licence text",
    "CC-BY-4.0": "sell what it says; name whose recordings it learned from, with the licence",
    "CC-BY-SA-4.0": "sell what it says and name whose recordings it learned from; whether the sound must be shared "
    "alike nobody has settled",
    "CC0-1.0": "anything, no credit needed",
    "GPL-3.0-or-later": "sell what it says, no credit needed: the GPL covers the program, not the sound it makes; "
    "whoever passes the program on keeps to the GPL",
    "MIT": "sell what it says, no credit needed; whoever passes the program on keeps its licence text",
    "public-domain": "anything, no credit needed",
}
_UNKNOWN: Final = "nobody has told us: ask whoever made the voice before you publish"


def allows(licence: str) -> str:
    """Say what may be done with what a voice says. For a licence that we do not know, say so."""
    return _ALLOWS.get(licence, _UNKNOWN)
