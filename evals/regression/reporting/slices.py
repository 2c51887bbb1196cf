"""The measures of a run, of all its cases and of slices of them. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.api.schemas import EvalMeasure, EvalRunOut
from evals.regression.aggregating import ALL
from evals.regression.measures import BY_NAME

SLICE_MEASURES = ("passed", "outcome", "facts")
"""What a table of slices shows of each."""


@dataclass(frozen=True, slots=True)
class SliceRow:
    """One slice with the measures that a table of slices shows."""

    name: str
    cases: int
    measures: tuple[EvalMeasure | None, ...]

    @property
    def values(self) -> tuple[float | None, ...]:
        """The measures without their intervals."""
        return tuple(each.value if each else None for each in self.measures)


def slice_rows(run: EvalRunOut, axis: str) -> Iterator[SliceRow]:
    """Yield the slices along an axis, 'kind' or 'country', by name without its prefix."""
    for name in _slices_of(run, axis):
        found = tuple(measure_of(run, measure, f"{axis}:{name}") for measure in SLICE_MEASURES)
        yield SliceRow(name, max((each.cases for each in found if each), default=0), found)


def measure_of(run: EvalRunOut, name: str, slice_name: str = ALL) -> EvalMeasure | None:
    """Return a measure of a slice; None where it was not taken."""
    for each in run.measures:
        if each.measure == name and each.slice == slice_name:
            return each
    return None


def measures_of(run: EvalRunOut, slice_name: str = ALL) -> tuple[EvalMeasure, ...]:
    """Return the measures of a slice in the order of reports; those that no case got come last."""
    order = list(BY_NAME)
    taken = [each for each in run.measures if each.slice == slice_name]
    return tuple(
        sorted(
            taken,
            key=lambda each: (
                each.cases == 0,
                order.index(each.measure) if each.measure in order else len(order),
            ),
        )
    )


def label_of(measure: str) -> str:
    """Return how a reader knows a measure."""
    return BY_NAME[measure].label if measure in BY_NAME else measure


def floor_of(measure: str) -> float | None:
    """Return what no run may fall below in a measure."""
    return BY_NAME[measure].floor if measure in BY_NAME else None


def is_below_floor(each: EvalMeasure) -> bool:
    """True where a measure is lower than any run may let it fall."""
    floor = floor_of(each.measure)
    return floor is not None and each.value is not None and each.value < floor


def _slices_of(run: EvalRunOut, axis: str) -> list[str]:
    prefix = f"{axis}:"
    found = {each.slice for each in run.measures if each.slice.startswith(prefix)}
    return sorted(name.removeprefix(prefix) for name in found)
