"""Whether a probability means what it says: bins, and the expected calibration error. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Prediction:
    """What was held likely, and whether it came true."""

    probability: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions of one range of probabilities."""

    low: float
    high: float
    count: int
    mean_probability: float
    share_right: float

    @property
    def gap(self) -> float:
        """How much likelier things were held than they came true."""
        return self.mean_probability - self.share_right


def bin_predictions(predictions: Sequence[Prediction], bins: int = BINS) -> tuple[Bin, ...]:
    """Sort predictions into `bins` ranges of equal width; ranges without any are left out."""
    sorted_in: list[list[Prediction]] = [[] for _ in range(bins)]
    for each in predictions:
        sorted_in[min(int(each.probability * bins), bins - 1)].append(each)
    return tuple(
        Bin(
            low=number / bins,
            high=(number + 1) / bins,
            count=len(inside),
            mean_probability=sum(each.probability for each in inside) / len(inside),
            share_right=sum(each.is_right for each in inside) / len(inside),
        )
        for number, inside in enumerate(sorted_in)
        if inside
    )


def expected_calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return the mean gap of the bins, weighted by their predictions; None of none.

    Guo et al., On Calibration of Modern Neural Networks, ICML 2017, section 2.
    """
    count = sum(each.count for each in bins)
    return sum(each.count * abs(each.gap) for each in bins) / count if count else None


def reliability_table(bins: Sequence[Bin]) -> Iterator[str]:
    """Yield the reliability diagram as a table; each # of a bar is a twentieth of right ones."""
    yield "| probability | n | mean probability | share right | |"
    yield "|---|---:|---:|---:|---|"
    for each in bins:
        bar = "#" * round(each.share_right * 20)
        yield (
            f"| {each.low:.1f} to {each.high:.1f} | {each.count} | {each.mean_probability:.2f} "
            f"| {each.share_right:.2f} | `{bar:<20}` |"
        )
