"""What a file really is, judged by its first bytes and not by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.loaded import DocumentFormat

HEAD_BYTES = 8192
"""How much of a file's beginning `sniff` wants to see."""

_TEXT_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))
_HTML_START = re.compile(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|html[\s>])", re.I | re.S
)

_CONVERT = "Save or export it as PDF, DOCX or plain text and add that file."
_RECOGNISE_TEXT = (
    "Add the text it shows: turn it into a PDF and run OCR, for example with `ocrmypdf`."
)
_UNPACK = "Unpack it and add the documents inside it one by one."


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file seems to be, in words, and what to do where that is no supported format."""

    words: str
    mend: str = ""
    format: DocumentFormat | None = None


PDF = Kind("a PDF", format="pdf")
DOCX = Kind("a Word document (DOCX)", format="docx")
HTML = Kind("a web page (HTML)", format="html")
TEXT = Kind("plain text", format="txt")
ZIP = Kind("a ZIP archive", _UNPACK)
UNKNOWN = Kind("no document of a kind known here", _CONVERT)

_SIGNATURES: tuple[tuple[int, bytes, Kind], ...] = (
    (0, b"\x89PNG\r\n", Kind("an image (PNG)", _RECOGNISE_TEXT)),
    (0, b"\xff\xd8\xff", Kind("an image (JPEG)", _RECOGNISE_TEXT)),
    (0, b"GIF8", Kind("an image (GIF)", _RECOGNISE_TEXT)),
    (0, b"II*\0", Kind("an image (TIFF)", _RECOGNISE_TEXT)),
    (0, b"MM\0*", Kind("an image (TIFF)", _RECOGNISE_TEXT)),
    (0, b"\x1f\x8b", Kind("a gzip archive", _UNPACK)),
    (0, b"7z\xbc\xaf\x27\x1c", Kind("a 7-Zip archive", _UNPACK)),
    (0, b"Rar!\x1a\x07", Kind("a RAR archive", _UNPACK)),
    (0, b"BZh", Kind("a bzip2 archive", _UNPACK)),
    (0, b"\xfd7zXZ\0", Kind("an XZ archive", _UNPACK)),
    (0, b"{\\rtf", Kind("a rich-text document (RTF)", _CONVERT)),
    (0, b"%!PS", Kind("a PostScript file", _CONVERT)),
    (0, b"\x7fELF", Kind("a program", "Add the document itself.")),
    (0, b"MZ\x90", Kind("a program", "Add the document itself.")),
    (0, b"SQLite format 3\0", Kind("a database (SQLite)", "Add the documents it was filled from.")),
    (8, b"WEBP", Kind("an image (WebP)", _RECOGNISE_TEXT)),
    (4, b"ftyp", Kind("an image, a film or a sound recording", _RECOGNISE_TEXT)),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_KINDS: tuple[tuple[bytes, Kind], ...] = (
    (b"word/", DOCX),
    (b"xl/", Kind("an Excel workbook", _CONVERT)),
    (b"ppt/", Kind("a PowerPoint presentation", _CONVERT)),
    (b"application/vnd.oasis.opendocument", Kind("an OpenDocument file", _CONVERT)),
    (b"application/epub", Kind("an e-book (EPUB)", _CONVERT)),
)
_BINARY_DOCUMENTS = ("pdf", "docx")


def sniff(head: bytes, tail: bytes = b"") -> Kind:
    """Tell what a file is from its first `HEAD_BYTES` and, for archives, its last ones."""
    if head.lstrip().startswith(b"%PDF-"):
        return PDF
    if head.startswith(_ZIP_STARTS):
        return _sniff_zip(head + tail)
    if head.startswith(_OLD_OFFICE):
        return _sniff_old_office(head + tail)
    if _HTML_START.match(head.removeprefix(b"\xef\xbb\xbf")):
        return HTML
    return _sniff_signature(head)


def fits(kind: Kind, format_: DocumentFormat) -> bool:
    """Tell whether a file of this kind can be read as the format its name claims."""
    # Of a cut-off DOCX little may be left but that it is an archive; its parser says more.
    if kind.format == format_ or (kind is ZIP and format_ == "docx"):
        return True
    # A page may be a bare fragment; markdown and txt are both plain text.
    return kind is TEXT and format_ not in _BINARY_DOCUMENTS


def _sniff_signature(head: bytes) -> Kind:
    for offset, signature, kind in _SIGNATURES:
        if head[offset:].startswith(signature):
            return kind
    if _is_text(head):
        return TEXT
    # PDF 32000-1, Annex H.3: readers accept up to 1024 bytes of junk before a PDF.
    return PDF if b"%PDF-" in head[:1024] else UNKNOWN


def _sniff_zip(ends: bytes) -> Kind:
    for mark, kind in _ZIP_KINDS:
        if mark in ends:
            return kind
    return ZIP


def _sniff_old_office(ends: bytes) -> Kind:
    if _OLE_ENCRYPTED in ends:
        return Kind(
            "a Word document protected with a password",
            "Open it in Word, remove the password under File > Info > Protect Document, "
            "save it and add it again.",
        )
    return Kind(
        "an older Office document (DOC, XLS or PPT)",
        "Open it in Word or LibreOffice, save it as DOCX and add that file.",
    )


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):  # UTF-16 and UTF-32 marks
        return True
    controls = len(head) - len(head.translate(None, _TEXT_CONTROLS))
    return controls <= 0.01 * len(head)
