"""Answers by a chat model: evidence numbered and fenced, marks checked, the rest dropped.

The model is assumed to be hijacked by what it reads: it can cite only evidence it was given, every
kept sentence is tied to a verbatim sentence of that evidence, and figures that stand in none of
the cited passages drop the sentence.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.citations import marks_in, without_marks
from assistant.domain import Evidence
from assistant.errors import ChatModelFailed, SettingsError
from assistant.settings import ModelSettings
from assistant.statements.integrity import IntegrityFault, integrity_faults
from prompts import Prompt

REFUSAL = "NOT IN THE BRIEFINGS"
_END_MARKS = ("finish_reason", "stop_reason", "done_reason")
"""What OpenAI-compatible servers, Anthropic and Ollama say in the last chunk of a whole answer."""
_SENTENCE_END = re.compile(r"(?<=[.!?])(?:\s*\[\d[\d,\s]*\])*\s+(?=[A-Z“\"(])|\n+")


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """A sentence of the draft with the evidence numbers it may keep."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft after the marks were checked."""

    kept: tuple[WrittenSentence, ...]
    dropped: tuple[str, ...]


def open_chat_model(settings: ModelSettings) -> BaseChatModel | None:
    """Build the chat model that the settings name, or None for the embedded reader.

    Raises:
        SettingsError: the provider's package is missing, or the name is no `provider:model`.
    """
    if not settings.name:
        return None
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {
        "timeout": settings.timeout_seconds,
        "max_retries": 1,
        "max_tokens": settings.max_output_tokens,
        "temperature": 0,
    }
    if settings.base_url:
        options["base_url"] = settings.base_url
    if settings.base_url or settings.api_key.get_secret_value():
        options["api_key"] = settings.api_key.get_secret_value() or "none"
    try:
        return init_chat_model(settings.name, configurable_fields=None, **options)
    except ImportError as error:
        provider = settings.name.partition(":")[0]
        raise SettingsError(
            f"R2P_MODEL__NAME is '{settings.name}', but the package for '{provider}' is not "
            f"installed. Run: pip install langchain-{provider}"
        ) from error
    except ValueError as error:
        raise SettingsError(
            f"R2P_MODEL__NAME is '{settings.name}'. Write provider:model, as openai:gpt-4o."
        ) from error


def draft_messages(
    prompt: Prompt, question: str, evidence: Sequence[Evidence]
) -> list[BaseMessage]:
    """Build what the model is given; document text is JSON inside a fence it cannot guess."""
    fence = secrets.token_hex(8)
    lines = [
        json.dumps(
            {
                "number": each.number,
                "title": each.card.title,
                "edition": each.card.edition_date.label,
                "section": each.section.label,
                "text": each.text,
            },
            ensure_ascii=False,
        )
        for each in evidence
    ]
    body = "\n".join([f"<evidence {fence}>", *lines, f"</evidence {fence}>"])
    return [SystemMessage(prompt.text), HumanMessage(f"{body}\n\nQuestion: {question}")]


async def stream_draft(model: BaseChatModel, messages: list[BaseMessage]) -> AsyncIterator[str]:
    """Yield the model's words as they come.

    Raises:
        ChatModelFailed: the model cannot be reached, refused, or broke off.
    """
    is_finished = False
    try:
        async for chunk in model.astream(messages):
            is_finished |= any(key in chunk.response_metadata for key in _END_MARKS)
            if text := chunk.text:
                yield str(text)
    except Exception as error:
        raise ChatModelFailed(
            f"The chat model failed ({type(error).__name__}). The embedded reader answers instead."
        ) from error
    if not is_finished:
        raise ChatModelFailed(
            "The chat model's answer broke off. The embedded reader answers instead."
        )


def check_draft(draft: str, evidence: Sequence[Evidence]) -> CheckedDraft:
    """Keep the sentences whose marks point at given evidence, and which say no more than that.

    Figures, dates, qualifiers, inner sources and legal terms must stand there.
    """
    given = {each.number: each for each in evidence}
    kept: list[WrittenSentence] = []
    dropped: list[str] = []
    for sentence in split_draft(draft):
        marks = tuple(dict.fromkeys(mark for mark in marks_in(sentence) if mark in given))
        text = without_marks(sentence)
        if marks and text and not _faults(text, [given[mark] for mark in marks]):
            kept.append(WrittenSentence(text=text, marks=marks))
        elif text:
            dropped.append(text)
    return CheckedDraft(kept=tuple(kept), dropped=tuple(dropped))


def _faults(sentence: str, evidence: Sequence[Evidence]) -> tuple[IntegrityFault, ...]:
    """Return what a sentence says beyond the passages that it points at, and what names them."""
    known = [f"{each.card.title}, {each.card.edition_date.label}" for each in evidence]
    editions = {each.card.edition_date for each in evidence}
    edition = editions.pop() if len(editions) == 1 else None
    return integrity_faults(sentence, [*(each.text for each in evidence), *known], edition)


def split_draft(draft: str) -> tuple[str, ...]:
    """Split a draft into sentences, each with the marks that follow it."""
    pieces: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(draft):
        pieces.append(draft[start : match.end()].strip())
        start = match.end()
    pieces.append(draft[start:].strip())
    return tuple(piece for piece in pieces if piece)
