"""Puts the rooms together: library, chain, ingest, API. The one place that knows them all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from functools import cache
from pathlib import Path

from chromadb.errors import ChromaError

from assistant.answering.chain import build_chain
from assistant.answering.dated.answers import DatedAnswers
from assistant.answering.dated.comparing import comparison_of
from assistant.answering.evidence_reading import EvidenceReading
from assistant.answering.part_reading import PartReading
from assistant.answering.question.scope import find_scope
from assistant.answering.retrieval import BriefingRetriever
from assistant.answering.writing import open_chat_model
from assistant.api.logs import configure_logging
from assistant.api.schemas import FileResultOut
from assistant.api.service import ApiService, Compare
from assistant.countries import place_name
from assistant.errors import LibraryError
from assistant.library.library import Library
from assistant.settings import Settings
from assistant.situations.comparison import Comparison
from assistant.situations.coverage import covered_codes
from ingest.pipeline import ingest_file


@contextmanager
def open_library(
    settings: Settings, command: str, url: str | None = None, *, for_rebuild: bool = False
) -> Iterator[Library]:
    """Own the data folder for a `with` block.

    What is logged goes to the error stream: warnings, and more only where DEBUG asks for it.
    """
    configure_logging("DEBUG" if settings.log.level == "DEBUG" else "WARNING")
    try:
        library = Library.open(settings, command=command, url=url, for_rebuild=for_rebuild)
    except ChromaError as error:
        raise LibraryError(
            f"The vector index cannot be opened ({error}). Run `r2p rebuild`."
        ) from error
    with library:
        yield library


def build_service(settings: Settings, library: Library) -> ApiService:
    """Everything the answer API needs, around an open library."""

    def ingest_upload(path: Path, fields: dict[str, str]) -> list[FileResultOut]:
        given = {**fields, "file": fields.get("file_name", path.name)}
        results = ingest_file(path, given, library, settings)
        if any(result.status not in ("unchanged", "failed") for result in results):
            library.publish()
        return [FileResultOut(**asdict(result)) for result in results]

    retriever = BriefingRetriever(library=library, settings=settings)
    return ApiService(
        settings=settings,
        library=library,
        chain=build_chain(library, settings, open_chat_model(settings.model)),
        search=retriever.search,
        ingest_upload=ingest_upload,
        compare=comparer(library, settings),
    )


def comparer(library: Library, settings: Settings) -> Compare:
    """Return what sets countries side by side; it opens a reader of its own when first called."""

    @cache
    def dated() -> DatedAnswers:
        reading = EvidenceReading(library, settings)
        return DatedAnswers(library, PartReading(library, settings, reading))

    def compare(countries: tuple[str, ...], question: str, as_of: date | None) -> Comparison:
        view = dated().view()
        covered = set(covered_codes(view.cards))
        asked = question or f"Compare {place_name(countries, with_article=True)}"
        held = tuple(code for code in countries if code in covered)
        scope = find_scope(asked, view.cards, held, as_of)
        missing = tuple(code for code in countries if code not in covered)
        return comparison_of(view, replace(scope, uncovered=missing, is_about_uncovered=False))

    return compare
