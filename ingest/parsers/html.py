"""Web pages: what a reader sees of the main text, found by trafilatura."""

from __future__ import annotations

import re
from pathlib import Path

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from assistant.settings import IngestSettings
from ingest.decoding import decode_text
from ingest.loaded import LoadedDocument, meaningful_title
from ingest.parsers.html_tree import lines_of, visible_tree

_DECLARED_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_WEB_URL = re.compile(r"https?://\S+$")
_AROUND_THE_TEXT = frozenset(("nav", "footer", "aside", "form", "header"))
_LEAST_SHARE = 0.5  # of the page's visible text; below it trafilatura missed the main part

_TAGS = {"item": "li", "list": "ul", "row": "tr", "cell": "td", "lb": "br", "quote": "blockquote"}
"""How trafilatura (2.x, XML/TEI names) writes what HTML calls otherwise."""

_PUBLISHED = (
    "article:published_time", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "dcterms.issued", "citation_publication_date", "datepublished", "pubdate",
)  # fmt: skip
_FIELDS = ("publisher", "series", "country", "level", "licence", "sample")
"""Meta names that say what front matter says in a text file."""


def parse_html(path: Path, limits: IngestSettings) -> LoadedDocument:  # noqa: ARG001 - one shape
    """Read a saved web page; nothing is fetched.

    Raises:
        UnreadableFile: the bytes are no text.
    """
    raw = path.read_bytes()
    declared = _DECLARED_CHARSET.search(raw[:4096])
    decoded = decode_text(raw, path.name, declared[1].decode("ascii") if declared else None)
    tree = visible_tree(decoded.text)
    if tree is None:
        return LoadedDocument(text="", format="html")
    meta = _meta_fields(tree)
    return LoadedDocument(
        title=meaningful_title(meta.get("og:title") or tree.findtext(".//title")),
        url=_canonical_url(tree, meta),
        date=next((meta[name] for name in _PUBLISHED if name in meta), None),
        front_matter={name: meta[name] for name in _FIELDS if name in meta},
        text="\n".join(_main_lines(tree)),
        format="html",
        warnings=decoded.warnings,
    )


def _main_lines(tree: HtmlElement) -> list[str]:
    body = tree.find("body")
    visible = [] if body is None else lines_of(body, without=_AROUND_THE_TEXT)
    extracted = _extracted_lines(tree)
    if _letters(extracted) < _LEAST_SHARE * _letters(visible):
        return visible
    return extracted or ([] if body is None else lines_of(body))


def _letters(lines: list[str]) -> int:
    return sum(len(line) for line in lines)


def _extracted_lines(tree: HtmlElement) -> list[str]:
    """Return trafilatura's main text; it changes the tree, so the plain walk comes first."""
    document = bare_extraction(
        tree,
        favor_recall=True,
        include_tables=True,
        include_comments=False,
        include_images=False,
        include_links=False,
        with_metadata=False,
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    for node in body.iter():
        if node.tag == "head":
            node.tag = node.get("rend") or "h2"
        else:
            node.tag = _TAGS.get(node.tag, node.tag)
    return lines_of(body)


def _meta_fields(tree: HtmlElement) -> dict[str, str]:
    fields: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("name") or node.get("property") or node.get("itemprop") or "").lower()
        content = " ".join((node.get("content") or "").split())
        if name and content:
            fields.setdefault(name, content)
    return fields


def _canonical_url(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    links = [node.get("href", "") for node in tree.iter("link") if node.get("rel") == "canonical"]
    urls: tuple[str, ...] = (*links, meta.get("og:url", ""))
    return next((url for url in urls if _WEB_URL.match(url)), None)
