from __future__ import annotations

import httpx2
import pytest

from assistant.api.schemas import TimelineOut


def _timeline(client: httpx2.Client, query: str) -> TimelineOut:
    reply = client.get(f"/v1/timeline?{query}")
    assert reply.status_code == 200, reply.text
    return TimelineOut.model_validate(reply.json())


def test_events_come_in_order_with_their_own_date_and_that_of_the_edition(
    editions: httpx2.Client,
) -> None:
    found = _timeline(editions, "country=MLI")
    firsts = [event.date.first for event in found.events]
    assert found.total == len(found.events) > 5
    assert firsts == sorted(firsts)
    assert "23 March 2019" in {event.date.label for event in found.events}
    for event in found.events:
        edition = editions.get(f"/v1/briefings/{event.citation.briefing_id}").json()
        quote = edition["text"][event.citation.start : event.citation.end]
        assert quote == event.citation.quote
        assert event.edition_date == event.citation.edition_date


def test_a_span_keeps_what_lies_in_it(editions: httpx2.Client) -> None:
    found = _timeline(editions, "country=MLI&since=2019-03&until=2019-03")
    assert found.events
    for event in found.events:
        assert event.date.last.isoformat() >= "2019-03-01"
        assert event.date.first.isoformat() <= "2019-03-31"


def test_words_keep_the_events_on_a_topic(editions: httpx2.Client) -> None:
    found = _timeline(editions, "country=MLI&words=Ogossagou")
    assert found.events
    assert found.total < _timeline(editions, "country=MLI").total


def test_a_limit_leaves_events_out_and_the_total_tells(editions: httpx2.Client) -> None:
    found = _timeline(editions, "country=MLI&limit=2")
    assert len(found.events) == 2
    assert found.total > 2


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("country=FRA", 404, "says nothing about the risk"),
        ("country=QQQ", 422, "no country code"),
        ("country=MLI&since=2019&until=2018", 422, "`since` (2019-01-01) is after `until`"),
        ("country=MLI&since=2019-02-30", 422, "'2019-02-30' is no date"),
        ("country=MLI&until=May", 422, "'May' is no date"),
        ("country=MLI&limit=0", 422, "see `errors`"),
        ("", 422, "see `errors`"),
    ],
)
def test_wrong_inputs_are_problems_that_say_what_to_do(
    editions: httpx2.Client, query: str, status: int, said: str
) -> None:
    response = editions.get(f"/v1/timeline?{query}")
    assert (response.status_code, said in response.json()["detail"]) == (status, True), (
        response.text
    )
