"""What holds for text in any markup, XML or HTML. Pure."""

import re
from typing import Final

_NOT_XML: Final = re.compile(
    "[^\\t\\n -~\\u00a0-\\ud7ff\\ue000-\\ufdcf\\ufdf0-\\ufffd\\U00010000-\\U0010ffff]"
    "|[" + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17)) + "]"
)
"""What XML 1.0 (section 2.2) forbids, or wants no author to use: controls, halves of pairs, noncharacters."""
_RIGHT_TO_LEFT: Final = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())


def holdable(text: str) -> str:
    """Give text without the characters that XML cannot hold; it is not escaped."""
    return _NOT_XML.sub("", text)


def direction(language: str) -> str:
    """Give "rtl" for a language that is written from right to left, else "ltr"."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"
