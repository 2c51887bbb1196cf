"""Measure how fast passages are embedded, and how long `r2p ask` takes through a running API.

`python -m evals.benchmarks.speed [--data-dir DIR] [--write]`; `make speed` installs what it needs.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from assistant.data_folder import DATA_DIR_VARIABLE
from assistant.errors import IngestError
from assistant.settings import Settings
from evals.benchmarks.asking_speed import QUESTIONS, AskingSpeed, measure_asking, p95, r2p_command
from evals.benchmarks.embedding_speed import EmbeddingSpeed, measure_embedding
from ingest.batch import BatchFile, gather_files
from ingest.pipeline import read_briefings

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY.parent / "shared" / "corpus"
REPORT = REPOSITORY / "evals" / "reports" / "speed.md"
LEAST_RATIO = 4.0
LEAST_COSINE = 0.999
MOST_MILLISECONDS = 150.0


class WordCounter:
    """Counts words for tokens: passages of a like size need no model to be loaded."""

    def count_tokens(self, text: str) -> int:
        """Return how many tokens a text of so many words usually takes."""
        return len(text.split()) * 4 // 3


def read_passages(folder: Path, count: int) -> list[str]:
    """Return the texts of up to `count` passages, evenly from all documents of `folder`."""
    texts = []
    for item in gather_files([folder]):
        if isinstance(item, BatchFile):
            try:
                briefings = read_briefings(item.path, item.given, WordCounter(), Settings())
            except IngestError as error:
                print(f"{item.shown_name} is left out: {error}", file=sys.stderr)
                continue
            texts += [each.text[p.start : p.end] for each in briefings for p in each.passages]
    step = max(1, len(texts) // count)
    return texts[::step][:count]


def table(embedding: EmbeddingSpeed | None, asking: AskingSpeed | None) -> Iterator[str]:
    """Yield the lines of both tables."""
    if embedding:
        yield f"{embedding.passages} passages of {embedding.words:.0f} words on average:"
        yield ""
        yield "| embedder | passages/s, median | by round |"
        yield "|---|---|---|"
        for name, speeds in (
            ("ours", embedding.ours),
            ("`HuggingFaceEmbeddings` as it comes", embedding.usual),
        ):
            rounds = ", ".join(f"{speed:.1f}" for speed in speeds)
            yield f"| {name} | {median(speeds):.1f} | {rounds} |"
        yield ""
        yield f"Ratio: {embedding.ratio:.1f} (target: at least {LEAST_RATIO:.0f})."
        yield (
            f"Cosine to float32: least {embedding.cosine_min:.5f}, "
            f"mean {embedding.cosine_mean:.5f} (target: least {LEAST_COSINE})."
        )
        yield ""
    if asking:
        yield f"{len(asking.whole)} questions, {asking.refused} of them refused:"
        yield ""
        yield "| milliseconds | median | p95 |"
        yield "|---|---|---|"
        rows = {
            f"`{asking.command}`, the whole process, through a running API": asking.whole,
            "of that: the API, as it reports it": asking.api,
            "of that: starting Python, doing nothing": asking.python,
            "floor: embed the question + Chroma query, nothing else": asking.floor,
            "of that: embed": asking.floor_embed,
            "of that: Chroma query": asking.floor_query,
        }
        for name, values in rows.items():
            yield f"| {name} | {median(values):.1f} | {p95(values):.1f} |"
        yield ""
        steps = ", ".join(f"{name} {value:.1f}" for name, value in asking.steps.items())
        yield f"The API's own steps, median milliseconds: {steps}."
        yield f"Target: the whole process in under {MOST_MILLISECONDS:.0f} ms, median."


def misses(embedding: EmbeddingSpeed | None, asking: AskingSpeed | None) -> bool:
    """Tell whether a number that was measured misses its target."""
    return bool(
        (embedding and embedding.ratio < LEAST_RATIO)
        or (embedding and embedding.cosine_min < LEAST_COSINE)
        or (asking and median(asking.whole) >= MOST_MILLISECONDS)
    )


def report(lines: Sequence[str], command: str, load: float, library: str) -> str:
    """Return the report as Markdown."""
    head = [
        "# Speed",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {processor()}, "
        f"{os.cpu_count()} processors, load {load:.1f} when it began; {library}.",
        "",
        f"`{command}`",
        "",
    ]
    return "\n".join([*head, *lines, ""])


def processor() -> str:
    """Return the processor's name."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


@contextmanager
def _library(data_dir: Path | None, documents: Path) -> Iterator[Path]:
    """Yield a filled data folder: the given one, or one of our own."""
    if data_dir is not None:
        yield data_dir.resolve()
        return
    with TemporaryDirectory(prefix="r2p-speed-") as folder:
        print(f"Ingesting {documents} ...")
        environment = {**os.environ, DATA_DIR_VARIABLE: folder}
        ingest = [*r2p_command(), "ingest", str(documents)]
        subprocess.run(ingest, env=environment, stdout=subprocess.DEVNULL, check=False)  # noqa: S603 - our own argv
        yield Path(folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where a target is missed, 2 where something is not installed."""
    options = _parser().parse_args(arguments)
    if options.only != "asking" and importlib.util.find_spec("langchain_huggingface") is None:
        print("langchain-huggingface is not installed. `make speed` installs it and runs this.")
        return 2
    load = os.getloadavg()[0]
    documents = (
        options.corpus if options.corpus.is_dir() else Path(str(files("ingest"))) / "samples"
    )
    embedding = asking = None
    if options.only != "asking":
        print("Embedding ...")
        embedding = measure_embedding(read_passages(documents, options.passages), options.rounds)
    if options.only != "embedding":
        with _library(options.data_dir, documents) as data_dir:
            print(f"Asking {len(QUESTIONS)} questions ...")
            asking = measure_asking(data_dir)
    lines = list(table(embedding, asking))
    print("", *lines, sep="\n")
    if options.write:
        given = arguments or sys.argv[1:]
        names = [Path(each).name if Path(each).is_absolute() else each for each in given]
        command = " ".join(["python -m evals.benchmarks.speed", *names])
        library = "the shared corpus" if documents == CORPUS else "the sample briefings"
        REPORT.write_text(report(lines, command, load, library), encoding="utf-8")
        print(f"Wrote {REPORT}")
    return int(misses(embedding, asking))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument(
        "--data-dir",
        type=Path,
        help="ask this library; its running API is used where it has one (else: a temporary one)",
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="documents to measure with")
    parser.add_argument("--only", choices=("embedding", "asking"), help="measure this alone")
    parser.add_argument("--passages", type=int, default=200, help="how many passages to embed")
    parser.add_argument("--rounds", type=int, default=3, help="how often each embedder runs")
    parser.add_argument("--write", action="store_true", help=f"also write {REPORT.name}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
