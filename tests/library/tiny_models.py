"""A multilingual embedding model of a few kilobytes: XLM-R with random weights."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from assistant.settings import EmbeddingSettings

TEXTS = (
    "Militias burnt the village and its granaries.",
    "Вооружённые люди сожгли деревню и склады.",
    "武装人员烧毁了村庄",
    "Des hommes armés ont brûlé le village.",
)
POSITIONS = 66
LONGEST = 64
"""RoBERTa models count positions from behind the padding's number, here 1."""


def make_xlm_roberta(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """Save a sentence-transformers model in `folder` and return it."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import XLMRobertaConfig, XLMRobertaModel

    torch.manual_seed(0)
    backbone = folder.with_name(f"{folder.name}-backbone")
    size = _save_tokenizer(backbone)
    config = XLMRobertaConfig(
        vocab_size=size,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=POSITIONS,
        type_vocab_size=1,
        pad_token_id=1,
    )
    XLMRobertaModel(config).save_pretrained(backbone)
    modules = [Transformer(str(backbone)), Pooling(32)]
    model = SentenceTransformer(modules=modules, device="cpu", prompts=prompts)
    model.save(str(folder), create_model_card=False)
    return folder


def settings_of(folder: Path, backend: str = "openvino") -> EmbeddingSettings:
    """Return settings that name the model in `folder`, with its hash."""
    sha256 = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    return EmbeddingSettings.model_validate(
        {"model_dir": folder, "model_sha256": sha256, "backend": backend, "threads": 1}
    )


def set_prompts(folder: Path, prompts: dict[str, str]) -> None:
    """Change the prompts that the model in `folder` names."""
    path = folder / "config_sentence_transformers.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**config, "prompts": prompts}), encoding="utf-8")


def _save_tokenizer(folder: Path) -> int:
    """Save a unigram tokenizer as XLM-R has it, without token types, and return its size."""
    from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    trainer = trainers.UnigramTrainer(vocab_size=200, special_tokens=special, unk_token="<unk>")
    tokenizer.train_from_iterator([*TEXTS, "query: passage:"] * 10, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", 0), ("</s>", 2)],
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        mask_token="<mask>",
        model_input_names=["input_ids", "attention_mask"],
    ).save_pretrained(folder)
    return int(tokenizer.get_vocab_size())
