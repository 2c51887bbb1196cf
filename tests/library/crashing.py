"""What the tests of crash safety run in a process of its own: it adds editions until killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Briefing
from assistant.library.library import Library
from assistant.settings import Settings
from tests.library.fakes import HashingEmbedder, make_briefing

SENTENCES = 40


def edition(number: int) -> Briefing:
    """A made-up edition whose sentences all differ from those of the others."""
    sentences = [f"In village {number} house {part} was burnt." for part in range(SENTENCES)]
    return make_briefing(*sentences, slug=f"edition-{number}", day=date(1990 + number, 1, 1))


class DyingLibrary(Library):
    """Kills its own process at a named step, as a power cut would."""

    dies_at = ""

    def _stage(
        self, briefing: Briefing, identity: str, vectors: Mapping[bytes, NDArray[np.float32]]
    ) -> None:
        self._die_if("before staging")
        super()._stage(briefing, identity, vectors)
        self._die_if("after staging")

    def _put_into_index(self, briefing: Briefing) -> None:
        super()._put_into_index(briefing)
        self._die_if("after indexing")

    def _reveal(self, briefing: Briefing) -> None:
        super()._reveal(briefing)
        self._die_if("after revealing")

    def _die_if(self, step: str) -> None:
        if step == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)


def add_for_ever(data_dir: Path, dies_at: str, told: Connection) -> None:
    """Add editions, telling of each once it is added; die at the named step of the second."""
    library = DyingLibrary.open(Settings(data_dir=data_dir), "crashing", embedder=HashingEmbedder())
    told.send("open")
    number = 0
    while True:
        library.dies_at = dies_at if number == 1 else ""
        library.add(edition(number))
        told.send(number)
        number += 1
