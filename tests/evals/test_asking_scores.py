from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Outcome
from evals.asking_report import Circumstances, report, totals
from evals.benchmarks.asking import AnswerApi, is_hard_failure, score_cases
from evals.cases import Case, EvidenceSpan, EvidenceText
from evals.scoring import (
    CaseScore,
    CitedQuote,
    GivenAnswer,
    is_evidence_cited,
    is_foreign,
    missing_facts,
    percentile,
    quotes_same_sentence,
    refusal_score,
    score_case,
)

CASE = Case(
    id="figure-01",
    half="dev",
    kind="figure",
    question="How many lanterns were lost at Tal Amun?",
    expected_outcome=Outcome.ANSWERED,
    facts=(("1,250",),),
    evidence=(EvidenceSpan(file="lanterns.txt", start=0, end=9),),
)
UNANSWERABLE = CASE.model_copy(
    update={"expected_outcome": Outcome.NOT_IN_BRIEFINGS, "facts": (), "evidence": ()}
)
QUOTE = CitedQuote(
    file="lanterns.txt",
    quote="Some 1,250 lanterns were lost at Tal Amun in the spring.",
    is_verbatim=True,
    countries=("MLI",),
)
ANSWER = GivenAnswer(
    outcome=Outcome.ANSWERED,
    text="Some 1250 lanterns were lost there [1].",
    quotes=(QUOTE,),
    seconds=0.2,
)
LANTERNS = (EvidenceText("lanterns.txt", "1,250 lanterns were lost at\nTal Amun in the spring"),)


def scored(case: Case, answer: GivenAnswer | None) -> CaseScore:
    return score_case(case, answer, LANTERNS, frozenset({"MLI"}))


def test_missing_facts_names_the_first_spelling_of_what_is_absent() -> None:
    facts = [["OHCHR", "human rights office"], ["56,400"]]

    assert missing_facts("The human rights office counted 900.", facts) == ("56,400",)


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "7"]), min_size=1, max_size=30))
def test_every_text_overlaps_itself(words: list[str]) -> None:
    text = " ".join(words)

    assert quotes_same_sentence(text, text)


def test_quote_overlaps_evidence_that_a_page_header_interrupts() -> None:
    quote = "Lanterns were kept at the old mill until the river rose and took the bridge away."
    raw = (
        "Lanterns were kept at the old\nmill until the river\nT/DOC/7\nPage 2\nrose and took\n"
        "the bridge away."
    )

    assert quotes_same_sentence(quote, raw)


def test_sentences_that_share_a_formula_do_not_overlap() -> None:
    assert not quotes_same_sentence(
        "Lamp keepers and lantern bearers - keepers: 135,827 (2024 est.)",
        "Lamp keepers and lantern bearers - bearers: 378,363 (2024 est.)",
    )
    assert not quotes_same_sentence("", "Lanterns were lost")


def test_evidence_counts_only_from_its_own_file() -> None:
    assert is_evidence_cited([QUOTE], LANTERNS) is True
    assert is_evidence_cited([replace(QUOTE, file="other.txt")], LANTERNS) is False
    assert is_evidence_cited([QUOTE], ()) is None


def test_good_answer_passes_without_a_reason() -> None:
    score = scored(CASE, ANSWER)

    assert score.has_passed
    assert (score.facts_found, score.facts_total) == (1, 1)
    assert score.is_evidence_found is True


def test_each_fault_of_an_answer_is_named() -> None:
    bad = replace(QUOTE, file="other.txt", is_verbatim=False, countries=("NOR",))
    answer = replace(ANSWER, text="Many.", quotes=(bad,), outcome=Outcome.NO_BRIEFING)

    score = scored(CASE, answer)

    assert score.reasons == (
        "NO_BRIEFING instead of ANSWERED",
        "fact missing: 1,250",
        "evidence not cited",
        "1 quotes not verbatim",
        "wrong country: other.txt",
    )
    assert is_hard_failure(score)


def test_no_answer_finds_nothing_and_is_a_hard_failure() -> None:
    score = scored(CASE, None)

    assert score.reasons[0] == "no answer from the API"
    assert (score.facts_found, score.outcome, score.seconds) == (0, None, None)
    assert is_hard_failure(score)


def test_thematic_documents_are_about_no_wrong_country() -> None:
    assert is_foreign(("NOR",), frozenset({"MLI"}))
    assert not is_foreign((), frozenset({"MLI"}))
    assert not is_foreign(("NOR", "MLI"), frozenset({"MLI"}))
    assert not is_foreign(("NOR",), frozenset())


def test_refusals_are_judged_whatever_their_name() -> None:
    refused = replace(ANSWER, outcome=Outcome.NO_BRIEFING, text="", quotes=())
    scores = [
        scored(UNANSWERABLE, refused),
        scored(CASE, refused),
        scored(UNANSWERABLE, ANSWER),
        scored(UNANSWERABLE, ANSWER),
    ]

    refusals = refusal_score(scores)

    assert refusals.precision == pytest.approx(1 / 2)
    assert refusals.recall == pytest.approx(1 / 3)


def test_what_could_not_be_graded_is_none() -> None:
    assert refusal_score([]).precision is None
    assert percentile([], 95) is None
    assert totals([]).facts is None


def test_percentile_is_the_nearest_rank() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 2.0
    assert percentile([4.0, 1.0, 3.0, 2.0], 95) == 4.0


def test_report_names_its_half_and_holds_no_text_of_an_answer() -> None:
    run = Circumstances("2026-01-02", "a machine", "held_out", "embedded", 119)

    written = report([scored(CASE, replace(ANSWER, text="A secret lantern."))], run)

    assert "held_out half" in written
    assert "figure-01" in written
    assert "secret" not in written


def test_api_quotes_are_checked_against_the_stored_text() -> None:
    api = AnswerApi(httpx2.Client(transport=httpx2.MockTransport(_fake_api), base_url="http://x"))
    (score,) = score_cases(api, [CASE], Path("nowhere"))

    assert score.quotes == 2
    assert score.quotes_verbatim == 1
    assert score.outcome == Outcome.ANSWERED
    assert api.answered_by == "embedded"


def test_api_that_refuses_a_question_leaves_the_case_without_an_answer() -> None:
    api = AnswerApi(httpx2.Client(transport=httpx2.MockTransport(_broken_api), base_url="http://x"))

    (score,) = score_cases(api, [CASE], Path("nowhere"))

    assert score.outcome is None


TEXT = "Lanterns were lost. The bridge held."
BRIEFING = {
    "id": "lanterns-2020", "series_id": "s", "series": "P / Mali", "publisher": "P",
    "kind": "briefing", "title": "Lanterns", "countries": ["MLI"], "edition_date": "2020",
    "edition_label": "2020", "level": None, "level_scheme": None, "symbol": None, "url": None,
    "licence": None, "file_name": "lanterns.txt", "is_sample": False, "is_newest": True,
    "is_superseded": False, "revision": 1, "passage_count": 1, "recognition_notes": [],
}  # fmt: skip


def _citation(number: int, start: int, end: int, quote: str) -> dict[str, object]:
    return {
        "number": number, "passage_id": "lanterns-2020#p0", "briefing_id": "lanterns-2020",
        "series": "P / Mali", "title": "Lanterns", "publisher": "P", "edition_date": "2020",
        "edition_label": "2020", "url": None, "section": "summary", "quote": quote,
        "start": start, "end": end,
    }  # fmt: skip


def _fake_api(request: httpx2.Request) -> httpx2.Response:
    if request.url.path == "/v1/briefings":
        return httpx2.Response(200, json={"briefings": [BRIEFING]})
    if request.url.path == "/v1/briefings/lanterns-2020":
        whole = BRIEFING | {"text": TEXT, "sections": [], "sentences": [], "passages": []}
        return httpx2.Response(200, json=whole)
    asked = json.loads(request.content)
    answer = {
        "id": "a1", "question": asked["question"], "standalone_question": asked["question"],
        "outcome": "ANSWERED", "text": "Lost [1].", "nearest": [], "notices": [],
        "citations": [
            _citation(1, 0, 19, "Lanterns were lost."),
            _citation(2, 20, 36, "The bridge fell."),
        ],
        "countries": ["MLI"], "as_of": None, "answered_by": "embedded",
        "created_at": "2026-01-02T03:04:05Z", "prompts": [], "dropped_sentences": [],
        "timings_ms": {},
    }  # fmt: skip
    return httpx2.Response(200, json=answer)


def _broken_api(request: httpx2.Request) -> httpx2.Response:
    if request.url.path == "/v1/briefings":
        return httpx2.Response(200, json={"briefings": []})
    return httpx2.Response(503, json={"detail": "busy"})
