from __future__ import annotations

from datetime import date

from pydantic import SecretStr
from starlette.testclient import TestClient

from assistant import __version__
from assistant.api.service import outbound_addresses
from assistant.errors import IndexMismatch, QuestionRejected
from assistant.settings import ModelSettings, Settings, VectorSettings
from tests.api.fakes import TEXT, ScriptedHealth, Stage


def test_health_says_who_answers_and_that_nothing_leaves(client: TestClient) -> None:
    assert client.get("/healthz").json() == {
        "status": "ok",
        "version": __version__,
        "answered_by": "embedded",
        "outbound": [],
    }


def test_outbound_names_hosts_without_keys_or_paths() -> None:
    settings = Settings(
        model=ModelSettings(
            name="openai:small",
            base_url="http://user:key@llm.internal:9000/v1",
            api_key=SecretStr("key"),
        ),
        vectors=VectorSettings(url="http://chroma.internal:8001"),
    )
    assert outbound_addresses(settings) == ["llm.internal:9000", "chroma.internal:8001"]
    usual = Settings(model=ModelSettings(name="openai:small"))
    assert outbound_addresses(usual) == ["openai (its usual address)"]


def test_a_healthy_library_is_ready_and_checked_once_in_a_while(
    client: TestClient, stage: Stage
) -> None:
    for _ in range(3):
        response = client.get("/readyz")
        assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "briefings": 1,
        "passages": 1,
        "checks": {"vectors": "ok"},
    }
    assert stage.library.checks_made == 1


def test_an_injured_index_is_not_ready(client: TestClient, stage: Stage) -> None:
    stage.library.health = ScriptedHealth(is_healthy=False, checks={"vectors": "3 lost"})
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"] == {"vectors": "3 lost"}


def test_a_check_that_fails_is_not_ready_rather_than_an_error(
    client: TestClient, stage: Stage
) -> None:
    stage.library.health = IndexMismatch("Built with another model. Run r2p rebuild.")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["library"] == "Built with another model. Run r2p rebuild."


def test_an_unexpected_failure_of_the_check_shows_its_kind_only(
    client: TestClient, stage: Stage
) -> None:
    stage.library.health = OSError("/secret/path")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "OSError" in response.text
    assert "/secret" not in response.text


def test_a_search_passes_its_scope_on_and_returns_passages(
    client: TestClient, stage: Stage
) -> None:
    body = {"query": "fled", "countries": ["MLI"], "as_of": "2019-06-30", "limit": 3}
    response = client.post("/v1/search", json=body)
    assert response.status_code == 200
    assert response.json()["passages"][0]["text"] == TEXT
    assert stage.search.asked == [("fled", ("MLI",), date(2019, 6, 30), 3)]


def test_a_search_that_is_rejected_is_a_422_problem(client: TestClient, stage: Stage) -> None:
    stage.search.error = QuestionRejected("No country has the code 'XXX'.")
    response = client.post("/v1/search", json={"query": "fled", "countries": ["XXX"]})
    assert (response.status_code, response.json()["title"]) == (422, "Question rejected")
