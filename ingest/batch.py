"""Works out which files a batch holds: the given ones, those of folders, those a manifest names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import ManifestError
from ingest.loading import FORMAT_OF_SUFFIX
from ingest.manifest import MANIFEST_NAMES, Manifest, ManifestRow, read_manifest
from ingest.results import FileResult

_SUPPORTED = ", ".join(sorted(FORMAT_OF_SUFFIX))


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A file to ingest, under the name by which results show it, with its manifest row."""

    path: Path
    shown_name: str
    given: Mapping[str, str] = field(default_factory=dict)


def gather_files(paths: Sequence[Path]) -> Iterator[BatchFile | FileResult]:
    """Yield each file to ingest, and a result for each that is not: missing, or left out.

    Folders are walked in sorted order. A folder with a manifest gives what the manifest names; a
    manifest that cannot be used is one failed result, and nothing of its folder is taken.
    """
    for path in paths:
        folder = path.parent if path.name in MANIFEST_NAMES else path
        if folder.is_dir():
            yield from _gather_folder(folder, folder)
        elif path.is_file():
            yield from _gather_file(path)
        else:
            message = f"There is no file or folder {path}. Check the path."
            yield FileResult(str(path), "failed", message=message)


def _gather_file(path: Path) -> Iterator[BatchFile | FileResult]:
    try:
        manifest = read_manifest(path.parent)
    except ManifestError as error:
        yield FileResult(path.name, "failed", message=str(error))
        return
    row = manifest.row_for(path) if manifest else None
    yield BatchFile(path, path.name, row.fields if row else {})


def _gather_folder(folder: Path, root: Path) -> Iterator[BatchFile | FileResult]:
    try:
        manifest = read_manifest(folder)
    except ManifestError as error:
        shown = (folder.relative_to(root) / "manifest").as_posix()
        yield FileResult(shown, "failed", message=str(error))
        return
    if manifest is not None:
        yield from _gather_named(manifest, folder, root)
        return
    for path in sorted(folder.iterdir()):
        shown = path.relative_to(root).as_posix()
        if path.name.startswith("."):
            yield FileResult(shown, "left out", message="Hidden files and folders are not read.")
        elif path.is_dir() and not path.is_symlink():
            yield from _gather_folder(path, root)
        elif path.suffix.lower() in FORMAT_OF_SUFFIX:
            yield BatchFile(path, shown)
        else:
            yield FileResult(shown, "left out", message=f"Files that are read: {_SUPPORTED}.")


def _gather_named(manifest: Manifest, folder: Path, root: Path) -> Iterator[BatchFile | FileResult]:
    if manifest.ignored_columns:
        message = f"Read as the manifest; not used: {', '.join(manifest.ignored_columns)}."
        yield FileResult(manifest.path.relative_to(root).as_posix(), "left out", message=message)
    candidates = tuple(
        path for path in sorted(folder.rglob("*")) if path.is_file() and path != manifest.path
    )
    taken: set[Path] = set()
    for row in manifest.rows:
        found = _files_of(row, folder, candidates)
        if len(found) == 1:
            taken.add(found[0])
            yield BatchFile(found[0], found[0].relative_to(root).as_posix(), row.fields)
        else:
            yield FileResult(row.name, "failed", message=_not_one_file(manifest, row, found))
    for path in candidates:
        if path not in taken:
            message = f"{manifest.path.name} does not name it. Add a row to ingest it."
            shown = path.relative_to(root).as_posix()
            yield FileResult(shown, "left out", message=message)


def _files_of(row: ManifestRow, folder: Path, candidates: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files inside `folder` that the row can mean; paths out of it match nothing."""
    if "file" in row.fields:
        wanted = Path(row.fields["file"])
        return tuple(path for path in candidates if path.relative_to(folder) == wanted)
    return tuple(
        path for path in candidates if path.suffix.lower() in FORMAT_OF_SUFFIX and row.matches(path)
    )


def _not_one_file(manifest: Manifest, row: ManifestRow, found: Sequence[Path]) -> str:
    where = f"{manifest.path.name}, line {row.line}"
    if not found:
        return (
            f"{where} names '{row.name}', and no such file lies beside it. Add the file "
            "or remove the row."
        )
    names = ", ".join(path.name for path in found)
    return f"{where}: '{row.name}' can mean {names}. Say which in a column 'file'."
