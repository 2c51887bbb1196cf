"""What a request for a completion asks of the briefings, or why it cannot be had. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from assistant.api.openai_compatible.completing import without_sources
from assistant.api.openai_compatible.errors import ChatRefused
from assistant.api.openai_compatible.requests import ChatMessageIn, ChatRequestIn
from assistant.api.openai_compatible.schemas import MODEL_ID
from assistant.domain import AnswerRequest, Message

MOST_TURNS = 50
"""Of earlier turns the last so many are read, as many as `POST /v1/answers` takes."""
LONGEST_MESSAGE = 20_000
ONLY_TEXT = "This model reads and writes text only."
NO_TOOLS = "This model calls no tools: it answers from the briefings. Leave `{name}` out."


class _Unsupported(NamedTuple):
    """A parameter, when it asks for what cannot be had, and what to say."""

    name: str
    is_wanted: Callable[[ChatRequestIn], bool]
    message: str


UNSUPPORTED = (
    _Unsupported("tools", lambda asked: bool(asked.tools), NO_TOOLS.format(name="tools")),
    _Unsupported(
        "functions", lambda asked: bool(asked.functions), NO_TOOLS.format(name="functions")
    ),
    _Unsupported(
        "n",
        lambda asked: asked.n not in (None, 1),
        "There is one answer to a question. Leave `n` out.",
    ),
    _Unsupported(
        "response_format",
        lambda asked: (asked.response_format or {}).get("type", "text") != "text",
        "Answers are text with [n] marks. Leave `response_format` out; "
        "POST /v1/answers gives the same answer as structured JSON.",
    ),
    _Unsupported(
        "logprobs",
        lambda asked: bool(asked.logprobs),
        "Answers have no token probabilities. Leave `logprobs` out.",
    ),
    _Unsupported(
        "modalities",
        lambda asked: any(each != "text" for each in asked.modalities or ()),
        f"{ONLY_TEXT} Leave `modalities` out.",
    ),
)


def check_model(name: str) -> None:
    """Refuse a model that is not ours.

    Raises:
        ChatRefused: 404, as OpenAI says it.
    """
    if name != MODEL_ID:
        raise ChatRefused(
            f"The model '{name[:80]}' does not exist. Use '{MODEL_ID}'.",
            "model",
            "model_not_found",
            404,
        )


def asked_of(request: ChatRequestIn) -> AnswerRequest:
    """Return the question, which is the last user message, with the turns before it as history.

    System and developer messages are left out: the assistant follows rules of its own.

    Raises:
        ChatRefused: another model, something that cannot be had here, or no question.
    """
    check_model(request.model)
    for name, is_wanted, message in UNSUPPORTED:
        if is_wanted(request):
            raise ChatRefused(message, name, "unsupported_parameter")
    turns = list(_turns(request.messages))
    last = max((at for at, turn in enumerate(turns) if turn.role == "user"), default=None)
    if last is None:
        raise ChatRefused("No message of role 'user' asks anything. Add one.", "messages")
    return AnswerRequest(
        question=turns[last].content,
        history=tuple(turns[max(0, last - MOST_TURNS) : last]),
        countries=tuple(request.countries),
        as_of=request.as_of,
    )


def _turns(messages: list[ChatMessageIn]) -> Iterator[Message]:
    """Yield what was said by either side; sources listed under an answer were not said."""
    for at, message in enumerate(messages):
        place = f"messages[{at}]"
        if message.role in ("tool", "function"):
            raise ChatRefused(
                f"This model calls no tools. Leave out messages of role '{message.role}'.",
                f"{place}.role",
                "unsupported_value",
            )
        if message.role not in ("user", "assistant"):
            continue
        text = _text_of(message, f"{place}.content")
        if message.role == "assistant":
            text = without_sources(text)
        if text:
            yield Message(message.role, text)


def _text_of(message: ChatMessageIn, place: str) -> str:
    parts = message.content
    if parts is None:
        return ""
    if not isinstance(parts, str):
        strange = next((part.type for part in parts if part.type != "text"), None)
        if strange is not None:
            raise ChatRefused(
                f"{ONLY_TEXT} Leave out the content of type '{strange[:80]}'.",
                place,
                "unsupported_value",
            )
        parts = "\n".join(part.text or "" for part in parts)
    if len(parts) > LONGEST_MESSAGE:
        raise ChatRefused(
            f"A message has {len(parts)} characters; up to {LONGEST_MESSAGE} are read. Shorten it.",
            place,
            "string_above_max_length",
        )
    return parts.strip()
