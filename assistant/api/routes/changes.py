"""What changed between two editions of a series."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from assistant.api.context import Context
from assistant.api.edition_choice import chosen_editions, series_cards
from assistant.api.openapi import problems
from assistant.api.schemas import ChangesOut
from assistant.api.service import BriefingLibrary
from assistant.situations.changes import changes_between

router = APIRouter(prefix="/v1/changes", tags=["editions"])

DESCRIPTION = """
Compares two editions of one series, the most telling change first, each cited in both editions
where both say something. `from` and `to` are ids of editions, or dates on which editions were in
force: 2017, 2017-03 or 2017-03-28, where a year or month means its last day. Where no edition is
as old as `from`, the oldest is taken. Without them it is the newest edition and the one before;
`before` and `after` say which two were compared.
"""
End = Annotated[str | None, Query(max_length=200)]


@router.get(
    "", summary="Compare two editions", description=DESCRIPTION, responses=problems(404, 422)
)
async def list_changes(
    context: Context,
    series: Annotated[
        str, Query(max_length=200, description="`id` of a series", examples=["gcr2p-mali"])
    ],
    since: Annotated[End, Query(alias="from", examples=["2017", "2017-03-28"])] = None,
    until: Annotated[End, Query(alias="to", examples=["2019-05"])] = None,
    *,
    include_reworded: Annotated[
        bool, Query(description="Add what is merely told in other words")
    ] = False,
) -> ChangesOut:
    """Return what differs between two editions."""
    return await context.workers.reading.run(
        _compared, context.service.library, series, (since, until), include_reworded
    )


def _compared(
    library: BriefingLibrary,
    series: str,
    ends: tuple[str | None, str | None],
    include_reworded: bool,
) -> ChangesOut:
    editions = series_cards(series, library.snapshot.cards)
    before, after = chosen_editions(editions, *ends)
    found = changes_between(
        library.get(before.id), library.get(after.id), with_rewording=include_reworded
    )
    return ChangesOut.of(before, after, found)
