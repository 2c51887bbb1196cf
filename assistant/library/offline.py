"""Keeps the libraries we stand on from calling out; imported before any of them."""

from __future__ import annotations

import os
import sys

OFFLINE_VARIABLES = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "ANONYMIZED_TELEMETRY": "False",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    # LangChain sends every question and answer to LangSmith where one of these is "true"; it reads
    # them in this order at its first run. LANGCHAIN_HANDLER is an older switch for the same.
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_HANDLER": "",
}


def go_offline() -> None:
    """Tell the libraries that nothing may leave this machine; child processes inherit it.

    `import openvino` reports its own import to Google Analytics unless a consent file in the
    home folder says no. Without the telemetry package it uses its stub, so we hide that package;
    its converter, which does the reporting and which we do not use, is hidden too.
    """
    os.environ.update(OFFLINE_VARIABLES)
    for name in ("openvino_telemetry", "openvino.tools.ovc"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None means "not importable"
