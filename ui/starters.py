"""Questions to start with, drawn from the newest editions that the library holds."""

from __future__ import annotations

import re

from assistant.api.schemas import BriefingListOut, BriefingOut

STARTER_COUNT = 4
TEMPLATES = (
    "Who is at risk in {name}?",
    "What risk level does {name} have, and as of which date?",
    "What action is called for in {name}?",
    "How has the international community responded in {name}?",
)
# Button labels are markdown, so a name goes into one only if no letter of it can be markup.
PLAIN_NAME = re.compile(r"(?:[^\W\d_]|[ '’,()-]|\. )+")


def country_name(code: str, library: BriefingListOut) -> str:
    """Return the name of a country, or its code where the API gives no name."""
    return library.country_names.get(code, code)


def starter_questions(library: BriefingListOut) -> list[str]:
    """Return up to four questions that the newest editions should be able to answer."""
    newest = sorted(
        (briefing for briefing in library.briefings if _can_start(briefing)),
        key=lambda briefing: (briefing.edition_date, briefing.id),
        reverse=True,
    )
    names = list(dict.fromkeys(country_name(b.countries[0], library) for b in newest))
    plain = [name for name in names if PLAIN_NAME.fullmatch(name)]
    if not plain:
        return []
    return [
        template.format(name=plain[position % len(plain)])
        for position, template in enumerate(TEMPLATES[:STARTER_COUNT])
    ]


def _can_start(briefing: BriefingOut) -> bool:
    return briefing.is_newest and len(briefing.countries) == 1 and briefing.level is not None
