"""`r2p mcp` without a running API, as an MCP client starts it."""

from __future__ import annotations

import json
import subprocess

from assistant.data_folder import read_owner
from tests.cli.conftest import R2P, SECONDS, Shell

QUESTION = "How many people were displaced in the Mopti region of Mali?"
STARTED = {
    "protocolVersion": "2025-11-25",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}
MESSAGES = (
    {"id": 1, "method": "initialize", "params": STARTED},
    {"method": "notifications/initialized"},
    {
        "id": 2,
        "method": "tools/call",
        "params": {"name": "answer_question", "arguments": {"question": QUESTION}},
    },
)


def test_mcp_opens_the_library_itself_and_writes_nothing_but_the_protocol(filled: Shell) -> None:
    with subprocess.Popen(
        [*R2P, "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=filled.environment,
        cwd=filled.data_dir.parent,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for message in MESSAGES:
            process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        process.stdin.flush()
        replies = [json.loads(process.stdout.readline()) for _ in range(2)]
        owner = read_owner(filled.data_dir)
        rest, told = process.communicate(timeout=SECONDS)

    answer = replies[1]["result"]["structuredContent"]
    assert answer["outcome"] == "ANSWERED"
    assert answer["citations"][0]["edition_label"] == "15 May 2019"
    assert owner is not None
    assert owner.command == "r2p mcp"
    assert (process.returncode, rest) == (0, "")
    assert told.startswith("Opening the library in ")
    assert read_owner(filled.data_dir) is None
