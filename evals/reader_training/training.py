"""The training loop: seeded, checkpointed, and the same whether or not it was interrupted."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import torch
from torch.nn import functional

from assistant.answering.reading.cross_encoder_model import ReaderModel
from evals.reader_training.encoding import (
    Batch,
    PairWindow,
    batch_of,
    pair_batch_of,
)
from evals.reader_training.material import Windows
from evals.reader_training.recipes import Recipe, learning_rate

SAVE_EVERY = 50
REPORT_EVERY = 10


class CheckpointMismatch(Exception):
    """A checkpoint was written by another recipe."""


class Trainer:
    """A model, its optimiser and where it is in its batches."""

    def __init__(
        self, model: ReaderModel, batches: Sequence[Windows], recipe: Recipe, checkpoint: Path
    ) -> None:
        """Start anew, or go on from `checkpoint` where there is one."""
        self.recipe, self.checkpoint, self.batches = recipe, checkpoint, batches
        self.model = model.train()
        self.optimiser = _optimiser(self.model, recipe)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda step: learning_rate(step, len(batches), recipe)
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
        recent: dict[bool, list[float]] = {True: [], False: []}
        for batch in self.batches[first:]:
            torch.manual_seed(self.recipe.seed + self.done)  # dropout, also after a pause
            losses = recent[isinstance(batch[0], PairWindow)]
            losses.append(self._step(batch))
            self.done += 1
            if self.done % REPORT_EVERY == 0:
                minutes = (time.monotonic() - began) / (self.done - first) / 60
                left = minutes * (len(self.batches) - self.done)
                shown = [sum(each[-60:]) / max(1, len(each[-60:])) for each in recent.values()]
                print(
                    f"step {self.done}/{len(self.batches)} statements {shown[0]:.3f} "
                    f"questions {shown[1]:.3f} {left:.1f} min left",
                    file=sys.stderr,
                    flush=True,
                )
            if self.done % SAVE_EVERY == 0 or self.done == len(self.batches):
                self._save()
        return self.model.eval()

    def _step(self, batch: Windows) -> float:
        loss = loss_of(self.model, batch, self.recipe)
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


def loss_of(model: ReaderModel, batch: Windows, recipe: Recipe) -> torch.Tensor:
    """Return the loss of a batch of questions, or of a batch of statements."""
    if isinstance(batch[0], PairWindow):
        pairs = pair_batch_of(batch)  # type: ignore[arg-type]
        _, judged = model(pairs.ids, pairs.mask, pairs.types)
        return recipe.statement_weight * functional.cross_entropy(judged[:, 1:], pairs.verdicts)
    return question_loss(model, batch_of(batch), recipe)  # type: ignore[arg-type]


def question_loss(model: ReaderModel, batch: Batch, recipe: Recipe) -> torch.Tensor:
    """Cross-entropy of the answering sentence against all others and null, and of its ends.

    Beside it the window as a whole is judged: does anything in it answer?
    """
    logits, judged = model(batch.ids, batch.mask, batch.types)
    barred = ~batch.eligible.unsqueeze(-1)
    logged = logits.masked_fill(barred, float("-inf")).log_softmax(dim=1)
    starts, ends = logged[..., 0], logged[..., 1]
    pointing = _missed(starts, batch.is_start) + _missed(ends, batch.is_end)
    answered = functional.binary_cross_entropy_with_logits(judged[:, 0], batch.is_answered)
    return (
        _missed(starts, batch.in_sentence)
        + recipe.span_weight * pointing
        + recipe.window_weight * answered
    )


def _missed(logged: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
    """Minus the log of the probability that lies on the target tokens, mean over the batch."""
    return -logged.masked_fill(~targets, float("-inf")).logsumexp(dim=1).mean()


def _trained(model: ReaderModel) -> list[torch.nn.Parameter]:
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def _optimiser(model: ReaderModel, recipe: Recipe) -> torch.optim.AdamW:
    return torch.optim.AdamW(_trained(model), lr=recipe.rate, weight_decay=recipe.weight_decay)
