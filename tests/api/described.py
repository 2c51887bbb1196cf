"""An API to hold against its own description: a real library of samples, and answers it keeps."""

from __future__ import annotations

import uuid
from collections.abc import AsyncGenerator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from assistant.answering.retrieval import BriefingRetriever
from assistant.api.app import create_app
from assistant.api.schemas import FileResultOut
from assistant.api.security import AccessRules
from assistant.api.service import ApiService
from assistant.domain import AnswerRequest
from assistant.errors import AddressRefused, FetchFailed
from assistant.library.library import Library
from assistant.settings import ApiSettings, Settings, TelemetrySettings
from ingest.pipeline import ingest_file
from tests.api.fakes import MemoryRuns, ScriptedChain, Stage, make_answer
from tests.evals.eval_runs import better_run, small_comparison, small_run
from tests.library.fakes import HashingEmbedder

SAMPLES = ("sample-mali-2013-04.md", "sample-mali-2019-05-15.md", "sample-nigeria-2018-09.txt")
SAMPLES_FOLDER = Path(str(files("ingest") / "samples"))


@dataclass
class StoringChain(ScriptedChain):
    """Answers every question, and stores each answer in a library under an id of its own."""

    library: Library = field(kw_only=True)

    async def astream(self, request: AnswerRequest, /) -> AsyncGenerator[Mapping[str, Any], None]:
        async for chunk in super().astream(request):
            if "answer" in chunk:
                answer = make_answer(request.question, uuid.uuid4().hex)
                self.library.store_answer(answer)
                yield {"answer": answer}
            else:
                yield chunk


@dataclass(frozen=True)
class FetchedSample:
    path: Path
    file_name: str = "page.md"
    hints: Mapping[str, str] = field(default_factory=dict)


async def fetch(url: str, folder: Path) -> FetchedSample:
    """Bring a sample from some addresses, fail at others, and refuse the rest."""
    if len(url) % 3 == 0:
        raise AddressRefused("The address is private. Download the document and upload it.")
    if len(url) % 3 == 1:
        raise FetchFailed("The server said 404. Check the address.")
    path = folder / "page"
    path.write_bytes((SAMPLES_FOLDER / SAMPLES[1]).read_bytes())
    return FetchedSample(path)


@contextmanager
def described_app(folder: Path) -> Iterator[FastAPI]:
    """Yield the application."""
    with described_service(folder) as service:
        rules = AccessRules(list, is_loopback=True)
        yield create_app(service, extra_hosts=["testserver"], access=rules)


@contextmanager
def described_service(folder: Path) -> Iterator[ApiService]:
    """Yield the service, all that is optional switched on, without limits of rate."""
    settings = Settings(
        data_dir=folder,
        api=ApiSettings(asks_per_minute=0, ingests_per_minute=0),
        telemetry=TelemetrySettings(metrics=True),
    )
    with Library.open(settings, "test", embedder=HashingEmbedder()) as library:
        for name in SAMPLES:
            ingest_file(SAMPLES_FOLDER / name, {"file": name}, library, settings)
        library.publish()
        yield _service(library, settings)


def _service(library: Library, settings: Settings) -> ApiService:
    def ingest_upload(path: Path, fields: dict[str, str]) -> list[FileResultOut]:
        given = {**fields, "file": fields.get("file_name", path.name)}
        results = ingest_file(path, given, library, settings)
        library.publish()
        return [FileResultOut(**asdict(result)) for result in results]

    runs = {"first": better_run("first"), "second": small_run("second")}
    stage = Stage(
        settings,
        chain=StoringChain(library=library),
        evals=MemoryRuns(runs, small_comparison()),
    )
    return replace(
        stage.service_on(library),
        search=BriefingRetriever(library=library, settings=settings).search,
        ingest_upload=ingest_upload,
        fetch_url=fetch,
    )
