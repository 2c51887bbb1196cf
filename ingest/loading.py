"""Reads one file of any supported format, or says why it cannot and what to do."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from assistant.errors import UnreadableFile
from assistant.settings import IngestSettings
from ingest.loaded import DocumentFormat, LoadedDocument
from ingest.parsers.markdown import parse_markdown
from ingest.parsers.sandbox import parse_in_child
from ingest.parsers.text import parse_text
from ingest.sniffing import HEAD_BYTES, fits, sniff

__all__ = ["FORMAT_OF_SUFFIX", "LoadedDocument", "load_file"]

FORMAT_OF_SUFFIX: dict[str, DocumentFormat] = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
"""The file names that are read; also what a folder is searched for."""

_MEGABYTE = 1024 * 1024
_TAIL_BYTES = 65_536
_LARGEST_MARKDOWN_HERE = 256 * 1024
"""Bytes; crafted markdown takes seconds a megabyte, so larger files get the child's time limit."""


def load_file(path: Path, limits: IngestSettings) -> LoadedDocument:
    """Read the file at `path`.

    Raises:
        UnreadableFile: the file is missing, empty, too large, encrypted, scanned, damaged, or not
            what its name says; the message says what to do.
        ManifestError: its front matter is broken.
    """
    format_ = _claimed_format(path)
    size = _checked_size(path, limits)
    _check_content(path, format_, size)
    loaded = _parse(path, format_, size, limits)
    if not loaded.text.strip():
        raise UnreadableFile(
            f"{path.name} contains no text to read. "
            "Check that it is the right file, then save it again and add that."
        )
    return loaded


def _claimed_format(path: Path) -> DocumentFormat:
    try:
        return FORMAT_OF_SUFFIX[path.suffix.lower()]
    except KeyError:
        named = f"a {path.suffix} file" if path.suffix else "a file without an extension"
        raise UnreadableFile(
            f"{path.name} is {named}. Supported are {', '.join(FORMAT_OF_SUFFIX)}: "
            "save or export the document as one of these and add that file."
        ) from None


def _checked_size(path: Path, limits: IngestSettings) -> int:
    """Return the size in bytes, from the file system alone: nothing is read yet."""
    try:
        status = path.stat()
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be opened ({error.strerror}). Check the path and its permissions."
        ) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(f"{path} is not a file. Name the files inside it, one by one.")
    if status.st_size == 0:
        raise UnreadableFile(f"{path.name} is empty (0 bytes). Download or save it again.")
    if status.st_size > limits.max_file_megabytes * _MEGABYTE:
        raise UnreadableFile(
            f"{path.name} has {status.st_size / _MEGABYTE:.0f} MB; at most "
            f"{limits.max_file_megabytes} MB are read. Split it or remove its pictures, "
            "or raise R2P_INGEST__MAX_FILE_MEGABYTES."
        )
    return status.st_size


def _check_content(path: Path, format_: DocumentFormat, size: int) -> None:
    """Raise unless the first bytes fit the name."""
    head, tail = _ends(path, size)
    if not (head + tail).strip():
        raise UnreadableFile(f"{path.name} holds nothing but blanks. Download or save it again.")
    kind = sniff(head, tail)
    if fits(kind, format_):
        return
    named = f"{path.name} is named {path.suffix} but seems to be {kind.words}."
    if kind.format is None:
        raise UnreadableFile(f"{named} {kind.mend}")
    raise UnreadableFile(
        f"{named} If that is right, rename it to {path.stem}.{kind.format} and add it again; "
        "otherwise download it again."
    )


def _ends(path: Path, size: int) -> tuple[bytes, bytes]:
    try:
        with path.open("rb") as handle:
            head = handle.read(HEAD_BYTES)
            handle.seek(max(0, size - _TAIL_BYTES), os.SEEK_SET)
            return head, handle.read(_TAIL_BYTES)
    except OSError as error:
        raise UnreadableFile(
            f"{path} cannot be read ({error.strerror}). Check its permissions and the disk."
        ) from error


def _parse(
    path: Path, format_: DocumentFormat, size: int, limits: IngestSettings
) -> LoadedDocument:
    if format_ == "txt":
        return parse_text(path, limits)
    if format_ == "md" and size <= _LARGEST_MARKDOWN_HERE:
        return parse_markdown(path, limits)
    return parse_in_child(path, format_, limits)
