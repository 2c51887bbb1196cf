"""One call of the answer API as a value: what is sent, and how the reply is read.

Both clients send the same calls; only how they wait differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Generic, TypeVar
from urllib.parse import quote

from pydantic import BaseModel

Out = TypeVar("Out")
Model = TypeVar("Model", bound=BaseModel)
Scalar = str | int | bool | date | Enum
Given = Mapping[str, Scalar | Sequence[str] | None]
NamedFile = tuple[str, bytes]
SAFE_METHODS = frozenset({"GET"})


@dataclass(frozen=True, slots=True)
class Call(Generic[Out]):
    """What is sent, and how its reply is read."""

    method: str
    path: str
    read: Callable[[bytes], Out]
    query: Mapping[str, str | list[str]] = field(default_factory=dict)
    body: Mapping[str, object] | None = None
    files: Sequence[NamedFile] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """What goes with the files."""
    headers: Mapping[str, str] = field(default_factory=dict)
    changes_nothing: bool = False
    """A request that may be sent twice though its method is not GET."""

    @property
    def is_safe(self) -> bool:
        """True where sending it again can do no harm."""
        return self.changes_nothing or self.method in SAFE_METHODS


def path_to(*parts: str) -> str:
    """Return the path of a resource; an id cannot name another one."""
    return "/v1/" + "/".join(quote(part, safe="") for part in parts)


def get(path: str, model: type[Model], query: Given | None = None) -> Call[Model]:
    """Return a call that reads."""
    return Call("GET", path, as_model(model), query=written(query or {}))


def post(path: str, model: type[Model], body: Mapping[str, object]) -> Call[Model]:
    """Return a call that sends JSON."""
    return Call("POST", path, as_model(model), body=body)


def as_model(model: type[Model]) -> Callable[[bytes], Model]:
    """Return what reads a reply as one of our schemas."""
    return model.model_validate_json


def as_bytes(content: bytes) -> bytes:
    """Return a reply as it came: a file."""
    return content


def as_nothing(_content: bytes) -> None:
    """Pass over a reply that says no more than that it is done."""


def written(given: Given) -> dict[str, str | list[str]]:
    """Return the parameters of a URL or a form; what was not given is left out."""
    return {name: _written(value) for name, value in given.items() if value is not None}


def stated(**given: object) -> dict[str, object]:
    """Return the fields of a JSON body; what was not given is left to the API."""
    return {name: value for name, value in given.items() if value is not None}


def day(given: date | None) -> str | None:
    """Return a date as JSON has it."""
    return given.isoformat() if given is not None else None


def _written(value: Scalar | Sequence[str]) -> str | list[str]:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str | int) else list(value)
