"""The page at /: what the API offers, in plain HTML that loads nothing from anywhere."""

from __future__ import annotations

from html import escape
from typing import Any

from assistant.api.problems import KINDS, Problem


def render_index(described: dict[str, Any]) -> str:
    """Return the page for an OpenAPI document."""
    calls = "\n".join(
        f"<tr><td>{method.upper()}</td><td><code>{escape(path)}</code></td>"
        f"<td>{escape(operation['summary'])}</td></tr>"
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    )
    kinds = "\n".join(
        f'<tr id="{Problem(status, "", title).slug}"><td>{status}</td><td>{escape(title)}</td>'
        f"<td>{escape(kind.__doc__ or '')}</td></tr>"
        for kind, status, title in KINDS
    )
    title = escape(described["info"]["title"])
    return f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<h1>{title} {escape(described["info"]["version"])}</h1>
<p>{escape(described["info"]["description"])}</p>
<p>The full description is at <a href="/openapi.json">/openapi.json</a>.</p>
<h2>Calls</h2>
<table>
<tr><th>Method</th><th>Path</th><th>What it does</th></tr>
{calls}
</table>
<h2>Problems</h2>
<p>Errors are problem details (RFC 9457); the <code>type</code> of our own points here.</p>
<table>
<tr><th>Status</th><th>Title</th><th>Meaning</th></tr>
{kinds}
</table>
</body>
</html>
"""
