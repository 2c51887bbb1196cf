"""An API that asks for keys, on a stage."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.security import AccessRules, is_loopback
from assistant.library.keys import ApiKey, Scope, digest_of
from tests.api.fakes import Stage

MADE = datetime(2026, 1, 2, tzinfo=UTC)


def make_key(name: str, *scopes: Scope, revoked_at: datetime | None = None) -> ApiKey:
    """A key that is sent as `secret-NAME`."""
    return ApiKey(name, frozenset(scopes), digest_of(f"secret-{name}"), MADE, revoked_at)


READER = make_key("reader", Scope.READ)
LOADER = make_key("loader", Scope.INGEST)
OTHER_LOADER = make_key("other", Scope.INGEST)
ADMIN = make_key("admin", Scope.ADMIN)
KEYS = (READER, LOADER, OTHER_LOADER, ADMIN)


def bearer(name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer secret-{name}"}


@dataclass
class Ring:
    """The keys there are, which a test may change."""

    keys: list[ApiKey] = field(default_factory=lambda: list(KEYS))

    def read(self) -> list[ApiKey]:
        return self.keys


@contextmanager
def guarded(
    stage: Stage, ring: Ring | None = None, *, allow_unauthenticated: bool = False
) -> Iterator[TestClient]:
    """A client of an API that asks for the keys of `ring`."""
    ring = ring or Ring()
    rules = AccessRules(
        ring.read, is_loopback(stage.settings.api.host), allow_unauthenticated=allow_unauthenticated
    )
    app = create_app(stage.service(), extra_hosts=["testserver"], access=rules)
    with TestClient(app) as client:
        yield client
