"""Word files, OpenDocument texts and FictionBooks for tests, written where they are needed."""

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.document import Document

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
FB2 = 'xmlns="http://www.gribuser.ru/xml/fictionbook/2.0" xmlns:l="http://www.w3.org/1999/xlink"'


def zipped(files: Mapping[str, str]) -> bytes:
    """Give a ZIP of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def word(write: Callable[[Document], object]) -> bytes:
    """Give a Word file that python-docx writes: `write` puts into it what it is to hold."""
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def raw_word(body: str, **more: str) -> bytes:
    """Give a Word file of this body, with other files beside it: `footnotes="<w:footnote>..."`."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    files = {"word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>"}
    files |= {f"word/{name}.xml": f"<w:{name} {space}>{text}</w:{name}>" for name, text in more.items()}
    return zipped(files)


def odt(body: str, styles: str = "", meta: str = "", **more: str) -> bytes:
    """Give an OpenDocument text; more: whole files."""
    content = (
        f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    about = f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>"
    mimetype = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mimetype, "content.xml": content, "meta.xml": about, **more})


def fb2(body: str, info: str = "", rest: str = "", charset: str = "utf-8") -> bytes:
    """Give a FictionBook."""
    text = (
        f'<?xml version="1.0" encoding="{charset}"?><FictionBook {FB2}><description><title-info>{info}</title-info>'
        f"</description><body>{body}</body>{rest}</FictionBook>"
    )
    return text.encode(charset)
