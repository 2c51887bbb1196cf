from __future__ import annotations

from dataclasses import replace

from assistant.answering.reading.cross_encoder import SentenceReading
from evals.benchmarks.reranking import READING_WEIGHT, read_all, rerank
from tests.answering.examples import evidence
from tests.evals.readers import word_reader

FAIR = evidence(1, ["The fair was held on Monday.", "It rained at dusk."])
HARBOUR = evidence(2, ["Gunboats shelled the harbour.", "Two boats sank."])
BRIDGE = evidence(3, ["The bridge held."])


def read_as(*odds: float) -> list[tuple[SentenceReading, ...]]:
    return [(SentenceReading(-9.0, 0.0, None), SentenceReading(each, 0.0, None)) for each in odds]


def test_best_sentence_moves_a_paragraph_up_by_its_weight() -> None:
    fused = [replace(FAIR, score=3.0), replace(HARBOUR, score=2.0), replace(BRIDGE, score=1.9)]
    lead = 1.01 / READING_WEIGHT

    assert rerank(fused, read_as(0, lead, 0)) == [fused[1], fused[0], fused[2]]
    assert rerank(fused, read_as(0, lead / 2, 0)) == fused


def test_equal_paragraphs_keep_the_order_of_the_fusion() -> None:
    assert rerank([FAIR, HARBOUR, BRIDGE], read_as(1, 1, 1)) == [FAIR, HARBOUR, BRIDGE]
    assert rerank([], []) == []


def test_every_sentence_is_read_in_its_own_paragraph() -> None:
    question = "Who shelled the harbour"
    reader = word_reader([question, FAIR.text, HARBOUR.text, BRIDGE.text])

    readings = read_all(reader, question, [FAIR, HARBOUR, BRIDGE])

    assert [len(each) for each in readings] == [2, 2, 1]
    assert rerank([FAIR, HARBOUR, BRIDGE], readings)[0] is HARBOUR
