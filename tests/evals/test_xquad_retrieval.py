from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from evals.benchmarks.xquad import ParagraphQuestion, ParagraphSet, load_paragraphs, paragraph_of
from evals.benchmarks.xquad_retrieval import (
    TARGETS,
    XQUAD,
    RetrievalScore,
    gain,
    main,
    measure_retrieval,
    report,
    score_rankings,
)
from tests.library.fakes import HashingEmbedder

ARTICLES = (
    (("The harbour was shelled in May.", "What was shelled?"),),
    (("The market reopened. Traders came back.", "Who came back to the market?"),),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = [
        {"paragraphs": [{"context": text, "qas": [{"question": asked}]} for text, asked in article]}
        for article in ARTICLES
    ]
    (tmp_path / "xquad.en.json").write_text(json.dumps({"data": articles}), encoding="utf-8")
    return tmp_path


def test_gain_falls_with_the_rank_and_ends_at_ten() -> None:
    assert gain([4, 7], 4) == 1.0
    assert gain([4, 7], 7) == pytest.approx(1 / math.log2(3))
    assert gain(list(range(11)), 10) == gain([], 1) == 0.0


def test_halves_are_of_whole_articles() -> None:
    questions = tuple(ParagraphQuestion(f"q{n}", n % 2, article=n // 2) for n in range(8))
    score = score_rankings(ParagraphSet("en", ("a", "b"), questions), lambda _: [0])
    assert [each.is_dev for each in questions] == [True, True, False, False] * 2
    assert score == RetrievalScore("en", 8, 0.5, 0.5, 0.5)


def test_paragraphs_keep_their_questions(folder: Path) -> None:
    paragraphs = load_paragraphs(folder, "en")
    assert paragraphs.paragraphs == (ARTICLES[0][0][0], ARTICLES[1][0][0])
    assert [each.paragraph for each in paragraphs.questions] == [0, 1]
    assert paragraph_of("xquad#p17") == 17


def test_the_product_itself_is_measured(folder: Path) -> None:
    score = measure_retrieval(folder, "en", HashingEmbedder())
    assert (score.questions, score.dev, score.held_out, score.total) == (2, 1.0, 1.0, 1.0)
    assert score.reaches_target
    assert "| en | 1.000 | 1.000 | **1.000** | 0.980 |" in report([score], "a machine")


def test_missing_files_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--xquad", str(tmp_path / "absent")]) == 2
    assert "--xquad" in capsys.readouterr().out


@pytest.mark.skipif(not XQUAD.is_dir(), reason=f"XQuAD is not at {XQUAD}")
@pytest.mark.parametrize("language", sorted(set(TARGETS) - {"en"}))
def test_other_languages_reach_their_targets_by_words_alone(language: str) -> None:
    score = measure_retrieval(XQUAD, language, HashingEmbedder())
    assert score.reaches_target, score
