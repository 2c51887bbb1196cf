"""A question as a turn: where its history comes from, and what is kept when it is answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

import anyio

from assistant.api.context import ApiContext
from assistant.api.idempotency import answer_key, check_same_body
from assistant.api.schemas import QuestionIn
from assistant.api.service import BriefingLibrary
from assistant.domain import Answer, AnswerRequest, Message
from assistant.library.answer_keys import AnswerKey
from assistant.library.conversations import Finished

HISTORY_TURNS = 10
MESSAGE_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Asking:
    """A question as it is put to the chain, and what is kept beside its answer."""

    request: AnswerRequest
    conversation_id: str | None = None
    key: AnswerKey | None = None


async def begin_asking(
    context: ApiContext, question: QuestionIn, owner: str, key_sha256: str | None
) -> Asking | Answer:
    """Return the question with its history, or the answer that its key got before.

    Raises:
        HTTPException: 422 where the key was used for another question.
        ConversationNotFound: there is no such conversation of the owner.
    """
    key = answer_key(key_sha256, question) if key_sha256 is not None else None
    library = context.service.library
    begun = await context.workers.reading.run(_begun, library, question, owner, key)
    if isinstance(begun, Answer) and key is not None:
        context.keys.release(key.sha256)
    return begun


async def keep_finished(context: ApiContext, asking: Asking, answer_id: str) -> None:
    """Append the turn and remember the key, also where the asker leaves at this moment.

    Raises:
        ConversationNotFound: the conversation has gone for good meanwhile.
    """
    if asking.conversation_id is None and asking.key is None:
        return
    question = asking.request.question
    finished = Finished(question, answer_id, asking.conversation_id, asking.key)
    with anyio.CancelScope(shield=True):
        await context.workers.reading.run(context.service.library.conversations.keep, finished)
    if asking.key is not None:
        context.keys.release(asking.key.sha256)


def _begun(
    library: BriefingLibrary, question: QuestionIn, owner: str, key: AnswerKey | None
) -> Asking | Answer:
    use = library.conversations.use_of(key.sha256) if key is not None else None
    if key is not None and use is not None:
        check_same_body(key, use.body_sha256)
        return library.load_answer(use.answer_id)
    request = question.to_request()
    if question.conversation_id is None:
        return Asking(request, key=key)
    library.conversations.get(owner, question.conversation_id)
    history = _history(library, question.conversation_id)
    return Asking(replace(request, history=history), question.conversation_id, key)


def _history(library: BriefingLibrary, conversation_id: str) -> tuple[Message, ...]:
    messages: list[Message] = []
    for turn in library.conversations.turns(conversation_id, HISTORY_TURNS):
        said = library.load_answer(turn.answer_id).text
        messages += [
            Message("user", turn.question),
            Message("assistant", said[:MESSAGE_CHARACTERS]),
        ]
    return tuple(messages)
