"""The month told in sentences (本月工作情况): drafted from the ledgers, mended by a person, printed or copied."""

from collections.abc import Callable
from pathlib import Path

from db.models.month_report import MonthReport as ReportTable
from db.queries import month_reports
from db.unit_of_work import Database
from desktop.domain.month import Month
from desktop.domain.month_report import (
    MonthReport,
    ReportDraft,
    ReportPart,
    ReportRules,
    check_report,
    composed,
    filled,
)
from desktop.domain.problems import blocks
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel
from desktop.domain.saved import Saved
from desktop.domain.text import tidied
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PageImage, PrintedFile
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.paper import FormPrinter
from desktop.services.steps.report_facts import ReportFacts, ReportSources
from desktop.services.steps.report_paper import prose_of
from desktop.wording import shown


class MonthReportService:
    """One report a month; what is drafted is written anew at each look until a person keeps her own words."""

    def __init__(
        self,
        database: Database,
        office: Office,
        printer: FormPrinter,
        sources: ReportSources,
        *,
        rules: Callable[[], ReportRules],
    ) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._sources = sources
        self._rules = rules

    def report(self, month: Month) -> MonthReport:
        """Return the report of *month*: as a person kept it, or else drafted from the ledgers."""
        kept = self._database.read(month_reports.of_month, str(month), self._office.workspace.unit)
        if kept is None:
            return self.draft(month)
        return MonthReport(
            month=month,
            title=self._title(month),
            headings=self._headings(),
            draft=kept.draft,
            kept=True,
            uid=kept.uid,
            who=kept.who,
            at=kept.at,
        )

    def draft(self, month: Month) -> MonthReport:
        """Return the report of *month* as the ledgers tell it now; no figure of a single enterprise is in it."""
        facts = ReportFacts(self._database, self._office, self._sources, self._rules()).of(month)
        return MonthReport(month, self._title(month), self._headings(), composed(self._rules(), facts))

    def save(self, month: Month, draft: ReportDraft) -> Saved:
        """Keep *draft* as the report of *month*."""
        draft = tidied(draft)
        problems = tuple(check_report(draft))
        if blocks(list(problems)):
            return Saved(problems=problems)
        unit = self._office.workspace.unit
        kept = self._database.read(month_reports.of_month, str(month), unit)
        words = {part.value: draft.text(part) or None for part in ReportPart}
        with self._database.work("report.save", self._office.who) as work:
            if kept is not None:
                work.change(ReportTable, kept.uid, {**words, "person": work.who})
                return Saved(kept.uid, problems)
            record = ReportTable(uid=work.new_id(), month=str(month), by_unit=unit, person=work.who, **words)
            return Saved(work.add(record), problems)

    def print(self, month: Month, path: Path, progress: Progress) -> PrintedFile:
        """Write the report of *month* as it stands as a PDF at *path*; it is noted among the exports."""
        report = self.report(month)
        prose = prose_of(report, self._office.workspace.unit_name, self._office.today)
        printed = self._printer.prose(prose, path, progress)
        export = ExportDraft(ExportKind.PAPER, report.title, ReleaseLevel.FULL, len(prose.paragraphs))
        note_export(self._database, self._office, export, printed.path)
        return printed

    def page_image(self, path: Path, number: int, dpi: int) -> PageImage:
        """Return page *number* (from 0) of the PDF at *path* as a picture."""
        return self._printer.page_image(path, number + 1, dpi)

    def _title(self, month: Month) -> str:
        facts = {"unit": self._office.workspace.unit_name, "month": shown.month(month)}
        return filled(self._rules().title, facts) or ""

    def _headings(self) -> dict[ReportPart, str]:
        return {rule.part: rule.heading for rule in self._rules().parts}
