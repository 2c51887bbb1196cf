from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from assistant.api.security import AccessRules
from assistant.data_folder import OwnerLock
from assistant.library.keys import Scope
from assistant.settings import ApiSettings, Settings
from tests.api.fakes import Stage
from tests.api.guarded import make_key
from tests.api.leaving import leave_once_started

Serve = Callable[..., str]
REPOSITORY = Path(__file__).resolve().parents[2]
CALL: dict[str, Any] = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "answer_question", "arguments": {"question": "Who fled?"}},
}
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientInfo": {"name": "test", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}
MODERN = {
    "MCP-Protocol-Version": "2026-07-28",
    "Mcp-Method": "tools/call",
    "Mcp-Name": "answer_question",
}
ACCEPTED = {"Accept": "application/json, text/event-stream"}


def _post(url: str, **headers: str) -> httpx2.Response:
    return httpx2.post(
        f"{url}/mcp", json=CALL, headers={**ACCEPTED, **headers}, timeout=20, trust_env=False
    )


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_sdks_client_works_over_http(stage: Stage, serve: Serve, mode: str) -> None:
    async with Client(f"{serve(stage)}/mcp", mode=mode) as client:
        assert client.server_info is not None
        assert client.server_info.name == "r2p-briefings"
        assert len((await client.list_tools()).tools) == 5
        answer = await client.call_tool("answer_question", {"question": "Who fled?"})
        refused = await client.call_tool("get_briefing", {"briefing_id": "gone"})
        page = await client.read_resource("briefing://mali-2019-05-15")
    assert answer.structured_content is not None
    assert answer.structured_content["citations"][0]["edition_date"] == "2019-05-15"
    assert refused.is_error
    assert page.contents


def test_a_reply_is_plain_json_without_a_session(stage: Stage, serve: Serve) -> None:
    response = _post(serve(stage))
    assert response.headers["content-type"] == "application/json"
    assert "mcp-session-id" not in response.headers
    assert response.json()["result"]["structuredContent"]["outcome"] == "ANSWERED"


def test_foreign_names_and_pages_are_kept_out(stage: Stage, serve: Serve) -> None:
    url = serve(stage)
    assert _post(url, Host="evil.example").status_code == 421
    assert _post(url, Origin="http://evil.example").status_code == 403
    assert _post(url, Origin="http://localhost:3000").status_code == 200
    listening = httpx2.get(f"{url}/mcp", headers=ACCEPTED, trust_env=False)
    assert listening.status_code == 405
    assert listening.headers["allow"] == "POST"


async def test_a_key_lets_in_and_a_call_is_counted_once(stage: Stage, serve: Serve) -> None:
    stage.settings = Settings(api=ApiSettings(asks_per_minute=2))
    reader = make_key("reader", Scope.READ)
    url = serve(stage, AccessRules(lambda: (reader,), is_loopback=True))
    assert _post(url).status_code == 401
    key = {"Authorization": "Bearer secret-reader"}
    assert [_post(url, **key).status_code for _ in range(3)] == [200, 200, 429]
    assert len(stage.chain.requests) == 2


async def test_the_sdks_client_sends_a_key(stage: Stage, serve: Serve) -> None:
    reader = make_key("reader", Scope.READ)
    url = serve(stage, AccessRules(lambda: (reader,), is_loopback=True))
    key = {"Authorization": "Bearer secret-reader"}
    async with (
        httpx2.AsyncClient(headers=key, trust_env=False) as sender,
        Client(streamable_http_client(f"{url}/mcp", http_client=sender)) as client,
    ):
        assert not (await client.call_tool("list_situations", {})).is_error


@pytest.mark.parametrize("headers", [{}, MODERN])
def test_a_caller_that_leaves_stops_the_work(
    stage: Stage, serve: Serve, headers: dict[str, str]
) -> None:
    stage.chain.lines = [60.0]
    url = serve(stage)
    call = {**CALL, "params": {**CALL["params"], "_meta": META}} if headers else CALL
    leave_once_started(stage, f"{url}/mcp", call, ACCEPTED | headers)
    assert stage.chain.stopped.wait(5)


def test_the_address_can_be_turned_off(stage: Stage, serve: Serve) -> None:
    stage.settings = Settings(api=ApiSettings(mcp=False))
    assert _post(serve(stage)).status_code == 404


async def test_over_stdio_the_running_api_is_looked_for_at_every_call(
    stage: Stage, serve: Serve, tmp_path: Path
) -> None:
    url, folder, log = serve(stage), tmp_path / "data", tmp_path / "log"
    question = {"question": "Who fled?"}
    with log.open("w", encoding="utf-8") as errors:
        async with Client(stdio_client(_command(folder), errlog=errors)) as client:
            with OwnerLock(folder, "r2p serve", url):
                answer = await client.call_tool("answer_question", question)
                page = await client.read_resource("briefing://mali-2019-05-15")
            with OwnerLock(folder, "r2p ingest"):
                held = await client.call_tool("answer_question", question)
            with OwnerLock(folder, "r2p serve", "http://127.0.0.1:9"):
                gone = await client.call_tool("answer_question", question)
    assert answer.structured_content is not None
    assert answer.structured_content["text"] == "Herders fled the valley in May. [1]"
    assert page.contents
    assert held.is_error
    assert "is held by `r2p ingest`" in json.dumps(held.model_dump(mode="json"))
    assert gone.is_error
    assert "start it with `r2p serve`" in json.dumps(gone.model_dump(mode="json"))
    assert len(stage.chain.requests) == 1
    assert "Who fled?" not in log.read_text(encoding="utf-8")


def _command(data_dir: Path) -> StdioServerParameters:
    given = {"PYTHONPATH": str(REPOSITORY), "R2P_DATA_DIR": str(data_dir)}
    return StdioServerParameters(
        command=sys.executable, args=["-m", "assistant.cli", "mcp"], env={**os.environ, **given}
    )
