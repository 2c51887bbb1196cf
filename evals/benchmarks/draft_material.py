"""The sample briefings as evidence, one piece per passage, without a library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer

from assistant.domain import Briefing, BriefingCard, Evidence
from assistant.library.model_files import locate_model
from assistant.settings import EmbeddingSettings, Settings
from evals.reader_training.briefing_questions import batch_files
from ingest.pipeline import TokenCounter, read_briefings

SAMPLES = Path(__file__).resolve().parents[2] / "ingest" / "samples"


class MiniLmTokens:
    """Counts tokens as the library does, without loading the model."""

    def __init__(self, settings: EmbeddingSettings, cache_dir: Path) -> None:
        folder = locate_model(settings, cache_dir).folder
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` takes."""
        return len(self._tokenizer.encode(text).ids)


def sample_evidence(counter: TokenCounter, folder: Path = SAMPLES) -> tuple[Evidence, ...]:
    """Return every passage of the samples, numbered from 1, in the order of the file names."""
    briefings = [
        briefing
        for _, file in sorted(batch_files([folder]).items())
        for briefing in read_briefings(file.path, file.given, counter, Settings())
    ]
    return tuple(_numbered(briefings))


def _numbered(briefings: list[Briefing]) -> Iterator[Evidence]:
    number = 0
    for briefing in briefings:
        card = _card(briefing)
        for at, passage in enumerate(briefing.passages):
            number += 1
            yield Evidence(
                number=number,
                passage_id=f"{briefing.id}#p{at}",
                card=card,
                section=briefing.sections[passage.section],
                text=briefing.text[passage.start : passage.end],
                start=passage.start,
                end=passage.end,
                sentences=briefing.sentences[passage.first_sentence : passage.end_sentence],
                score=1.0,
            )


def _card(briefing: Briefing) -> BriefingCard:
    return BriefingCard(
        id=briefing.id,
        series=briefing.series,
        title=briefing.title,
        countries=briefing.countries,
        edition_date=briefing.edition_date,
        level=briefing.level,
        level_scheme=briefing.level_scheme,
        source=briefing.source,
        symbol=briefing.symbol,
        revision=1,
        is_newest=True,
        is_superseded=False,
        passage_count=len(briefing.passages),
    )
