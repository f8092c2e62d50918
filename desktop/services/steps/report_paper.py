"""The month told in sentences as a paper: headings, paragraphs, the unit and the day."""

from datetime import date

from desktop.domain.month_report import MonthReport, ReportPart
from desktop.render.prose import LETTER, Paragraph, Prose
from desktop.wording.sheets import STATEMENT
from desktop.wording.shown import long_day


def prose_of(report: MonthReport, unit: str, on: date) -> Prose:
    """Return *report* ready for the printer; an empty part leaves no heading behind."""
    paragraphs: list[Paragraph] = []
    for part in ReportPart:
        if text := report.draft.text(part):
            paragraphs += [Paragraph(report.headings[part], heading=True), Paragraph(text)]
    return Prose(report.title, tuple(paragraphs), (unit, long_day(on)), LETTER, STATEMENT)
