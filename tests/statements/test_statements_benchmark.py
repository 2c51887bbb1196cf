import json
from pathlib import Path

from evals.benchmarks.statements import Reading, Score, add_sentence, read_labels


def test_reading_counts_where_it_means_the_same_and_overlaps() -> None:
    score = Score()
    read = [Reading(0, 3, (150, None, "exact")), Reading(10, 12, (20, None, "exact"))]
    labelled = [Reading(1, 3, (150, None, "exact")), Reading(10, 12, (20, None, "at least"))]
    add_sentence(score, "150 fled and 20 died", read, labelled)
    assert (score.labelled, score.read, score.right) == (2, 2, 1)
    assert len(score.errors) == 2


def test_label_agrees_with_one_reading_only() -> None:
    score = Score()
    same = Reading(0, 3, (150, None, "exact"))
    add_sentence(score, "150 fled", [same, same], [same])
    assert (score.read, score.right) == (2, 1)


def test_share_of_nothing_is_not_measured() -> None:
    assert Score().precision is None
    assert Score().recall is None


def test_only_the_half_asked_for_is_read(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    rows = [{"id": "1", "half": "dev"}, {"id": "2", "half": "held_out"}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert [row["id"] for row in read_labels("dev", path)] == ["1"]
