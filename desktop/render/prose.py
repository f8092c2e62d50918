"""A paper in sentences: a title, paragraphs under headings, who signs and when."""

from dataclasses import dataclass
from decimal import Decimal

from desktop.render.sheet import Margins, Page, PaperSize

# domain.md 5.10: A4, 3号 text
LETTER = Page(PaperSize.A4, landscape=False, margins=Margins(37, 35, 28, 26), text_size=Decimal(16))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a *heading* stands out, the others begin two characters in."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A paper in sentences with no output format in it; *signed* are the lines at its end on the right."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    signed: tuple[str, ...]
    page: Page
    statement: str
