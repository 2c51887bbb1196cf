from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assistant.answering.cross_encoder import CrossEncoder, SentenceInContext, open_cross_encoder
from assistant.answering.cross_encoder_conversion import PACKAGED_READER
from assistant.answering.cross_encoder_windows import cover
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
    assert scores(reader, UNRELATED).max() < 0 < scores(reader, KILLED).max()


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


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 60)), min_size=1), st.integers(60, 160)
)
def test_every_sentence_is_read_whole_in_a_window_that_fits(
    drawn: list[tuple[int, int]], room: int
) -> None:
    spans = [(start, start + length) for start, length in drawn]
    windows = cover(spans, 1000, room)
    assert all(0 <= first < end <= 1000 and end - first <= room for first, end in windows)
    assert all(any(a <= start and end <= b for a, b in windows) for start, end in spans)


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
        "from assistant.answering.cross_encoder import open_cross_encoder;"
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
