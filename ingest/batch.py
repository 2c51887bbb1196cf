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
_CODE_FOLDER = "__pycache__"
_CODE_SUFFIXES = (".py", ".pyc")


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A file to ingest, under the name by which results show it, with its manifest row."""

    path: Path
    shown_name: str
    given: Mapping[str, str] = field(default_factory=dict)


def gather_files(paths: Sequence[Path]) -> Iterator[BatchFile | FileResult]:
    """Yield each file to ingest, and a result for each that is not: missing, or left out.

    Folders are walked in sorted order; Python code in them is no document and passed over. A
    folder with a manifest gives what the manifest names; a manifest or folder that cannot be read
    is one failed result, and nothing of it is taken.
    """
    for path in paths:
        try:
            yield from _gather(path)
        except OSError as error:
            yield _unreadable(str(path), path, error)


def _gather(path: Path) -> Iterator[BatchFile | FileResult]:
    folder = path.parent if path.name in MANIFEST_NAMES else path
    if folder.is_dir():
        yield from _gather_folder(folder, folder)
    elif path.is_file():
        yield from _gather_file(path)
    else:
        message = f"There is no file or folder {path}. Check the path."
        yield FileResult(str(path), "failed", message=message)


def _unreadable(shown_name: str, path: Path, error: OSError) -> FileResult:
    message = f"{path} cannot be read ({error.strerror}). Check its name and its permissions."
    return FileResult(shown_name, "failed", message=message)


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
        entries = sorted(folder.iterdir())
    except ManifestError as error:
        shown = (folder.relative_to(root) / "manifest").as_posix()
        yield FileResult(shown, "failed", message=str(error))
    except OSError as error:
        shown = root.name if folder == root else folder.relative_to(root).as_posix()
        yield _unreadable(shown, folder, error)
    else:
        if manifest is None:
            yield from _gather_entries(entries, root)
        else:
            yield from _gather_named(manifest, folder, root)


def _gather_entries(entries: Sequence[Path], root: Path) -> Iterator[BatchFile | FileResult]:
    for path in entries:
        shown = path.relative_to(root).as_posix()
        if _is_code(path.relative_to(root)):
            continue
        if path.name.startswith("."):
            yield FileResult(shown, "left out", message="Hidden files and folders are not read.")
        elif path.is_dir() and not path.is_symlink():
            yield from _gather_folder(path, root)
        elif path.suffix.lower() in FORMAT_OF_SUFFIX:
            yield BatchFile(path, shown)
        else:
            yield FileResult(shown, "left out", message=f"Files that are read: {_SUPPORTED}.")


def _is_code(path: Path) -> bool:
    """Say whether `path`, below the folder that is walked, belongs to a Python package."""
    return _CODE_FOLDER in path.parts or path.suffix in _CODE_SUFFIXES


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
        if path not in taken and not _is_code(path.relative_to(folder)):
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
