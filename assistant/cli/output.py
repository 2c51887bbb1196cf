"""How the commands print: data on stdout, progress on stderr, plain text by default."""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

Payload = Mapping[str, Any]

# A document may hold escape sequences that move a terminal's cursor or hide text.
_CONTROL_CHARACTERS = {code: None for code in (*range(32), 127, *range(128, 160)) if code != 10}

_NEVER_REPLACED = ("resolution", "meeting record")
"""Kinds of which each document stands by itself, so that 'newest' would say nothing."""


def prepare_streams() -> None:
    """Let a terminal that cannot show a character show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def print_json(payload: object) -> None:
    """Write `payload` as JSON to stdout."""
    sys.stdout.write(json.dumps(payload, ensure_ascii=False, indent=2) + "\n")


def print_line(text: str = "") -> None:
    """Write text and a line end to stdout."""
    sys.stdout.write(text.translate(_CONTROL_CHARACTERS) + "\n")


def report(text: str) -> None:
    """Write one line of progress to stderr."""
    sys.stderr.write(text.translate(_CONTROL_CHARACTERS) + "\n")
    sys.stderr.flush()


def print_answer(answer: Payload) -> None:
    """Show an answer with its sources, or a refusal with the nearest passages."""
    print_line(answer["text"])
    print_sources(answer["citations"])
    if answer["nearest"]:
        print_line("\nNearest passages (they do not answer the question)")
        for citation in answer["nearest"]:
            print_line(f"{_source_line(citation)}\n      “{citation['quote']}”")
    for notice in answer["notices"]:
        print_line(f"\nNote: {notice['text']}")


def print_sources(citations: Sequence[Payload]) -> None:
    """List what the [n] marks point at, each once, by number."""
    by_number = {citation["number"]: citation for citation in citations}
    if by_number:
        print_line("\nSources")
    for number in sorted(by_number):
        print_line(_source_line(by_number[number]))


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
            f"{passage['section']}\n   {passage['briefing_id']}, characters "
            f"{passage['start']} to {passage['end']}\n   {passage['text']}\n"
        )
    if not passages:
        print_line("Nothing found.")


def print_briefings(briefings: Sequence[Payload]) -> None:
    """Show the editions of each series, newest first."""
    series: dict[str, list[Payload]] = {}
    for briefing in briefings:
        series.setdefault(briefing["series"], []).append(briefing)
    for name in sorted(series):
        editions = sorted(series[name], key=lambda each: each["edition_date"], reverse=True)
        print_line(f"{name} ({', '.join(dict.fromkeys(each['kind'] for each in editions))})")
        has_levels = any(each["level"] for each in editions)
        for each in editions:
            level = f"{each['level'] or '-':<17}" if has_levels else ""
            print_line(
                f"  {each['edition_date']:<12}{_standing(each):<11}{level}"
                f"{each['title']} · {each['id']}"
            )
    if not briefings:
        print_line("No briefings. `r2p ingest PATH` adds some; `r2p ingest --samples` adds ours.")
        return
    print_line(f"\n{_count(len(briefings), 'edition')} in {len(series)} series")


def _standing(briefing: Payload) -> str:
    if briefing["is_superseded"]:
        return "corrected"
    if briefing["kind"] in _NEVER_REPLACED:
        return ""
    return "newest" if briefing["is_newest"] else "older"


def print_file_results(results: Sequence[Payload]) -> None:
    """Show what became of each file, failures with what to do, then the counts."""
    width = min(48, max((len(result["file_name"]) for result in results), default=0))
    for result in results:
        print_line(
            f"{result['status']:<12} {result['file_name']:<{width}}  {_result_detail(result)}"
        )
        if result["status"] not in ("unchanged", "failed", "left out"):
            for note in result["notes"]:
                print_line(f"{'':<13}{note}")
    print_line(f"\n{summary_of(results)}" if results else "No files.")


def summary_of(results: Sequence[Payload]) -> str:
    """Return the counts: '3 added, 1 failed'."""
    counts = Counter(result["status"] for result in results)
    return ", ".join(
        _count(count, status) if status in ("new edition", "correction") else f"{count} {status}"
        for status, count in counts.items()
    )


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _result_detail(result: Payload) -> str:
    if result["message"]:
        return str(result["message"])
    if result["briefing_id"]:
        level = f" · {result['level']}" if result["level"] else ""
        return f"{result['title']} · {result['edition_label']}{level}"
    return ""
