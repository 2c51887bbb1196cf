"""What the library holds, and how documents come into it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Literal

import structlog
from fastapi import APIRouter, Depends, File, Form, Path, Query, UploadFile
from starlette.exceptions import HTTPException

from assistant.api.context import Context, Takes
from assistant.api.openapi import problems
from assistant.api.schemas import (
    BriefingListOut,
    BriefingOut,
    BriefingTextOut,
    CountryCode,
    UploadOut,
)
from assistant.api.service import BriefingLibrary
from assistant.api.uploads import Upload, display_name, ingest_uploads
from assistant.countries import country_name, known_codes
from assistant.domain import BriefingCard, Level

log = structlog.get_logger(__name__)
router = APIRouter(prefix="/v1/briefings", tags=["briefings"])

SHORT = 300
UPLOAD_DESCRIPTION = """
Takes TXT, Markdown, HTML, PDF and DOCX files and adds each edition it recognises. One file that
fails does not fail the others: the reply is 200 with a result for every file, also when all of
them failed. The form fields say what a document itself does not, and go with a single file only.

Documents are read one at a time. Where too many uploads wait already the reply is 503, and
`Retry-After` says when to come again.
"""


@dataclass(frozen=True, slots=True)
class UploadFields:
    """What the sender of a single file states about it."""

    title: Annotated[str | None, Form(max_length=SHORT)] = None
    date: Annotated[
        str | None,
        Form(
            pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$",
            description="Edition date: 2019-05-15, 2019-05 or 2019",
        ),
    ] = None
    country: Annotated[
        str | None, Form(max_length=SHORT, description="Name or ISO 3166-1 alpha-3 code")
    ] = None
    level: Annotated[Level | None, Form()] = None
    publisher: Annotated[str | None, Form(max_length=SHORT)] = None
    series: Annotated[str | None, Form(max_length=SHORT)] = None
    url: Annotated[str | None, Form(max_length=2000, pattern=r"^https?://\S+$")] = None
    licence: Annotated[str | None, Form(max_length=SHORT)] = None
    slug: Annotated[
        str | None, Form(max_length=SHORT, description="Readable name for the edition's id")
    ] = None
    sample: Annotated[
        Literal["true", "yes", "1", "false", "no", "0"] | None,
        Form(description="Mark it as a sample, not a publication"),
    ] = None
    retrieved_at: Annotated[
        str | None,
        Form(
            max_length=40,
            pattern=r"^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$",
            description="When it was fetched from `url`",
        ),
    ] = None

    def given(self) -> dict[str, str]:
        """Return the fields that were filled in, on one line each."""
        return {
            name: " ".join(value.split())
            for name, value in asdict(self).items()
            if value is not None and value.strip()
        }


@router.get(
    "",
    summary="List the briefings",
    description="Every stored edition, by series, the newest first; `newest` keeps only those in "
    "force today.",
    responses=problems(422),
)
async def list_briefings(
    context: Context,
    country: Annotated[CountryCode | None, Query(examples=["MLI"])] = None,
    series_id: Annotated[str | None, Query(max_length=80)] = None,
    *,
    newest: Annotated[bool, Query(description="Leave out older and corrected editions")] = False,
) -> BriefingListOut:
    """List editions without their text."""
    cards = await context.workers.reading.run(_cards_of, context.service.library)
    kept = [
        card
        for card in cards
        if (country is None or country in card.countries)
        and (series_id is None or series_id == card.series.id)
        and (not newest or (card.is_newest and not card.is_superseded))
    ]
    codes = sorted({code for card in kept for code in card.countries} & known_codes())
    return BriefingListOut(
        briefings=[BriefingOut.of(card) for card in kept],
        country_names={code: country_name(code) for code in codes},
    )


@router.get(
    "/{briefing_id}",
    summary="Read one edition",
    description="The stored text, and the spans of its sections and sentences in it.",
    responses=problems(404, 422),
)
async def read_briefing(
    briefing_id: Annotated[str, Path(max_length=200, description="`id` of a listed edition")],
    context: Context,
) -> BriefingTextOut:
    """Return one edition with its text."""
    return await context.workers.reading.run(_text_of, context.service.library, briefing_id)


@router.post(
    "",
    summary="Add briefings",
    description=UPLOAD_DESCRIPTION,
    response_description="What became of each file",
    responses=problems(413, 415, 422, 503),
    dependencies=[Depends(Takes("multipart/form-data"))],
)
async def upload_briefings(
    files: Annotated[list[UploadFile], File(description="One or more documents")],
    fields: Annotated[UploadFields, Depends()],
    context: Context,
) -> UploadOut:
    """Take in uploaded documents, one after the other."""
    hints = fields.given()
    if hints and len(files) > 1:
        raise HTTPException(
            422,
            f"{len(files)} files came with the fields {', '.join(hints)}, which can describe one "
            "file only. Send each file by itself, or leave the fields out.",
        )
    uploads = [Upload(display_name(file.filename), file.file, hints) for file in files]
    with context.workers.uploads.enter():
        results = await context.workers.ingesting.run(
            ingest_uploads, context.service.ingest_upload, uploads
        )
    failed = sum(result.status == "failed" for result in results)
    log.info("uploaded", files=len(files), results=len(results), failed=failed)
    return UploadOut(results=results)


def _cards_of(library: BriefingLibrary) -> list[BriefingCard]:
    newest_first = sorted(library.snapshot.cards, key=_age_order, reverse=True)
    return sorted(newest_first, key=lambda card: card.series.name)


def _age_order(card: BriefingCard) -> tuple[object, ...]:
    return (card.edition_date, card.revision, card.id)


def _text_of(library: BriefingLibrary, briefing_id: str) -> BriefingTextOut:
    return BriefingTextOut.whole(library.card(briefing_id), library.get(briefing_id))
