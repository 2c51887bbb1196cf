from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from assistant.api.app import create_app
from assistant.api.schemas import AnswerOut
from assistant.library.library import Library
from assistant.settings import Settings
from tests.api.fakes import Stage, make_answer
from tests.library.fakes import HashingEmbedder, make_briefing


def test_the_api_reads_what_a_real_library_holds(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    stage = Stage()
    briefing = make_briefing("The harbour was closed in May.", "Fishers left the coast.")
    with Library.open(settings, "test", embedder=HashingEmbedder()) as library:
        library.add(briefing)
        library.publish()
        library.store_answer(make_answer(answer_id="kept"))
        with TestClient(create_app(stage.service_on(library), ["testserver"])) as client:
            (listed,) = client.get("/v1/briefings?newest=true").json()["briefings"]
            edition = client.get(f"/v1/briefings/{listed['id']}").json()
            readiness = client.get("/readyz").json()
            kept = client.get("/v1/answers/kept").json()
            assert client.get("/v1/briefings/none").status_code == 404
            assert client.get("/v1/answers/none").status_code == 404
    assert edition["text"] == briefing.text
    assert (readiness["status"], readiness["briefings"]) == ("ready", 1)
    assert AnswerOut.model_validate(kept) == AnswerOut.of(make_answer(answer_id="kept"))
