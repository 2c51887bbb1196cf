"""Reads the manifest beside a folder's files: what to ingest, and what is known about each file.

Columns: slug, url, title, date, country, licence, publisher, series, level, sample, file,
retrieved_at; all optional, in any order. A row belongs to the file that its `file` column names,
else to the file whose name without extension is its slug.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ManifestError
from ingest.recognising.dates import parse_edition_date
from ingest.recognising.naming import slugify

MANIFEST_NAMES = ("manifest.tsv", "manifest.csv")
COLUMNS = (
    "slug", "url", "title", "date", "country", "licence", "publisher", "series", "level",
    "sample", "file", "retrieved_at",
)  # fmt: skip
_DELIMITERS = {".tsv": "\t", ".csv": ","}
_DELIMITER_NAMES = {"\t": "tabs", ",": "commas", ";": "semicolons"}
_MAX_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What the manifest says about one file; fields that are empty there are left out."""

    line: int
    fields: Mapping[str, str]

    @property
    def name(self) -> str:
        """The file that the row is about, as it is written there."""
        return self.fields.get("file") or self.fields.get("slug", "")

    def matches(self, path: Path) -> bool:
        """Say whether the row is about `path`."""
        if "file" in self.fields:
            return path.name == Path(self.fields["file"]).name
        return path.stem == self.fields.get("slug")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of a manifest, and the columns in it that are not used."""

    path: Path
    rows: tuple[ManifestRow, ...]
    ignored_columns: tuple[str, ...]

    def row_for(self, path: Path) -> ManifestRow | None:
        """Return what is said about `path`, or None where the manifest does not name it."""
        return next((row for row in self.rows if row.matches(path)), None)


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest in `folder`; None where there is none.

    Raises:
        ManifestError: there are two, or it has no header, a row that fits no column or names no
            file, a slug twice, or a date that is none; with the line and how to mend it.
    """
    found = [folder / name for name in MANIFEST_NAMES if (folder / name).is_file()]
    if not found:
        return None
    if len(found) > 1:
        raise ManifestError(f"{folder} holds manifest.tsv and manifest.csv. Remove one of them.")
    path = found[0]
    lines = _read_text(path).splitlines()
    reader = csv.reader(lines, delimiter=_DELIMITERS[path.suffix], strict=True)
    try:
        header = _header(path, next(reader, []), lines)
        rows = tuple(_rows(path, header, reader))
    except csv.Error as error:
        raise ManifestError(
            f"{path.name}, line {reader.line_num}: {error}. Close every quotation mark."
        ) from error
    _check_unique(path, rows)
    return Manifest(path, rows, tuple(name for name in header if name not in COLUMNS and name))


def _read_text(path: Path) -> str:
    if path.stat().st_size > _MAX_BYTES:
        raise ManifestError(f"{path.name} is larger than 16 MiB. Split the folder.")
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise ManifestError(
            f"{path.name}, line {line}: the file is not UTF-8. Save it again as UTF-8."
        ) from error


def _header(path: Path, cells: Sequence[str], lines: Sequence[str]) -> tuple[str, ...]:
    header = tuple(cell.strip().lower() for cell in cells)
    if {"slug", "file"} & set(header):
        repeated = {name for name in header if name and header.count(name) > 1}
        if repeated:
            names = ", ".join(sorted(repeated))
            raise ManifestError(f"{path.name}, line 1: column {names} twice. Remove one of them.")
        return header
    expected = _DELIMITERS[path.suffix]
    for delimiter, name in _DELIMITER_NAMES.items():
        first = lines[0].lower().split(delimiter) if lines else []
        if delimiter != expected and {"slug", "file"} & {cell.strip('" ') for cell in first}:
            raise ManifestError(
                f"{path.name}, line 1: the columns are parted by {name}. A {path.suffix} file "
                f"needs {_DELIMITER_NAMES[expected]}."
            )
    raise ManifestError(
        f"{path.name}, line 1: no header with a column 'slug' or 'file'. Begin with a line that "
        f"names the columns: {', '.join(COLUMNS)}."
    )


def _rows(
    path: Path, header: tuple[str, ...], reader: Iterator[list[str]]
) -> Iterator[ManifestRow]:
    for number, cells in enumerate(reader, 2):
        line = getattr(reader, "line_num", number)
        values = [cell.strip() for cell in cells]
        if not any(values):
            continue
        if len(values) > len(header):
            raise ManifestError(
                f"{path.name}, line {line}: {len(values)} cells below {len(header)} columns. Put "
                "quotation marks around a cell that holds the delimiter."
            )
        named = zip(header, values, strict=False)
        row = ManifestRow(line, {key: value for key, value in named if value and key in COLUMNS})
        _check_row(path, row)
        yield row


def _check_row(path: Path, row: ManifestRow) -> None:
    where = f"{path.name}, line {row.line}"
    if not row.name:
        raise ManifestError(f"{where}: no slug and no file. Name the file that the row is about.")
    stated = row.fields.get("date")
    if stated is not None and parse_edition_date(stated) is None:
        raise ManifestError(
            f"{where}: '{stated}' is not a date. Write it as 2019-05-15, 2019-05 or 2019."
        )


def _check_unique(path: Path, rows: Sequence[ManifestRow]) -> None:
    lines: dict[tuple[str, str], int] = {}
    for row in rows:
        for column, value in (
            ("slug", slugify(row.fields.get("slug", ""))),
            ("file", row.fields.get("file", "")),
        ):
            first = lines.setdefault((column, value), row.line) if value else row.line
            if first != row.line:
                raise ManifestError(
                    f"{path.name}, line {row.line}: {column} '{row.fields[column]}' stands in "
                    f"line {first} already. Give each row a {column} of its own."
                )
