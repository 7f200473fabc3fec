"""Well-formed XHTML from any text whatever. Pure."""

import html

from audiobook.formats.markup import direction, holdable


def escaped(text: str) -> str:
    """Give text as it stands between tags or in an attribute; characters that XML cannot hold are dropped."""
    return html.escape(holdable(text))


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
