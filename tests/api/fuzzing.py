"""`make api-fuzz`: schemathesis against a real server for as long as is wanted.

`python -m tests.api.fuzzing SECONDS [SEED] [more options of "schemathesis run"]`
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from assistant.api.logs import configure_logging
from tests.api.conftest import serving_app
from tests.api.described import described_app

DEFAULT_SECONDS, DEFAULT_SEED = "600", "20261124"
CONFIG = Path(__file__).with_name("schemathesis.toml")
HOOKS = "tests.api.schema_checks"


def main(arguments: list[str]) -> int:
    """Serve, fuzz, and return what schemathesis returns."""
    configure_logging("ERROR")
    seconds, seed, *more = [*arguments, *(DEFAULT_SECONDS, DEFAULT_SEED)[len(arguments) :]]
    with (
        tempfile.TemporaryDirectory() as folder,
        described_app(Path(folder)) as app,
        serving_app(app) as url,
    ):
        command = [
            str(Path(sys.executable).with_name("schemathesis")),
            f"--config-file={CONFIG}",
            "run",
            f"{url}/openapi.json",
            f"--max-time={seconds}",
            f"--seed={seed}",
            "--continue-on-failure",
            "--max-examples=100",
            *more,
        ]
        hooks = {"SCHEMATHESIS_HOOKS": HOOKS, "PYTHONPATH": "."}
        return subprocess.run(command, env={**os.environ, **hooks}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
