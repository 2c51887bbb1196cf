from __future__ import annotations

import httpx2
import pytest
from starlette.testclient import TestClient

from tests.api.fakes import Stage


def test_countries_come_gravest_first_each_level_with_its_verbatim_quote(
    editions: httpx2.Client,
) -> None:
    found = editions.get("/v1/situations").json()["situations"]
    levels = [each["level"] for each in found]
    assert {each["country"] for each in found} == {"MLI", "MMR", "NGA"}
    order = ["Current Crisis", "Imminent Risk", "Serious Concern"]
    assert levels == sorted(levels, key=order.index)
    for each in found:
        quote = each["level_citation"]
        edition = editions.get(f"/v1/briefings/{quote['briefing_id']}").json()
        assert edition["text"][quote["start"] : quote["end"]] == quote["quote"]
        assert each["level"] in quote["quote"]
        assert quote["briefing_id"] == each["edition"]["id"]


def test_one_place_has_one_number_throughout_the_response(editions: httpx2.Client) -> None:
    (mali,) = editions.get("/v1/situations?country=MLI").json()["situations"]
    quotes = [mali["level_citation"], mali["summary"], *(s["citation"] for s in mali["history"])]
    places = {(q["briefing_id"], q["start"], q["end"]): q["number"] for q in quotes}
    assert sorted(places.values()) == list(range(1, len(places) + 1))
    assert all(places[q["briefing_id"], q["start"], q["end"]] == q["number"] for q in quotes)


def test_the_history_says_how_each_level_stands_to_the_one_before(editions: httpx2.Client) -> None:
    (nigeria,) = editions.get("/v1/situations?country=NGA").json()["situations"]
    dates = [step["edition"]["edition_date"] for step in nigeria["history"]]
    assert dates == sorted(dates)
    assert len(dates) == 3
    assert nigeria["history"][0]["moved"] == "first"
    assert nigeria["series"][0]["editions"] == 3


def test_an_earlier_day_leaves_later_editions_out(editions: httpx2.Client) -> None:
    found = editions.get("/v1/situations?country=NGA&as_of=2018-12-31").json()["situations"]
    assert found[0]["edition"]["edition_date"] == "2018-09"
    assert len(found[0]["history"]) == 2


def test_a_country_without_a_level_is_listed_and_has_none(editions: httpx2.Client) -> None:
    (mali,) = editions.get("/v1/situations?country=MLI&as_of=2014-01-01").json()["situations"]
    assert (mali["level"], mali["edition"], mali["level_citation"]) == (None, None, None)
    assert mali["newest_briefing"]["edition_date"] == "2013-04"


def test_an_edition_that_has_grown_old_is_called_old(editions: httpx2.Client) -> None:
    (myanmar,) = editions.get("/v1/situations?country=MMR").json()["situations"]
    assert [notice["kind"] for notice in myanmar["notices"]] == ["old_edition"]


def test_a_level_keeps_its_countries_alone(editions: httpx2.Client) -> None:
    found = editions.get("/v1/situations", params={"level": "Current Crisis"}).json()["situations"]
    assert found
    assert {each["level"] for each in found} == {"Current Crisis"}


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("country=FRA", 404, "says nothing about the risk"),
        ("country=MLI&as_of=2001-01-01", 404, "April 2013"),
        ("country=QQQ", 422, "QQQ is no country code"),
        ("country=mali", 422, "see `errors`"),
        ("level=High", 422, "see `errors`"),
        ("as_of=yesterday", 422, "see `errors`"),
    ],
)
def test_what_cannot_be_told_is_a_problem_that_says_what_to_do(
    editions: httpx2.Client, query: str, status: int, said: str
) -> None:
    response = editions.get(f"/v1/situations?{query}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert said in response.json()["detail"]


def test_an_empty_library_lists_nothing(client: TestClient, stage: Stage) -> None:
    stage.library.cards = []
    assert client.get("/v1/situations").json() == {"situations": [], "notices": []}


def test_series_are_listed_with_the_editions_that_can_be_compared(editions: httpx2.Client) -> None:
    listed = editions.get("/v1/series").json()["series"]
    assert [each["name"] for each in listed] == sorted(each["name"] for each in listed)
    (nigeria,) = editions.get("/v1/series?country=NGA").json()["series"]
    assert [each["edition_date"] for each in nigeria["editions"]] == [
        "2019-03",
        "2018-09",
        "2017-01",
    ]
    assert editions.get("/v1/series?country=FRA").json() == {"series": []}
    assert editions.get("/v1/series?country=QQQ").status_code == 422
