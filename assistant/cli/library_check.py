"""Checks the library in a process of its own: a torn vector index can crash whoever opens it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TypeVar

from assistant.errors import LibraryError
from assistant.library.offline import go_offline
from assistant.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LibraryState:
    """What a check found."""

    embedding_model: str
    editions: int
    passages: int
    checks: dict[str, str]


def check_apart(settings: Settings) -> LibraryState:
    """Open and check the library of `settings` in a child process.

    Raises:
        AssistantError: the library cannot be opened, or opening it crashed.
    """
    return in_child(_check, settings)


def in_child(function: Callable[[Settings], T], settings: Settings) -> T:
    """Return what `function` returns, or raise what it raises, in a child process.

    Raises:
        LibraryError: the child crashed.
    """
    # A fresh interpreter: a fork of a process with threads can hang.
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as child:
        try:
            return child.submit(function, settings).result()
        except BrokenProcessPool as error:
            raise LibraryError(
                "The process that opened the library crashed; its vector index is damaged. "
                "Run `r2p rebuild`."
            ) from error


def _check(settings: Settings) -> LibraryState:
    go_offline()
    from assistant.cli.composition import open_library

    with open_library(settings, command="r2p doctor") as library:
        health = library.check()
        return LibraryState(
            embedding_model=library.embedder.model_id,
            editions=health.briefings,
            passages=health.passages,
            checks=dict(health.checks),
        )
