"""`r2p start`: two processes that live and end together."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Shell, address, end, wait_for
from tests.ports import free_port


@pytest.mark.timeout(400)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_start_stops_both_and_leaves_no_process(
    filled: Shell, tmp_path: Path, number: signal.Signals
) -> None:
    chat_port = str(free_port())
    shell = Shell(filled.data_dir, {"R2P_API__PORT": str(free_port()), "R2P_CHAT__PORT": chat_port})
    log = tmp_path / "start.log"
    process = shell.begin("start", "--no-samples", log=log)
    try:
        wait_for(f"http://127.0.0.1:{chat_port}/_stcore/health", process, log)
        wait_for(f"{address(shell)}/readyz", process, log)
        second = shell.run("start")
        process.send_signal(number)  # to start alone: a terminal's Ctrl-C would reach all three
        code = process.wait(60)
        left = _members(process.pid)
    finally:
        end(process)

    said = log.read_text(encoding="utf-8")
    assert code == 0, said
    assert left == [], said
    assert f"Chat:        http://127.0.0.1:{chat_port}" in said
    assert "Traceback" not in said
    assert second.code == 1
    assert "held by `r2p serve`" in second.stderr


def test_ctrl_c_reaches_all_three_and_is_no_failure(filled: Shell, tmp_path: Path) -> None:
    shell = Shell(
        filled.data_dir,
        {"R2P_API__PORT": str(free_port()), "R2P_CHAT__PORT": str(free_port())},
    )
    log = tmp_path / "start.log"
    process = shell.begin("start", "--no-samples", log=log)
    try:
        wait_for(f"{address(shell)}/healthz", process, log)
        os.killpg(process.pid, signal.SIGINT)
        code = process.wait(60)
        left = _members(process.pid)
    finally:
        end(process)

    assert (code, left) == (0, []), log.read_text(encoding="utf-8")


def test_when_one_of_them_ends_the_other_is_stopped(filled: Shell, tmp_path: Path) -> None:
    shell = Shell(
        filled.data_dir,
        {"R2P_API__PORT": str(free_port()), "R2P_CHAT__PORT": str(free_port())},
    )
    log = tmp_path / "start.log"
    process = shell.begin("start", "--no-samples", log=log)
    try:
        wait_for(f"{address(shell)}/healthz", process, log)
        api = next(pid for pid in _members(process.pid) if "serve" in _command(pid))
        os.kill(api, signal.SIGKILL)
        code = process.wait(60)
        left = _members(process.pid)
    finally:
        end(process)

    assert (code, left) == (1, [])
    assert "The answer API ended by itself" in log.read_text(encoding="utf-8")


def _members(group: int) -> list[int]:
    """Return the processes of a group, after a moment for those that are ending."""
    for _ in range(20):
        found = [pid for pid, of, state in _processes() if of == group and state != "Z"]
        if not found:
            break
        time.sleep(0.1)
    return found


def _processes() -> Iterator[tuple[int, int, str]]:
    """Yield id, group and state of each process (proc(5), /proc/pid/stat)."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, group = path.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
        except OSError:
            continue  # it has ended since
        yield int(path.parent.name), int(group), state


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
