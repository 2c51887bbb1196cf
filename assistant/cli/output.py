"""How the commands print: data on stdout, progress on stderr, plain text by default."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

Payload = Mapping[str, Any]


def print_json(payload: object) -> None:
    """Write `payload` as JSON to stdout."""
    sys.stdout.write(json.dumps(payload, ensure_ascii=False, indent=2) + "\n")


def print_line(text: str = "") -> None:
    """Write one line of data to stdout."""
    sys.stdout.write(text + "\n")


def report(text: str) -> None:
    """Write one line of progress to stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def print_answer(answer: Payload) -> None:
    """Show an answer with its sources, or a refusal with the nearest passages."""
    print_line(answer["text"])
    if answer["citations"]:
        print_line("\nSources")
        for citation in answer["citations"]:
            print_line(_source_line(citation))
    if answer["nearest"]:
        print_line("\nNearest passages (they do not answer the question)")
        for citation in answer["nearest"]:
            print_line(f"{_source_line(citation)}\n      “{citation['quote']}”")
    for notice in answer["notices"]:
        print_line(f"\nNote: {notice['text']}")


def _source_line(citation: Payload) -> str:
    url = f" · {citation['url']}" if citation["url"] else ""
    return (
        f"  [{citation['number']}] {citation['title']}, {citation['edition_label']} · "
        f"{citation['publisher']} · {citation['section']}{url}"
    )


def print_passages(passages: Sequence[Payload]) -> None:
    """Show retrieved passages, best first."""
    for passage in passages:
        print_line(
            f"{passage['number']}. {passage['title']}, {passage['edition_label']} · "
            f"{passage['section']} · {passage['briefing_id']} "
            f"[{passage['start']}:{passage['end']}]\n   {passage['text']}\n"
        )
    if not passages:
        print_line("Nothing found.")


def print_briefings(briefings: Sequence[Payload]) -> None:
    """Show the editions of each series, newest first."""
    series: dict[str, list[Payload]] = {}
    for briefing in briefings:
        series.setdefault(briefing["series"], []).append(briefing)
    for name in sorted(series):
        print_line(name)
        for each in sorted(series[name], key=lambda item: item["edition_date"], reverse=True):
            mark = "superseded" if each["is_superseded"] else "newest" if each["is_newest"] else ""
            level = each["level"] or "-"
            print_line(
                f"  {each['edition_date']:<11}{level:<17}{mark:<11}{each['id']}  {each['title']}"
            )
    editions = "edition" if len(briefings) == 1 else "editions"
    print_line(f"{len(briefings)} {editions} in {len(series)} series")


def print_file_results(results: Sequence[Payload]) -> None:
    """Show what became of each file, failures with what to do, then the counts."""
    counts: dict[str, int] = {}
    for result in results:
        counts[result["status"]] = counts.get(result["status"], 0) + 1
        print_line(f"{result['status']:<12} {result['file_name']:<44} {_result_detail(result)}")
    print_line(", ".join(f"{count} {status}" for status, count in counts.items()) or "No files.")


def _result_detail(result: Payload) -> str:
    if result["message"]:
        return str(result["message"])
    if result.get("briefing_id"):
        level = f" · {result['level']}" if result["level"] else ""
        return f"{result['title']} · {result['edition_label']}{level}"
    return ""
