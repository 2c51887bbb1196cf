from __future__ import annotations

import multiprocessing
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

import pytest

from assistant.errors import LibraryInUse
from assistant.library.library import Library
from assistant.settings import Settings
from tests.library.crashing import add_for_ever, edition
from tests.library.fakes import HashingEmbedder

# Processes are forked from one that has imported everything and opened nothing: Chroma does not
# survive a fork once it is open, and importing it anew for each test takes seconds.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.library.crashing"])


@contextmanager
def adding(settings: Settings, dies_at: str = "") -> Iterator[tuple[ForkServerProcess, Connection]]:
    """Run a process that adds editions, once it has its library open."""
    told, telling = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=add_for_ever, args=(settings.data_dir, dies_at, telling))
    process.start()
    telling.close()
    try:
        assert told.poll(60)
        assert told.recv() == "open"
        yield process, told
    finally:
        process.kill()
        process.join()
        told.close()


def numbers_added(told: Connection) -> list[int]:
    """Read what the process said until its end."""
    added: list[int] = []
    try:
        while told.poll(60):
            added.append(told.recv())
    except EOFError:
        return added
    raise AssertionError("the process did not end")


def assert_every_edition_is_whole_or_absent(settings: Settings, added: list[int]) -> None:
    with Library.open(settings, "test", embedder=HashingEmbedder()) as library:
        stored = {card.id for card in library.snapshot.cards}
        assert stored >= {f"edition-{number}" for number in added}
        assert len(stored) <= len(added) + 1  # the one that was being added
        for number in range(len(stored)):
            whole = library.get(f"edition-{number}")
            assert replace(whole, sha256="") == edition(number)
        health = library.check()
        assert health.is_healthy, health.checks
        assert health.probed == health.passages == len(library.snapshot.passages)
        assert library.snapshot.keywords.rows == health.passages


@pytest.mark.parametrize(
    ("step", "survives"),
    [
        ("before staging", False),
        ("after staging", True),
        ("after indexing", True),
        ("after revealing", True),
    ],
)
def test_edition_killed_between_steps_is_whole_or_absent(
    settings: Settings, step: str, survives: bool
) -> None:
    with adding(settings, step) as (process, told):
        added = numbers_added(told)
        process.join()
        assert process.exitcode == -signal.SIGKILL
    assert added == [0]
    assert_every_edition_is_whole_or_absent(settings, [0, 1] if survives else [0])


@pytest.mark.parametrize("seed", range(6))
def test_edition_killed_at_any_moment_is_whole_or_absent(settings: Settings, seed: int) -> None:
    with adding(settings) as (process, told):
        time.sleep(random.Random(seed).uniform(0.05, 0.8))  # noqa: S311 - no secret
        process.kill()
        added = numbers_added(told)
    assert_every_edition_is_whole_or_absent(settings, added)


def test_second_process_is_refused_at_once_and_told_who_holds_the_folder(
    settings: Settings,
) -> None:
    with adding(settings) as (process, _):
        began = time.monotonic()
        with pytest.raises(LibraryInUse, match=rf"`crashing` \(process {process.pid}\)"):
            Library.open(settings, "test", embedder=HashingEmbedder())
        assert time.monotonic() - began < 1
