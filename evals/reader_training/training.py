"""The training loop: seeded, checkpointed, and the same whether or not it was interrupted."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from assistant.answering.cross_encoder_model import ReaderModel
from evals.reader_training.encoding import Batch, Window, batch_of, window_of
from evals.reader_training.examples import Reading
from evals.reader_training.near_misses import near_misses

POOL = 40
"""Batches among which windows are sorted by length."""
SAVE_EVERY = 50


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that decides what is learnt, besides the examples."""

    seed: int = 3
    rank: int = 32
    passes: int = 3
    batch_size: int = 16
    adapter_rate: float = 8e-4
    head_rate: float = 8e-4
    warm_up: float = 0.06
    turn_step: int = 450
    """Until here the rate falls as if all passes were made; from here straight to nothing."""
    last_step: int = 920
    """Where training ends, part of the way through the last pass."""
    weight_decay: float = 0.01
    span_weight: float = 0.4
    """Weight of pointing at the answer's ends beside finding its sentence."""


class CheckpointMismatch(Exception):
    """A checkpoint was written by another recipe."""


class Trainer:
    """A model, its optimiser and where it is in its batches."""

    def __init__(
        self, readings: Sequence[Reading], model_folder: Path, recipe: Recipe, checkpoint: Path
    ) -> None:
        """Start anew, or go on from `checkpoint` where there is one."""
        torch.manual_seed(recipe.seed)
        self.recipe, self.checkpoint = recipe, checkpoint
        # Without dropout: a few passes over few examples leave more to learn than to forget.
        self.model = ReaderModel(model_folder, recipe.rank).eval()
        tokenizer = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        batches = [
            batch
            for number in range(recipe.passes)
            for batch in batches_of_pass(readings, tokenizer, recipe, number)
        ]
        planned, self.batches = len(batches), batches[: recipe.last_step]
        self.optimiser = _optimiser(self.model, recipe)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: learning_rate(step, planned, recipe)
        )
        self.done = 0
        if checkpoint.exists():
            self._resume()
        # Reading the frozen weights in bfloat16 halves the time of a step; what is trained
        # stays in full precision.
        for layer in (self.model.encoder.embeddings, self.model.encoder.encoder):
            for parameter in layer.parameters():
                if not parameter.requires_grad:
                    parameter.data = parameter.data.to(torch.bfloat16)

    def run(self) -> ReaderModel:
        """Train to the end, saying now and then how it goes."""
        began, first = time.monotonic(), self.done
        recent: list[float] = []
        for batch in self.batches[first:]:
            recent = [*recent[-49:], self._step(batch)]
            self.done += 1
            if self.done % 10 == 0:
                pace = (time.monotonic() - began) / (self.done - first)
                minutes = pace * (len(self.batches) - self.done) / 60
                loss = sum(recent) / len(recent)
                print(
                    f"step {self.done}/{len(self.batches)} loss {loss:.3f} {minutes:.1f} min left",
                    file=sys.stderr,
                )
            if self.done % SAVE_EVERY == 0 or self.done == len(self.batches):
                self._save()
        return self.model

    def _step(self, batch: Sequence[Window]) -> float:
        loss = loss_of(self.model, batch_of(batch), self.recipe.span_weight)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(_trained(self.model), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad()
        return float(loss.item())

    def _save(self) -> None:
        saved = {
            "recipe": asdict(self.recipe),
            "done": self.done,
            "model": self.model.trained_state(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        fresh = self.checkpoint.with_suffix(".new")
        torch.save(saved, fresh)
        fresh.replace(self.checkpoint)

    def _resume(self) -> None:
        saved = torch.load(self.checkpoint, weights_only=True)
        if saved["recipe"] != asdict(self.recipe):
            raise CheckpointMismatch(
                f"{self.checkpoint} was written by another recipe: {saved['recipe']}. "
                "Delete it to start anew, or name another --out."
            )
        self.model.load_trained(saved["model"])
        self.optimiser.load_state_dict(saved["optimiser"])
        self.schedule.load_state_dict(saved["schedule"])
        self.done = saved["done"]


def batches_of_pass(
    readings: Sequence[Reading], tokenizer: Tokenizer, recipe: Recipe, number: int
) -> list[list[Window]]:
    """Return the batches of pass `number`: new near misses, new cuts, a new order."""
    chance = random.Random(recipe.seed * 1000 + number)  # noqa: S311 - reproducible, not secret
    shown = [*readings, *near_misses(readings, chance)]
    chance.shuffle(shown)
    windows = [window_of(reading, tokenizer, chance) for reading in shown]
    size = recipe.batch_size
    batches = []
    for start in range(0, len(windows), size * POOL):
        pool = sorted(windows[start : start + size * POOL], key=lambda window: len(window.ids))
        batches += [pool[first : first + size] for first in range(0, len(pool), size)]
    chance.shuffle(batches)
    return batches


def loss_of(model: ReaderModel, batch: Batch, span_weight: float) -> torch.Tensor:
    """Cross-entropy of the answering sentence against all others and null, and of its ends."""
    logits = model(batch.ids, batch.mask, batch.types)
    barred = ~batch.eligible.unsqueeze(-1)
    logged = logits.masked_fill(barred, float("-inf")).log_softmax(dim=1)
    starts, ends = logged[..., 0], logged[..., 1]
    sentence = _missed(starts, batch.in_sentence)
    return sentence + span_weight * (_missed(starts, batch.is_start) + _missed(ends, batch.is_end))


def _missed(logged: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Minus the log of the probability that lies on the target tokens, mean over the batch."""
    return -logged.masked_fill(~targets, float("-inf")).logsumexp(dim=1).mean()


def _trained(model: ReaderModel) -> list[torch.nn.Parameter]:
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def _optimiser(model: ReaderModel, recipe: Recipe) -> torch.optim.AdamW:
    adapters = [parameter for parameter in model.encoder.parameters() if parameter.requires_grad]
    head = [
        parameter
        for layer in (model.dense, model.tokens, model.null)
        for parameter in layer.parameters()
    ]
    return torch.optim.AdamW(
        [
            {"params": adapters, "lr": recipe.adapter_rate},
            {"params": head, "lr": recipe.head_rate},
        ],
        weight_decay=recipe.weight_decay,
    )


def learning_rate(step: int, planned: int, recipe: Recipe) -> float:
    """Return the share of the full rate: it rises, falls towards `planned`, then to `last_step`."""
    rising = max(1, round(planned * recipe.warm_up))
    if step < recipe.turn_step:
        return min((step + 1) / rising, (planned - step) / (planned - rising))
    at_turn = (planned - recipe.turn_step) / (planned - rising)
    left = max(0, recipe.last_step - step)
    return at_turn * left / (recipe.last_step - recipe.turn_step)
