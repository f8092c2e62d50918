"""The county office's bulletin (通报) of a month, from what its units sent: in sentences, as PDF and as a workbook."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from db.queries import handed, post
from db.unit_of_work import Database
from desktop.domain.bulletin import Bulletin, BulletinLine, Punctuality, Received, punctuality
from desktop.domain.codes import FilingKind, UnitKind
from desktop.domain.filing import FactRow, FactValue
from desktop.domain.month import Month
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel, stands_beside
from desktop.domain.target_entry import TargetPage, UnitLine
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.filing_clock import FilingClock
from desktop.services.steps.handing_out import handed_out, made
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.paper import FormPrinter, Laid
from desktop.wording import bulletins as words
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.paths import form_name, paper_name
from desktop.wording.words_project import unit_word

FORM = "bulletin"


class BulletinService:
    """Tells a month of the whole county; *targets* is what the page of targets shows as of a month."""

    def __init__(
        self,
        database: Database,
        office: Office,
        printer: FormPrinter,
        clock: Callable[[], FilingClock],
        targets: Callable[[Month], TargetPage],
    ) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._clock = clock
        self._targets = targets

    def bulletin(self, month: Month) -> Bulletin:
        """Return the bulletin of *month*; raise `KnownError` `county_bulletin` where this is not the county office."""
        if self._office.workspace.unit_kind is not UnitKind.COUNTY:
            raise KnownError("county_bulletin")
        page, filing = self._targets(month), self._filing(month)
        lines = [
            self._line(line, filing, whole=line is table.total)
            for table in page.tables
            for line in (*table.lines, *([] if table.total is None else [table.total]))
        ]
        names = self._office.unit_names
        found = Bulletin(
            month=str(month),
            year=page.year,
            lines=tuple(lines),
            filing=sum(filing.values(), Punctuality()),
            missing=tuple(names.get(unit, unit) for unit, kept in filing.items() if kept.missing),
            due_on=(due_on := self._clock().dates(month)[0].due_on),
            over=self._office.today > due_on,
        )
        return replace(found, text=words.sentences(found, shown.month(month)))

    def write(self, month: Month, folder: Path, progress: Progress) -> tuple[PrintedFile, PrintedFile, Path]:
        """Write the bulletin of *month* into *folder* as PDF, workbook and text: all three, or none."""
        found = self.bulletin(month)
        title = form_name(self._printer.form(FORM, month).title)
        name = paper_name(self._office.workspace.unit_name, title, month, blank=False)
        paths = [made(folder) / f"{name}.{suffix}" for suffix in ("pdf", "xlsx", "txt")]
        facts = MonthFacts(tuple(map(_row, found.lines)), more={"year": str(found.year)})
        with handed_out(*paths) as (parts, put):
            sheet = self._printer.sheet(FORM, facts, self._office, month)
            laid = Laid(self._printer.form(FORM, month).edition, sheet, {})
            printed = (self._printer.pdf(laid, parts[0], progress), self._printer.xlsx(laid, parts[1], progress))
            parts[2].write_text(found.text, encoding="utf-8")
            standing = put()
        draft = ExportDraft(ExportKind.PAPER, title, ReleaseLevel.FULL, len(found.lines))
        for path in standing:
            note_export(self._database, self._office, draft, path)
        pdf, xlsx = (replace(each, path=path) for each, path in zip(printed, standing, strict=False))
        # what stands beside an open file is told once for all three
        beside = [each for asked, path in zip(paths, standing, strict=True) for each in stands_beside(asked, path)]
        pdf = replace(pdf, problems=(*beside, *pdf.problems))
        return pdf, xlsx, standing[2]

    def _filing(self, month: Month) -> Mapping[str, Punctuality]:
        """Return how the units that had an enterprise at the month's end filed it, in the order of the plan."""
        office = self._office
        holding = self._database.read(handed.units_holding, month.last_day)
        units = [unit.id for unit in office.preset.units if unit.id in holding]
        received = [
            Received(
                row.unit,
                row.form,
                row.taken_at.astimezone(office.now.tzinfo).date(),
                row.rows == 0 and row.kind != FilingKind.NOTHING,
            )
            for row in self._database.read(post.rounds_in, str(month))
        ]
        forms = [form.id for form in self._printer.monthly(month)]
        return punctuality(units, forms, received, self._clock().dates(month)[0].due_on)

    def _line(self, line: UnitLine, filing: Mapping[str, Punctuality], *, whole: bool) -> BulletinLine:
        kept = Punctuality()
        if whole:
            units = {unit.id for unit in self._office.preset.units if unit.dimension is line.dimension}
            kept = sum((each for unit, each in filing.items() if unit in units), kept)
        return BulletinLine(
            dimension=line.dimension,
            unit=line.unit,
            name=line.name,
            reached=line.official,
            filing=kept if whole else filing.get(line.unit, kept),
            whole=whole,
        )


def _row(line: BulletinLine) -> FactRow:
    reached, filing = line.reached, line.filing
    due = filing.due or None
    facts: dict[str, FactValue] = {
        "dimension": label(line.dimension) if line.dimension else None,
        "name": unit_word(line.name, whole=line.whole),
        "net_target": reached.target,
        "additions": reached.additions,
        "exits": reached.exits,
        "net": reached.net,
        "percent": words.percent(reached.percent, words.NOT_ISSUED),
        "due": due,
        "on_time": due and filing.on_time,
        "late": due and filing.late,
        "missing": due and filing.missing,
        "timely": words.percent(filing.percent, words.NOT_DUE),
    }
    return FactRow(line.unit, line.name, facts)
