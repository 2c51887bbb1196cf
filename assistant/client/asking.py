"""Calls that ask: answers, their export and feedback, and conversations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.api.schemas import (
    AnswerFormat,
    AnswerOut,
    ConversationListOut,
    ConversationOut,
    ConversationTurnsOut,
    FeedbackListOut,
    FeedbackOut,
    MessageIn,
    QuestionIn,
    SearchOut,
)
from assistant.client.calls import (
    Call,
    as_bytes,
    as_model,
    day,
    get,
    path_to,
    post,
    stated,
    written,
)

ANSWERS_PATH = path_to("answers")


def answer(
    question: str | QuestionIn,
    *,
    history: Sequence[MessageIn] = (),
    countries: Sequence[str] = (),
    as_of: date | None = None,
    conversation_id: str | None = None,
    idempotency_key: str | None = None,
) -> Call[AnswerOut]:
    """Ask a question; the answer is verified, or a plain refusal: see `outcome`.

    Args:
        question: the question, or a whole request, which the other arguments do not change.
        history: earlier turns, oldest first.
        countries: ISO 3166-1 alpha-3 codes to keep to.
        as_of: use the editions in force on this day.
        conversation_id: a stored conversation, in place of `history`.
        idempotency_key: new with each question; one that is sent twice is answered once, so the
            question is sent again where the connection breaks.
    """
    if isinstance(question, QuestionIn):
        body = question.model_dump(mode="json", exclude_defaults=True)
    else:
        body = stated(
            question=question,
            history=[turn.model_dump() for turn in history],
            countries=list(countries),
            as_of=day(as_of),
            conversation_id=conversation_id,
        )
    call = post(ANSWERS_PATH, AnswerOut, body)
    if idempotency_key is None:
        return call
    return replace(call, headers={"Idempotency-Key": idempotency_key}, changes_nothing=True)


def stored_answer(answer_id: str) -> Call[AnswerOut]:
    """Read a stored answer; it never changes."""
    return get(path_to("answers", answer_id), AnswerOut)


def export_answer(answer_id: str, form: AnswerFormat | str = AnswerFormat.MARKDOWN) -> Call[bytes]:
    """Return a stored answer as a file: markdown, docx, pdf or json."""
    path = path_to("answers", answer_id, "export")
    return Call("GET", path, as_bytes, query=written({"format": form}))


def give_feedback(
    answer_id: str, rating: str, *, reason: str | None = None, comment: str = "", expected: str = ""
) -> Call[FeedbackOut]:
    """Say whether an answer was right: 'up' or 'down', why, and what it should have said."""
    body = stated(rating=rating, reason=reason, comment=comment, expected=expected)
    return post(path_to("answers", answer_id, "feedback"), FeedbackOut, body)


def feedback(rating: str | None = None, *, limit: int = 100) -> Call[FeedbackListOut]:
    """List what was said of answers, the newest first."""
    return get(path_to("feedback"), FeedbackListOut, {"rating": rating, "limit": limit})


def search(
    query: str, *, countries: Sequence[str] = (), as_of: date | None = None, limit: int = 10
) -> Call[SearchOut]:
    """Return the passages nearest to a few words, best first."""
    body = stated(query=query, countries=list(countries), as_of=day(as_of), limit=limit)
    return replace(post(path_to("search"), SearchOut, body), changes_nothing=True)


def conversations(
    query: str = "", *, limit: int = 50, cursor: str | None = None
) -> Call[ConversationListOut]:
    """List stored conversations, the latest first; `query` searches titles and questions."""
    given = {"query": query or None, "limit": limit, "cursor": cursor}
    return get(path_to("conversations"), ConversationListOut, given)


def conversation(conversation_id: str) -> Call[ConversationTurnsOut]:
    """Return a stored conversation with its questions and answers."""
    return get(path_to("conversations", conversation_id), ConversationTurnsOut)


def create_conversation(title: str = "") -> Call[ConversationOut]:
    """Begin a conversation; without a title its first question gives it one."""
    return post(path_to("conversations"), ConversationOut, {"title": title})


def rename_conversation(conversation_id: str, title: str) -> Call[ConversationOut]:
    """Give a conversation another title."""
    path = path_to("conversations", conversation_id)
    return Call("PATCH", path, as_model(ConversationOut), body={"title": title})


def delete_conversation(conversation_id: str) -> Call[ConversationOut]:
    """Delete a conversation; until `restorable_until` it can be restored."""
    path = path_to("conversations", conversation_id)
    return Call("DELETE", path, as_model(ConversationOut))


def restore_conversation(conversation_id: str) -> Call[ConversationOut]:
    """Bring back a conversation that was deleted a moment ago."""
    path = path_to("conversations", conversation_id, "restore")
    return Call("POST", path, as_model(ConversationOut))
