"""Runs a parser in a child process with limits, because its input may be hostile.

The child starts as a fresh interpreter (a fork would deadlock while Chroma is open), gets none of
our environment, writes no files, and hands back JSON. Its stderr is discarded: libraries complain
there about every oddity of a document.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

from assistant.errors import IngestError, ManifestError, UnreadableFile
from assistant.settings import IngestSettings
from ingest.loaded import DocumentFormat, LoadedDocument

_PARSERS: dict[DocumentFormat, tuple[str, str]] = {
    "md": ("ingest.parsers.markdown", "parse_markdown"),
    "html": ("ingest.parsers.html", "parse_html"),
    "pdf": ("ingest.parsers.pdf", "parse_pdf"),
    "docx": ("ingest.parsers.docx", "parse_docx"),
}
_MEGABYTE = 1024 * 1024
_BASE_MEMORY_MEGABYTES = 2048  # address space; the interpreter with every parser takes 300
_MEMORY_PER_FILE_MEGABYTE = 8  # a tree of objects is several times its file
_STARTING_SECONDS = 20  # a cold start on a busy machine, on top of the time to parse
_MEND = "Open it, save or print it as a new PDF, DOCX or text file, and add that."


def parse_in_child(path: Path, format_: DocumentFormat, limits: IngestSettings) -> LoadedDocument:
    """Parse the file in a child process.

    Raises:
        UnreadableFile: the parser refused the file, took too long, needed too much memory, or
            crashed on it.
        ManifestError: the front matter is broken.
    """
    try:
        child = subprocess.run(  # noqa: S603 - our own interpreter and module; no shell
            [sys.executable, "-m", __name__, format_, str(path.resolve())],
            input=limits.model_dump_json().encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_child_environment(),
            timeout=limits.parse_timeout_seconds + _STARTING_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow(path, limits) from None
    if child.returncode == -signal.SIGALRM:
        raise _too_slow(path, limits)
    return _read_reply(path, format_, child)


def _child_environment() -> dict[str, str]:
    """Only what the child needs to find our packages: no key and no setting reaches a parser."""
    root = str(Path(__file__).resolve().parents[2])
    return {
        "PYTHONPATH": os.pathsep.join([root, *(entry for entry in sys.path if entry)]),
        "PYTHONUTF8": "1",
    }


def _too_slow(path: Path, limits: IngestSettings) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name} took more than {limits.parse_timeout_seconds} seconds to read and was "
        "given up. Split it or save it anew, or raise R2P_INGEST__PARSE_TIMEOUT_SECONDS."
    )


def _read_reply(
    path: Path, format_: DocumentFormat, child: subprocess.CompletedProcess[bytes]
) -> LoadedDocument:
    try:
        reply = json.loads(child.stdout)
    except ValueError:
        reason = (
            signal.Signals(-child.returncode).name
            if child.returncode < 0
            else f"exit status {child.returncode}"
        )
        raise UnreadableFile(
            f"Reading {path.name} as {format_.upper()} crashed the parser ({reason}). "
            f"The file is damaged or hostile. {_MEND}"
        ) from None
    if "error" in reply:
        raise (ManifestError if reply["is_manifest"] else UnreadableFile)(reply["error"])
    return LoadedDocument(**{**reply, "warnings": tuple(reply["warnings"])})


def main(arguments: list[str]) -> None:
    """Be the child: parse the named file and write the outcome as JSON to the real stdout."""
    reply_to = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not mix with the reply
    format_, path = arguments[0], Path(arguments[1])
    limits = IngestSettings.model_validate_json(sys.stdin.buffer.read())
    module, function = _PARSERS[format_]  # type: ignore[index]
    parse = getattr(import_module(module), function)
    _set_limits(limits)
    with reply_to:
        json.dump(_outcome(parse, path, limits), reply_to)


def _set_limits(limits: IngestSettings) -> None:
    megabytes = _BASE_MEMORY_MEGABYTES + _MEMORY_PER_FILE_MEGABYTE * limits.max_file_megabytes
    seconds = limits.parse_timeout_seconds
    for limit, value in (
        (resource.RLIMIT_AS, megabytes * _MEGABYTE),
        (resource.RLIMIT_CPU, seconds + _STARTING_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS knows these limits and refuses to set some of them; the time-out still holds.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))
    signal.alarm(seconds)  # its default action ends the process, whatever C code is running


def _outcome(
    parse: Callable[[Path, IngestSettings], LoadedDocument], path: Path, limits: IngestSettings
) -> dict[str, object]:
    try:
        return asdict(parse(path, limits))
    except IngestError as error:
        return {"error": str(error), "is_manifest": isinstance(error, ManifestError)}
    except MemoryError:
        words = "needs too much memory to read"
    except Exception as error:  # noqa: BLE001 - the edge: any failure of a parser is the file's
        words = f"is damaged or not a valid file of its kind ({type(error).__name__}: {error})"
    return {"error": f"{path.name} {words[:300]}. {_MEND}", "is_manifest": False}


if __name__ == "__main__":
    main(sys.argv[1:])
