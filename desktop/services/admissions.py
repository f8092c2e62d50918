"""Applications to be admitted: the year's windows, the dated steps as they are told, materials, papers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from db.models.admission import AdmissionWindow as WindowTable
from db.models.admission import Application
from db.queries import admissions, enterprises, history
from db.unit_of_work import Database
from desktop.domain.admission import (
    AdmissionDraft,
    AdmissionFilter,
    AdmissionRow,
    AdmissionStepDraft,
    PaperNotes,
    check_application,
    check_step,
)
from desktop.domain.admission_case import AdmissionCase
from desktop.domain.admission_glance import AdmissionGlance, glance_of, todo_of
from desktop.domain.admission_reader import AdmissionRules
from desktop.domain.calendar import WorkCalendar
from desktop.domain.change import HistoryLine
from desktop.domain.materials import MaterialMark, check_mark
from desktop.domain.overview import TodoItem
from desktop.domain.problems import Problem, blocks
from desktop.domain.saved import Saved
from desktop.domain.text import tidied, tidy
from desktop.domain.windows import (
    AdmissionWindow,
    Milestone,
    WindowDraft,
    WindowKind,
    backward_plan,
    calendar_of,
    check_window,
)
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.services.office import Office
from desktop.services.printing import PrintedFile
from desktop.services.steps.admission_case import CaseReader
from desktop.services.steps.admission_paper import AdmissionPapers
from desktop.services.steps.applying import enter_application, mark_material, take_admission_step
from desktop.services.steps.facts import MonthFacts
from desktop.services.steps.finding import folded
from desktop.services.steps.outgoing import OutgoingPapers
from desktop.services.steps.paper import FormPrinter
from desktop.wording.words_admission import window_word

Problems = list[Problem]  # inside the class, list is the method


class AdmissionService:
    """Everything a person does with applications; *rules* are read from the reference once."""

    def __init__(
        self,
        database: Database,
        office: Office,
        printer: FormPrinter,
        *,
        rules: Callable[[], AdmissionRules],
        calendar: Callable[[], WorkCalendar],
    ) -> None:
        self._database = database
        self._office = office
        self._papers = AdmissionPapers(office, OutgoingPapers(database, office, printer))
        self._load_rules = rules
        self._calendar = calendar
        self._loaded: AdmissionRules | None = None

    def rules(self) -> AdmissionRules:
        """Return what the reference says of windows, routes and materials."""
        if self._loaded is None:
            self._loaded = self._load_rules()
        return self._loaded

    def routes(self) -> Mapping[str, str]:
        """Return the ways to be admitted: those of the plan in its words, then the others the reference knows."""
        named = {route.id: route.label for route in self._office.preset.routes}
        return named | {route: named.get(route, "") for route in self.rules().windows.routes}

    def windows(self, year: int = 0) -> tuple[AdmissionWindow, ...]:
        """Return every window of *year* (the ledger's, where none is said), typed or by example, by closing day."""
        asked = year or self._office.workspace.year
        typed = self._database.read(admissions.windows, asked)
        return calendar_of(asked, typed, self._office.preset, self.rules().windows)

    def window(self, year: int, kind: WindowKind | None, month: int) -> AdmissionWindow | None:
        """Return one window of *year*, or None."""
        return next((window for window in self.windows(year) if window.key == (kind, month)), None)

    def plan(self, window: AdmissionWindow) -> tuple[Milestone, ...]:
        """Return the days to be ready before *window* closes, counted backwards in working days."""
        return backward_plan(window, self.rules().windows, self._office.preset, self._calendar())

    def check_window(self, draft: WindowDraft, year: int = 0) -> Problems:
        """Return what is wrong or odd about a window typed from a notice."""
        return check_window(draft, year=year or self._office.workspace.year, calendar=self._calendar())

    def set_window(self, draft: WindowDraft, year: int = 0) -> Saved:
        """Keep the window as this year's notice has it."""
        draft, asked = tidied(draft), year or self._office.workspace.year
        problems = self.check_window(draft, asked)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        values = {
            "opens_on": draft.opens_on,
            "closes_on": draft.closes_on,
            "accepts": [procedure.value for procedure in draft.accepts],
            "basis": draft.basis,
            "held": draft.held,
        }
        earlier = self._database.read(admissions.window_uid, asked, draft.kind.value, draft.month)
        with self._database.work("admission.window", self._office.who) as work:
            if earlier is not None:
                work.change(WindowTable, earlier, values, reason=draft.basis)
                return Saved(earlier, tuple(problems))
            where = {"year": asked, "kind": draft.kind.value, "month": draft.month}
            unit = self._office.workspace.unit
            uid = work.add(WindowTable.model_validate({"uid": work.new_id(), "by_unit": unit, **where, **values}))
        return Saved(uid, tuple(problems))

    def list(self, query: AdmissionFilter) -> tuple[AdmissionRow, ...]:
        """Return the applications that *query* finds, the latest step first."""
        wanted = replace(query, text=folded(query.text))
        return self._reader().counted(self._database.read(admissions.rows, wanted, self._office.unit_names))

    def get(self, uid: str) -> AdmissionRow:
        """Return application *uid*; raise `KnownError("no_such_application")`."""
        found = self._database.read(admissions.get, uid, self._office.unit_names)
        if found is None:
            raise KnownError("no_such_application", uid=uid)
        return self._reader().counted([found])[0]

    def case(self, uid: str) -> AdmissionCase:
        """Return application *uid* whole: steps, measures, materials, questions, series."""
        return self._reader().case(self.get(uid))

    def check(self, draft: AdmissionDraft) -> Problems:
        """Return what is wrong with an application about to be entered."""
        window = self.window(draft.year, draft.window, draft.window_month)
        procedure = self.rules().windows.procedure(draft.route)
        problems = check_application(draft, window, procedure, today=self._office.today)
        if window is not None and draft.enterprise:
            key = (draft.enterprise, draft.year, draft.route, window.kind.value, window.month)
            if self._database.read(admissions.twice, *key):
                problems.append(Problem("window", "application_twice"))
        return problems

    def add(self, draft: AdmissionDraft) -> Saved:
        """Enter an application; the cut-off month is the window's where none was typed."""
        draft = self.completed(tidied(draft))
        problems = self.check(draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        if self._database.read(enterprises.draft_of, draft.enterprise) is None:
            raise KnownError("no_such_enterprise", uid=draft.enterprise)
        with self._database.work("admission.add", self._office.who) as work:
            uid = enter_application(work, draft, unit=self._office.workspace.unit)
        return Saved(uid, tuple(problems))

    def completed(self, draft: AdmissionDraft) -> AdmissionDraft:
        """Return *draft* with the ledger's year and the window's cut-off month where nothing was typed."""
        draft = replace(draft, year=draft.year or self._office.workspace.year)
        window = self.window(draft.year, draft.window, draft.window_month)
        if draft.cutoff or window is None or not window.held:
            return draft
        return replace(draft, cutoff=str(window.cutoff))

    def note_papers(self, uid: str, papers: PaperNotes, note: str = "") -> Saved:
        """Keep what was seen on the enterprise's papers."""
        papers = tidied(papers)
        self._refuse_void(uid)
        values = {
            "paper_name": papers.paper_name or None,
            "scope_covers": papers.scope_covers,
            "enterprise_accounting": papers.enterprise_accounting,
            "project_nature": papers.project_nature,
            "approved_on": papers.approved_on,
            "note": tidy(note) or None,
        }
        with self._database.work("admission.papers", self._office.who) as work:
            work.change(Application, uid, values)
        return Saved(uid)

    def check_step(self, uid: str, draft: AdmissionStepDraft) -> Problems:
        """Return what is wrong with the next step, missing materials included."""
        row, steps = self.get(uid), self._database.read(admissions.steps, uid)
        return check_step(draft, row.state, since=steps[-1].on, today=self._office.today, missing=row.missing)

    def step(self, uid: str, draft: AdmissionStepDraft) -> Saved:
        """Write the next step as it was told; admission changes the enterprise in the same deed."""
        draft = tidied(draft)
        row = self._refuse_void(uid)
        problems = self.check_step(uid, draft)
        if blocks(problems):
            return Saved(problems=tuple(problems))
        place = len(self._database.read(admissions.steps, uid)) + 1
        kept, unit = self._reader().kept(row), self._office.workspace.unit
        with self._database.work(f"admission.{draft.action}", self._office.who) as work:
            made = take_admission_step(work, row, draft, place, kept, unit=unit)
        return Saved(made, tuple(problems))

    def mark(self, uid: str, marks: Mapping[str, MaterialMark]) -> Saved:
        """Note what is known of materials: item → mark, all in one deed."""
        self._refuse_void(uid)
        known = {material.id for material in self.rules().materials}
        for item in marks:
            if item not in known:
                raise KnownError("no_such_material", item=item)
        tidy_marks = {item: tidied(mark) for item, mark in marks.items()}
        problems = [problem for mark in tidy_marks.values() for problem in check_mark(mark)]
        if blocks(problems):
            return Saved(problems=tuple(problems))
        with self._database.work("admission.material", self._office.who) as work:
            for item, mark in tidy_marks.items():
                mark_material(work, uid, item, mark, unit=self._office.workspace.unit)
        return Saved(uid)

    def void(self, uid: str, reason: str) -> Saved:
        """Mark application *uid* as void (作废) with a reason; what an admission changed stays as it is."""
        if not tidy(reason):
            return Saved(problems=(Problem("reason", "missing"),))
        self._refuse_void(uid)
        with self._database.work("admission.void", self._office.who) as work:
            work.void(Application, uid, tidy(reason))
        return Saved(uid)

    def history(self, uid: str) -> tuple[HistoryLine, ...]:
        """Return who changed what of application *uid*, its steps and its materials, oldest first."""
        return self._database.read(history.of_entity, uid)

    def print_materials(self, uid: str, path: Path, progress: Progress) -> PrintedFile:
        """Write the material checklist (核对表) of application *uid* as a PDF at *path*."""
        return self._papers.materials(self.case(uid), path, progress)

    def print_history(self, uid: str, path: Path, progress: Progress, *, frozen: bool = True) -> PrintedFile:
        """Write the monthly series (分月台账) as a PDF: what was handed in, or the figures as they stand."""
        return self._papers.history(self.case(uid), path, progress, frozen=frozen)

    def named(self) -> tuple[tuple[str, str], ...]:
        """Return (uid, enterprise and window) of this year's applications, the latest step first."""
        rows = self.list(AdmissionFilter(year=self._office.workspace.year))
        return tuple(
            (row.uid, f"{row.enterprise_name} {window_word(row.window, row.window_month, row.year)}") for row in rows
        )

    def facts(self, uid: str, *, months: bool = False) -> MonthFacts:
        """Return what the checklist of application *uid* shows, or with *months* its series as it was handed in."""
        case = self.case(uid)
        return self._papers.month_lines(case, frozen=True) if months else self._papers.material_lines(case)

    def glance(self) -> AdmissionGlance:
        """Return the next windows and where this year's applications stand."""
        rules, calendar = self.rules(), self._calendar()
        year, today, preset = self._office.workspace.year, self._office.today, self._office.preset
        rows = self.list(AdmissionFilter(year=year))
        return glance_of(self.windows(year), rows, rules.windows, preset, calendar, year=year, today=today)

    def todo(self) -> tuple[TodoItem, ...]:
        """Return what waits for a person, for today's page."""
        year = self._office.workspace.year
        return todo_of(self.glance(), self.list(AdmissionFilter(year=year)))

    def _reader(self) -> CaseReader:
        return CaseReader(self._database, self._office, self.rules())

    def _refuse_void(self, uid: str) -> AdmissionRow:
        row = self.get(uid)
        if row.voided:
            raise KnownError("voided", uid=uid)
        return row
