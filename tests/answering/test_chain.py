"""The whole chain on the sample briefings: real MiniLM, real Chroma, real catalogue."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import SecretStr

from assistant.answering.chain import build_chain
from assistant.answering.chat_models import open_chat_model
from assistant.domain import Answer, AnswerRequest, Message, NoticeKind, Outcome
from assistant.library.library import Library
from assistant.settings import ModelSettings, Settings
from tests.scripted_openai import Script, scripted_openai

MOPTI = "How many people were displaced in the Mopti region?"


@pytest.fixture(autouse=True)
def _data_dir(sample_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every `Settings()` of a test name the folder of `library`."""
    monkeypatch.setenv("R2P_DATA_DIR", str(sample_settings.data_dir))


async def ask(
    library: Library, question: str, model: ModelSettings | None = None, **fixed: object
) -> Answer:
    settings = Settings(model=model or ModelSettings())
    chain = build_chain(library, settings, open_chat_model(settings.model))
    request = AnswerRequest(question=question, **fixed)  # type: ignore[arg-type] # test shorthand
    answer = (await chain.ainvoke(request))["answer"]
    assert isinstance(answer, Answer)
    return answer


async def test_every_quote_of_an_answer_stands_in_the_stored_edition(library: Library) -> None:
    answer = await ask(library, "How many people were killed in the attack on Ogossagou?")

    assert answer.outcome is Outcome.ANSWERED
    assert "150" in answer.text
    for citation in answer.citations:
        text = library.get(citation.briefing_id).text
        assert text[citation.start : citation.end] == citation.quote
        assert f"[{citation.number}]" in answer.text


async def test_figure_asked_for_stands_first_and_then_the_edition_it_is_of(
    library: Library,
) -> None:
    answer = await ask(library, MOPTI)

    assert answer.text.startswith("“over 56,400")
    assert f"Edition of {answer.citations[0].edition_date.label}, " in answer.text
    assert f"“{answer.citations[0].quote}” [1]" in answer.text


async def test_date_asked_for_stands_first(library: Library) -> None:
    answer = await ask(library, "When did the Security Council authorise MINUSMA?")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith("“April 2013” [1]")


async def test_part_that_the_briefings_do_not_answer_is_named(library: Library) -> None:
    answer = await ask(
        library,
        "How many people were killed at Ogossagou, and how many tanks does the Malian army own?",
    )

    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert "at least 150 people" in answer.text
    assert "tanks" in answer.text.split("\n\n")[-1]
    assert "tanks" not in " ".join(citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "What is the risk level of Nigeria, and what is the risk level of Norway?",
        "How many people are displaced in Nigeria, and how many in Norway?",
    ],
)
async def test_part_on_a_country_without_a_briefing_is_never_answered_from_another(
    library: Library, question: str
) -> None:
    answer = await ask(library, question)

    assert answer.outcome is Outcome.PARTLY_ANSWERED
    assert "Norway" in answer.text.split("\n\n")[-1]
    assert answer.text.count("“Serious Concern”") <= 1


async def test_what_the_question_wrongly_takes_for_granted_is_put_right(library: Library) -> None:
    answer = await ask(library, "Why were 300 people killed in Kajuru in February 2019?")

    assert answer.outcome is Outcome.PREMISE_CORRECTED
    assert "98 people" in answer.text.split("\n\n")[0]
    (citation,) = answer.citations
    text = library.get(citation.briefing_id).text
    assert text[citation.start : citation.end] == citation.quote


async def test_what_must_be_done_comes_in_the_order_of_the_edition(library: Library) -> None:
    answer = await ask(library, "What must the government of Mali do?")

    assert len(answer.citations) > 1
    assert len({citation.briefing_id for citation in answer.citations}) == 1
    starts = [citation.start for citation in answer.citations]
    assert starts == sorted(starts)


async def test_newest_edition_answers_unless_a_date_is_asked_for(library: Library) -> None:
    now = await ask(library, "What is the risk level of the Central African Republic?")
    then = await ask(
        library,
        "What is the risk level of the Central African Republic?",
        as_of=date(2014, 12, 31),
    )

    assert now.citations[0].edition_date.iso == "2017-01"
    assert "Serious Concern" in now.text
    assert then.citations[0].edition_date.iso == "2014-09"
    assert "Current Crisis" in then.text
    assert any(notice.kind is NoticeKind.NEWER_EDITION for notice in then.notices)


@pytest.mark.parametrize(
    "question",
    [
        "Who won the football championship in Mali?",
        "How many tanks does the Malian army own?",
        "What is the vaccination rate among children in Nigeria?",
    ],
)
async def test_what_the_briefings_do_not_say_is_refused_with_the_nearest_passages(
    library: Library, question: str
) -> None:
    answer = await ask(library, question)

    assert answer.outcome is Outcome.NOT_IN_BRIEFINGS
    assert "do not say" in answer.text
    assert answer.citations == ()
    assert answer.nearest


async def test_country_without_a_briefing_is_said_not_to_be_covered(library: Library) -> None:
    answer = await ask(library, "What is the risk level of Norway?")

    assert answer.outcome is Outcome.NO_BRIEFING
    assert "Norway" in answer.text


async def test_congo_is_asked_back(library: Library) -> None:
    assert (await ask(library, "Who is at risk in Congo?")).outcome is Outcome.NEEDS_CLARIFICATION


async def test_follow_up_is_understood_from_history(library: Library) -> None:
    answer = await ask(
        library,
        "And who was behind it?",
        history=(Message("user", "What happened at Ogossagou on 23 March 2019?"),),
    )

    assert "Ogossagou" in answer.standalone_question
    assert answer.outcome is Outcome.ANSWERED
    assert "Dozo" in answer.text


async def test_stored_answer_is_the_answer_given(library: Library) -> None:
    answer = await ask(library, "Who is at risk in Mali?")

    assert library.load_answer(answer.id) == answer


async def test_stream_gives_evidence_then_words_then_the_verified_answer(
    library: Library,
) -> None:
    chain = build_chain(library, Settings())
    keys = [
        key
        async for chunk in chain.astream(AnswerRequest("Who is at risk in Mali?"))
        for key in chunk
    ]

    assert keys.index("evidence") < keys.index("text") < keys.index("answer")
    assert keys.count("answer") == 1


async def written(library: Library, words: str, status: int = 200) -> Answer:
    with scripted_openai(Script(words=words, status=status)) as url:
        model = ModelSettings(name="openai:scripted", base_url=url, api_key=SecretStr("k"))
        return await ask(library, MOPTI, model)


async def test_chat_model_answers_in_its_words_with_quotes_behind_them(library: Library) -> None:
    answer = await written(library, "The displaced are counted by OHCHR [1]. I love cheese.")

    assert answer.answered_by == "openai:scripted"
    assert answer.text == "The displaced are counted by OHCHR. [1]"
    assert answer.dropped_sentences == ("I love cheese.",)
    assert answer.dropped[0].reason == "It cites no evidence that was given."
    assert answer.draft == "The displaced are counted by OHCHR [1]. I love cheese."
    assert [use.id for use in answer.prompts] == ["answer", "revise"]
    assert library.load_answer(answer.id) == answer
    (citation,) = answer.citations
    text = library.get(citation.briefing_id).text
    assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("words", "status"),
    [("Everything is fine.", 200), ("One million were displaced [99].", 200), ("", 200), ("", 500)],
)
async def test_embedded_reader_answers_where_the_chat_model_gives_nothing_usable(
    library: Library, words: str, status: int
) -> None:
    answer = await written(library, words, status)

    assert answer.answered_by == "embedded"
    assert "56,400" in answer.text
    (notice,) = [each for each in answer.notices if each.kind is NoticeKind.FALLBACK]
    assert notice.text.endswith("The embedded reader answers instead.")
    assert answer.draft == words
    assert answer.prompts[0].id == "answer"


async def test_follow_up_is_answered_as_the_model_makes_it_stand_alone(library: Library) -> None:
    script = Script(
        words="How many people were displaced in the Mopti region?",
        following=[Script(words="Over 56,400 people are displaced in the Mopti region [1].")],
    )
    history = (Message("user", "What about the Mopti region of Mali?"),)
    with scripted_openai(script) as url:
        model = ModelSettings(name="openai:scripted", base_url=url, api_key=SecretStr("k"))
        answer = await ask(library, "How many were displaced?", model, history=history)

    assert answer.standalone_question == MOPTI
    assert [use.id for use in answer.prompts][:2] == ["condense", "answer"]


async def test_chat_model_that_finds_nothing_is_a_plain_refusal(library: Library) -> None:
    answer = await written(library, "NOT IN THE BRIEFINGS")

    assert answer.outcome is Outcome.NOT_IN_BRIEFINGS
    assert answer.citations == ()


@pytest.mark.parametrize(
    "question",
    [
        "What is the level of Myanmar?",
        "What is Myanmar's level?",
        "At what risk level is Myanmar?",
        "Which level of risk does Myanmar have?",
    ],
)
async def test_level_is_found_however_it_is_asked_for(library: Library, question: str) -> None:
    answer = await ask(library, question)

    assert answer.outcome is Outcome.ANSWERED
    assert answer.text.startswith("Myanmar: Current Crisis, edition of 15 December 2016")
    (citation,) = answer.citations
    assert citation.quote.endswith("Current Crisis")


async def test_words_that_mean_nothing_are_refused(library: Library) -> None:
    answer = await ask(library, "asdf qwer zxcv")

    assert answer.outcome is Outcome.NOT_IN_BRIEFINGS
    assert not answer.citations


async def test_what_someone_said_is_not_quoted_of_another(library: Library) -> None:
    said = await ask(library, "How many are displaced in Mopti according to OHCHR?")
    other = await ask(library, "How many are displaced in Mopti according to Oxfam?")

    assert "OHCHR" in said.citations[0].quote
    assert other.outcome is Outcome.NOT_IN_BRIEFINGS
