from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelError
from assistant.library.embedding import open_embedder
from assistant.library.model_prompts import E5_PROMPTS, ModelPrompts, read_prompts
from tests.library.tiny_models import LONGEST, TEXTS, make_xlm_roberta, set_prompts, settings_of

PROMPTS = {"query": "query: ", "passage": "passage: "}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_xlm_roberta(tmp_path_factory.mktemp("xlmr") / "model", PROMPTS)


@pytest.fixture(scope="module")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


def test_model_without_token_types_is_converted_and_agrees_with_torch(
    folder: Path, cache_dir: Path
) -> None:
    ours = open_embedder(settings_of(folder), cache_dir)
    torch = open_embedder(settings_of(folder, "torch"), cache_dir)
    texts = [*TEXTS, "деревню " * 300, "."]
    vectors = ours.embed_texts(texts)
    assert vectors.shape == (6, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert (vectors * torch.embed_texts(texts)).sum(axis=1).min() > 0.999
    assert ours.embed_one(TEXTS[0]) @ torch.embed_one(TEXTS[0]) > 0.999
    assert ours.model_id == torch.model_id
    assert ours.count_tokens("деревню " * 300) > LONGEST


def test_padding_beside_a_longer_text_changes_no_vector(folder: Path, cache_dir: Path) -> None:
    embedder = open_embedder(settings_of(folder), cache_dir)
    together = embedder.embed_texts([TEXTS[2], " ".join(TEXTS)])[0]
    assert together @ embedder.embed_texts([TEXTS[2]])[0] > 0.999


@pytest.mark.parametrize("backend", ["openvino", "torch"])
def test_question_and_passage_get_the_prompts_of_the_model(
    folder: Path, cache_dir: Path, backend: str
) -> None:
    prompted = open_embedder(settings_of(folder, backend), cache_dir)
    set_prompts(folder, {})
    plain = open_embedder(settings_of(folder, backend), cache_dir)
    set_prompts(folder, PROMPTS)
    text = TEXTS[0]
    assert prompted.embed_one(text) @ plain.embed_one(f"query: {text}") > 0.999
    assert prompted.embed_texts([text])[0] @ plain.embed_texts([f"passage: {text}"])[0] > 0.999
    assert not np.allclose(prompted.embed_one(text), plain.embed_one(text), atol=1e-3)


def test_vectors_of_other_prompts_are_of_another_model(folder: Path, cache_dir: Path) -> None:
    prompted = open_embedder(settings_of(folder), cache_dir)
    set_prompts(folder, {})
    plain = open_embedder(settings_of(folder), cache_dir)
    set_prompts(folder, PROMPTS)
    assert prompted.model_id.startswith(f"{plain.model_id}+prompts")


def test_prompts_that_the_pooling_leaves_out_are_refused(folder: Path, cache_dir: Path) -> None:
    path = folder / "1_Pooling" / "config.json"
    before = path.read_text(encoding="utf-8")
    path.write_text(json.dumps({**json.loads(before), "include_prompt": False}), encoding="utf-8")
    try:
        with pytest.raises(ModelError, match="leaves its prompts out"):
            open_embedder(settings_of(folder, "torch"), cache_dir)
    finally:
        path.write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "config", "expected"),
    [
        ("minilm", None, ModelPrompts()),
        ("minilm", {"prompts": {"query": "q: ", "document": ""}}, ModelPrompts("q: ")),
        ("gte", {"prompts": {"document": "", "passage": "p: "}}, ModelPrompts("", "p: ")),
        ("multilingual-e5-small", None, E5_PROMPTS),
        ("multilingual-e5-small", {"prompts": {"query": "q: "}}, ModelPrompts("q: ")),
        ("multilingual-e5-large-instruct", None, ModelPrompts()),
    ],
)
def test_prompts_are_those_of_the_folder_or_of_the_family(
    tmp_path: Path, name: str, config: dict[str, object] | None, expected: ModelPrompts
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    if config is not None:
        (folder / "config_sentence_transformers.json").write_text(json.dumps(config))
    assert read_prompts(folder) == expected
    assert bool(expected.mark) == (expected != ModelPrompts())
