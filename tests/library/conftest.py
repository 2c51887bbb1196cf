from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.library.library import Library
from assistant.settings import Settings
from tests.library.fakes import HashingEmbedder

OpenLibrary = Callable[[], Library]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


@pytest.fixture
def reopen(settings: Settings) -> Iterator[OpenLibrary]:
    """Opens the library of this test, closing the one that it opened before."""
    opened: list[Library] = []

    def open_again() -> Library:
        if opened:
            opened.pop().close()
        opened.append(Library.open(settings, "test", embedder=HashingEmbedder()))
        return opened[0]

    yield open_again
    for library in opened:
        library.close()


@pytest.fixture
def library(reopen: OpenLibrary) -> Library:
    return reopen()
