"""Puts the rooms together: library, chain, ingest, API. The one place that knows them all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path

from chromadb.errors import ChromaError

from assistant.answering.chain import chain_of
from assistant.answering.chat_models import open_chat_model
from assistant.answering.retrieval import BriefingRetriever
from assistant.answering.steps import AnswerSteps
from assistant.api.logs import configure_logging
from assistant.api.schemas import FileResultOut
from assistant.api.security import AccessRules, is_loopback
from assistant.api.service import ApiService
from assistant.errors import LibraryError
from assistant.library.keys import key_store, list_keys
from assistant.library.library import Library
from assistant.settings import Settings
from ingest.fetching.fetcher import Fetcher
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


@contextmanager
def open_access(settings: Settings, host: str) -> Iterator[AccessRules]:
    """Who may call an API that listens on `host`; keys are read anew for every request."""
    with key_store(settings.data_dir) as store:
        yield AccessRules(
            read_keys=partial(list_keys, store),
            is_loopback=is_loopback(host),
            allow_unauthenticated=settings.api.allow_unauthenticated,
        )


def build_service(settings: Settings, library: Library) -> ApiService:
    """Everything the answer API needs, around an open library."""
    from evals.regression.runs import RUNS_FOLDER
    from evals.regression.serving import KeptRuns

    def ingest_upload(path: Path, fields: dict[str, str]) -> list[FileResultOut]:
        given = {**fields, "file": fields.get("file_name", path.name)}
        results = ingest_file(path, given, library, settings)
        if any(result.status not in ("unchanged", "failed") for result in results):
            library.publish()
        return [FileResultOut(**asdict(result)) for result in results]

    steps = AnswerSteps(library, settings, open_chat_model(settings.model))
    retriever = BriefingRetriever(library=library, settings=settings)
    return ApiService(
        settings=settings,
        library=library,
        chain=chain_of(steps),
        search=retriever.search,
        ingest_upload=ingest_upload,
        compare=steps.dated.compare,
        evals=KeptRuns(settings.data_dir / RUNS_FOLDER),
        fetch_url=Fetcher.of(settings).fetch if settings.fetch.allow_urls else None,
    )
