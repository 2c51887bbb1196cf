"""Runs `r2p` as its users do: in processes of its own, on a library of some sample briefings."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.ports import free_port

R2P = [sys.executable, "-m", "assistant.cli"]
REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLES = ("sample-mali-2019-05-15.md", "sample-mali-2013-04.md", "sample-myanmar-2016-12-15.md")
SECONDS = 150


@dataclass(frozen=True)
class Run:
    """What a process came to."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command printed
        return json.loads(self.stdout)


@dataclass(frozen=True)
class Shell:
    """Runs commands on one data folder."""

    data_dir: Path
    settings: Mapping[str, str]

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(REPOSITORY),
            "R2P_DATA_DIR": str(self.data_dir),
            **self.settings,
        }

    def run(self, *arguments: str | Path, **settings: str) -> Run:
        """Run `r2p` to its end, with more settings."""
        done = subprocess.run(
            [*R2P, *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            env=self.environment | settings,
            cwd=self.data_dir.parent,
            check=False,
        )
        return Run(done.returncode, done.stdout, done.stderr)

    def begin(self, *arguments: str, log: Path) -> subprocess.Popen[bytes]:
        """Start `r2p` in a process group of its own; what it prints goes to `log`."""
        with log.open("wb") as output:
            return subprocess.Popen(
                [*R2P, *arguments],
                stdout=output,
                stderr=subprocess.STDOUT,
                env=self.environment,
                cwd=self.data_dir.parent,
                start_new_session=True,
            )


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """`r2p` on an empty data folder."""
    return Shell(tmp_path / "data", {})


@pytest.fixture(scope="session")
def first_ingest(tmp_path_factory: pytest.TempPathFactory, models_dir: Path) -> tuple[Shell, Run]:
    """A library filled by one `r2p ingest` of a folder with a bad file, and what that said."""
    folder = tmp_path_factory.mktemp("first")
    documents = folder / "documents"
    documents.mkdir()
    for name in SAMPLES:
        shutil.copy(str(files("ingest") / "samples" / name), documents)
    (documents / "empty.txt").touch()
    shell = Shell(folder / "data", {})
    shell.data_dir.mkdir()
    (shell.data_dir / "models").symlink_to(models_dir)
    return shell, shell.run("ingest", documents, "--json")


@pytest.fixture
def filled(first_ingest: tuple[Shell, Run], tmp_path: Path) -> Shell:
    """`r2p` on a library of its own that holds the samples."""
    shutil.copytree(first_ingest[0].data_dir, tmp_path / "data", symlinks=True)
    return Shell(tmp_path / "data", {})


@pytest.fixture(scope="session")
def served(
    first_ingest: tuple[Shell, Run], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    """`r2p` on a library that a running `r2p serve` holds."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(first_ingest[0].data_dir, folder / "data", symlinks=True)
    shell = Shell(folder / "data", {"R2P_API__PORT": str(free_port())})
    with serving(shell, folder / "serve.log"):
        yield shell


@contextmanager
def serving(shell: Shell, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run `r2p serve` for a block."""
    process = shell.begin("serve", log=log)
    try:
        wait_for(f"{address(shell)}/healthz", process, log)
        yield process
    finally:
        end(process)


def address(shell: Shell) -> str:
    return f"http://127.0.0.1:{shell.settings['R2P_API__PORT']}"


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return as soon as `url` answers 200."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx2.get(url, timeout=5, trust_env=False).is_success:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    pytest.fail(f"nothing answers at {url}; the process said:\n{log.read_text(encoding='utf-8')}")


def end(process: subprocess.Popen[bytes]) -> None:
    """Stop a process group, whatever state it is in."""
    if process.poll() is None:
        process.terminate()
        process.wait(60)
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
