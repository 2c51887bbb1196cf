"""Conversations that are kept: begun, listed, searched, read, renamed, deleted, restored."""

from __future__ import annotations

import asyncio
import base64
import binascii
from datetime import datetime
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Path, Query
from starlette.exceptions import HTTPException

from assistant.api.context import ApiContext, Context, Takes
from assistant.api.openapi import problems
from assistant.api.owners import Owner
from assistant.api.schemas import (
    AnswerOut,
    ConversationChange,
    ConversationIn,
    ConversationListOut,
    ConversationOut,
    ConversationTurnsOut,
    TurnOut,
)
from assistant.api.service import BriefingLibrary
from assistant.library.conversation_rows import Place
from assistant.library.conversations import UNDO_WINDOW

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1/conversations", tags=["conversations"])

DESCRIPTION = """
A question with `conversation_id` (see `POST /v1/answers`) is read with the turns before it, and
becomes a turn when its answer is finished. Where API keys are used, each key sees its own
conversations only.
"""
LIST_DESCRIPTION = """
The conversation with the latest turn comes first. `query` keeps those that have every one of its
words in the title or in a question, whatever its case and accents. `next_cursor` leads on.
"""
DELETE_DESCRIPTION = f"""
Hides it at once. For {UNDO_WINDOW.total_seconds() / 60:.0f} minutes `restore` brings it back; then
its questions go for good, and its answers with them, but for those that someone gave feedback on.
"""
MOST_LISTED = 200


ConversationId = Annotated[str, Path(max_length=200, description="`id` of a conversation")]
TAKES_JSON = [Depends(Takes("application/json"))]


@router.post(
    "",
    status_code=201,
    summary="Begin a conversation",
    description=DESCRIPTION,
    responses=problems(413, 415, 422),
    dependencies=TAKES_JSON,
)
async def create(wanted: ConversationIn, owner: Owner, context: Context) -> ConversationOut:
    """Begin a conversation."""
    store = context.service.library.conversations
    return ConversationOut.of(await context.workers.reading.run(store.create, owner, wanted.title))


@router.get("", summary="List conversations", description=LIST_DESCRIPTION, responses=problems(422))
async def list_conversations(
    context: Context,
    owner: Owner,
    query: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = 50,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
) -> ConversationListOut:
    """List conversations, the latest first."""
    store = context.service.library.conversations
    after = _place_of(cursor) if cursor is not None else None
    found = await context.workers.reading.run(store.page, owner, limit + 1, query, after)
    shown = found[:limit]
    return ConversationListOut(
        conversations=[ConversationOut.of(each) for each in shown],
        next_cursor=_cursor_of(shown[-1].place) if len(found) > limit else None,
    )


@router.get(
    "/{conversation_id}",
    summary="Read a conversation",
    description="Its questions and answers, oldest first.",
    responses=problems(404, 422),
)
async def read(
    conversation_id: ConversationId, owner: Owner, context: Context
) -> ConversationTurnsOut:
    """Return a conversation with its turns."""
    return await context.workers.reading.run(
        _whole, context.service.library, owner, conversation_id
    )


@router.patch(
    "/{conversation_id}",
    summary="Rename a conversation",
    responses=problems(404, 413, 415, 422),
    dependencies=TAKES_JSON,
)
async def rename(
    conversation_id: ConversationId, wanted: ConversationChange, owner: Owner, context: Context
) -> ConversationOut:
    """Give a conversation another title."""
    store = context.service.library.conversations
    return ConversationOut.of(
        await context.workers.reading.run(store.rename, owner, conversation_id, wanted.title)
    )


@router.delete(
    "/{conversation_id}",
    summary="Delete a conversation",
    description=DELETE_DESCRIPTION,
    response_description="The conversation, with the moment until which it can be restored",
    responses=problems(404, 422),
)
async def delete(
    conversation_id: ConversationId, owner: Owner, context: Context
) -> ConversationOut:
    """Hide a conversation, and remove it when its undo window is over."""
    store = context.service.library.conversations
    deleted = await context.workers.reading.run(store.delete, owner, conversation_id)
    _purge_later(context)
    return ConversationOut.of(deleted)


@router.post(
    "/{conversation_id}/restore",
    summary="Restore a deleted conversation",
    description="Brings it back as it was, as long as its undo window is open.",
    responses=problems(404, 422),
)
async def restore(
    conversation_id: ConversationId, owner: Owner, context: Context
) -> ConversationOut:
    """Show a deleted conversation again."""
    store = context.service.library.conversations
    return ConversationOut.of(
        await context.workers.reading.run(store.restore, owner, conversation_id)
    )


def _whole(library: BriefingLibrary, owner: str, conversation_id: str) -> ConversationTurnsOut:
    found = library.conversations.get(owner, conversation_id)
    turns = [
        TurnOut(
            question=turn.question,
            answer_id=turn.answer_id,
            answer=AnswerOut.of(library.load_answer(turn.answer_id)),
            created_at=turn.created_at,
        )
        for turn in library.conversations.turns(conversation_id)
    ]
    return ConversationTurnsOut.whole(found, turns)


def _purge_later(context: ApiContext) -> None:
    """Remove what is deleted also where nobody calls again; a start of the API does so too."""
    purge = context.service.library.conversations.purge
    loop = asyncio.get_running_loop()
    loop.call_later(UNDO_WINDOW.total_seconds() + 1, loop.run_in_executor, None, purge)


def _cursor_of(place: Place) -> str:
    text = f"{place.updated_at.isoformat()} {place.id}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _place_of(cursor: str) -> Place:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        text = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        moment, _, conversation_id = text.partition(" ")
        return Place(datetime.fromisoformat(moment), conversation_id)
    except (binascii.Error, ValueError) as error:
        raise HTTPException(
            422, "This cursor is none of ours. Send `next_cursor` as it came, or leave it out."
        ) from error
