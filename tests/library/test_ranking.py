from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.library.ranking import best

SCORES = st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=30)


@given(SCORES, st.data(), st.integers(0, 40))
def test_best_is_sorting_the_allowed_rows(
    scores: list[float], draw: st.DataObject, limit: int
) -> None:
    mask = draw.draw(st.lists(st.booleans(), min_size=len(scores), max_size=len(scores)))
    values = np.array(scores, dtype=np.float32)
    hits = best(values, np.array(mask, dtype=np.bool_), limit)
    expected = sorted(
        (row for row, is_allowed in enumerate(mask) if is_allowed),
        key=lambda row: (-values[row], row),
    )
    assert [hit.row for hit in hits] == expected[:limit]
    assert [hit.score for hit in hits] == [float(values[hit.row]) for hit in hits]
