"""HTML as lines: hidden nodes dropped, headings marked, blocks parted; needs only lxml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree, html

from ingest.loaded import body_line, heading_line

_NEVER_READ = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math",
    "canvas", "audio", "video", "select", "datalist", "dialog", "input", "button", "textarea",
))  # fmt: skip
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d]*[1-9])"
    r"|opacity\s*:\s*0(?![.\d]*[1-9])|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.I,
)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")  # lxml refuses it in decoded text
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
    "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_BREAKING = _BLOCKS | _HEADINGS.keys() | {"br"}
_CELLS = ("td", "th")
_FEWEST_CELLS = 2
_LONGEST_CELL = 300  # characters; a longer one holds paragraphs
CELL_BREAK = " | "
"""What parts the cells of a table row in the text."""


def visible_tree(markup: str) -> html.HtmlElement | None:
    """Parse HTML and drop what a reader would not see; None where there is no element at all."""
    try:
        tree = html.document_fromstring(
            _XML_DECLARATION.sub("", markup.replace("\0", ""), count=1),
            parser=html.HTMLParser(no_network=True, huge_tree=True),
        )
    except etree.ParserError:  # nothing but comments or blanks
        return None
    for node in list(tree.iter()):
        is_hidden = not isinstance(node.tag, str) or _is_hidden(node)
        if is_hidden and node.getparent() is not None:
            _drop(node)
    return tree


def _is_hidden(node: html.HtmlElement) -> bool:
    if node.tag in _NEVER_READ:
        return True
    if node.get("hidden") is not None or node.get("aria-hidden", "").strip().lower() == "true":
        return True
    return _HIDING_STYLE.search(node.get("style", "")) is not None


def _drop(node: html.HtmlElement) -> None:
    """Remove a node and keep the text behind it."""
    parent, before = node.getparent(), node.getprevious()
    tail = node.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    node.tail = None
    parent.remove(node)


def lines_of(tree: html.HtmlElement, without: frozenset[str] = frozenset()) -> list[str]:
    """Return the text of a tree as marked lines, one for each block, row and list item.

    Args:
        tree: a tree from `visible_tree`, or a part of one.
        without: names of elements whose content is left out, such as `nav`.
    """
    lines = _Lines()
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walker:
        if event == "end":
            lines.close(node, is_root=node is tree)
        elif node.tag in without or node.tag == "head":
            walker.skip_subtree()
        elif whole := _whole_lines(node):
            lines.flush()
            lines.done.extend(whole)
            walker.skip_subtree()
        else:
            lines.open(node)
    lines.flush()
    return lines.done


@dataclass(slots=True)
class _Lines:
    """Gathers words until a block ends."""

    done: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    level: int = 0

    def open(self, node: html.HtmlElement) -> None:
        if node.tag in _BREAKING:
            self.flush()
            self.level = _HEADINGS.get(node.tag, self.level)
        self.words.append(node.text or "")

    def close(self, node: html.HtmlElement, *, is_root: bool) -> None:
        if node.tag in _BREAKING:
            self.flush()
            self.level = 0 if node.tag in _HEADINGS else self.level
        if not is_root:
            self.words.append(node.tail or "")

    def flush(self) -> None:
        text = " ".join("".join(self.words).split())
        self.words.clear()
        if text:
            self.done.append(heading_line(self.level, text) if self.level else body_line(text))


def _whole_lines(node: html.HtmlElement) -> list[str]:
    """Lines of an element that is read as a whole: a row of short cells, or set text."""
    if node.tag == "pre":
        return [line for raw in "".join(node.itertext()).splitlines() if (line := body_line(raw))]
    if node.tag != "tr":
        return []
    cells = [cell for cell in node if cell.tag in _CELLS]
    if len(cells) < _FEWEST_CELLS or any(
        len("".join(cell.itertext())) > _LONGEST_CELL for cell in cells
    ):
        return []  # a table that only lays out the page is read block by block
    row = CELL_BREAK.join(" ".join(lines_of(cell)).lstrip("#\\ ") for cell in cells)
    return [body_line(row)] if row.replace(CELL_BREAK.strip(), "").strip() else []
