"""Calls about what the library holds: editions, what they say together, evaluation runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.api.schemas import (
    BriefFormat,
    BriefingListOut,
    BriefingTextOut,
    BriefOut,
    ChangesOut,
    ComparisonOut,
    EvalComparisonOut,
    EvalRunCasesOut,
    EvalRunListOut,
    HealthOut,
    SeriesListOut,
    SituationListOut,
    TimelineOut,
)
from assistant.client.calls import Call, as_bytes, as_nothing, day, get, path_to, post, stated


def health() -> Call[HealthOut]:
    """Say who answers, and what would leave the machine."""
    return get("/healthz", HealthOut)


def briefings(
    *,
    country: str | None = None,
    series_id: str | None = None,
    newest: bool = False,
    limit: int | None = None,
    cursor: str | None = None,
) -> Call[BriefingListOut]:
    """List the editions held, without their text; all of them, or `limit` a page."""
    given = {
        "country": country,
        "series_id": series_id,
        "newest": newest,
        "limit": limit,
        "cursor": cursor,
    }
    return get(path_to("briefings"), BriefingListOut, given)


def briefing(briefing_id: str) -> Call[BriefingTextOut]:
    """Return one edition with its stored text."""
    return get(path_to("briefings", briefing_id), BriefingTextOut)


def delete_briefing(briefing_id: str) -> Call[None]:
    """Remove one edition; where keys are used, this takes one with the scope `admin`."""
    return Call("DELETE", path_to("briefings", briefing_id), as_nothing)


def series(country: str | None = None) -> Call[SeriesListOut]:
    """List the series held, with their editions."""
    return get(path_to("series"), SeriesListOut, {"country": country})


def situations(
    *, level: str | None = None, country: str | None = None, as_of: date | None = None
) -> Call[SituationListOut]:
    """Return each country as its newest edition gives it, the gravest level first."""
    given = {"level": level, "country": country, "as_of": as_of}
    return get(path_to("situations"), SituationListOut, given)


def changes(
    series_id: str,
    *,
    since: str | None = None,
    until: str | None = None,
    include_reworded: bool = False,
) -> Call[ChangesOut]:
    """Return what differs between two editions of a series: the newest two, or those named.

    Args:
        series_id: `id` of a series.
        since: id of the earlier edition, or a date on which it was in force: 2017, 2017-03.
        until: the same of the later one.
        include_reworded: add what is merely told in other words.
    """
    given = {
        "series": series_id,
        "from": since,
        "to": until,
        "include_reworded": include_reworded,
    }
    return get(path_to("changes"), ChangesOut, given)


def timeline(
    country: str,
    *,
    since: str | None = None,
    until: str | None = None,
    words: str = "",
    limit: int | None = None,
) -> Call[TimelineOut]:
    """Return the dated events of a country in the order in which they happened."""
    given = {"country": country, "since": since, "until": until, "words": words, "limit": limit}
    return get(path_to("timeline"), TimelineOut, given)


def compare(
    countries: Sequence[str], question: str = "", *, as_of: date | None = None
) -> Call[ComparisonOut]:
    """Set two to six countries side by side, on a question or on the main facts."""
    given = {"countries": list(countries), "question": question, "as_of": as_of}
    return get(path_to("comparisons"), ComparisonOut, given)


def brief(country: str, *, as_of: date | None = None) -> Call[BriefOut]:
    """Return what the library holds on a country, on one page, every line cited."""
    body = stated(country=country, as_of=day(as_of), format=BriefFormat.JSON.value)
    return replace(post(path_to("briefs"), BriefOut, body), changes_nothing=True)


def export_brief(
    country: str, form: BriefFormat | str = BriefFormat.MARKDOWN, *, as_of: date | None = None
) -> Call[bytes]:
    """Return a brief on a country as a file: markdown, docx, pdf or json."""
    body = stated(country=country, as_of=day(as_of), format=BriefFormat(form).value)
    return Call("POST", path_to("briefs"), as_bytes, body=body, changes_nothing=True)


def eval_runs() -> Call[EvalRunListOut]:
    """List the evaluation runs kept, the newest first."""
    return get(path_to("evals", "runs"), EvalRunListOut)


def eval_run(run_id: str, *, show_held_out: bool = False) -> Call[EvalRunCasesOut]:
    """Return one evaluation run with its cases; held-out ones come without their words."""
    given = {"show_held_out": show_held_out or None}
    return get(path_to("evals", "runs", run_id), EvalRunCasesOut, given)


def eval_comparison(
    before: str, after: str, *, show_held_out: bool = False
) -> Call[EvalComparisonOut]:
    """Return how two evaluation runs differ."""
    given = {"before": before, "after": after, "show_held_out": show_held_out or None}
    return get(path_to("evals", "comparisons"), EvalComparisonOut, given)
