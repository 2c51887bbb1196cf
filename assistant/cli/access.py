"""How a command reaches the answer API: the one that holds our data folder, or one of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, Protocol

from assistant.cli.remote import RemoteApi, running_api
from assistant.cli.replies import Download, Query
from assistant.errors import LibraryInUse

JsonObject = dict[str, Any]


class AnswerApi(Protocol):
    """What a command asks of the API; a refusal is raised as `ApiRefused`."""

    def get(
        self, path: str, query: Query | None = None, expected: Sequence[int] = ()
    ) -> JsonObject:
        """Return the JSON object at `path`, also for an error status that is `expected`."""
        ...

    def post(self, path: str, body: JsonObject) -> JsonObject:
        """Send `body` and return the JSON object that comes back."""
        ...

    def download(self, path: str, body: JsonObject) -> Download:
        """Send `body` and return the file that comes back."""
        ...


@contextmanager
def open_api(command: str) -> Iterator[AnswerApi]:
    """Yield the running API of our data folder; without one, open the library for `command`.

    Both are the same application, so a question gets the same answer either way.
    """
    url = running_api()
    if url:
        yield RemoteApi(url)
        return
    from assistant.cli.in_process import in_process_api

    with ExitStack() as opened:
        try:
            api: AnswerApi = opened.enter_context(in_process_api(command))
        except LibraryInUse:
            url = running_api()  # it may have been started since we looked
            if url is None:
                raise
            api = RemoteApi(url)
        yield api
