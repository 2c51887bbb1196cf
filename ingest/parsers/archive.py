"""Judges a ZIP archive before anything in it is unpacked by a library.

The central directory must be credible, and no part may declare entities: python-docx caps neither.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from assistant.errors import UnreadableFile

_MAX_MEMBERS = 5_000
_MAX_UNPACKED_MEGABYTES = 300
_MAX_RATIO = 150  # DEFLATE reaches 1032; Word's XML stays below 40
_JUDGED_FROM_BYTES = 1024 * 1024  # small parts may be blank and compress to nothing
_MEGABYTE = 1024 * 1024
_ENCRYPTED_FLAG = 0x1  # ZIP APPNOTE 4.4.4, bit 0
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_AGAIN = "Open it in Word or LibreOffice, save it as DOCX again and add that file."


def check_archive(path: Path) -> None:
    """Judge the archive at `path`.

    Raises:
        UnreadableFile: it is cut off, a ZIP bomb, protected, or declares XML entities.
    """
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
            _check_directory(path.name, members)
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _check_part(path.name, member.filename, archive.read(member))
    except (BadZipFile, EOFError, zlib.error, NotImplementedError, OSError) as error:
        raise UnreadableFile(
            f"{path.name} is cut off or damaged ({error}). Download it again, or: {_AGAIN}"
        ) from error


def _check_directory(name: str, members: list[ZipInfo]) -> None:
    if not any(member.filename.startswith("word/") for member in members):
        raise UnreadableFile(
            f"{name} is a ZIP archive without a Word document. "
            "Unpack it and add the documents inside it one by one."
        )
    if len(members) > _MAX_MEMBERS:
        raise UnreadableFile(
            f"{name} has {len(members)} parts; at most {_MAX_MEMBERS} are unpacked. {_AGAIN}"
        )
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MAX_UNPACKED_MEGABYTES * _MEGABYTE:
        raise UnreadableFile(
            f"{name} would unpack to {unpacked / _MEGABYTE:.0f} MB; at most "
            f"{_MAX_UNPACKED_MEGABYTES} MB are unpacked. Remove its pictures. {_AGAIN}"
        )
    for member in members:
        ratio = member.file_size / max(1, member.compress_size)
        if member.file_size >= _JUDGED_FROM_BYTES and ratio > _MAX_RATIO:
            raise UnreadableFile(
                f"{name} looks like a ZIP bomb: {member.filename} unpacks to {ratio:.0f} times "
                f"its size. If you trust it: {_AGAIN}"
            )
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise UnreadableFile(f"{name} is protected with a password. Remove it. {_AGAIN}")


def _check_part(name: str, part: str, content: bytes) -> None:
    # Dropping the zero bytes makes UTF-16 and UTF-32 look like ASCII.
    if _DECLARATION.search(content.replace(b"\0", b"")):
        raise UnreadableFile(
            f"{name} declares a document type or entities in {part}, which Word never writes; "
            f"it was not opened. If you trust it: {_AGAIN}"
        )
