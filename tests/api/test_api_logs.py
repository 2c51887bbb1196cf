from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from starlette.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.logs import configure_logging
from assistant.api.openai_compatible.schemas import MODEL_ID
from assistant.api.security import AccessRules
from assistant.errors import ChatModelFailed, LibraryError
from assistant.mcp.mounting import mount_mcp
from tests.api.described import described_service
from tests.api.fakes import Stage
from tests.api.guarded import KEYS, bearer

WORD = "zirkonium"
"""In questions, bodies, queries, headers, file names and errors, and in no place of ours."""
SECRET = "secret-admin"
KEY = bearer("admin")
WRONG_KEYS = (
    {"Authorization": f"Bearer {WORD}"},
    {"Authorization": f"Basic {WORD}"},
    {"X-API-Key": WORD},
)
IDS = {"code": "MLI", "country": "MLI", "model": MODEL_ID}
MCP = {**KEY, "Accept": "application/json, text/event-stream", "Host": "localhost"}
CHAT = {
    "model": IDS["model"],
    "messages": [{"role": "user", "content": f"What of {WORD}?"}],
}
UNEXPECTED = RuntimeError(f"Nobody foresaw {WORD}.")


class Heard(io.StringIO):
    """What was logged, by whole lines."""

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


class Terminal(Heard):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def heard() -> Iterator[Heard]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = Heard()
    configure_logging("INFO", stream)
    yield stream
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A client of all routes, /mcp among them, on a library of samples; keys are asked for."""
    with described_service(tmp_path) as service:
        rules = AccessRules(lambda: list(KEYS), is_loopback=True)
        app = create_app(service, extra_hosts=["testserver"], access=rules)
        mount_mcp(app, service, extra_hosts=["testserver"])
        with TestClient(app) as client:
            yield client


def operations(client: TestClient) -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any]]]:
    described = client.get("/openapi.json").json()
    for path, by_method in described["paths"].items():
        for method, operation in by_method.items():
            yield method.upper(), path, operation, described["components"]["schemas"]


def filled(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:  # noqa: ANN401, PLR0911
    """Return what the schema takes, with the word wherever text may stand."""
    if "$ref" in schema:
        return filled(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in schema:
        return filled(schema["anyOf"][0], schemas)
    if schema.get("type") == "object":
        required = schema.get("properties", {})
        return {name: filled(each, schemas) for name, each in required.items()}
    if schema.get("type") == "array":
        return [filled(schema["items"], schemas)]
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if schema.get("type") == "string":
        if "pattern" in schema or "format" in schema:
            return "2019-05-15" if "date" in str(schema) or r"\d" in str(schema) else "MLI"
        return f"What of {WORD}?"
    return {"integer": 1, "number": 1.0, "boolean": False}.get(schema.get("type", ""))


def bodies_of(operation: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    """Return bodies that are taken, and others that are refused in every way we know."""
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        file = ("files", (f"{WORD}.md", f"# {WORD}\n\n{WORD} fled.".encode()))
        pdf = ("files", (f"{WORD}.pdf", f"%PDF-1.4 {WORD}".encode()))
        title = {"title": WORD}
        return [
            {"files": [file], "data": title},
            {"files": [file, file], "data": title},
            {"files": [file], "data": {"level": WORD, WORD: WORD}},
            {"content": f"--{WORD}", "headers": {"Content-Type": "multipart/form-data"}},
            {"files": [pdf], "headers": {"Prefer": "respond-async"}},
        ]
    if not content:
        return [{}]
    good = filled(content["application/json"]["schema"], schemas)
    sent = {"Content-Type": "application/json"}
    return [
        {"json": good},
        {"json": good, "headers": {"Accept": "text/event-stream"}},
        {"json": {**good, "history": [], "conversation_id": None}},
        {"json": CHAT},
        *({"json": {"url": f"https://{WORD}.example/{rest}"}} for rest in ("x", "xy", "xyz")),
        {"json": {**CHAT, "stream": True}},
        {"json": {**good, WORD: WORD}},
        {"json": {name: [WORD] for name in good}},
        {"json": [WORD]},
        {"content": f'{{"question": "{WORD}', "headers": sent},
        {"content": f"\xff{WORD}".encode("latin-1"), "headers": sent},
        {"content": WORD, "headers": {"Content-Type": f"text/{WORD}"}},
    ]


def call_all(client: TestClient) -> set[str]:
    """Call every operation in many ways; return those that answered with success."""
    done = set()
    for method, path, operation, schemas in operations(client):
        declared = operation.get("parameters", ())
        ids = {each["name"]: "one" for each in declared if each["in"] == "path"}
        address = path.format(**{**ids, **{name: IDS[name] for name in ids if name in IDS}})
        names = [each["name"] for each in declared if each["in"] == "query"]
        good = {
            each["name"]: filled(each["schema"], schemas)
            for each in declared
            if each["in"] == "query" and each["name"] != "cursor"
        }
        required = {each["name"] for each in declared if each.get("required")}
        queries = [good, {name: good[name] for name in good if name in required}]
        queries += [dict.fromkeys(names, WORD)]
        for body in bodies_of(operation, schemas):
            headers = {**KEY, "User-Agent": WORD, "Idempotency-Key": WORD} | body.get("headers", {})
            rest = {name: each for name, each in body.items() if name != "headers"}
            for query in queries if names else [{WORD: WORD}]:
                reply = client.request(method, address, params=query, headers=headers, **rest)
                if reply.status_code < 300:
                    done.add(f"{method} {path}")
        for wrong in WRONG_KEYS:
            client.request(method, address, headers=wrong)
    return done


def call_tools(client: TestClient) -> None:
    def call(method: str, params: Any) -> None:  # noqa: ANN401 - any JSON
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        client.post("/mcp", json=body, headers=MCP)

    for tool, arguments in (
        ("answer_question", {"question": WORD}),
        ("search_briefings", {"query": WORD}),
        ("get_briefing", {"briefing_id": WORD}),
        ("what_changed", {"country": WORD}),
        (WORD, {WORD: WORD}),
        ("answer_question", {"question": [WORD]}),
    ):
        call("tools/call", {"name": tool, "arguments": arguments})
    call(WORD, {WORD: WORD})
    call("tools/call", WORD)
    client.post("/mcp", content=WORD, headers={**MCP, "Content-Type": "application/json"})
    client.post("/mcp", content=WORD, headers=MCP)


def check_lines(heard: Heard) -> None:
    text = heard.getvalue().lower()
    assert WORD not in text, next(line for line in text.splitlines() if WORD in line)
    assert SECRET not in text
    assert "bearer" not in text
    for line in heard.lines:
        assert line["request_id"], line


def test_no_route_logs_what_was_sent(client: TestClient, heard: Heard) -> None:
    done = call_all(client)
    call_tools(client)
    check_lines(heard)
    assert {"POST /v1/answers", "POST /v1/search", "POST /v1/chat/completions"} <= done
    assert {"POST /v1/briefings", "POST /v1/briefings/from-url"} <= done
    assert len(heard.lines) > 500


@pytest.mark.parametrize("error", [UNEXPECTED, ChatModelFailed(WORD), LibraryError(WORD)], ids=repr)
def test_no_failure_logs_the_words_of_its_error(
    stage: Stage, heard: Heard, error: Exception
) -> None:
    stage.chain.lines = [{"step": ("searching",)}, error]
    stage.search.error = stage.ingest.error = error
    rules = AccessRules(list, is_loopback=True)
    service = stage.service()
    app = create_app(service, extra_hosts=["testserver"], access=rules)
    mount_mcp(app, service, extra_hosts=["testserver"])
    with TestClient(app) as client:
        call_all(client)
        call_tools(client)
        client.post("/v1/briefings", files=[("files", ("bad.md", b"bad"))])
    check_lines(heard)
    assert any(line["level"] == "error" for line in heard.lines)


def test_on_a_terminal_lines_are_for_people() -> None:
    terminal = Terminal()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure_logging("INFO", terminal)
    structlog.get_logger("assistant.example").info("answered", outcome="ANSWERED")
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
    assert "answered" in terminal.getvalue()
    with pytest.raises(json.JSONDecodeError):
        json.loads(terminal.getvalue())
