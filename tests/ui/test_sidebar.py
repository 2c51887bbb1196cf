from __future__ import annotations

import pytest

from assistant.api.schemas import BriefingListOut, HealthOut
from tests.ui.scripted_api import briefing
from ui.sidebar import holdings, privacy_line

LOCAL = "http://127.0.0.1:8000"


def health(*outbound: str) -> HealthOut:
    return HealthOut(status="ok", version="0", answered_by="embedded", outbound=list(outbound))


@pytest.mark.parametrize(
    ("outbound", "url", "line"),
    [
        ((), LOCAL, "Runs on this machine. Nothing is sent anywhere."),
        ((), "http://localhost:8000", "Runs on this machine. Nothing is sent anywhere."),
        ((), "http://[::1]:8000", "Runs on this machine. Nothing is sent anywhere."),
        ((), "https://r2p.example", "Answers come from r2p.example, which sends nothing on."),
        (("https://m.example",), LOCAL, "Sends questions and passages to: https://m.example"),
        (("c.example (traces)",), LOCAL, "Sends how long answers take to: c.example (traces)"),
    ],
)
def test_privacy_line_is_true_to_where_questions_go(
    outbound: tuple[str, ...], url: str, line: str
) -> None:
    assert privacy_line(health(*outbound), url) == line


def test_holdings_count_editions_and_countries_once() -> None:
    held = [
        briefing("a", countries=["MLI", "BFA"], edition_date="2019-05", edition_label="May 2019"),
        briefing("b", countries=["MLI"], edition_date="2024-05-02"),
    ]

    lines = holdings(BriefingListOut(briefings=held))

    assert lines == ["2 editions on 2 countries", "Newest: 2 May 2024"]


def test_single_edition_is_counted_in_the_singular() -> None:
    lines = holdings(BriefingListOut(briefings=[briefing()]))

    assert lines[0] == "1 edition on 1 country"
