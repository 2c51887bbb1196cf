"""Whether the process runs, and whether it can answer."""

from __future__ import annotations

from fastapi import APIRouter, Response

from assistant import __version__
from assistant.api.context import Context
from assistant.api.schemas import HealthOut, ReadinessOut
from assistant.api.service import answered_by, outbound_addresses

router = APIRouter(tags=["health"])


@router.get(
    "/healthz",
    summary="Is the process up?",
    description="Touches nothing, so it answers at once under any load. `outbound` lists what the "
    "settings let the assistant reach beyond this process.",
)
async def health(context: Context) -> HealthOut:
    """Say that the process runs."""
    settings = context.service.settings
    return HealthOut(
        status="ok",
        version=__version__,
        answered_by=answered_by(settings),
        outbound=outbound_addresses(settings),
    )


@router.get(
    "/readyz",
    summary="Can it answer?",
    description="Tries the indexes against what is stored; a result holds for a few seconds.",
    responses={503: {"model": ReadinessOut, "description": "Not ready; `checks` says why"}},
)
async def readiness(context: Context, response: Response) -> ReadinessOut:
    """Say whether the library can answer."""
    report = await context.readiness.current(context.workers.checking)
    if report.status != "ready":
        response.status_code = 503
    return report
