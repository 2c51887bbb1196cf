"""Loads a sentence-transformers model from disk, with the longest text that it can really read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import ModelError
from assistant.library.model_files import ModelFiles
from assistant.library.model_prompts import ModelPrompts, read_prompts
from assistant.library.offline import go_offline

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


def load_encoder(files: ModelFiles) -> SentenceTransformer:
    """Load the model in `files`; slow, for it imports torch.

    Raises:
        ModelError: the model leaves its prompts out of the vectors, or has no fast tokenizer.
    """
    go_offline()
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(
        str(files.folder), device="cpu", local_files_only=True, trust_remote_code=False
    ).eval()
    if not hasattr(encoder.tokenizer, "backend_tokenizer"):
        raise ModelError(
            f"The model in {files.folder} has no tokenizer.json. Save its tokenizer with "
            "`use_fast=True`, or choose another model."
        )
    has_prompts = read_prompts(files.folder) != ModelPrompts()
    if has_prompts and not all(getattr(each, "include_prompt", True) for each in encoder):
        raise ModelError(
            f"The model in {files.folder} leaves its prompts out of the vectors, which is not "
            "supported. Choose another model."
        )
    encoder.max_seq_length = _longest_text(encoder)
    return encoder


def _longest_text(encoder: SentenceTransformer) -> int:
    """Return the most tokens of a text, those that mark its ends included.

    Models of the RoBERTa family count positions from behind the padding's number, so that they
    read fewer tokens than they have positions for; not all say so.
    """
    longest = int(encoder.max_seq_length or 256)
    for name, module in encoder.named_modules():
        if name.endswith("position_embeddings") and hasattr(module, "num_embeddings"):
            padding = module.padding_idx
            longest = min(longest, module.num_embeddings - (0 if padding is None else padding + 1))
    return longest
