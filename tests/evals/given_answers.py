"""A small library, a case and an answer to it, to be varied one thing at a time."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.api.schemas import AnswerOut, BriefingOut, CitationOut, PassageOut
from assistant.domain import DocumentKind, Outcome
from evals.regression.cases import CaseEvidence, RegressionCase
from evals.regression.scorers.given import FoundEvidence, Given

TEXT = "Seven attacks were recorded around Bankass, in which at least 49 civilians died. More."
QUOTE = TEXT[:80]
OLD, NEW, FOREIGN = "mali-2018-05", "mali-2019-05", "niger-2019-05"


def edition(name: str, country: str = "MLI") -> BriefingOut:
    return BriefingOut(
        id=name,
        series_id=name[:-8],
        series="Test / series",
        publisher="Test",
        kind=DocumentKind.BRIEFING,
        title="Test briefing",
        countries=[country],
        edition_date=name[-7:],
        edition_label="May 2019",
        level=None,
        level_scheme=None,
        symbol=None,
        url=None,
        licence=None,
        file_name=f"{name}.md",
        is_sample=True,
        is_newest=name != OLD,
        is_superseded=False,
        revision=1,
        passage_count=2,
        recognition_notes=[],
    )


EDITIONS = {each.id: each for each in (edition(OLD), edition(NEW), edition(FOREIGN, "NER"))}


def case(**changes: object) -> RegressionCase:
    made = RegressionCase(
        id="mali-01",
        kind="figure",
        question="How many were killed?",
        expected_outcome=Outcome.ANSWERED,
        facts=(("49",),),
        must_not=("600",),
        evidence=(CaseEvidence(briefing=NEW, quote=QUOTE),),
    )
    return made.model_copy(update=changes)


def citation(number: int = 1, **changes: object) -> CitationOut:
    made = CitationOut(
        number=number,
        passage_id=f"{NEW}#p0",
        briefing_id=NEW,
        series="Test / series",
        title="Test briefing",
        publisher="Test",
        edition_date="2019-05",
        edition_label="May 2019",
        url=None,
        section="recent developments",
        quote=QUOTE,
        start=0,
        end=len(QUOTE),
    )
    return made.model_copy(update=changes)


def answer(**changes: object) -> AnswerOut:
    made = AnswerOut(
        id="1",
        question="How many were killed?",
        standalone_question="How many were killed?",
        outcome=Outcome.ANSWERED,
        text=f"“at least 49 civilians” [1]\n\nEdition of May 2019:\n\n“{QUOTE}” [1]",
        citations=[citation()],
        nearest=[],
        notices=[],
        countries=["MLI"],
        as_of=None,
        answered_by="embedded",
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        prompts=[],
        dropped_sentences=[],
        confidence=0.9,
        timings_ms={},
    )
    return made.model_copy(update=changes)


def passage(name: str) -> PassageOut:
    return PassageOut(
        number=1,
        passage_id=name,
        briefing_id=name.partition("#")[0],
        series="Test / series",
        title="Test briefing",
        edition_date="2019-05",
        edition_label="May 2019",
        url=None,
        section="summary",
        text=TEXT,
        start=0,
        end=len(TEXT),
        score=1.0,
    )


EVIDENCE = FoundEvidence(0, NEW, 0, len(QUOTE), frozenset({f"{NEW}#p0"}))


def given(
    asked: RegressionCase | None = None,
    said: AnswerOut | None = None,
    evidence: tuple[FoundEvidence, ...] = (EVIDENCE,),
    allowed: frozenset[str] = frozenset(),
    retrieved: tuple[PassageOut, ...] | None = (passage(f"{OLD}#p0"), passage(f"{NEW}#p0")),
) -> Given:
    said = said if said is not None else answer()
    return Given(
        case=asked if asked is not None else case(),
        answer=said,
        error="",
        evidence=evidence,
        lost_evidence=(),
        allowed=allowed,
        editions=EDITIONS,
        verbatim=tuple(each.quote in TEXT for each in said.citations),
        retrieved=retrieved,
    )


def without_answer() -> Given:
    return Given(case(), None, "the server broke", (EVIDENCE,), (), frozenset(), EDITIONS, (), None)
