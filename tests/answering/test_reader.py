from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.answering.question.terms import TermStatistics
from assistant.answering.reading.cross_encoder import SentenceInContext, SentenceReading
from assistant.answering.reading.cross_encoder_opening import open_cross_encoder
from assistant.answering.reading.reader import PASSAGES_READ, Judgement, Reader
from assistant.answering.reading.signals import sentence_text
from assistant.domain import Evidence
from assistant.library.embedding import Embedder, open_embedder
from assistant.settings import EmbeddingSettings
from tests.answering.examples import card, evidence, scope_of

FLED = "How many farmers fled from Karvel in Mali?"
KARVEL = evidence(
    1,
    [
        "The town of Karvel lies on the eastern bank.",
        "After the raid at least 40 farmers fled from Karvel.",
        "Traders came back within a week.",
    ],
)


class ScriptedEncoder:
    """Gives each sentence the log-odds that a test wrote down, others -5; points at 'farmers'."""

    def __init__(self, odds: Mapping[str, float]) -> None:
        self.odds = odds
        self.contexts: list[SentenceInContext] = []

    def read(
        self, question: str, contexts: Sequence[SentenceInContext]
    ) -> tuple[SentenceReading, ...]:
        del question
        self.contexts += contexts
        return tuple(self._reading(each) for each in contexts)

    def _reading(self, context: SentenceInContext) -> SentenceReading:
        sentence = context.text[context.start : context.end]
        at = context.start + sentence.find("farmers")
        answer = (at, at + len("farmers")) if "farmers" in sentence else None
        return SentenceReading(self.odds.get(sentence, -5.0), 0.0, answer)


def judge(
    encoder: ScriptedEncoder, passages: Sequence[Evidence], question: str = FLED
) -> tuple[Judgement, ...]:
    vectors = [np.full((1 + len(each.sentences), 4), 0.5, dtype=np.float32) for each in passages]
    statistics = TermStatistics.of([each.text for each in passages])
    asked = np.full(4, 0.5, dtype=np.float32)
    reader = Reader(encoder)  # type: ignore[arg-type] # reads from a script
    return reader.judge(scope_of(question), passages, vectors, asked, statistics)


def test_sentence_that_the_cross_encoder_finds_likelier_is_judged_likelier() -> None:
    text = sentence_text(KARVEL, 1)
    sure, unsure = (judge(ScriptedEncoder({text: odds}), [KARVEL])[0] for odds in (6.0, -2.0))

    assert sure.sentence == 1
    assert sure.probability > unsure.probability


def test_every_sentence_of_what_was_read_is_judged_likeliest_first() -> None:
    judgements = judge(ScriptedEncoder({sentence_text(KARVEL, 1): 6.0}), [KARVEL])

    probabilities = [each.probability for each in judgements]
    assert {each.sentence for each in judgements} == {0, 1, 2}
    assert probabilities == sorted(probabilities, reverse=True)
    assert all(0 <= each <= 1 for each in probabilities)


def test_sentence_without_a_figure_is_no_likely_answer_to_how_many() -> None:
    odds = {sentence_text(KARVEL, number): 4.0 for number in range(3)}

    by_sentence = {
        each.sentence: each.probability for each in judge(ScriptedEncoder(odds), [KARVEL])
    }

    assert by_sentence[1] > by_sentence[0]
    assert by_sentence[1] > by_sentence[2]


def test_answer_is_given_as_characters_of_the_edition() -> None:
    best = judge(ScriptedEncoder({sentence_text(KARVEL, 1): 6.0}), [KARVEL])[0]

    assert best.answer is not None
    start, end = (at - KARVEL.start for at in best.answer)
    assert KARVEL.text[start:end] == "farmers"


def test_only_the_likeliest_passages_are_read_with_their_heading_over_them() -> None:
    others = [
        evidence(number, [f"Rain fell on hill {number}."], subject=f"hills{number}")
        for number in range(2, 12)
    ]
    encoder = ScriptedEncoder({})

    judge(encoder, [*others, KARVEL])

    texts = {context.text for context in encoder.contexts}
    assert len(texts) == PASSAGES_READ
    assert KARVEL.text in texts
    assert all("15 May 2019" in context.heading for context in encoder.contexts)


def test_of_like_sentences_the_newest_edition_comes_first() -> None:
    older = replace(KARVEL, card=card("mali", "2013-05-15"), passage_id="older")
    encoder = ScriptedEncoder({sentence_text(KARVEL, 1): 2.0})

    first, second, *_ = judge(encoder, [older, replace(KARVEL, number=1)], "How many farmers fled?")

    assert [each.evidence.card.edition_date.iso for each in (first, second)] == [
        "2019-05-15",
        "2013-05-15",
    ]


def test_no_evidence_is_no_judgement() -> None:
    assert judge(ScriptedEncoder({}), []) == ()


@pytest.fixture(scope="module")
def embedder(models_dir: Path) -> Embedder:
    return open_embedder(EmbeddingSettings(threads=1), models_dir)


@pytest.fixture(scope="module")
def reader(models_dir: Path) -> Reader:
    return Reader(open_cross_encoder(EmbeddingSettings(threads=1), models_dir))


def best(reader: Reader, embedder: Embedder, question: str, passage: Evidence) -> Judgement:
    texts = [passage.text, *(sentence_text(passage, n) for n in range(len(passage.sentences)))]
    return reader.judge(
        scope_of(question),
        [passage],
        [embedder.embed_texts(texts)],
        embedder.embed_one(question),
        TermStatistics.of([passage.text]),
    )[0]


def test_answerable_question_is_told_from_one_on_the_same_subject(
    reader: Reader, embedder: Embedder
) -> None:
    answered = best(reader, embedder, FLED, KARVEL)
    unanswered = best(reader, embedder, "How many schools does Karvel in Mali have?", KARVEL)

    assert answered.sentence == 1
    assert answered.probability > unanswered.probability


def test_answer_with_its_figure_is_pointed_at(reader: Reader, embedder: Embedder) -> None:
    found = best(reader, embedder, FLED, KARVEL)

    assert found.answer is not None
    start, end = (at - KARVEL.start for at in found.answer)
    assert "40" in KARVEL.text[start:end]
