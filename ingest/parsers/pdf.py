"""PDF: text page by page in reading order; encrypted, scanned and damaged files are refused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pypdf import PageObject, PasswordType, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from assistant.errors import UnreadableFile
from assistant.settings import IngestSettings
from ingest.loaded import LoadedDocument, meaningful_title
from ingest.parsers.pdf_layout import Gutter, find_gutter, reading_order
from ingest.parsers.pdf_runs import Run, read_runs

PAGE_BREAK = "\f"

_END_MARK = b"%%EOF"
_TAIL_BYTES = 4096  # the mark ends the file (PDF 32000-1, 7.5.5); some writers append a little
_MOST_UNREADABLE = 0.3  # of a page's characters; above it its fonts name no characters
_LEAST_AGREEMENT = 0.97  # of the letters that plain extraction finds
_MOST_PAGES_NAMED = 20


def parse_pdf(path: Path, limits: IngestSettings) -> LoadedDocument:
    """Read a PDF.

    Raises:
        UnreadableFile: it is cut off, encrypted, too long, or scanned without text.
    """
    _check_end(path)
    try:
        reader = PdfReader(path)
        _unlock(reader, path.name)
        _check_length(reader, path.name, limits)
        pages = _page_texts(list(reader.pages))
        blank = {number for number, page in enumerate(reader.pages) if _is_blank(page)}
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, RecursionError) as error:
        raise UnreadableFile(
            f"{path.name} is damaged ({error}). Download it again, or open it and print it "
            "to a new PDF."
        ) from error
    unread = [n + 1 for n, text in enumerate(pages) if not text.strip() and n not in blank]
    if not any(text.strip() for text in pages):
        raise UnreadableFile(
            f"{path.name} has no text on any of its {len(pages)} pages; it is probably scanned. "
            f"Run OCR first, for example `ocrmypdf {path.name} with-text-{path.name}`, "
            "and add the result."
        )
    return LoadedDocument(
        text=PAGE_BREAK.join(pages),
        format="pdf",
        title=meaningful_title(title),
        is_hard_wrapped=True,
        warnings=(_scanned_warning(path.name, unread, len(pages)),) if unread else (),
    )


def _check_end(path: Path) -> None:
    with path.open("rb") as handle:
        size = handle.seek(0, 2)
        handle.seek(max(0, size - _TAIL_BYTES))
        if _END_MARK not in handle.read():
            raise UnreadableFile(f"{path.name} is cut off: its end is missing. Download it again.")


def _unlock(reader: PdfReader, name: str) -> None:
    """Open a PDF that is encrypted without a password, as many are to forbid printing."""
    if not reader.is_encrypted:
        return
    try:
        is_open = reader.decrypt("") != PasswordType.NOT_DECRYPTED
    except (DependencyError, NotImplementedError):  # AES needs a library we do not install
        is_open = False
    if not is_open:
        raise UnreadableFile(
            f"{name} is encrypted. Remove the password, for example with "
            f"`qpdf --decrypt --password=... {name} open-{name}`, and add the result."
        )


def _check_length(reader: PdfReader, name: str, limits: IngestSettings) -> None:
    count = len(reader.pages)
    if count > limits.max_pdf_pages:
        raise UnreadableFile(
            f"{name} has {count} pages; at most {limits.max_pdf_pages} are read. "
            "Split it, or raise R2P_INGEST__MAX_PDF_PAGES."
        )


def _page_texts(pages: list[PageObject]) -> list[str]:
    """Return each page's text in reading order, or as drawn where places are not to be had."""
    runs = [read_runs(page) for page in pages]
    gutters = Counter(gutter for each in runs if (gutter := find_gutter(each)) is not None)
    usual = gutters.most_common(1)[0][0] if gutters else None
    return [_page_text(page, each, usual) for page, each in zip(pages, runs, strict=True)]


def _page_text(page: PageObject, runs: list[Run], usual: Gutter | None) -> str:
    drawn = page.extract_text()
    # Places are unknown for rotated text and for text inside forms: the words then differ.
    has_places = _agreement(drawn, "".join(run.text for run in runs)) >= _LEAST_AGREEMENT
    text = reading_order(runs, usual) if has_places else drawn
    text = text.replace(PAGE_BREAK, "\n")
    shown = "".join(text.split())
    unreadable = sum(character == "\ufffd" or character < " " for character in shown)
    return "" if unreadable > _MOST_UNREADABLE * len(shown) else text


def _agreement(drawn: str, placed: str) -> float:
    """Return the share of letters and digits that both texts have."""
    counts, other = (Counter(filter(str.isalnum, text)) for text in (drawn, placed))
    return (counts & other).total() / max(1, counts.total(), other.total())


def _is_blank(page: PageObject) -> bool:
    """True for a page left empty on purpose: it draws nothing."""
    contents = page.get_contents()
    return contents is None or not contents.get_data().strip()


def _scanned_warning(name: str, unread: list[int], count: int) -> str:
    shown = ", ".join(map(str, unread[:_MOST_PAGES_NAMED]))
    more = f" and {len(unread) - _MOST_PAGES_NAMED} more" if len(unread) > _MOST_PAGES_NAMED else ""
    plural = "s" if len(unread) > 1 else ""
    return (
        f"{name}: page{plural} {shown}{more} of {count} without text (scanned?) left out. "
        f"To add them, run OCR, for example `ocrmypdf --skip-text {name} with-text-{name}`."
    )
