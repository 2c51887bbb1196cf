"""Whose conversations and idempotency keys a request is about."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from assistant.api.security import caller_of


async def owner_of(request: Request) -> str:
    """Return the name of the caller's API key; empty where none is asked for."""
    key = caller_of(request).key
    return key.name if key is not None else ""


Owner = Annotated[str, Depends(owner_of)]
