"""Documents in, editions in the library out: load, normalise, recognise, split, add, publish."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from assistant.domain import Briefing, Sentence
from assistant.errors import (
    IndexMismatch,
    IngestError,
    LibraryError,
    LibraryInUse,
    ModelError,
    UnrecognisedBriefing,
)
from assistant.library.editions import AddReport, edition_identity
from assistant.settings import Settings
from ingest.batch import BatchFile, gather_files
from ingest.hinting import merge_hints
from ingest.loading import load_file
from ingest.normalising import normalise
from ingest.recognition import Recognised, recognise
from ingest.results import FileResult
from ingest.splitting import pack_passages, split_sentences

Progress = Callable[[int, int, str], None]
"""Called before each file with (files done, files in all, name of the file)."""


class TokenCounter(Protocol):
    """What of an embedder the splitting needs."""

    def count_tokens(self, text: str) -> int:
        """Return how many of the model's tokens `text` takes."""


class EditionStore(Protocol):
    """What of the library the pipeline needs."""

    @property
    def embedder(self) -> TokenCounter:
        """The model whose tokens measure a passage."""

    def add(self, briefing: Briefing) -> AddReport:
        """Store one edition whole, or not at all."""

    def publish(self) -> object:
        """Make what was added visible to searches."""


def ingest_paths(
    paths: Sequence[Path],
    library: EditionStore,
    settings: Settings,
    progress: Progress | None = None,
) -> Generator[FileResult, None, None]:
    """Ingest files and folders; yield what became of each file as soon as it is done.

    A file that fails is reported and the batch goes on. What was added is published once, at the
    end or where the batch is interrupted.

    Raises:
        LibraryError: the library itself cannot be used, so that every other file would fail too.
    """
    batch = tuple(gather_files(paths))
    taken: dict[str, str] = {}
    total = sum(isinstance(item, BatchFile) for item in batch)
    done = 0
    try:
        for item in batch:
            if isinstance(item, FileResult):
                yield item
                continue
            if progress is not None:
                progress(done, total, item.shown_name)
            yield from _results(item, library, settings, taken)
            done += 1
        if progress is not None and total:
            progress(total, total, "")
    finally:
        library.publish()


def ingest_file(
    path: Path, given: Mapping[str, str], library: EditionStore, settings: Settings
) -> tuple[FileResult, ...]:
    """Ingest one file without publishing; `given` holds what a manifest row would say about it.

    Give the file's own name as `file` where `path` is an upload under another name.
    """
    shown_name = Path(given.get("file") or path.name).name
    return tuple(_results(BatchFile(path, shown_name, given), library, settings, {}))


def _results(
    item: BatchFile, library: EditionStore, settings: Settings, taken: dict[str, str]
) -> Iterator[FileResult]:
    """Yield a result for each edition in a file; `taken` has the files of editions so far."""
    try:
        briefings = read_briefings(item.path, item.given, library.embedder, settings)
    except (IngestError, OSError) as error:
        yield FileResult(item.shown_name, "failed", message=str(error))
        return
    for briefing in briefings:
        result = _add(item.shown_name, briefing, library)
        if result.status != "failed":
            first = taken.setdefault(edition_identity(briefing), item.shown_name)
            if first != item.shown_name:
                note = _same_edition(first, result)
                result = replace(result, notes=(*result.notes, note))
        yield result


def _add(file_name: str, briefing: Briefing, library: EditionStore) -> FileResult:
    try:
        report = library.add(briefing)
    except (LibraryInUse, IndexMismatch, ModelError):
        raise  # no other file could be stored either
    except LibraryError as error:
        return FileResult(file_name, "failed", title=briefing.title, message=str(error))
    return _stored(file_name, briefing, report)


def _same_edition(first: str, result: FileResult) -> str:
    became = (
        "nothing in this file is new"
        if result.status == "unchanged"
        else "this file was stored as a correction of that one"
    )
    return (
        f"{first}, earlier in this batch, is the same edition (same series and date): {became}. If "
        "they are different editions, give each its own date or series in the manifest."
    )


def read_briefings(
    path: Path, given: Mapping[str, str], counter: TokenCounter, settings: Settings
) -> tuple[Briefing, ...]:
    """Return the editions in the file at `path`, ready to be stored.

    Raises:
        IngestError: the file cannot be read, or an edition in it lacks what it must have.
    """
    loaded = load_file(path, settings.ingest)
    normalised = normalise(loaded)
    hints = merge_hints(path, given, loaded)
    return tuple(
        _split(edition.with_notes(*loaded.warnings), counter, settings.ingest.passage_tokens)
        for edition in recognise(normalised, hints)
    )


def _split(edition: Recognised, counter: TokenCounter, passage_tokens: int) -> Briefing:
    sentences = tuple(
        Sentence(start, end, number)
        for number, section in enumerate(edition.sections)
        for start, end in split_sentences(edition.text, section.start, section.end)
        if not edition.is_unquoted(start, end)
    )
    if not sentences:
        raise UnrecognisedBriefing(
            f"{edition.source.file_name} holds headings but no sentences. Check that the file "
            "is whole."
        )
    passages = pack_passages(edition.text, sentences, counter.count_tokens, passage_tokens)
    return Briefing(
        slug=edition.slug,
        series=edition.series,
        title=edition.title,
        countries=edition.countries,
        edition_date=edition.edition_date,
        level=edition.level,
        level_scheme=edition.level_scheme,
        text=edition.text,
        sections=edition.sections,
        sentences=sentences,
        passages=passages,
        source=edition.source,
        symbol=edition.symbol,
        recognition_notes=edition.notes,
    )


def _stored(file_name: str, briefing: Briefing, report: AddReport) -> FileResult:
    return FileResult(
        file_name,
        report.status.value,
        briefing_id=report.briefing_id,
        title=briefing.title,
        edition_label=briefing.edition_date.label,
        level=briefing.level,
        notes=briefing.recognition_notes,
    )
