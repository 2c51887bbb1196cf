"""What a span says of an answering: numbers and names, and words only where that is set.

`gen_ai.*` attributes are those of the OpenTelemetry conventions for generative AI, `r2p.*` ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from assistant.api.observing.records import EndedAnswering, EndedStep
from assistant.domain import Message

SERVICE = "r2p"
EMBEDDED = "embedded"
OPERATIONS = {"retrieve": "retrieval", "write": "chat"}

Attribute = str | int | float | bool | Sequence[str]


def facts_of(ended: EndedAnswering) -> Mapping[str, Attribute]:
    """Describe an answering."""
    answer = ended.answer
    facts: dict[str, Attribute] = {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.name": SERVICE,
        "r2p.outcome": ended.outcome,
        "r2p.evidence_count": ended.evidence_count,
        "r2p.question_characters": len(ended.request.question),
        "r2p.history_messages": len(ended.request.history),
        "r2p.unverified_quotes": ended.unverified_quotes,
    }
    if answer is not None:
        facts |= {
            "r2p.answer_id": answer.id,
            "r2p.answered_by": answer.answered_by,
            "r2p.citations": len(answer.citations),
            "r2p.dropped_sentences": len(answer.dropped_sentences),
            "r2p.is_fallback": ended.is_fallback,
        }
        if answer.answered_by != EMBEDDED:
            facts["gen_ai.response.model"] = answer.answered_by
    if ended.first_text_seconds is not None:
        facts["r2p.first_text_seconds"] = ended.first_text_seconds
    return facts


def facts_of_step(step: EndedStep, ended: EndedAnswering, model: str) -> dict[str, Attribute]:
    """Describe a step; `model` is the chat model that the settings name."""
    facts: dict[str, Attribute] = {}
    if step.name in OPERATIONS:
        facts["gen_ai.operation.name"] = OPERATIONS[step.name]
    if step.name == "retrieve":
        facts["r2p.evidence_count"] = ended.evidence_count
    if step.name == "write":
        provider, _, name = model.rpartition(":")
        facts |= {"gen_ai.request.model": name, "gen_ai.provider.name": provider or "openai"}
    return facts


def content_of(ended: EndedAnswering) -> Mapping[str, Attribute]:
    """Return question and answer in the form that the conventions give messages."""
    said = [*ended.request.history, Message("user", ended.request.question)]
    content: dict[str, Attribute] = {"gen_ai.input.messages": _as_json(said)}
    if ended.answer is not None:
        content["gen_ai.output.messages"] = _as_json([Message("assistant", ended.answer.text)])
    return content


def _as_json(messages: Sequence[Message]) -> str:
    return json.dumps(
        [
            {"role": each.role, "parts": [{"type": "text", "content": each.content}]}
            for each in messages
        ],
        ensure_ascii=False,
    )
