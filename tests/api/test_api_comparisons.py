from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from tests.api.fakes import Stage

PATH = "/v1/comparisons"


def test_each_country_has_a_cell_and_a_silent_one_says_so(client: TestClient, stage: Stage) -> None:
    query = "countries=MLI&countries=FRA&question=Who%20fled%3F&as_of=2019-06-30"
    found = client.get(f"{PATH}?{query}").json()
    mali, france = found["rows"][0]["cells"]
    assert stage.compare.asked == [(("MLI", "FRA"), "Who fled?", date(2019, 6, 30))]
    assert found["subjects"] == ["MLI", "FRA"]
    assert [quote["number"] for quote in mali["citations"]] == [1]
    assert france["citations"] == []


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("countries=MLI", 422, "see `errors`"),
        ("countries=MLI&countries=MLI", 422, "Name another country"),
        ("countries=MLI&countries=QQQ", 422, "QQQ is no country code"),
        ("countries=FRA&countries=ITA", 404, "says nothing about the risk"),
        ("", 422, "see `errors`"),
    ],
)
def test_what_cannot_be_compared_is_a_problem_and_nothing_is_read(
    client: TestClient, stage: Stage, query: str, status: int, said: str
) -> None:
    response = client.get(f"{PATH}?{query}")
    assert (response.status_code, said in response.json()["detail"]) == (status, True)
    assert stage.compare.asked == []
