"""`r2p ask` and `r2p search`: through the running answer API, else on the library itself."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

import typer

from assistant.cli.output import print_answer, print_json, print_passages
from assistant.cli.remote import post_json, running_api

Country = Annotated[
    list[str] | None, typer.Option("--country", help="Country name or ISO code; repeatable.")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="Use the editions in force on YYYY-MM-DD.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotes.")],
    country: Country = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Answer one question from the briefings, with citations.

    Exits 0 with an answer, 1 where the briefings do not answer.
    """
    body = _body({"question": question}, country, as_of)
    url = running_api()
    answer = post_json(url, "/v1/answers", body) if url else _answer_here(body)
    if as_json:
        print_json(answer)
    else:
        print_answer(answer)
    if answer["outcome"] in ("NOT_IN_BRIEFINGS", "NO_BRIEFING", "NEEDS_CLARIFICATION"):
        raise typer.Exit(1)


def search(
    query: Annotated[str, typer.Argument(help="What to look for, in quotes.")],
    country: Country = None,
    as_of: AsOf = None,
    limit: Annotated[int, typer.Option(min=1, max=50, help="How many passages.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Show the passages nearest to a query; nothing is answered."""
    body = _body({"query": query, "limit": limit}, country, as_of)
    url = running_api()
    found = post_json(url, "/v1/search", body) if url else _search_here(body)
    if as_json:
        print_json(found)
    else:
        print_passages(found["passages"])  # type: ignore[arg-type] # the API's own shape


def _body(fields: dict[str, object], country: list[str] | None, as_of: str | None) -> Any:  # noqa: ANN401 - a JSON object
    if as_of:
        try:
            datetime.date.fromisoformat(as_of)
        except ValueError as error:
            raise typer.BadParameter(
                f"'{as_of}' is no date. Write it as 2019-05-15.", param_hint="--as-of"
            ) from error
        fields["as_of"] = as_of
    if country:
        fields["countries"] = [code for name in country for code in _codes(name)]
    return fields


def _codes(name: str) -> tuple[str, ...]:
    from assistant.countries import country_codes, known_codes

    codes = (name.upper(),) if name.upper() in known_codes() else country_codes(name)
    if not codes:
        raise typer.BadParameter(
            f"'{name}' is no country we know. Use its name or ISO code, as Mali or MLI.",
            param_hint="--country",
        )
    return codes


def _answer_here(body: dict[str, object]) -> dict[str, object]:
    import asyncio

    from assistant.api.schemas import AnswerOut, QuestionIn
    from assistant.cli.composition import build_service, open_library
    from assistant.settings import load_settings

    settings = load_settings()
    request = QuestionIn.model_validate(body).to_request()
    with open_library(settings, command="r2p ask") as library:
        service = build_service(settings, library)
        answer = asyncio.run(service.chain.ainvoke(request))["answer"]
    return AnswerOut.of(answer).model_dump(mode="json")


def _search_here(body: dict[str, object]) -> dict[str, object]:
    from assistant.api.schemas import PassageOut, SearchIn, SearchOut
    from assistant.cli.composition import build_service, open_library
    from assistant.settings import load_settings

    settings = load_settings()
    query = SearchIn.model_validate(body)
    with open_library(settings, command="r2p search") as library:
        service = build_service(settings, library)
        found = service.search(query.query, tuple(query.countries), query.as_of, query.limit)
    return SearchOut(passages=[PassageOut.of(evidence) for evidence in found]).model_dump(
        mode="json"
    )
