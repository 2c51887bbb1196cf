"""The calibration of the reader as a chart: how sure it was against how often it was right."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from assistant.api.schemas import EvalBin

HEIGHT = 300
AXIS = alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8, 1])
WHOLE = alt.Scale(domain=[0, 1])


def calibration_chart(bins: Sequence[EvalBin]) -> alt.LayerChart:
    """Return the chart: on the dashed line a reader is as often right as it is sure.

    Only numbers go into it, so no text of a case can be taken for an expression.
    """
    ideal = (
        alt.Chart(alt.InlineData(values=[{"x": 0, "y": 0}, {"x": 1, "y": 1}]))
        .mark_line(strokeDash=[4, 4], color="gray", strokeWidth=1)
        .encode(x="x:Q", y="y:Q")
    )
    values = [
        {"sure": each.mean_confidence, "right": each.share_right, "cases": each.cases}
        for each in bins
    ]
    found = (
        alt.Chart(alt.InlineData(values=values))
        .mark_circle(opacity=0.9)
        .encode(
            x=alt.X("sure:Q", title="Mean confidence", scale=WHOLE, axis=AXIS),
            y=alt.Y("right:Q", title="Share of right answers", scale=WHOLE, axis=AXIS),
            size=alt.Size("cases:Q", legend=None, scale=alt.Scale(range=[60, 500])),
            tooltip=[
                alt.Tooltip("cases:Q", title="Cases"),
                alt.Tooltip("sure:Q", title="Mean confidence", format=".1%"),
                alt.Tooltip("right:Q", title="Right", format=".1%"),
            ],
        )
    )
    chart: alt.LayerChart = (ideal + found).properties(height=HEIGHT)
    return chart
