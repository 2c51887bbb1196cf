"""What `r2p doctor` finds: settings with their origin, model, index health, outbound addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant import __version__
from assistant.cli.output import print_line
from assistant.cli.remote import get, running_api
from assistant.errors import AssistantError
from assistant.settings import Settings, describe_settings, load_settings


def diagnose() -> dict[str, Any]:
    """Look at everything once; problems are collected rather than raised.

    Raises:
        SettingsError: the settings themselves cannot be read.
    """
    from assistant.api.service import outbound_addresses

    settings = load_settings()
    problems: list[str] = []
    library = _library_state(settings, problems)
    return {
        "version": __version__,
        "settings": [asdict(each) for each in describe_settings(settings)],
        "answered_by": settings.model.name or "embedded reader",
        "library": library,
        "outbound": outbound_addresses(settings),
        "problems": problems,
    }


def print_diagnosis(diagnosis: Mapping[str, Any]) -> None:
    """Show a diagnosis as text."""
    print_line(f"r2p {diagnosis['version']}\n\nSettings")
    for each in diagnosis["settings"]:
        value = each["value"] or "(empty)"
        print_line(f"  {each['variable']:<40} {value:<48} {each['origin']}")
    print_line("\nLibrary")
    for name, value in diagnosis["library"].items():
        print_line(f"  {name:<22} {value}")
    print_line(f"\nAnswers are made by: {diagnosis['answered_by']}")
    leaves = ", ".join(diagnosis["outbound"]) or "nothing"
    print_line(f"What may leave this machine: {leaves}")
    for problem in diagnosis["problems"]:
        print_line(f"\nTo mend: {problem}")
    if not diagnosis["problems"]:
        print_line("\nNothing needs mending.")


def _library_state(settings: Settings, problems: list[str]) -> dict[str, Any]:
    url = running_api()
    try:
        return _through_api(url, problems) if url else _here(settings, problems)
    except AssistantError as error:
        problems.append(str(error))
        return {"data folder": str(settings.data_dir)}


def _through_api(url: str, problems: list[str]) -> dict[str, Any]:
    ready: Any = get(url, "/readyz")
    if ready["status"] != "ready":
        problems.append("The running answer API is not ready; see its checks.")
    return {
        "answer API": url,
        "editions": ready["briefings"],
        "passages": ready["passages"],
        **ready["checks"],
    }


def _here(settings: Settings, problems: list[str]) -> dict[str, Any]:
    from assistant.cli.composition import open_library

    with open_library(settings, command="r2p doctor") as library:
        health = library.check()
        if not health.is_healthy:
            problems.append(health.summary)
        return {
            "data folder": str(settings.data_dir.resolve()),
            "embedding model": library.embedder.model_id,
            "editions": len(library.snapshot.cards),
            "passages": health.passages,
            **health.checks,
        }
