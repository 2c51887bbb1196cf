"""API keys: who may call, kept as SHA-256; a key itself is shown once and stored nowhere.

The table is read and written without owning the data folder, so that a key can be added, and one
that leaked revoked, while the API runs: SQLite keeps single rows safe between processes.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.errors import LibraryError
from assistant.library.database import FILE_NAME, open_database
from assistant.library.tables import api_keys

KEY_PREFIX = "r2p_"
SECRET_BYTES = 32


class Scope(StrEnum):
    """What a key allows."""

    READ = "read"
    INGEST = "ingest"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """What is kept of a key."""

    name: str
    scopes: frozenset[Scope]
    sha256: str
    created_at: datetime
    revoked_at: datetime | None = None

    def allows(self, scope: Scope) -> bool:
        """Tell whether the key may be used for `scope`; admin is all of them."""
        return self.revoked_at is None and bool(self.scopes & {scope, Scope.ADMIN})


ReadKeys = Callable[[], Sequence[ApiKey]]
"""Returns every key there is, revoked ones included; blocking."""


def digest_of(key: str) -> str:
    """Return what is stored of a key; no salt, since a key of 256 random bits cannot be guessed."""
    return hashlib.sha256(key.encode()).hexdigest()


def matching_key(sent: str, keys: Sequence[ApiKey]) -> ApiKey | None:
    """Return the key that `sent` is; takes the same time whichever matches, or none."""
    digest = digest_of(sent)
    found = None
    for key in keys:
        if secrets.compare_digest(digest, key.sha256):
            found = key
    return found


@contextmanager
def key_store(data_dir: Path) -> Iterator[Engine]:
    """Open the catalogue of `data_dir` for its keys alone, whoever owns the folder."""
    data_dir.mkdir(parents=True, exist_ok=True)
    engine = open_database(data_dir)
    try:
        yield engine
    finally:
        engine.dispose()


def keys_in(data_dir: Path) -> tuple[ApiKey, ...]:
    """Return the keys of a data folder; none where nothing was ever stored."""
    if not (data_dir / FILE_NAME).exists():
        return ()
    with key_store(data_dir) as engine:
        return list_keys(engine)


def list_keys(engine: Engine) -> tuple[ApiKey, ...]:
    """Return every key, the oldest first, revoked ones included."""
    with engine.connect() as connection:
        rows = connection.execute(select(api_keys).order_by(api_keys.c.number)).all()
    return tuple(_key_from(row) for row in rows)


def add_key(engine: Engine, name: str, scopes: Collection[Scope]) -> str:
    """Make a key and return it; it cannot be read again.

    Raises:
        LibraryError: there is a key of that name.
    """
    key = KEY_PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    row = {
        "name": name,
        "scopes": " ".join(sorted(scopes)),
        "sha256": digest_of(key),
        "created_at": datetime.now(UTC).isoformat(),
    }
    try:
        with engine.begin() as connection:
            connection.execute(insert(api_keys), [row])
    except IntegrityError as error:
        raise LibraryError(
            f"There is a key named {name!r}. Choose another name, or remove that key with "
            f"`r2p keys revoke {name} --forget` first."
        ) from error
    return key


def revoke_key(engine: Engine, name: str, *, forget: bool = False) -> None:
    """Refuse a key from now on; with `forget`, remove it from the list as well.

    Raises:
        LibraryError: there is no key of that name.
    """
    named = api_keys.c.name == name
    when = func.coalesce(api_keys.c.revoked_at, datetime.now(UTC).isoformat())
    statement = delete(api_keys) if forget else update(api_keys).values(revoked_at=when)
    with engine.begin() as connection:
        if not connection.execute(statement.where(named)).rowcount:
            raise LibraryError(f"No key is named {name!r}. `r2p keys list` shows those there are.")


def _key_from(row: Row[Any]) -> ApiKey:
    return ApiKey(
        name=row.name,
        scopes=frozenset(Scope(scope) for scope in row.scopes.split()),
        sha256=row.sha256,
        created_at=datetime.fromisoformat(row.created_at),
        revoked_at=datetime.fromisoformat(row.revoked_at) if row.revoked_at else None,
    )
