"""Commands that look after the library: `r2p briefings`, `doctor` and `rebuild`."""

from __future__ import annotations

import argparse

from assistant.cli.access import open_api
from assistant.cli.argument_types import codes_of
from assistant.cli.options import Commands, add_command, add_json
from assistant.cli.output import print_briefings, print_json, print_line, report


def add_briefings(commands: Commands) -> None:
    """Add `r2p briefings`."""
    parser = add_command(commands, "briefings", briefings)
    parser.add_argument(
        "--country", type=codes_of, default=(), help="only this country: name or ISO code"
    )
    add_json(parser)


def add_doctor(commands: Commands) -> None:
    """Add `r2p doctor`."""
    add_json(add_command(commands, "doctor", doctor))


def add_rebuild(commands: Commands) -> None:
    """Add `r2p rebuild`."""
    add_json(add_command(commands, "rebuild", rebuild))


def briefings(options: argparse.Namespace) -> int:
    """List what is in the library: series, editions, level, date."""
    with open_api("r2p briefings") as api:
        listed = api.get("/v1/briefings")
    if options.country:
        wanted = set(options.country)
        kept = [each for each in listed["briefings"] if wanted & set(each["countries"])]
        listed = {**listed, "briefings": kept}
    if options.json:
        print_json(listed)
    else:
        print_briefings(listed["briefings"])
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Show the settings with their origin, the model, the state of the indexes, and what leaves.

    Exits with 1 when something needs mending, and says what to do.
    """
    from assistant.cli.diagnosis import diagnose, print_diagnosis

    diagnosis = diagnose()
    if options.json:
        print_json(diagnosis)
    else:
        print_diagnosis(diagnosis)
    return int(bool(diagnosis["problems"]))


def rebuild(options: argparse.Namespace) -> int:
    """Build both indexes again from the catalogue.

    Needed after a change of the embedding model, or where `r2p doctor` says so. It may be
    interrupted and run again.
    """
    from assistant.settings import load_settings

    settings = load_settings()
    from assistant.cli.composition import open_library

    with open_library(settings, command="r2p rebuild", for_rebuild=True) as library:
        library.rebuild(lambda done, total: report(f"[{done}/{total}] passages"))
        health = library.check()
    if options.json:
        print_json({"passages": health.passages, "checks": health.checks})
    else:
        print_line(f"Rebuilt both indexes: {health.passages} passages.")
        for name, state in health.checks.items():
            print_line(f"  {name:<15}{state}")
    return int(not health.is_healthy)
