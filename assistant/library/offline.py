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
}


def go_offline() -> None:
    """Tell Hugging Face, Chroma and OpenVINO that nothing may leave this machine.

    `import openvino` reports its own import to Google Analytics unless a consent file in the
    home folder says no. Without the telemetry package it uses its stub, so we hide that package;
    its converter, which does the reporting and which we do not use, is hidden too.
    """
    os.environ.update(OFFLINE_VARIABLES)
    for name in ("openvino_telemetry", "openvino.tools.ovc"):
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None means "not importable"
