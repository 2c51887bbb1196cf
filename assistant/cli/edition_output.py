"""How what editions say is printed: lines with [n] marks, and the sources that they point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from assistant.cli.output import Payload, print_line, print_sources

MOST_CHANGES = 25
"""Changes printed of one comparison, unless all are asked for."""
MOVES = {
    "first": "the first level held",
    "redefined": "not comparable with the level before, as the levels were defined anew",
}
"""How a level stands to the one before, where the API's word does not say it by itself."""
NO_LEVEL = "no level in the briefings held, which does not mean that there is no risk"


def print_situations(found: Payload, *, in_full: bool) -> None:
    """Show a line for each country; `in_full` adds who is at risk, the history and what is held."""
    cited: list[Payload] = []
    for each in found["situations"]:
        edition = f", edition of {each['edition']['edition_label']}" if each["edition"] else ""
        level = f"{each['level'] or NO_LEVEL}{edition}"
        print_line(f"{each['name']}: {level}{_marks(cited, each['level_citation'])}")
        if in_full:
            _print_situation_details(each, cited)
        for notice in each["notices"]:
            print_line(f"    Note: {notice['text']}")
    if not found["situations"]:
        print_line("In the editions held no country has that level.")
    _print_end(found, cited)


def _print_situation_details(situation: Payload, cited: list[Payload]) -> None:
    if situation["summary"]:
        summary = situation["summary"]
        print_line(f"    “{_one_line(summary['quote'])}”{_marks(cited, summary)}")
    for step in situation["history"]:
        label = step["edition"]["edition_label"]
        marks = _marks(cited, step["citation"])
        moved = MOVES.get(step["moved"], step["moved"])
        print_line(f"    {label}: {step['level']}, {moved}{marks}")
    for series in situation["series"]:
        count, newest = series["editions"], series["newest_label"]
        print_line(f"    Held: {series['name']}, {_editions(count)}{newest}")


def _editions(count: int) -> str:
    return "of " if count == 1 else f"{count}, the newest of "


def print_changes(results: Sequence[Payload], *, in_full: bool) -> None:
    """Show the changes of each comparison, the most telling first.

    The sources of each are listed behind it, as its marks start again at 1.
    """
    for number, found in enumerate(results):
        before, after = found["before"], found["after"]
        opening = "\n" if number else ""
        print_line(f"{opening}{after['series']}: {_edition_name(before)} → {_edition_name(after)}")
        cited: list[Payload] = []
        if found["unchanged_level"]:
            print_line(f"- {found['unchanged_level']['text']}")
            cited += found["unchanged_level"]["citations"]
        shown = found["changes"] if in_full else found["changes"][:MOST_CHANGES]
        for change in shown:
            print_line(f"- {change['text']}{_marks(cited, change['before'], change['after'])}")
        if not found["changes"]:
            print_line("- Nothing else differs in figures, dates, names or statements.")
        if len(shown) < len(found["changes"]):
            print_line(f"  ... and {len(found['changes']) - len(shown)} more; --all shows them.")
        if found["scheme_note"]:
            print_line(f"\nNote: {found['scheme_note']}")
        print_sources(cited)


def _edition_name(edition: Payload) -> str:
    symbol = f"{edition['symbol']}, " if edition["symbol"] else ""
    return f"{symbol}{edition['edition_label']}"


def print_timeline(found: Payload) -> None:
    """Show events, oldest first: the date, the words, and the edition that tells of it."""
    cited: list[Payload] = []
    for event in found["events"]:
        headline = f"{event['headline']}: " if event["headline"] else ""
        edition = event["edition_label"]
        print_line(
            f"{event['date']['label']}: {headline}“{event['text']}” ({edition})"
            f"{_marks(cited, event['citation'])}"
        )
    if not found["events"]:
        print_line(f"The editions held on {found['name']} state no dated event of that kind.")
    print_sources(cited)


def print_comparison(found: Payload) -> None:
    """Show which is larger or graver where that is known, then each row."""
    cited: list[Payload] = []
    if found["verdict"]:
        print_line(f"{found['verdict']['text']}\n")
        cited += found["verdict"]["citations"]
    for row in found["rows"]:
        print_line(f"{row['title']}")
        for cell in row["cells"]:
            print_line(f"- {cell['subject']}: {cell['text']}{_marks(cited, *cell['citations'])}")
    print_sources(cited)


def print_brief(found: Payload) -> None:
    """Show a brief part by part."""
    cited: list[Payload] = []
    print_line(found["name"])
    for part in found["parts"]:
        print_line(f"\n{part['title']}")
        for line in part["lines"]:
            print_line(f"- {line['text']}")
            cited += line["citations"]
    _print_end(found, cited)


def print_series(series: Sequence[Payload]) -> None:
    """Show each series with its id and the dates of its editions, the newest first."""
    for each in series:
        dates = ", ".join(edition["edition_date"] for edition in each["editions"])
        print_line(f"{each['id']}\n    {each['name']} ({each['kind']}): {dates}")
    if not series:
        print_line("No series. `r2p briefings` lists what is in the library.")


def _print_end(found: Payload, cited: Iterable[Payload]) -> None:
    for notice in found["notices"]:
        print_line(f"\nNote: {notice['text']}")
    print_sources(list(cited))


def _marks(cited: list[Payload], *citations: Payload | None) -> str:
    """Return the marks of quotes, each once, and remember the quotes for the list of sources."""
    given = list(_given(citations))
    cited += given
    marks = dict.fromkeys(f"[{citation['number']}]" for citation in given)
    return f" {''.join(marks)}" if marks else ""


def _given(citations: Iterable[Payload | None]) -> Iterator[Payload]:
    return (citation for citation in citations if citation is not None)


def _one_line(text: str) -> str:
    return " ".join(text.split())
