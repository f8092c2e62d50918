"""The county's own workbooks (县里的表): checked, kept as templates, filled for a month from the list of a form."""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from db.models.workbook import WorkbookContent
from db.models.workbook import WorkbookTemplate as TemplateTable
from db.queries import workbooks
from db.unit_of_work import Database
from desktop.domain.filing import FactValue, FormSubject
from desktop.domain.month import Month
from desktop.domain.problems import Problem, blocks
from desktop.domain.release import ExportDraft, ExportKind, ReleaseLevel, stands_beside
from desktop.domain.saved import Saved
from desktop.domain.text import tidy
from desktop.domain.workbook import (
    CheckedWorkbook,
    MarkWord,
    WorkbookDraft,
    WorkbookTemplate,
    check_workbook_draft,
)
from desktop.kernel.errors import KnownError
from desktop.kernel.files import placing
from desktop.kernel.progress import Progress
from desktop.render.catalogue import CATALOGUE, Kind
from desktop.render.form_spec import Form
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.gathering import Gatherer
from desktop.services.steps.noting_exports import note_export
from desktop.services.steps.paper import FormPrinter
from desktop.wording.form_facts import fact_words
from desktop.wording.paths import form_name, paper_name
from desktop.wording.units import MONEY_UNITS, POWER_UNITS
from desktop.wording.words_workbook import SINGLES

if TYPE_CHECKING:
    from desktop.render.workbook_file import WorkbookFile
    from desktop.render.workbook_marks import Fields

# lists of which there are several: a month alone does not say which one is meant
_ONE_OF_SEVERAL = frozenset({FormSubject.ROSTER, FormSubject.MATERIALS, FormSubject.HANDED_IN})
_MOST_ROWS = 100_000  # a sheet has 1,048,576; nobody's list comes near, a mistake might
_UNITS = {Kind.MONEY: MONEY_UNITS, Kind.KWH: POWER_UNITS}

Templates = tuple[WorkbookTemplate, ...]  # inside the class, list is the method


class WorkbookService:
    """Everything a person does with the county's own workbooks; openpyxl is loaded where one is opened."""

    def __init__(self, database: Database, office: Office, printer: FormPrinter, gatherer: Gatherer) -> None:
        self._database = database
        self._office = office
        self._printer = printer
        self._gatherer = gatherer

    def forms(self) -> tuple[tuple[str, str], ...]:
        """Return id and title of every form whose list a workbook may be filled from, the monthly figures first."""
        subjects = self._gatherer.subjects - _ONE_OF_SEVERAL
        found = [form for form in self._printer.every() if form.subject in subjects]
        figures = FormSubject.ENTERPRISE_MONTH  # nearly every workbook of a county asks for these
        found.sort(key=lambda form: (not form.monthly, form.subject is not figures, form.title, form.id))
        return tuple((form.id, form_name(form.title)) for form in found)

    def words(self, form: str) -> tuple[MarkWord, ...]:
        """Return the marks that a workbook filled from *form* may hold, those that stand once first."""
        singles = [MarkWord(f"{{{words[0]}}}", words[0], (), once=True) for words in SINGLES.values()]
        subject = self._form(form).subject
        named = [(_word(subject, fact.name), _UNITS.get(fact.kind, ())) for fact in CATALOGUE[subject].values()]
        return (*singles, *(_repeating(word, units) for word, units in named))

    def check(self, path: Path, form: str) -> CheckedWorkbook:
        """Return what the workbook at *path* holds to be filled from *form* and what stands against it."""
        # openpyxl is slow to load, and a window opens without it
        from desktop.render.workbook_file import open_workbook

        return self._checked(open_workbook(path), form)

    def check_kept(self, uid: str) -> CheckedWorkbook:
        """Return `check` of a kept template."""
        kept = self.get(uid)
        return self._checked(self._file(kept), kept.form)

    def list(self, *, voided: bool = False) -> Templates:
        """Return the kept templates by name; void ones only where asked for."""
        return self._database.read(workbooks.kept, voided=voided)

    def get(self, uid: str) -> WorkbookTemplate:
        """Return one kept template; raise `KnownError("county_unknown")`."""
        found = self._database.read(workbooks.one, uid)
        if found is None:
            raise KnownError("county_unknown", uid=uid)
        return found

    def add(self, path: Path, draft: WorkbookDraft) -> Saved:
        """Keep the workbook at *path* as a template, if it can be filled."""
        draft = WorkbookDraft(tidy(draft.name), draft.form, tidy(draft.note))
        problems = check_workbook_draft(draft, frozenset(each.name for each in self.list()))
        if blocks(problems):
            return Saved(problems=tuple(problems))
        checked = self.check(path, draft.form)
        if blocks(list(checked.problems)):
            return Saved(problems=checked.problems)
        content = path.read_bytes()
        with self._database.work("workbook.add", self._office.who) as work:
            uid = work.add(self._row(work.new_id(), path, draft, content))
            work.attach(WorkbookContent(template=uid, content=content))
        return Saved(uid, checked.problems)

    def remove(self, uid: str, reason: str) -> Saved:
        """Mark a template as void (作废) with a reason; its bytes stay."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        if self.get(uid).voided:
            raise KnownError("voided", uid=uid)
        with self._database.work("workbook.void", self._office.who) as work:
            work.void(TemplateTable, uid, tidy(reason))
        return Saved(uid)

    def hand_out(self, uid: str, path: Path) -> PrintedFile:
        """Write the template as it was kept to *path*, byte for byte."""
        content = self._content(self.get(uid))
        with placing(path) as place:
            place.part.write_bytes(content)
        return PrintedFile(place.path, 0, stands_beside(path, place.path))

    def file_name(self, uid: str, month: Month) -> str:
        """Return what the filled workbook of *month* is called."""
        return f"{paper_name(self._office.workspace.unit_name, self.get(uid).name, month, blank=False)}.xlsx"

    def fill(self, uid: str, month: Month, path: Path, progress: Progress) -> PrintedFile:
        """Write the template filled for *month* to *path*; nothing is written if anything of it cannot be filled."""
        # as above
        from desktop.render.workbook_fields import rows_of
        from desktop.render.workbook_fill import Filling, fill_workbook

        kept = self.get(uid)
        if kept.voided:
            raise KnownError("county_voided")
        file, form = self._file(kept), self._form(kept.form)
        found = self._checked(file, kept.form)
        if wrong := [each for each in found.problems if blocks([each])]:
            raise KnownError("county_not_fillable", name=kept.name, count=len(wrong))
        facts = self._gatherer.everything(form, month)
        if len(facts.rows) > _MOST_ROWS:
            raise KnownError("county_too_many_rows", count=len(facts.rows))
        rows = rows_of(form, [row.facts for row in facts.rows])
        filling = Filling(self._fields(form), self._singles(month, len(rows)), rows)
        with placing(path) as place:
            notes = fill_workbook(file, filling, place.part, progress)
        printed = PrintedFile(place.path, 0, (*stands_beside(path, place.path), *notes))
        marks = tuple(dict.fromkeys(mark for sheet in found.sheets for mark in sheet.marks))
        draft = ExportDraft(ExportKind.PAPER, kept.name, ReleaseLevel.FULL, len(rows), fields=marks)
        note_export(self._database, self._office, draft, printed.path)
        return printed

    def _checked(self, file: "WorkbookFile", form: str) -> CheckedWorkbook:
        # as above
        from desktop.render.workbook_check import check_workbook

        return check_workbook(file, self._fields(self._form(form)))

    def _fields(self, form: Form) -> "Fields":
        # as above
        from desktop.render.workbook_fields import fields_of

        words = {name: (_word(form.subject, name),) for name in CATALOGUE[form.subject]}
        return fields_of(form, words, SINGLES)

    def _form(self, form_id: str) -> Form:
        known = self.forms()
        if form_id not in dict(known):
            words = "、".join(f"{title}({each})" for each, title in known)
            raise KnownError("county_form_not_listed", form=form_id, words=words)
        return self._printer.form(form_id)

    def _singles(self, month: Month, count: int) -> dict[str, FactValue]:
        person = self._office.person
        return {
            "unit": self._office.workspace.unit_name,
            "month": str(month),
            "year": str(month.year),
            "month_number": month.number,
            "reported_on": self._office.today.isoformat(),
            "filler": person.name,
            "phone": person.phone,
            "count": count,
        }

    def _file(self, kept: WorkbookTemplate) -> "WorkbookFile":
        # as above
        from desktop.render.workbook_file import WorkbookFile

        return WorkbookFile(self._content(kept), kept.file_name)

    def _content(self, kept: WorkbookTemplate) -> bytes:
        content = self._database.read(workbooks.content, kept.uid)
        if sha256(content).hexdigest() != kept.sha256:
            raise KnownError("county_damaged")
        return content

    def _row(self, uid: str, path: Path, draft: WorkbookDraft, content: bytes) -> TemplateTable:
        return TemplateTable(
            uid=uid,
            by_unit=self._office.workspace.unit,
            name=draft.name,
            form=draft.form,
            file_name=tidy(path.name),
            sha256=sha256(content).hexdigest(),
            size=len(content),
            note=draft.note or None,
            added_on=self._office.today,
        )


def _repeating(word: str, units: tuple[str, ...]) -> MarkWord:
    # 万元, 万千瓦时: what the program itself shows
    mark = f"{{.{word}:{units[-2]}}}" if units else f"{{.{word}}}"
    return MarkWord(mark, word, units, once=False)


def _word(subject: FormSubject, name: str) -> str:
    # some words say in brackets how the fact is printed
    return fact_words(subject, name).partition("（")[0]
