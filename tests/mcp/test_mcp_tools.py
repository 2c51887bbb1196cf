from __future__ import annotations

import json
from typing import Any

import pytest
from mcp import Client, MCPError
from mcp.types import CallToolResult, TextContent, TextResourceContents
from structlog.testing import capture_logs

from assistant.api.app import create_app
from assistant.api.schemas import AnswerOut, BriefingTextOut, SearchOut, SituationListOut
from assistant.errors import AssistantError, LibraryInUse, QuestionRejected
from assistant.mcp.mounting import reach_inside
from assistant.mcp.schemas import BriefingExcerptOut, WhatChangedOut
from assistant.mcp.server import build_server
from tests.api.fakes import TEXT, Stage
from tests.mcp.conftest import connected

TOOLS = {
    "answer_question",
    "search_briefings",
    "get_briefing",
    "list_situations",
    "what_changed",
}


def said(result: CallToolResult) -> str:
    content = result.content[0]
    assert isinstance(content, TextContent)
    return content.text


async def given(client: Client, tool: str, **arguments: object) -> Any:  # noqa: ANN401 - any tool's
    """Call a tool that succeeds; its text says the same as its structure."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, said(result)
    assert json.loads(said(result)) == result.structured_content
    return result.structured_content


async def refused(client: Client, tool: str, **arguments: object) -> str:
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    assert result.structured_content is None
    return said(result)


async def test_every_tool_is_read_only_and_described(stage: Stage) -> None:
    async with connected(stage) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert "edition's date" in (client.instructions or "")
    assert set(tools) == TOOLS
    for tool in tools.values():
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.annotations.open_world_hint is False
        assert tool.output_schema is not None
        assert tool.output_schema["type"] == "object"
        assert "word for word" in (tool.description or "") or tool.name == "list_situations"
        assert "edition" in (tool.description or "")


async def test_an_answer_comes_with_its_quotes_and_dates(stage: Stage) -> None:
    async with connected(stage) as client:
        answer = AnswerOut.model_validate(
            await given(
                client,
                "answer_question",
                question="Who fled?",
                countries=["Mali", "NER"],
                as_of="2019-06-30",
            )
        )
    assert answer.text == "Herders fled the valley in May. [1]"
    assert answer.citations[0].edition_label == "15 May 2019"
    (asked,) = stage.chain.requests
    assert asked.countries == ("MLI", "NER")
    assert str(asked.as_of) == "2019-06-30"


async def test_a_search_gives_passages(stage: Stage) -> None:
    async with connected(stage) as client:
        found = SearchOut.model_validate(
            await given(client, "search_briefings", query="herders", countries=["mli"], limit=3)
        )
    assert found.passages[0].text == TEXT
    assert stage.search.asked == [("herders", ("MLI",), None, 3)]


async def test_a_briefing_is_read_a_stretch_at_a_time(stage: Stage) -> None:
    async with connected(stage) as client:
        whole = await given(client, "get_briefing", briefing_id="mali-2019-05-15")
        assert BriefingExcerptOut.model_validate(whole).text == TEXT
        assert (whole["next_start"], whole["edition_date"]) == (None, "2019-05-15")
        beyond = await given(client, "get_briefing", briefing_id="mali-2019-05-15", start=900)
        assert (beyond["text"], beyond["start"]) == ("", len(TEXT))


def test_a_stretch_says_where_to_read_on(stage: Stage) -> None:
    card = stage.library.cards[0]
    whole = BriefingTextOut.whole(card, stage.library.get(card.id))
    stretch = BriefingExcerptOut.cut(whole, 8, 4)
    assert (stretch.text, stretch.end, stretch.next_start) == ("fled", 12, 12)
    assert stretch.total_characters == len(TEXT)


async def test_situations_have_a_history_where_one_country_is_asked_for(stage: Stage) -> None:
    async with connected(stage) as client:
        every = SituationListOut.model_validate(await given(client, "list_situations"))
        one = SituationListOut.model_validate(
            await given(client, "list_situations", country="Mali", level="Serious Concern")
        )
    assert {each.country for each in every.situations} == {"MLI", "NER"}
    assert not any(each.history for each in every.situations)
    assert [step.edition.edition_date for step in one.situations[0].history] == [
        "2018-05-15",
        "2019-05-15",
    ]


async def test_what_changed_is_told_of_a_country_or_a_series(stage: Stage) -> None:
    async with connected(stage) as client:
        by_country = await given(client, "what_changed", subject="Mali")
        by_series = await given(
            client, "what_changed", subject="gcr2p-mali", since="2018", until="2019", limit=1
        )
    compared = WhatChangedOut.model_validate(by_country)
    assert by_country["results"][0]["before"] == by_series["results"][0]["before"]
    assert compared.results[0].before.id == "mali-2018-05-15"
    assert compared.results[0].after.id == "mali-2019-05-15"
    assert compared.left_out == 0


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("get_briefing", {"briefing_id": "mali-2031"}, "No edition has the id 'mali-2031'."),
        ("get_briefing", {"briefing_id": "../keys"}, "No edition has the id '../keys'."),
        ("search_briefings", {"query": "x", "countries": ["Atlantis"]}, "'Atlantis' is no country"),
        ("search_briefings", {"query": "x", "limit": 99}, "limit: Input should be less than"),
        ("answer_question", {"question": "Who?", "country": "Mali"}, "takes no country. It takes"),
        ("answer_question", {"question": "Who?", "as_of": "soon"}, "as_of: Input should be a"),
        ("list_situations", {"country": "Chad"}, "no briefing on Chad"),
        ("list_situations", {"country": "Congo"}, "Give the code that is meant."),
        ("what_changed", {"subject": "Niger"}, "No series on NER has two editions to compare."),
        ("what_changed", {"subject": "Chad"}, "The library holds nothing on TCD"),
        ("what_changed", {"subject": "gcr2p-mall"}, "The nearest ids are gcr2p-mali"),
    ],
)
async def test_an_error_says_what_happened_and_what_to_do(
    stage: Stage, tool: str, arguments: dict[str, object], message: str
) -> None:
    async with connected(stage) as client:
        assert message in await refused(client, tool, **arguments)


async def test_a_refused_question_and_a_failure_inside_are_told_apart(stage: Stage) -> None:
    async with connected(stage) as client:
        stage.chain.lines = [QuestionRejected("The question is too long. Shorten it.")]
        told = await refused(client, "answer_question", question="Who?")
        assert told == "The question is too long. Shorten it."
        stage.chain.lines = [RuntimeError("secret")]
        told = await refused(client, "answer_question", question="Who?")
    assert told.startswith("Something unexpected went wrong.")


async def test_an_api_that_cannot_be_reached_is_told(stage: Stage) -> None:
    causes: list[AssistantError] = [LibraryInUse("It is held by `r2p ingest`. Wait.")]

    async def reach() -> Any:  # noqa: ANN401
        if causes:
            raise causes.pop()
        return await reach_inside(create_app(stage.service()))

    async with Client(build_server(reach)) as client:
        told = await refused(client, "list_situations")
        assert told == "It is held by `r2p ingest`. Wait."
        assert await given(client, "list_situations")


async def test_a_briefing_is_a_resource(stage: Stage) -> None:
    async with connected(stage) as client:
        (template,) = (await client.list_resource_templates()).resource_templates
        assert template.uri_template == "briefing://{briefing_id}"
        (page,) = (await client.read_resource("briefing://mali-2019-05-15")).contents
        assert isinstance(page, TextResourceContents)
        assert page.text.startswith("Mali\nEdition of 15 May 2019, GCR2P\nLevel: Serious Concern\n")
        assert page.text.endswith(f"\n\n{TEXT}\n")
        with pytest.raises(MCPError, match="No edition has the id 'gone'"):
            await client.read_resource("briefing://gone")


async def test_no_word_of_a_question_is_logged(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logs:
        async with connected(stage) as client:
            await given(client, "answer_question", question="Who fled Timbuktu?")
    told = [each for each in logs if each["log_level"] != "debug"]
    assert any(each["event"] == "answered" for each in told)
    assert "Timbuktu" not in json.dumps(told, default=str)
    assert not [record for record in caplog.records if record.levelname not in ("DEBUG", "INFO")]
