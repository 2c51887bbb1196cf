"""The answer API as the pages call it: our own client, which does not make a reader wait twice."""

from __future__ import annotations

from assistant.client import NO_RETRIES, BriefingClient

# The API sends a ping every 15 s while it works, so a minute of silence means that it is gone.
TIMEOUT_SECONDS = 60.0


class AnswerApi(BriefingClient):
    """One answer API, shared by all readers of the page; holds no reader's content."""

    def __init__(self, base_url: str, key: str = "") -> None:
        """Name the API, and the key it asks for; nothing is sent before the first call.

        A page that fails says so at once and has a button to try again.
        """
        super().__init__(base_url, api_key=key, timeout_seconds=TIMEOUT_SECONDS, retries=NO_RETRIES)
