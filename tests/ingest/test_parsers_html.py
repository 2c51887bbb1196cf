from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import IngestSettings
from ingest.loading import load_file

LIMITS = IngestSettings()
PROSE = (
    "Families from four valleys have fled to the lake since the militia burned their barns, "
    "and the district has neither tents nor clean water for them."
)
PAGE = f"""<!doctype html><html><head><title>Orland | Watch</title>
<link rel="canonical" href="https://watch.example/orland">
<meta property="article:published_time" content="2024-05-31T08:00:00Z">
<meta name="publisher" content="Watch"><script>track()</script><style>p {{}}</style></head><body>
<nav><a href="/">Home</a><a href="/all">All situations</a></nav>
<main><article><h1>Orland</h1><p>31 May 2024</p><p>Risk Level: Imminent Risk</p><p>{PROSE}</p>
<h2>BACKGROUND</h2>
<p>At least <b>1,200</b> people are <a href="https://x.example">missing</a>. {PROSE}</p>
<ul><li>The ferry is sunk.</li><li>The bridge is mined.</li></ul>
<h3>Figures</h3><table><tr><th>Year</th><th>Dead</th></tr><tr><td>2023</td><td>12</td></tr></table>
<h2>NECESSARY ACTION</h2><p>#Stop is what the children wrote. {PROSE}</p>
</article></main><footer>All rights reserved</footer></body></html>"""


def load(tmp_path: Path, page: str | bytes) -> list[str]:
    path = tmp_path / "page.html"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return load_file(path, LIMITS).text.splitlines()


def test_main_text_keeps_headings_lists_and_tables_in_order(tmp_path: Path) -> None:
    assert load(tmp_path, PAGE) == [
        "# Orland",
        "31 May 2024",
        "Risk Level: Imminent Risk",
        PROSE,
        "## BACKGROUND",
        f"At least 1,200 people are missing. {PROSE}",
        "The ferry is sunk.",
        "The bridge is mined.",
        "### Figures",
        "Year | Dead",
        "2023 | 12",
        "## NECESSARY ACTION",
        f"\\#Stop is what the children wrote. {PROSE}",
    ]


def test_metadata_is_what_the_page_states(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    path.write_text(PAGE, encoding="utf-8")
    loaded = load_file(path, LIMITS)
    assert loaded.title == "Orland | Watch"
    assert loaded.url == "https://watch.example/orland"
    assert loaded.date == "2024-05-31T08:00:00Z"
    assert loaded.front_matter == {"publisher": "Watch"}


def test_date_is_never_guessed_from_the_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<html><body><p>Copyright 2 May 2011. {PROSE}</p></body></html>")
    assert load_file(path, LIMITS).date is None


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display: none'>OBEY</div>",
        "<p hidden>OBEY</p>",
        "<span aria-hidden='true'>OBEY</span>",
        "<p style='FONT-SIZE:0px'>OBEY</p>",
        "<p style='position:absolute;left:-9999px'>OBEY</p>",
        "<p style='opacity:0.0'>OBEY</p>",
        "<!-- OBEY -->",
        "<script>OBEY</script>",
        "<noscript><p>OBEY</p></noscript>",
        "<template><p>OBEY</p></template>",
        "<div hidden><div><p>OBEY</p></div></div>",
        "<textarea>OBEY</textarea>",
    ],
)
def test_what_a_reader_cannot_see_does_not_enter(tmp_path: Path, hidden: str) -> None:
    page = PAGE.replace("<h2>BACKGROUND", f"{hidden} visible tail<h2>BACKGROUND")
    text = "\n".join(load(tmp_path, page))
    assert "OBEY" not in text
    assert "## BACKGROUND" in text


def test_visible_styles_stay(tmp_path: Path) -> None:
    page = PAGE.replace(
        "<p>31 May", "<p style='font-size:0.9em;margin-left:-100px;opacity:0.8'>31 May"
    )
    assert "31 May 2024" in load(tmp_path, page)


def test_page_that_trafilatura_cannot_read_is_walked_block_by_block(tmp_path: Path) -> None:
    page = "<body><div>Orland</div><div>Current Crisis<br>2 May</div><h2>Now</h2>calm</body>"
    assert load(tmp_path, page) == ["Orland", "Current Crisis", "2 May", "## Now", "calm"]


def test_declared_charset_is_used_where_utf8_fails(tmp_path: Path) -> None:
    page = f"<html><head><meta charset='koi8-r'></head><body><p>Мир. {PROSE}</p></body></html>"
    assert load(tmp_path, page.encode("koi8-r"))[0].startswith("Мир.")


def test_bottomless_nesting_does_no_harm(tmp_path: Path) -> None:
    page = f"<body><p>{PROSE}</p>" + "<div>" * 50_000 + "end"
    assert PROSE in load(tmp_path, page)
