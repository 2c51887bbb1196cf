"""Makes the readable names under which series and editions are kept."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import urlsplit

from assistant.domain import DocumentKind, EditionDate, Series

MAX_SLUG = 80
MAX_SERIES_SLUG = 68
"""Leaves room for the date in the slug of an edition."""
GLOBAL_CENTRE = "Global Centre for the Responsibility to Protect"
SECURITY_COUNCIL = "UN Security Council"
WORLD_FACTBOOK = "CIA World Factbook"

_SHORT_PUBLISHERS = {GLOBAL_CENTRE: "gcr2p", SECURITY_COUNCIL: "unsc", WORLD_FACTBOOK: "factbook"}
_PUBLISHERS_BY_HOST = {
    "globalr2p.org": GLOBAL_CENTRE,
    "undocs.org": "United Nations",
    "un.org": "United Nations",
    "cia.gov": WORLD_FACTBOOK,
}


def slugify(text: str, limit: int = MAX_SLUG) -> str:
    """Return `text` in lower-case ASCII letters, digits and single hyphens, at most `limit` long.

    What is cut or cannot be written in ASCII is told apart by a hash at the end.
    """
    if not text.strip():
        return ""
    plain = unicodedata.normalize("NFKD", text)
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only.replace("'", "")).strip("-")
    if slug and len(slug) <= limit:
        return slug
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{slug[: limit - 9].rstrip('-')}-{digest}".strip("-")


def make_series(publisher: str, subject: str, kind: DocumentKind) -> Series:
    """Return the series of `publisher` on `subject`."""
    short = _SHORT_PUBLISHERS.get(publisher, publisher)
    return Series(slugify(f"{short} {subject}", MAX_SERIES_SLUG), publisher, subject, kind)


def edition_slug(series: Series, edition: EditionDate, symbol: str | None) -> str:
    """Return the name of an edition; a symbol tells documents of one series and day apart."""
    return slugify(" ".join(filter(None, (series.id, edition.iso, symbol))))


def publisher_of(url: str | None) -> str | None:
    """Return who publishes at `url`: a known name, else the host."""
    host = (urlsplit(url).hostname or "") if url else ""
    host = host.removeprefix("www.")
    for known, publisher in _PUBLISHERS_BY_HOST.items():
        if host == known or host.endswith(f".{known}"):
            return publisher
    return host or None
