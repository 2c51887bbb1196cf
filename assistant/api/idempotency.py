"""Idempotency keys: a retried question gets the answer that its first sending got.

draft-ietf-httpapi-idempotency-key-header-07: the field is a quoted string; a bare one, as most
clients send it, means the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException

from assistant.api.schemas import QuestionIn
from assistant.library.answer_keys import AnswerKey

HEADER = "Idempotency-Key"
REPLAYED = {"Idempotent-Replayed": "true"}
MOST_CHARACTERS = 255
KEY_PATTERN = (
    r'^("[\x21-\x7e]{1,255}"|[\x21\x23-\x7e][\x21-\x7e]{0,254}|'
    r'"([\x21-\x7e]{0,253}[\x21\x23-\x7e])?)$'
)
"""What is taken, as the description says it."""
_USABLE = re.compile(r"[\x21-\x7e]+")


@dataclass(frozen=True, slots=True)
class KeysUnderWay:
    """The keys whose first request is not answered yet, in this process."""

    _held: dict[str, object] = field(default_factory=dict)
    """By key, what tells one request's hold from another's."""

    @contextmanager
    def hold(self, key_sha256: str) -> Iterator[None]:
        """Hold a key until its request is over, or `release`; for use in the event loop only.

        Raises:
            HTTPException: 409 where another request holds it.
        """
        if key_sha256 in self._held:
            raise HTTPException(
                409,
                f"A request with this {HEADER} is under way. Wait for its answer, or try again in "
                "a moment: the answer is then replayed.",
                headers={"Retry-After": "1"},
            )
        hold = self._held[key_sha256] = object()
        try:
            yield
        finally:
            if self._held.get(key_sha256) is hold:
                del self._held[key_sha256]

    def release(self, key_sha256: str) -> None:
        """Let a key go: its answer is stored, and whoever sends it next gets that."""
        self._held.pop(key_sha256, None)


def key_digest(sent: str, owner: str) -> str:
    """Return what is stored of a key: nobody can guess at those of another owner.

    Raises:
        HTTPException: 422 for a key that is empty, too long or not plain ASCII.
    """
    key = sent.strip()
    if len(key) >= 2 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not _USABLE.fullmatch(key) or len(key) > MOST_CHARACTERS:
        raise HTTPException(
            422,
            f"{HEADER} must be 1 to {MOST_CHARACTERS} plain characters without spaces. "
            "Send a new UUID for each question.",
        )
    return hashlib.sha256(f"{owner}\0{key}".encode()).hexdigest()


def answer_key(key_sha256: str, question: QuestionIn) -> AnswerKey:
    """Return a key with the digest of its request; spelling and order of fields do not count."""
    body = question.model_dump_json().encode()
    return AnswerKey(key_sha256, hashlib.sha256(body).hexdigest())


def check_same_body(key: AnswerKey, body_sha256: str) -> None:
    """Refuse a key that was used for another request.

    Raises:
        HTTPException: 422.
    """
    if key.body_sha256 != body_sha256:
        raise HTTPException(
            422,
            f"This {HEADER} was used for another question in the last 24 hours. "
            "Send a new key with a new question.",
        )
