"""What python-docx has no call for: links, bookmarks, raised marks, page fields, styles."""

from __future__ import annotations

from datetime import UTC, date, datetime

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Mm(210), Mm(297), Mm(25)
FONT = "Calibri"
ACCENT = RGBColor(0x1F, 0x4E, 0x79)
QUIET = RGBColor(0x59, 0x59, 0x59)
SIZES = {
    "Normal": 10.5,
    "Title": 20,
    "Subtitle": 10.5,
    "Heading 1": 12.5,
    "Heading 2": 11.5,
    "Heading 3": 10.5,
    "List Bullet": 10.5,
}


def add_mark(paragraph: WordParagraph, number: int, *, follows: bool = False) -> None:
    """Add the raised number of an endnote, which links to it; `follows` sets a comma before."""
    if follows:
        paragraph.add_run(", ").font.superscript = True
    link = _hyperlink(paragraph)
    link.set(qn("w:anchor"), _bookmark_name(number))
    run = _run_in(link, paragraph, str(number))
    run.font.superscript = True
    run.font.color.rgb = ACCENT


def add_bookmark(paragraph: WordParagraph, number: int) -> None:
    """Mark the paragraph as the place that the marks of endnote `number` link to."""
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(name)
        element.set(qn("w:id"), str(number))
        if name == "w:bookmarkStart":
            element.set(qn("w:name"), _bookmark_name(number))
        paragraph._p.append(element)


def add_link(paragraph: WordParagraph, url: str) -> None:
    """Add a web address that links to itself; give it safe addresses only."""
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _hyperlink(paragraph)
    link.set(qn("r:id"), relation)
    run = _run_in(link, paragraph, url)
    run.font.color.rgb = ACCENT
    run.font.underline = True


def read_from_right(paragraph: WordParagraph) -> None:
    """Set the paragraph from right to left."""
    paragraph._p.get_or_add_pPr().insert_element_before(
        OxmlElement("w:bidi"), "w:adjustRightInd", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def set_properties(word: WordDocument, title: str, subtitle: str, day: date) -> None:
    """Name the document; its times are the day on which the library was read."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    properties = word.core_properties
    properties.title, properties.subject = title[:255], subtitle[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = ""
    properties.created = properties.modified = moment


def set_page(word: WordDocument, title: str) -> None:
    """Set A4 with margins, the title and the page number below the text."""
    section = word.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    footer = section.footer.paragraphs[0]
    footer.paragraph_format.tab_stops.add_tab_stop(PAGE_WIDTH - 2 * MARGIN, WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{title[:80]}\tPage ")
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")
    for run in footer.runs:
        run.font.size, run.font.color.rgb = Pt(8), QUIET


def set_styles(word: WordDocument) -> None:
    """Set fonts, sizes and spaces, and add those of notices and endnotes."""
    for name, size in SIZES.items():
        style = word.styles[name]
        if isinstance(style, ParagraphStyle):
            _set_style(style, name, size)
    notice = _add_style(word, "Notice")
    notice.font.italic, notice.font.color.rgb = True, QUIET
    note = _add_style(word, "Endnote")
    note.paragraph_format.left_indent = Mm(8)
    note.paragraph_format.first_line_indent = Mm(-8)
    note.paragraph_format.tab_stops.add_tab_stop(Mm(8))


def _add_style(word: WordDocument, name: str) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"python-docx made '{name}' a {type(style).__name__}, no paragraph style.")
    style.base_style = word.styles["Normal"]
    style.font.size = Pt(9)
    return style


def _set_style(style: ParagraphStyle, name: str, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("w:hAnsi", "w:cs"):
        fonts.set(qn(script), FONT)
    style.paragraph_format.space_after = Pt(4)
    if name == "Title" or name.startswith("Heading"):
        style.font.color.rgb = ACCENT
    if name.startswith("Heading"):
        style.paragraph_format.space_before = Pt(10)
    if name == "Subtitle":
        style.font.color.rgb = QUIET


def _hyperlink(paragraph: WordParagraph) -> BaseOxmlElement:
    link = OxmlElement("w:hyperlink")
    paragraph._p.append(link)
    return link


def _run_in(link: BaseOxmlElement, paragraph: WordParagraph, text: str) -> Run:
    element = OxmlElement("w:r")
    link.append(element)
    run = Run(element, paragraph)
    run.text = text
    return run


def _add_field(paragraph: WordParagraph, instruction: str) -> None:
    """Add a field that Word fills in: 'PAGE', 'NUMPAGES'."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)
    _run_in(field, paragraph, "1").font.size = Pt(8)


def _bookmark_name(number: int) -> str:
    return f"note{number}"
