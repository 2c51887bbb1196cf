"""Fonts for PDF: one family for the text, and others for the characters that it lacks.

Only fonts that are on the machine are used; ReportLab's own Vera (Latin) is always there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
)
FAMILIES = (
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"),
    ("Arial.ttf", "Arial Bold.ttf", "Arial Italic.ttf"),
)
"""Regular, bold and italic; the first family that is there whole is the text's."""
PACKAGED = ("Vera.ttf", "VeraBd.ttf", "VeraIt.ttf")
FALLBACKS = (
    "DejaVuSans.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansMyanmar-Regular.ttf",
    "NotoSansEthiopic-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "wqy-microhei.ttf",
    "Arial Unicode.ttf",
)
"""Looked at in this order for a character that the family lacks; DejaVu has joined Arabic."""
MISSING = "\ufffd"
MISSING_IN_LATIN = "?"


@dataclass(frozen=True, slots=True)
class Face:
    """A registered font and the code points that it can draw."""

    name: str
    characters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Typeface:
    """The faces of a document: its own, and those that fill in."""

    regular: Face
    bold: Face
    italic: Face
    fallbacks: tuple[Face, ...]

    def runs(self, text: str, face: Face) -> list[tuple[str, str]]:
        """Cut `text` into runs of one font: its name, and the characters that it draws.

        A character that no font has is drawn as a replacement sign, never left out.
        """
        drawn = (self._drawn(character, face) for character in text)
        return [
            (name, "".join(character for _, character in run))
            for name, run in groupby(drawn, key=lambda pair: pair[0])
        ]

    def lacks(self, text: str) -> bool:
        """True where no font of this machine has one of the characters."""
        faces = (self.regular, *self.fallbacks)
        return any(
            not any(ord(character) in face.characters for face in faces) for character in set(text)
        )

    def _drawn(self, character: str, face: Face) -> tuple[str, str]:
        for each in (face, *self.fallbacks):
            if ord(character) in each.characters:
                return each.name, character
        if character == MISSING:
            return face.name, MISSING_IN_LATIN
        return self._drawn(MISSING, face)


@lru_cache(maxsize=1)
def machine_typeface() -> Typeface:
    """Return the typeface made of the fonts of this machine, registered with ReportLab."""
    return load_typeface(_installed())


def load_typeface(installed: dict[str, Path]) -> Typeface:
    """Return the first whole family of `installed` (paths by file name), with its fallbacks."""
    for family in FAMILIES:
        faces = [_face(installed[name]) for name in family if name in installed]
        whole = [face for face in faces if face is not None]
        if len(whole) == len(family):
            break
    else:
        whole = [face for name in PACKAGED if (face := _face(Path(name))) is not None]
    fallbacks = [_face(installed[name]) for name in FALLBACKS if name in installed]
    regular, bold, italic = whole
    return Typeface(regular, bold, italic, tuple(face for face in fallbacks if face is not None))


def _installed() -> dict[str, Path]:
    wanted = {name for family in FAMILIES for name in family} | set(FALLBACKS)
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        for path in sorted(folder.rglob("*.ttf")):
            if path.name in wanted:
                found.setdefault(path.name, path)
    return found


def _face(path: Path) -> Face | None:
    """Register the font file; None where it cannot be used."""
    try:
        font = TTFont(f"r2p-{path.stem.replace(' ', '')}", str(path))
    except (TTFError, OSError):
        return None
    pdfmetrics.registerFont(font)
    return Face(font.fontName, frozenset(font.face.charToGlyph))
