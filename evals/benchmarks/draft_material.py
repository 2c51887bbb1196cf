"""The sample briefings as evidence, one piece per passage, without a library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.domain import Briefing, BriefingCard, Evidence
from assistant.settings import Settings
from evals.reader_training.briefing_questions import batch_files
from ingest.pipeline import TokenCounter, read_briefings

SAMPLES = Path(__file__).resolve().parents[2] / "ingest" / "samples"


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
