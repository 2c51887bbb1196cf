"""Measure the embedded reader on everything it is meant for, each number beside its target.

`python -m evals.benchmarks.reading --library DATA_DIR [--held-out] [--only squad,speed] [--write]`

Questions held out from training and tuning are asked with --held-out only. The corpus part asks
the fresh questions, all held out, with `--only corpus --questions fresh --held-out`. The library
is a data folder that holds exactly the corpus; answers are stored in it, so name a copy. Exits 1
where a number falls short of its target.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from assistant.answering.reading.cross_encoder_conversion import PACKAGED_READER, READER_SHA256
from assistant.answering.reading.cross_encoder_opening import open_cross_encoder
from assistant.library.embedding import open_embedder
from assistant.settings import EmbeddingSettings
from evals.benchmarks.claims import measure_claims
from evals.benchmarks.corpus_calibration import measure_calibration
from evals.benchmarks.corpus_reading import QUESTION_SETS, measure_corpus
from evals.benchmarks.reading_bench import Bench, Measured, NothingToMeasure
from evals.benchmarks.reading_report import Circumstances, report, table
from evals.benchmarks.reading_speed import measure_speed
from evals.benchmarks.reading_squad import measure_squad
from evals.benchmarks.reranking import measure_xquad
from evals.cases import HALVES

REPOSITORY = Path(__file__).resolve().parents[2]
REPORT = REPOSITORY / "evals" / "reports" / "reading.md"
SHARED = REPOSITORY.parent / "shared"

PARTS: dict[str, Callable[[Bench], Measured]] = {
    "squad": measure_squad,
    "xquad": measure_xquad,
    "claims": measure_claims,
    "corpus": measure_corpus,
    "calibration": measure_calibration,
    "speed": measure_speed,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark from the command line and return its exit status."""
    options = _parser().parse_args(arguments)
    measured: dict[str, Measured] = {}
    left_out = {name: "not asked for" for name in PARTS if name not in options.only}
    bench = _open(options)
    for name in options.only:
        try:
            measured[name] = PARTS[name](bench)
        except NothingToMeasure as nothing:
            left_out[name] = str(nothing)
            print(f"Not measured: {name} ({nothing}).", file=sys.stderr)
        else:
            print("", *table(measured[name].rows), sep="\n", file=sys.stderr, flush=True)
    written = report(_circumstances(options.held_out, arguments), measured, left_out)
    print(written)
    if options.write:
        REPORT.write_text(written, encoding="utf-8")
        print(f"Wrote {REPORT}")
    rows = [row for part in measured.values() for row in part.rows]
    return int(any(row.falls_short for row in rows))


def _open(options: argparse.Namespace) -> Bench:
    settings = EmbeddingSettings(threads=options.threads)
    return Bench(
        benchmarks=options.benchmarks,
        corpus=options.corpus,
        library=options.library,
        threads=options.threads,
        halves=HALVES if options.held_out else ("dev",),
        reader=open_cross_encoder(settings, options.cache),
        embedder=open_embedder(settings, options.cache),
        questions=options.questions,
    )


def _circumstances(is_final: bool, arguments: Sequence[str] | None) -> Circumstances:
    given = sys.argv[1:] if arguments is None else arguments
    names = [Path(each).name if Path(each).is_absolute() else each for each in given]
    cores = f"{platform.machine()}, {_processor()}, {os.cpu_count()} cores"
    return Circumstances(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        machine=f"Python {platform.python_version()}, {cores}, load {os.getloadavg()[0]:.1f}",
        artifact_sha256=READER_SHA256,
        artifact_megabytes=PACKAGED_READER.stat().st_size / 1e6,
        command=" ".join(["python -m evals.benchmarks.reading", *names]),
        is_final=is_final,
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown processor")


def _parts(given: str) -> list[str]:
    names = [name.strip() for name in given.split(",")]
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no part {', '.join(unknown)}; choose of {list(PARTS)}")
    return names


def _parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", type=_parts, default=list(PARTS), help="parts, with commas")
    parser.add_argument("--held-out", action="store_true", help="ask held-out questions too")
    parser.add_argument(
        "--questions", choices=QUESTION_SETS, default="corpus", help="set that the corpus part asks"
    )
    parser.add_argument("--library", type=Path, help="data folder that holds the corpus, a copy")
    parser.add_argument("--benchmarks", type=Path, default=SHARED / "benchmarks")
    parser.add_argument("--corpus", type=Path, default=SHARED / "corpus")
    parser.add_argument("--cache", type=Path, default=REPOSITORY / "build" / "models")
    parser.add_argument("--threads", type=int, default=2, help="CPU threads")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
