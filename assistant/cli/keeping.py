"""Commands that keep the library: `r2p ingest`, `briefings`, `doctor` and `rebuild`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.output import (
    print_briefings,
    print_file_results,
    print_json,
    print_line,
    report,
)
from assistant.cli.remote import ApiRefused, get, post_file, running_api

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders: txt, md, html, pdf, docx.")
    ] = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="Ingest the sample briefings of this package.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Add documents to the library; each file is reported, and a bad one stops nothing.

    Exits 0 when every file was taken, 1 when one failed.
    """
    if samples:
        paths = [*(paths or []), samples_folder()]
    if not paths:
        raise typer.BadParameter("Name a file or a folder, or use --samples.", param_hint="PATHS")
    url = running_api()
    results = _ingest_through(url, paths) if url else _ingest_here(paths)
    if as_json:
        print_json({"results": results})
    else:
        print_file_results(results)
    if any(result["status"] == "failed" for result in results):
        raise typer.Exit(1)


def samples_folder() -> Path:
    """The folder of sample briefings inside the installed package."""
    from importlib.resources import files

    return Path(str(files("ingest") / "samples"))


def _report_progress(done: int, total: int, file_name: str) -> None:
    report(f"[{done}/{total}] {file_name}")


def _ingest_here(paths: list[Path]) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from assistant.cli.composition import open_library
    from assistant.settings import load_settings
    from ingest.pipeline import ingest_paths

    settings = load_settings()
    with open_library(settings, command="r2p ingest") as library:
        return [
            asdict(result) for result in ingest_paths(paths, library, settings, _report_progress)
        ]


def _ingest_through(url: str, paths: list[Path]) -> list[dict[str, Any]]:
    from dataclasses import asdict

    from ingest.batch import gather_files
    from ingest.results import FileResult

    batch = tuple(gather_files(paths))
    results: list[dict[str, Any]] = []
    for done, item in enumerate(batch):
        if isinstance(item, FileResult):
            results.append(asdict(item))
            continue
        _report_progress(done, len(batch), item.shown_name)
        results += _upload(url, item.path, dict(item.given))
    return results


def _upload(url: str, path: Path, fields: dict[str, str]) -> list[dict[str, Any]]:
    try:
        answer: Any = post_file(url, "/v1/briefings", path, fields)
    except (ApiRefused, OSError) as error:
        return [{"file_name": path.name, "status": "failed", "message": str(error)}]
    return list(answer["results"])


def briefings(
    country: Annotated[str | None, typer.Option(help="Only this country: name or code.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what is in the library: series, editions, level, date."""
    query = {"country": _code(country)} if country else {}
    url = running_api()
    listed: Any = get(url, "/v1/briefings", query) if url else _briefings_here(query.get("country"))
    if as_json:
        print_json(listed)
    else:
        print_briefings(listed["briefings"])


def _code(name: str) -> str:
    from assistant.countries import country_codes, known_codes

    codes = (name.upper(),) if name.upper() in known_codes() else country_codes(name)
    if not codes:
        raise typer.BadParameter(f"'{name}' is no country we know.", param_hint="--country")
    return codes[0]


def _briefings_here(country: str | None) -> dict[str, Any]:
    from assistant.api.schemas import BriefingListOut, BriefingOut
    from assistant.cli.composition import open_library
    from assistant.settings import load_settings

    with open_library(load_settings(), command="r2p briefings") as library:
        cards = [
            card for card in library.snapshot.cards if country is None or country in card.countries
        ]
    return BriefingListOut(briefings=[BriefingOut.of(card) for card in cards]).model_dump(
        mode="json"
    )


def doctor(as_json: AsJson = False) -> None:
    """Show settings with their origin, the model, index health, and what would leave the machine.

    Exits 1 when something needs mending.
    """
    from assistant.cli.diagnosis import diagnose, print_diagnosis

    diagnosis = diagnose()
    if as_json:
        print_json(diagnosis)
    else:
        print_diagnosis(diagnosis)
    if diagnosis["problems"]:
        raise typer.Exit(1)


def rebuild() -> None:
    """Build both indexes again from the catalogue; interrupt it and run it again at will."""
    from assistant.cli.composition import open_library
    from assistant.settings import load_settings

    with open_library(load_settings(), command="r2p rebuild") as library:
        library.rebuild(lambda step, done, total: report(f"{step}: {done}/{total}"))
        health = library.check()
    print_line(f"Rebuilt: {health.passages} passages. {health.summary}")
    if not health.is_healthy:
        raise typer.Exit(1)
