"""A reader without a model: a sentence answers by the words that it shares with the question."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from assistant.answering.reading.cross_encoder import CrossEncoder, Floats, Integers
from assistant.answering.reading.cross_encoder_windows import CLS_ID, PAD_ID, SEP_ID

_UNKNOWN = "[UNK]"


def word_reader(texts: Iterable[str]) -> CrossEncoder:
    """Return a reader that knows the words of `texts`."""
    splitting = Whitespace()
    words = {word for text in texts for word, _ in splitting.pre_tokenize_str(text)}
    vocabulary = {word: SEP_ID + 1 + number for number, word in enumerate(sorted(words))}
    tokenizer = Tokenizer(WordLevel({_UNKNOWN: PAD_ID, **vocabulary}, unk_token=_UNKNOWN))
    tokenizer.pre_tokenizer = splitting
    return CrossEncoder(_shared_words, tokenizer)


def _shared_words(ids: Integers, mask: Integers, types: Integers) -> tuple[Floats, Floats]:
    special = np.isin(ids, [CLS_ID, SEP_ID, PAD_ID])
    is_shared = np.array(
        [
            np.isin(row, row[(kinds == 0) & ~marks])
            for row, kinds, marks in zip(ids, types, special, strict=True)
        ]
    ) & ((types == 1) & (mask == 1) & ~special)
    tokens = np.where(is_shared[..., None], 3.0, -3.0).repeat(2, axis=2)
    tokens[:, 0] = 3.0
    judged = np.zeros((len(ids), 4), dtype=np.float32)
    judged[:, :2] = is_shared.sum(axis=1)[:, None]
    return tokens.astype(np.float32), judged
