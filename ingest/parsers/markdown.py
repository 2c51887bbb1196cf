"""Markdown: front matter, then CommonMark to HTML, whose visible text is read like a page's.

Rendering first keeps one reading of headings, lists, tables and hidden HTML for both formats.
"""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt

from assistant.settings import IngestSettings
from ingest.decoding import decode_text
from ingest.front_matter import split_front_matter
from ingest.loaded import LoadedDocument
from ingest.parsers.html_tree import lines_of, visible_tree
from ingest.parsers.text import split_provenance


def parse_markdown(path: Path, limits: IngestSettings) -> LoadedDocument:  # noqa: ARG001 - one shape
    """Read a markdown file.

    Raises:
        UnreadableFile: the bytes are no text.
        ManifestError: the front matter is broken.
    """
    decoded = decode_text(path.read_bytes(), path.name)
    front_matter, body = split_front_matter(decoded.text)
    url, body = split_provenance(body)
    renderer = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tree = visible_tree(renderer.render(body))
    return LoadedDocument(
        text="" if tree is None else "\n".join(lines_of(tree)),
        format="md",
        url=url,
        front_matter=front_matter,
        warnings=decoded.warnings,
    )
