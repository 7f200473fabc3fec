"""Well-formed XHTML from any text whatever. Pure."""

import html
import re
from typing import Final

_NOT_XML: Final = re.compile(
    "[^\\t\\n -~\\u00a0-\\ud7ff\\ue000-\\ufdcf\\ufdf0-\\ufffd\\U00010000-\\U0010ffff]"
    "|[" + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(1, 17)) + "]"
)
"""What XML 1.0 (section 2.2) forbids, or wants no author to use: controls, halves of pairs, noncharacters."""
_RIGHT_TO_LEFT: Final = frozenset("ar arc ckb dv fa he nqo ps sd syr ug ur yi".split())


def escaped(text: str) -> str:
    """Give text as it stands between tags or in an attribute; characters that XML cannot hold are dropped."""
    return html.escape(_NOT_XML.sub("", text))


def direction(language: str) -> str:
    """Give "rtl" for a language that is written from right to left, else "ltr"."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT else "ltr"


def page(title: str, language: str, body: str) -> str:
    """Give a whole XHTML document, for a folder beside the style sheet.

    title: plain text. body: markup. language: BCP 47.
    """
    code = escaped(language)
    return f"""\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{code}" xml:lang="{code}"\
 dir="{direction(language)}">
<head>
<title>{escaped(title)}</title>
<link rel="stylesheet" type="text/css" href="../style.css"/>
</head>
<body>
{body}
</body>
</html>
"""
