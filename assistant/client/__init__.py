"""The answer API from Python: typed, for programs that wait and for asyncio.

    from assistant.client import BriefingClient

    with BriefingClient("http://127.0.0.1:8000") as client:
        answer = client.answer("How many people were displaced in the Mopti region?")

It knows the schemas of the API and nothing else of the assistant, so it is quick to import.
"""

from __future__ import annotations

from assistant.api.schemas import AnswerEvent
from assistant.client.asynchronous import AsyncBriefingClient
from assistant.client.errors import ApiError, ApiProblem, ApiUnreachable, ApiUnreadable
from assistant.client.retrying import NO_RETRIES, Retries
from assistant.client.sync import BriefingClient

__all__ = [
    "NO_RETRIES",
    "AnswerEvent",
    "ApiError",
    "ApiProblem",
    "ApiUnreachable",
    "ApiUnreadable",
    "AsyncBriefingClient",
    "BriefingClient",
    "Retries",
]
