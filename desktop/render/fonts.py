"""The two typefaces of paper: Noto Sans SC for text, Noto Serif SC for titles; loaded when first asked for."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import category

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from desktop.kernel.errors import KnownError
from desktop.wording.sheets import MISSING_GLYPH

BODY = "SheetBody"
TITLE = "SheetTitle"

_FILES = {BODY: "NotoSansSC-Regular.ttf", TITLE: "NotoSerifSC-Bold.ttf"}
_BLOCK = 100  # the most bfchar lines one block of a CMap may hold


class _Font(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font whose text can be copied and searched outside the BMP too.

    reportlab writes such characters into ToUnicode as five hex digits, which readers take for another character
    (facts.md T5); this can go when reportlab writes UTF-16.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # reportlab's name
        subsets = self.state[doc].subsets if doc in self.state else []
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for font in fonts.values():
            marker = getattr(font, "__Comment__", "")
            prefix = f"Font {self.fontName} subset "
            if marker.startswith(prefix):
                stream = doc.idToObject[font.ToUnicode.name]
                stream.content = to_unicode_map(font.BaseFont, subsets[int(marker.removeprefix(prefix))])


def to_unicode_map(name: str, subset: list[int]) -> str:
    """Return the CMap that says which character each code of a font subset stands for, in UTF-16."""
    pairs = [
        f"<{code:02X}> <{chr(char).encode('utf-16-be').hex().upper()}>" for code, char in enumerate(subset) if char
    ]
    blocks = []
    for start in range(0, len(pairs), _BLOCK):
        block = pairs[start : start + _BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    head = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    tail = ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(head + blocks + tail)


class Fonts:
    """The typefaces in *folder*; nothing is read before the first sheet is printed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: dict[str, TTFont] = {}

    def load(self) -> None:
        """Make both typefaces known to reportlab; raise `KnownError` if a file is not there."""
        for name in _FILES:
            self._font(name)

    def width(self, char: str, name: str) -> float:
        """Return the width of *char* in thousandths of the type size, in the face it is printed in."""
        face, printed = self.face_of(char, name)
        found: float = self._font(face).face.getCharWidth(ord(printed))
        return found

    def face_of(self, char: str, name: str) -> tuple[str, str]:
        """Return which face prints *char* and as what: *name* if it can, else the other one, else □."""
        for face in (name, TITLE if name == BODY else BODY):
            if self._covers(face, char):
                return face, char
        return BODY, MISSING_GLYPH

    def codes(self, text: str, name: str, canvas: Any) -> Iterator[tuple[str, bytes]]:
        """Return *text* as the codes of the embedded subsets of face *name*, each with the subset's name."""
        font, document = self._font(name), canvas._doc  # noqa: SLF001  # reportlab keeps subsets by document
        for subset, codes in font.splitString(text, document):
            yield font.getSubsetInternalName(subset, document), codes

    def missing_characters(self, text: Iterable[str]) -> frozenset[str]:
        """Return the characters of *text* that neither face has; a line break is none."""
        return frozenset(
            char for char in set(text) if char != "\n" and not any(self._covers(face, char) for face in _FILES)
        )

    def _covers(self, face: str, char: str) -> bool:
        return category(char) != "Cc" and ord(char) in self._font(face).face.charToGlyph

    def _font(self, name: str) -> TTFont:
        if name not in self._loaded:
            path = self._folder / _FILES[name]
            try:
                font = _Font(name, str(path))
            except (OSError, TTFError) as error:
                raise KnownError("font_missing", path=path) from error
            # reportlab finds fonts by name in a table of its own
            pdfmetrics.registerFont(font)
            self._loaded[name] = font
        return self._loaded[name]
