"""The sample briefings in a library of their own: real MiniLM, real Chroma, real catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.library.library import Library
from assistant.settings import Settings
from ingest.pipeline import ingest_paths

SAMPLES = Path(__file__).parents[2] / "ingest" / "samples"


@pytest.fixture(scope="session")
def sample_settings(tmp_path_factory: pytest.TempPathFactory, models_dir: Path) -> Settings:
    settings = Settings(data_dir=tmp_path_factory.mktemp("samples"))
    (settings.data_dir / "models").symlink_to(models_dir)
    return settings


@pytest.fixture(scope="session")
def library(sample_settings: Settings) -> Iterator[Library]:
    """Made once, as adding the samples takes long; tests only ask it."""
    with Library.open(sample_settings, command="pytest") as opened:
        results = list(ingest_paths([SAMPLES], opened, sample_settings))
        assert not [result for result in results if result.status == "failed"]
        yield opened
