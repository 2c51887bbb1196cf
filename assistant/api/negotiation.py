"""Which form a caller wants: what the Accept header weighs highest of what there is (RFC 9110)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WEIGHT = re.compile(r"q\s*=\s*([01](?:\.\d{0,3})?)")


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type of `offered` that `accept` wants most; None where it wants none.

    Of equals the one offered first; an empty header wants anything.
    """
    ranges = _ranges(accept) if accept.strip() else {"*/*": 1.0}
    weights = [_weight(media_type, ranges) for media_type in offered]
    best = max(weights, default=0.0)
    return offered[weights.index(best)] if best > 0 else None


def _ranges(accept: str) -> dict[str, float]:
    ranges = {}
    for part in accept.lower().split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        weights = [match for each in parameters if (match := _WEIGHT.fullmatch(each))]
        ranges[media_range] = float(weights[0].group(1)) if weights else 1.0
    return ranges


def _weight(media_type: str, ranges: dict[str, float]) -> float:
    """The most specific range decides."""
    kind = media_type.partition("/")[0]
    for media_range in (media_type, f"{kind}/*", "*/*"):
        if media_range in ranges:
            return ranges[media_range]
    return 0.0
