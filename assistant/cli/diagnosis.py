"""What `r2p doctor` finds: settings with their origin, model, index health, outbound addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from assistant import __version__
from assistant.cli.output import print_line
from assistant.cli.remote import RemoteApi, running_api
from assistant.errors import AssistantError
from assistant.settings import Settings, describe_settings, load_settings

SWITCHED_OFF = (
    "LangSmith tracing",
    "usage reports of Chroma, Hugging Face, OpenVINO and Streamlit",
)
"""What `assistant.library.offline` and the command of the chat page see to."""


def diagnose() -> dict[str, Any]:
    """Look at everything once; problems are collected rather than raised.

    Raises:
        SettingsError: the settings themselves cannot be read.
    """
    settings = load_settings()
    problems: list[str] = []
    url = running_api()
    diagnosis: dict[str, Any] = {
        "version": __version__,
        "settings": [asdict(each) for each in describe_settings(settings)],
        "data_folder": str(settings.data_dir.resolve()),
        "answer_api": url,
        "library": {},
        **_answering(settings),
        "switched_off": SWITCHED_OFF,
        "problems": problems,
    }
    try:
        diagnosis |= _through_api(url) if url else {"library": _check_here(settings)}
    except AssistantError as error:
        problems.append(str(error))
    checks: Mapping[str, str] = diagnosis["library"].get("checks", {})
    problems += [f"{name}: {state}" for name, state in checks.items() if state != "ok"]
    return diagnosis


def print_diagnosis(diagnosis: Mapping[str, Any]) -> None:
    """Show a diagnosis as text."""
    print_line(f"r2p {diagnosis['version']}\n\nSettings")
    for each in diagnosis["settings"]:
        value = each["value"] or "(empty)"
        shown = f"{value[:12]}..." if each["variable"].endswith("_SHA256") else value
        print_line(f"  {each['variable']:<40}{shown:<24} {each['origin']}")
    _print_library(diagnosis)
    print_line(f"\nAnswers are made by the {diagnosis['answered_by']}.")
    leaves = ", ".join(diagnosis["outbound"]) or "nothing"
    print_line(f"What may leave this machine: {leaves}.")
    print_line(f"Switched off: {'; '.join(diagnosis['switched_off'])}.")
    for problem in diagnosis["problems"]:
        print_line(f"\nTo mend: {problem}")
    if not diagnosis["problems"]:
        print_line("\nNothing needs mending.")


def _print_library(diagnosis: Mapping[str, Any]) -> None:
    library = diagnosis["library"]
    print_line(f"\nLibrary\n  {'data folder':<18}{diagnosis['data_folder']}")
    held_by = diagnosis["answer_api"]
    if held_by:
        print_line(f"  {'answer API':<18}{held_by}, which runs with settings of its own")
    for name in ("embedding_model", "editions", "passages"):
        if name in library:
            print_line(f"  {name.replace('_', ' '):<18}{library[name]}")
    for name, state in library.get("checks", {}).items():
        print_line(f"  {name:<18}{state}")
    if library.get("editions") == 0 and not diagnosis["problems"]:
        print_line("  It is empty. `r2p ingest PATH` adds briefings; `--samples` adds ours.")


def _answering(settings: Settings) -> dict[str, Any]:
    from assistant.api.service import outbound_addresses

    who = f"chat model {settings.model.name}" if settings.model.name else "embedded reader"
    return {"answered_by": who, "outbound": outbound_addresses(settings)}


def _through_api(url: str) -> dict[str, Any]:
    """Ask the process that holds the library; what it says of itself outranks our settings."""
    api = RemoteApi(url)
    health = api.get("/healthz")
    ready = api.get("/readyz", expected=(503,))
    by = health["answered_by"]
    return {
        "answered_by": "embedded reader" if by == "embedded" else f"chat model {by}",
        "outbound": health["outbound"],
        "library": {
            "editions": ready["briefings"],
            "passages": ready["passages"],
            "checks": ready["checks"],
        },
    }


def _check_here(settings: Settings) -> dict[str, Any]:
    from assistant.cli.library_check import check_apart

    return asdict(check_apart(settings))
