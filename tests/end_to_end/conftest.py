"""A real Chromium, the chat page as its command starts it, and the real answer API."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from assistant.data_folder import DATA_DIR_VARIABLE
from tests.ports import free_port
from tests.ui.scripted_api import Script, briefing, serving
from ui.launching import chat_command

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_SECONDS = 120
REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass
class Visit:
    """An open page, with every address outside this machine that it tried to reach."""

    page: Page
    foreign_requests: list[str] = field(default_factory=list)


OpenVisit = Callable[..., Visit]


@pytest.fixture(scope="module")  # playwright keeps an event loop running that others must not meet
def browser() -> Iterator[Browser]:
    """Debian's Chromium; playwright's own is never downloaded."""
    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"no browser at {CHROMIUM}; install it with `apt-get install chromium`")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[OpenVisit]:
    """Open an address in a fresh profile; what would leave the machine is stopped and noted."""
    contexts = []

    def opened(url: str, width: int = 1440, colour_scheme: str = "light") -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if colour_scheme == "dark" else "light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        seen = Visit(context.new_page())

        def guard(route: Route) -> None:
            if urlsplit(route.request.url).hostname == "127.0.0.1":
                route.continue_()
            else:
                seen.foreign_requests.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        seen.page.goto(url)
        return seen

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def script() -> Script:
    """What the scripted API answers; one edition to begin with."""
    return Script(briefings=[briefing()])


@pytest.fixture
def scripted_chat(script: Script, tmp_path: Path) -> Iterator[str]:
    """Address of a chat page that asks the scripted API."""
    with serving(script) as api_url, chat_page(api_url, tmp_path) as url:
        yield url


@pytest.fixture(scope="session")
def real_chat(tmp_path_factory: pytest.TempPathFactory, models_dir: Path) -> Iterator[str]:
    """Address of a chat page that asks the real API, which holds the sample briefings."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "library").mkdir()
    (folder / "library" / "models").symlink_to(models_dir)
    environment = own_environment() | {DATA_DIR_VARIABLE: str(folder / "library")}
    command = [sys.executable, "-m", "assistant.cli"]
    samples = str(files("ingest") / "samples")
    subprocess.run(
        [*command, "ingest", samples], check=True, env=environment, cwd=folder, timeout=300
    )
    api_port, chat_port = free_port(), free_port()
    api = [*command, "serve", "--port", str(api_port)]
    chat_environment = environment | {"R2P_CHAT__API_URL": f"http://127.0.0.1:{api_port}"}
    chat = [*command, "chat", "--port", str(chat_port)]
    with running(api, f"http://127.0.0.1:{api_port}/readyz", folder, environment):
        url = f"http://127.0.0.1:{chat_port}"
        with running(chat, f"{url}/_stcore/health", folder, chat_environment):
            yield url


def own_environment() -> dict[str, str]:
    """Return the environment of a process that finds the packages the tests import."""
    paths = os.pathsep.join(path for path in (str(REPOSITORY), *sys.path) if path)
    return os.environ | {"PYTHONPATH": paths}


@contextmanager
def chat_page(api_url: str, folder: Path) -> Iterator[str]:
    """Serve the chat page for the API at `api_url`."""
    port = free_port()
    command = chat_command("127.0.0.1", port, api_url)
    url = f"http://127.0.0.1:{port}"
    with running(command, f"{url}/_stcore/health", folder, own_environment()):
        yield url


@contextmanager
def running(
    command: list[str], probe_url: str, folder: Path, environment: dict[str, str]
) -> Iterator[None]:
    """Run `command` in `folder` from the time its probe answers 200 to the end of the block."""
    log_path = folder / f"{command[-1].rpartition('/')[2]}.log"
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_for(probe_url, process, log_path)
            yield
        finally:
            # The whole group: `r2p chat` has a child of its own.
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(30)


def wait_for(url: str, process: subprocess.Popen[bytes], log_path: Path) -> None:
    """Return as soon as `url` answers 200."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx2.get(url, timeout=5, trust_env=False).is_success:
                return
        except httpx2.TransportError:
            pass
        time.sleep(0.1)
    log = log_path.read_text(encoding="utf-8", errors="replace")
    pytest.fail(f"nothing answers at {url}; the process said:\n{log}")
