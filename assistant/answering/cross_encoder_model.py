"""The reader as a torch module: MiniLM with low-rank adapters, and a head that points at answers.

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
    """Scores each token as the start and as the end of an answer, and the null at token 0."""

    def __init__(self, model_folder: Path, rank: int) -> None:
        super().__init__()
        from transformers import AutoModel

        self.encoder = AutoModel.from_pretrained(
            str(model_folder), add_pooling_layer=False, local_files_only=True
        ).requires_grad_(requires_grad=False)
        width = int(self.encoder.config.hidden_size)
        self.dense = nn.Linear(width, width)
        self.tokens = nn.Linear(width, 2)
        self.null = nn.Linear(width, 2)
        _replace_linears(self.encoder.encoder, rank)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        """Return logits of shape (batch, tokens, 2): start and end; token 0 holds the null."""
        encoded = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types)
        states = nn.functional.gelu(self.dense(encoded.last_hidden_state.float()))
        return torch.cat([self.null(states[:, :1]), self.tokens(states[:, 1:])], dim=1)

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
