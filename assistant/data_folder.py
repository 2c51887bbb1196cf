"""Where everything lives, who owns it, and how to reach the owner; standard library only.

Chroma's embedded store is not safe between processes, so one process holds an operating-system
lock on the folder for as long as it has the library open. The API writes its address beside the
lock, and the command line asks it there instead of opening the library a second time.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from assistant.errors import LibraryInUse

DATA_DIR_VARIABLE = "R2P_DATA_DIR"
DEFAULT_DATA_DIR = ".r2p"
LOCK_NAME = "owner.lock"


class Owner(NamedTuple):
    """The process that holds the data folder.

    No dataclass: importing those takes a tenth of what `r2p ask` takes through a running API.
    """

    pid: int
    command: str
    url: str | None
    """Address of the answer API, where the owner is one."""


def data_dir_from(environ: Mapping[str, str]) -> Path:
    """Return the data folder that `environ` names, or the default below the working folder."""
    return Path(environ.get(DATA_DIR_VARIABLE) or DEFAULT_DATA_DIR)


def read_owner(data_dir: Path) -> Owner | None:
    """Return who holds `data_dir` right now, or None when nobody does."""
    path = data_dir / LOCK_NAME
    try:
        with path.open("r+", encoding="utf-8") as handle:
            if _try_lock(handle):
                return None
            return _parse_owner(handle.read())
    except FileNotFoundError:
        return None


class OwnerLock:
    """Exclusive ownership of a data folder; a context manager."""

    def __init__(self, data_dir: Path, command: str, url: str | None = None) -> None:
        """Name the folder, the command that wants it, and the API address if it is the API."""
        self._path = data_dir / LOCK_NAME
        self._owner = Owner(pid=os.getpid(), command=command, url=url)
        self._handle: IO[str] | None = None

    def acquire(self) -> None:
        """Take the folder at once.

        Raises:
            LibraryInUse: another process holds it; the message names it and says what to do.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = self._path.open("a+", encoding="utf-8")
        if not _try_lock(handle):
            handle.seek(0)
            holder = _parse_owner(handle.read())
            handle.close()
            raise LibraryInUse(_explain(self._path.parent, holder))
        handle.seek(0)
        handle.truncate()
        json.dump(self._owner._asdict(), handle)
        handle.flush()
        self._handle = handle

    def release(self) -> None:
        """Give the folder back; harmless when it was never taken."""
        if self._handle is not None:
            self._handle.seek(0)
            self._handle.truncate()
            self._handle.close()
            self._handle = None

    def __enter__(self) -> Self:
        """Take the folder for a `with` block."""
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the folder back."""
        self.release()


def _try_lock(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _parse_owner(text: str) -> Owner:
    try:
        return Owner(**json.loads(text))
    except (ValueError, TypeError):
        return Owner(pid=0, command="another process", url=None)


def _explain(data_dir: Path, holder: Owner) -> str:
    who = f"`{holder.command}` (process {holder.pid})"
    if holder.url:
        return (
            f"{data_dir} is held by {who}, which answers at {holder.url}. Ask it, or stop it first."
        )
    return f"{data_dir} is held by {who}. Wait until it ends, or stop it, then try again."
