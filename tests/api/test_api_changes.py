from __future__ import annotations

from typing import Any

import httpx2
import pytest

from assistant.api.schemas import ChangesOut


@pytest.fixture
def nigeria(editions: httpx2.Client) -> dict[str, Any]:
    series: dict[str, Any] = editions.get("/v1/series?country=NGA").json()["series"][0]
    return series


def _compared(client: httpx2.Client, series: str, **query: str) -> tuple[str, str]:
    reply = client.get("/v1/changes", params={"series": series, **query})
    assert reply.status_code == 200, reply.text
    return reply.json()["before"]["edition_date"], reply.json()["after"]["edition_date"]


def test_the_newest_edition_is_compared_with_the_one_before(
    editions: httpx2.Client, nigeria: dict[str, Any]
) -> None:
    assert _compared(editions, nigeria["id"]) == ("2018-09", "2019-03")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"from": "2017"}, ("2017-01", "2019-03")),
        ({"from": "2018-08", "to": "2018-09"}, ("2017-01", "2018-09")),
        ({"from": "2018-09-01"}, ("2018-09", "2019-03")),
        ({"to": "2018"}, ("2017-01", "2018-09")),
        ({"from": "", "to": ""}, ("2018-09", "2019-03")),
        ({"from": "1999"}, ("2017-01", "2019-03")),
    ],
)
def test_a_year_or_month_means_the_edition_in_force_on_its_last_day(
    editions: httpx2.Client,
    nigeria: dict[str, Any],
    query: dict[str, str],
    expected: tuple[str, str],
) -> None:
    assert _compared(editions, nigeria["id"], **query) == expected


def test_editions_may_be_named_by_their_ids(
    editions: httpx2.Client, nigeria: dict[str, Any]
) -> None:
    newest, _, oldest = (each["id"] for each in nigeria["editions"])
    query = {"from": oldest, "to": newest}
    assert _compared(editions, nigeria["id"], **query) == ("2017-01", "2019-03")


def test_every_change_quotes_the_edition_it_speaks_of(
    editions: httpx2.Client, nigeria: dict[str, Any]
) -> None:
    reply = editions.get("/v1/changes", params={"series": nigeria["id"], "from": "2017"})
    found = ChangesOut.model_validate(reply.json())
    texts = {
        each.id: editions.get(f"/v1/briefings/{each.id}").json()["text"]
        for each in (found.before, found.after)
    }
    assert found.changes
    for change in found.changes:
        sides = ((found.before, change.before), (found.after, change.after))
        quotes = [(edition, quote) for edition, quote in sides if quote is not None]
        assert quotes
        for edition, quote in quotes:
            assert quote.briefing_id == edition.id
            assert texts[edition.id][quote.start : quote.end] == quote.quote


def test_rewording_is_left_out_unless_asked_for(
    editions: httpx2.Client, nigeria: dict[str, Any]
) -> None:
    query = {"series": nigeria["id"], "from": "2017"}
    few = editions.get("/v1/changes", params=query).json()["changes"]
    all_of_them = editions.get("/v1/changes", params={**query, "include_reworded": "true"}).json()
    assert "reworded" not in {change["kind"] for change in few}
    assert len(all_of_them["changes"]) >= len(few)


def test_an_unknown_series_names_the_nearest(
    editions: httpx2.Client, nigeria: dict[str, Any]
) -> None:
    response = editions.get("/v1/changes", params={"series": nigeria["id"][:-1]})
    assert response.status_code == 404
    assert nigeria["id"] in response.json()["detail"]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"from": "2019", "to": "2018"}, 422, "`from` (2019-12-31) is after `to` (2018-12-31)"),
        ({"from": "2019-13"}, 422, "neither a date"),
        ({"from": "no-such-edition"}, 422, "Held are March 2019"),
        ({"to": "2016"}, 404, "does not make two editions"),
        ({"from": "2019-04", "to": "2019-05"}, 404, "does not make two editions"),
    ],
)
def test_ends_that_make_no_two_editions_are_problems_that_name_those_held(
    editions: httpx2.Client,
    nigeria: dict[str, Any],
    query: dict[str, str],
    status: int,
    said: str,
) -> None:
    response = editions.get("/v1/changes", params={"series": nigeria["id"], **query})
    assert (response.status_code, said in response.json()["detail"]) == (status, True), (
        response.text
    )


def test_a_series_of_one_edition_cannot_be_compared(editions: httpx2.Client) -> None:
    (myanmar,) = editions.get("/v1/series?country=MMR").json()["series"]
    response = editions.get("/v1/changes", params={"series": myanmar["id"]})
    assert response.status_code == 404
    assert "it takes two to compare" in response.json()["detail"]


def test_the_series_must_be_named(editions: httpx2.Client) -> None:
    assert editions.get("/v1/changes").status_code == 422
