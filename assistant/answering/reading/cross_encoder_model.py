"""The reader as a torch module: MiniLM with low-rank adapters, and heads that point and judge.

Only training and the one-time conversion import this file, and with it torch. Adapters: Hu et al.,
LoRA, 2021, arXiv:2106.09685. The null option stands at the first token, as in SQuAD 2.0 readers
(Devlin et al., BERT, 2019, section 4.3).
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

ADAPTER_SCALE = 2.0
"""Factor on what the adapters add (alpha / rank of the paper)."""
VERDICTS = ("entailment", "neutral", "contradiction")
"""What a passage says of a statement, in the order of the window outputs after the first."""


class AdaptedLinear(nn.Module):
    """A frozen linear layer plus a trained low-rank change of it; starts as no change."""

    def __init__(self, base: nn.Linear, rank: int) -> None:
        super().__init__()
        self.base = base
        self.down = nn.Parameter(torch.empty(rank, base.in_features))
        self.up = nn.Parameter(torch.zeros(base.out_features, rank))
        nn.init.kaiming_uniform_(self.down, a=5**0.5)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Apply the layer and its change to `states`, shape (..., in_features)."""
        down, up = self.down.to(states.dtype), self.up.to(states.dtype)
        change: torch.Tensor = (states @ down.T) @ up.T
        result: torch.Tensor = self.base(states) + ADAPTER_SCALE * change
        return result

    def merged(self) -> nn.Linear:
        """Return one plain layer that computes the same."""
        with torch.no_grad():
            self.base.weight += ADAPTER_SCALE * (self.up @ self.down)
        return self.base


class ReaderModel(nn.Module):
    """Points at answers token by token, and judges a window as a whole.

    Token outputs: start and end of an answer, the null at token 0. Window outputs: the log-odds
    that anything in it answers, and the logits of `VERDICTS` on a statement.
    """

    def __init__(self, model_folder: Path, rank: int) -> None:
        super().__init__()
        from transformers import AutoModel

        self.encoder = AutoModel.from_pretrained(
            str(model_folder),
            add_pooling_layer=False,
            local_files_only=True,
            attention_probs_dropout_prob=0.0,  # costs a tenth of a training step
        ).requires_grad_(requires_grad=False)
        width = int(self.encoder.config.hidden_size)
        self.dense = nn.Linear(width, width)
        self.tokens = nn.Linear(width, 2)
        self.null = nn.Linear(width, 2)
        self.pooling = nn.Linear(width, width)
        self.window = nn.Linear(width, 1 + len(VERDICTS))
        _replace_linears(self.encoder.encoder, rank)

    def forward(
        self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return token logits, shape (batch, tokens, 2), and window logits, shape (batch, 4)."""
        encoded = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types)
        last = encoded.last_hidden_state.float()
        states = nn.functional.gelu(self.dense(last))
        tokens = torch.cat([self.null(states[:, :1]), self.tokens(states[:, 1:])], dim=1)
        weights = mask.unsqueeze(-1).to(last.dtype)
        mean = (last * weights).sum(dim=1) / weights.sum(dim=1)
        pooled = torch.tanh(self.pooling(last[:, 0] + mean))
        return tokens, self.window(pooled)

    def trained_state(self) -> dict[str, torch.Tensor]:
        """Return what training changes, by name: adapters and head."""
        return {
            name: parameter.detach()
            for name, parameter in self.named_parameters()
            if parameter.requires_grad
        }

    def load_trained(self, state: dict[str, torch.Tensor]) -> None:
        """Take over a `trained_state`; raises KeyError where it is not one of this shape."""
        with torch.no_grad():
            for name, parameter in self.named_parameters():
                if parameter.requires_grad:
                    parameter.copy_(state[name].to(parameter.dtype))

    def start_from(self, state: dict[str, torch.Tensor]) -> None:
        """Take over what a smaller reader learnt: adapters of lower rank, some of the heads."""
        with torch.no_grad():
            for name, parameter in self.named_parameters():
                if parameter.requires_grad and name in state:
                    learnt = state[name].to(parameter.dtype)
                    parameter[tuple(slice(0, size) for size in learnt.shape)] = learnt

    def merge(self) -> None:
        """Fold the adapters into the layers that they change."""
        for parent in list(self.encoder.modules()):
            for name, child in list(parent.named_children()):
                if isinstance(child, AdaptedLinear):
                    setattr(parent, name, child.merged())


def _replace_linears(encoder: nn.Module, rank: int) -> None:
    for parent in list(encoder.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Linear) and not isinstance(parent, AdaptedLinear):
                setattr(parent, name, AdaptedLinear(child, rank))
