"""What readers search: an unchanging view of the library, held in memory and swapped whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.domain import BriefingCard, Section, Sentence
from assistant.errors import BriefingNotFound
from assistant.library.catalogue import no_such_briefing
from assistant.library.keywords import KeywordIndex

Vectors = NDArray[np.float32]
Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as it is searched and quoted; its place in `Snapshot.passages` is its row."""

    id: str
    card: int
    """Index into `Snapshot.cards`."""
    section: Section
    text: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The published library; never changes, so a reader may keep it for a whole answer."""

    cards: tuple[BriefingCard, ...]
    """By series, edition date and revision; superseded revisions are among them."""
    passages: tuple[StoredPassage, ...]
    card_of_passage: Rows
    passage_vectors: Vectors
    """Unit rows, one for each passage."""
    sentence_vectors: Vectors
    """Unit rows, one for each sentence of each passage, in passage order."""
    passage_of_sentence: Rows
    keywords: KeywordIndex
    row_of_passage: Mapping[str, int] = field(repr=False)
    card_numbers: Mapping[str, int] = field(repr=False)

    def card(self, briefing_id: str) -> BriefingCard:
        """Return the card of a published briefing.

        Raises:
            BriefingNotFound: none with that id is published.
        """
        if briefing_id not in self.card_numbers:
            raise BriefingNotFound(no_such_briefing(briefing_id))
        return self.cards[self.card_numbers[briefing_id]]
