"""The reliability diagram of a run as SVG: how sure the reader was against how often right. Pure.

Drawn from numbers alone, so nothing in it needs escaping. Colours come from the page's style.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.api.schemas import EvalBin

WIDTH, HEIGHT = 460, 340
LEFT, TOP, SIDE_X, SIDE_Y = 58, 14, 376, 272
"""Corner and sides of the plotted square, in units of the view box."""
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
SMALLEST_DOT, LARGEST_DOT = 4.0, 11.0


def calibration_svg(bins: Sequence[EvalBin]) -> str:
    """Return the diagram; its table beside it says the same in numbers."""
    parts = [*_axes(), *_bars(bins), _line("diagonal", 0, 0, 1, 1), *_dots(bins)]
    return (
        f'<svg class="calibration" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="calibration-title">'
        f'<title id="calibration-title">Share of right answers by confidence, {len(bins)} bins; '
        f"the dashed line is perfect calibration</title>{''.join(parts)}</svg>"
    )


def _x(share: float) -> float:
    return round(LEFT + SIDE_X * share, 1)


def _y(share: float) -> float:
    return round(TOP + SIDE_Y * (1 - share), 1)


def _axes() -> Iterator[str]:
    for tick in TICKS:
        yield _line("grid", 0, tick, 1, tick)
        percent = f"{100 * tick:.0f} %"
        yield f'<text class="tick end" x="{LEFT - 8}" y="{_y(tick) + 4}">{percent}</text>'
        yield f'<text class="tick middle" x="{_x(tick)}" y="{TOP + SIDE_Y + 18}">{percent}</text>'
    middle, foot = LEFT + SIDE_X / 2, HEIGHT - 12
    yield f'<text class="axis middle" x="{middle}" y="{foot}">confidence of the reader</text>'
    yield (
        f'<text class="axis middle" transform="translate(12 {TOP + SIDE_Y / 2}) rotate(-90)">'
        "share right</text>"
    )


def _line(name: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{name}" x1="{_x(x1)}" y1="{_y(y1)}" x2="{_x(x2)}" y2="{_y(y2)}"/>'


def _bars(bins: Sequence[EvalBin]) -> Iterator[str]:
    for each in bins:
        width = max(1.0, SIDE_X * (each.high - each.low) - 3)
        height = round(SIDE_Y * each.share_right, 1)
        yield (
            f'<rect class="bar" x="{_x(each.low) + 1.5}" y="{_y(each.share_right)}" '
            f'width="{width:.1f}" height="{height}"/>'
        )


def _dots(bins: Sequence[EvalBin]) -> Iterator[str]:
    """Yield a dot per bin; its area grows with the number of cases."""
    most = max((each.cases for each in bins), default=1) or 1
    for each in bins:
        radius = max(SMALLEST_DOT, LARGEST_DOT * (each.cases / most) ** 0.5)
        yield (
            f'<circle class="dot" cx="{_x(each.mean_confidence)}" cy="{_y(each.share_right)}" '
            f'r="{radius:.1f}"><title>{each.cases} cases: confidence '
            f"{100 * each.mean_confidence:.0f} %, right {100 * each.share_right:.0f} %"
            "</title></circle>"
        )
