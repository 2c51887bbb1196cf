"""How long `r2p ask` takes through a running answer API, and the least that it could take.

`python -m evals.benchmarks.asking_speed CHROMA MODELS QUESTIONS` is the process that measures the
latter: embed the question, ask Chroma, nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from assistant.data_folder import DATA_DIR_VARIABLE, read_owner
from assistant.settings import EmbeddingSettings

START_SECONDS = 180
NEIGHBOURS = 10

WARM_UP_QUESTION = "What does the library say about elections?"
QUESTIONS = (
    "How many people had fled their homes in the Mopti region?",
    "What happened at Ogossagou in March 2019?",
    "Which resolution set up MINUSMA?",
    "Who leads the peacekeeping force in the Central African Republic?",
    "What did the Security Council decide on arms for South Sudan?",
    "When was the ceasefire in South Sudan signed?",
    "Which armed groups attack civilians in northern Nigeria?",
    "How many Rohingya crossed into Bangladesh?",
    "What is the risk level for Myanmar?",
    "Was the mandate of MONUSCO renewed?",
    "Which sanctions apply to people in Mali?",
    "What does the briefing ask the government of Cameroon to do?",
    "Who is responsible for the violence in Darfur?",
    "How many troops may the mission in the Congo have?",
    "What did France say about the Sahel?",
    "Are there reports of sexual violence in Unity State?",
    "What changed for Burkina Faso during 2019?",
    "Which country abstained in the vote on Libya?",
    "Has the International Criminal Court opened a case about Mali?",
    "What is the population of Chad?",
)
"""Our own; some have no answer in the corpus, as real questions do."""


@dataclass(frozen=True, slots=True)
class AskingSpeed:
    """Milliseconds for each question."""

    command: str
    whole: tuple[float, ...]
    """From starting the process to its end."""
    api: tuple[float, ...]
    """Of that, what the API says that it took."""
    steps: Mapping[str, float]
    """Of that, each step's median."""
    refused: int
    python: tuple[float, ...]
    """An interpreter that does nothing."""
    floor_embed: tuple[float, ...]
    floor_query: tuple[float, ...]

    @property
    def floor(self) -> tuple[float, ...]:
        """Embedding a question and asking Chroma for the nearest passages."""
        pairs = zip(self.floor_embed, self.floor_query, strict=True)
        return tuple(embed + query for embed, query in pairs)


def p95(values: Sequence[float]) -> float:
    """Return the value below which 95 of 100 lie."""
    return quantiles(values, n=20, method="inclusive")[-1]


def measure_asking(data_dir: Path) -> AskingSpeed:
    """Ask every question once through the API that holds `data_dir`, starting one if none does."""
    embed, query = _measure_floor(data_dir)
    with _serving(data_dir):
        command = r2p_command()
        environment = {**os.environ, DATA_DIR_VARIABLE: str(data_dir)}
        _ask(command, WARM_UP_QUESTION, environment)
        whole, timings, refused = [], [], 0
        for question in QUESTIONS:
            milliseconds, done = _ask(command, question, environment)
            whole.append(milliseconds)
            timings.append(json.loads(done.stdout)["timings_ms"])
            refused += done.returncode
    return AskingSpeed(
        command=" ".join(["r2p" if len(command) == 1 else "python -m assistant.cli", "ask"]),
        whole=tuple(whole),
        api=tuple(each["total"] for each in timings),
        steps={name: median(each.get(name, 0.0) for each in timings) for name in timings[0]},
        refused=refused,
        python=tuple(_milliseconds([sys.executable, "-c", "pass"]) for _ in QUESTIONS),
        floor_embed=embed,
        floor_query=query,
    )


def r2p_command() -> list[str]:
    """Return the installed `r2p` of this environment, or what stands for it."""
    installed = Path(sys.executable).with_name("r2p")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "assistant.cli"]


def _ask(
    command: Sequence[str], question: str, environment: Mapping[str, str]
) -> tuple[float, subprocess.CompletedProcess[str]]:
    arguments = [*command, "ask", "--json", question]
    started = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own argv
        arguments, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    milliseconds = (time.perf_counter() - started) * 1000
    if done.returncode not in (0, 1) or not done.stdout:
        raise RuntimeError(f"`r2p ask` failed on {question!r}; what it said is above.")
    return milliseconds, done


def _milliseconds(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True)  # noqa: S603 - our own argv
    return (time.perf_counter() - started) * 1000


@contextmanager
def _serving(data_dir: Path) -> Iterator[None]:
    """Keep an answer API running on `data_dir`; one that runs already is left as it is."""
    if read_owner(data_dir) is not None:
        yield
        return
    environment = {**os.environ, DATA_DIR_VARIABLE: str(data_dir), "R2P_LOG__LEVEL": "WARNING"}
    server = subprocess.Popen([*r2p_command(), "serve"], env=environment)  # noqa: S603 - our own argv
    try:
        deadline = time.monotonic() + START_SECONDS
        while (owner := read_owner(data_dir)) is None or owner.url is None:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("The answer API did not start; what it said is above.")
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def _measure_floor(data_dir: Path) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return milliseconds for embedding and for the query, on a copy of the index."""
    with TemporaryDirectory(prefix="r2p-floor-") as copy:
        for name in ("chroma", "models"):
            shutil.copytree(data_dir / name, Path(copy) / name)
        command = [sys.executable, "-m", __spec__.name, copy]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - our own argv
    embed, query = json.loads(done.stdout.splitlines()[-1])
    return tuple(embed), tuple(query)


def main(copy: str) -> None:
    """Time embedding and query for each question; print both lists as JSON."""
    from assistant.library.embedding import open_embedder
    from assistant.library.vectors import import_chroma

    chroma = import_chroma()
    build = next(path.parent for path in Path(copy).glob("chroma/*/chroma.sqlite3"))
    client = chroma.PersistentClient(
        str(build), settings=chroma.config.Settings(anonymized_telemetry=False)
    )
    (collection,) = client.list_collections()
    embedder = open_embedder(EmbeddingSettings(), Path(copy) / "models")
    embed, query = [], []
    for question in (WARM_UP_QUESTION, *QUESTIONS):
        started = time.perf_counter()
        vector = embedder.embed_texts([question])
        embedded = time.perf_counter()
        collection.query(query_embeddings=vector, n_results=NEIGHBOURS)
        embed.append((embedded - started) * 1000)
        query.append((time.perf_counter() - embedded) * 1000)
    client.close()
    print(json.dumps([embed[1:], query[1:]]))


if __name__ == "__main__":
    main(*sys.argv[1:])
