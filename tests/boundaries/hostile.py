"""What a book from a stranger may hold in its title, its names and its text, each meant to be taken for something else.

docs/security.md names the boundary that each is aimed at.
"""

import unicodedata
from typing import Final

HOSTILE: Final = {
    "shell": '"; touch pwned; echo "',
    "substitution": "$(touch pwned) `touch pwned`",
    "option": "-f/etc/passwd",
    "long option": "--help",
    "path": "../../../pwned",
    "absolute path": "/etc/pwned",
    "windows path": "..\\..\\C:\\pwned",
    "device": "CON",
    "protocol": "concat:a.mp3|b.mp3",
    "pattern": "%03d %(title)s {title} ${title} $title",
    "script": "<script>alert(1)</script>",
    "attribute": '" onerror="alert(1)" x=\'y\'',
    "markup": "]]> --> <!-- &lt; &xxe; </p></text>",
    "chapter": "x\n[CHAPTER]\nSTART=0\nEND=1\ntitle=y",
    "metadata": "a=b; #c \\ d\\",
    "formula": '=HYPERLINK("http://127.0.0.1/","y")',
    "times": "00:00:01,000 --> 00:00:02,000",
    "cue": "1\n\n2\n00:00:01.000 --> 00:00:02.000 line:0\nNOTE",
    "lyrics": "x] [00:01.00] [offset:+9000] <00:02.00> y",
    "override": "{\\an8}<b>x</b><c.red>",
    "phonemes": "[[h@'loU]]",
    "ssml": '<break time="500000s"/><audio src="/etc/passwd"/>',
    "bidi": "\u202egnp.exe\u202c",
    "lines": "a\u2028b\u2029c\u0085d",
    "long": "Ж" * 300,
    "emoji": "\U0001f469\u200d\U0001f680 \U0001f3f3\ufe0f\u200d\U0001f308",
}
"""As a source of a package of its own may hand it on. What aims at a terminal is in CONTROLS: none comes through."""
CONTROLS: Final = "\x1b]0;x\x07 \x1b[2J \x9b31m \x00 \x08 \x7f"
"""They name the window, clear it, write over what was there, or end a string in C."""


def controls_in(text: str) -> list[str]:
    """Give the control characters of a text, but for the ends of its lines."""
    return [letter for letter in text if unicodedata.category(letter) == "Cc" and letter not in "\n\t\x85"]
