"""The answer API as an ASGI application, built around a service."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse

from assistant import __version__
from assistant.api.allowed_methods import method_refusal
from assistant.api.body_limit import BodyLimit
from assistant.api.callers import CallerGuard, allowed_hosts
from assistant.api.context import ApiContext
from assistant.api.cross_origin import cors_options, origins_in
from assistant.api.edge import RequestEdge
from assistant.api.index_page import render_index
from assistant.api.observing.attaching import observing_of
from assistant.api.openai_compatible import routes as openai_compatible
from assistant.api.openapi import DescribedApi, problems
from assistant.api.problems import respond_with_problem
from assistant.api.rate_limits import RateLimits, quotas_of
from assistant.api.readiness import Readiness
from assistant.api.routes import (
    answers,
    briefings,
    briefs,
    changes,
    comparisons,
    conversations,
    evals,
    exports,
    feedback,
    health,
    jobs,
    search,
    series,
    situations,
    timelines,
    url_briefings,
)
from assistant.api.security import AccessGuard, AccessRules
from assistant.api.service import ApiService
from assistant.errors import AssistantError

MAX_FILES_IN_ONE_UPLOAD = 200
MAX_FIELDS_IN_ONE_UPLOAD = 50
BYTES_IN_A_MEGABYTE = 2**20
ROOMS = (
    answers,
    conversations,
    openai_compatible,
    exports,
    feedback,
    situations,
    changes,
    timelines,
    comparisons,
    briefs,
    search,
    series,
    briefings,
    url_briefings,
    jobs,
    evals,
    health,
)
"""In the order in which `/` lists what they offer."""


def create_app(
    service: ApiService, extra_hosts: Iterable[str] = (), access: AccessRules | None = None
) -> DescribedApi:
    """Build the API; `extra_hosts` are further host names it answers to.

    Without `access` no key is asked for and nothing is counted: for the process that owns the data
    folder and calls its own application.
    """
    observing = observing_of(service.settings) if access is not None else None
    if observing is not None:
        service = observing.watched(service)
    app = DescribedApi(
        title="R2P briefing assistant",
        version=__version__,
        description="Cited answers from dated responsibility-to-protect briefings.",
        # The usual documentation pages load scripts from a public network.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"auto_configure": False, "tracing": False, "metrics": False, "logs": False},
        form_limits={
            "max_files": MAX_FILES_IN_ONE_UPLOAD,
            "max_fields": MAX_FIELDS_IN_ONE_UPLOAD,
        },
    )
    app.state.context = ApiContext(service, Readiness(service.library))
    for room in ROOMS:
        app.include_router(room.router, responses=problems("default"))
    app.add_api_route("/", _index, include_in_schema=False, response_class=HTMLResponse)
    for kind in (AssistantError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, respond_with_problem)
    routes = [route for room in ROOMS for route in room.router.routes]
    app.add_exception_handler(405, method_refusal(routes))
    api = service.settings.api
    # The one added last is the outermost.
    app.add_middleware(BodyLimit, max_bytes=api.max_body_megabytes * BYTES_IN_A_MEGABYTE)
    if access is not None:
        app.add_middleware(RateLimits, quotas=quotas_of(api), is_loopback=access.is_loopback)
        app.add_middleware(AccessGuard, rules=access)
    origins = origins_in(api.cors_origins)
    app.add_middleware(CallerGuard, hosts=allowed_hosts(api.host, extra_hosts), origins=origins)
    app.add_middleware(RequestEdge)
    if observing is not None:
        observing.attach(app, app.state.context, [route.path for route in routes])
    if origins:  # outside the edge, so that a page can read problems too
        app.add_middleware(CORSMiddleware, **cors_options(origins))
    return app


async def _index(request: Request) -> HTMLResponse:
    """Show what the API offers."""
    return HTMLResponse(render_index(request.app.openapi()))
