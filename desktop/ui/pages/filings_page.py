"""The page of forms (报表): the year at a glance, and each form as the PDF that is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import FilingState
from desktop.domain.filing import Filed, FilingProblem, FormHead, FormSubject
from desktop.domain.filing_calendar import Stage
from desktop.domain.filing_round import FilingWish, corrected
from desktop.domain.month import Month
from desktop.domain.problems import Severity
from desktop.domain.release import WRITTEN_BESIDE
from desktop.ui.desk import Desk
from desktop.ui.dialogs.clock_question import clock_agreed
from desktop.ui.dialogs.export_dialog import ExportLine, ask_export
from desktop.ui.dialogs.paper_dialog import ask_folder
from desktop.ui.dialogs.papers_dialog import show_papers
from desktop.ui.dialogs.reason_dialog import ask_reason, ask_yes
from desktop.ui.dialogs.report_dialog import show_report
from desktop.ui.job_dialog import run_job
from desktop.ui.page import Page
from desktop.ui.pages.filing_board import FilingBoard, state_words, up_to_date
from desktop.ui.pages.filing_detail import FilingDetail, asks
from desktop.ui.pages.filing_hand import FilingHand
from desktop.wording import shown
from desktop.wording.messages import told
from desktop.wording.words_filing import timing_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_PLAIN = FilingWish()
_UNEXPLAINED = (
    "还有没说明原因的空缺或疑问（右边列着）。现在只能生成草稿：纸上印“草稿”，不能登记交接；没有报的数不会当作 0。"
)
_PAGES = {
    FormSubject.ENTERPRISE_MONTH: "figures",
    FormSubject.VISIT: "visits",
    FormSubject.ISSUE: "issues",
}


class FilingsPage(Page):
    """A board of the year; a cell opens to the form, for which the window's month is set to the cell's.

    `open` takes `form:<id>` of the window's month.
    """

    key = "filings"
    title = "报表"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.filings = services.filings
        self.forms: tuple[FormHead, ...] = self.filings.forms(desk.month().year)
        self._year = desk.month().year
        self.board = FilingBoard(self.forms, Month.containing(desk.today()))
        self.detail = FilingDetail(services, desk)
        self.hand = FilingHand(services, desk, self.detail, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.board)
        self._stack.addWidget(self.detail)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self._connect()
        self.setFocusProxy(self.board)

    def _connect(self) -> None:
        self.board.chosen.connect(self.show_form)
        self.board.year_wanted.connect(self._show_year)
        self.board.all_wanted.connect(self._file_all)
        self.board.papers_wanted.connect(self._print_papers)
        self.board.report_wanted.connect(self._tell_month)
        self.detail.left.connect(self.show_board)
        self.detail.file_wanted.connect(self._file_one)
        self.detail.nothing_wanted.connect(self._file_nothing)
        self.detail.side.followed.connect(self._follow)
        self.board.verify_wanted.connect(self.hand.verify)
        self.board.dates_wanted.connect(self.hand.set_dates)
        self.hand.board_wanted.connect(self.show_board)

    @override
    def reload(self) -> None:
        form, month = self.detail.form, self.desk.month()
        if self._stack.currentWidget() is self.detail and form is not None:
            if self.detail.kept is None or month != self.detail.month:
                self.detail.show_form(month, form)
            return
        self._show_year(month.year)

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        if kind == "form" and any(form.id == rest for form in self.forms):
            self.show_form(self.desk.month(), rest)

    @Slot(int)
    def _show_year(self, year: int) -> None:
        self._year = min(max(year, 2000), 2099)
        self.forms = self.filings.forms(self._year)
        self.board.offer(self.forms)
        dates, cells = self.services.filing_dates, self.filings.board(self._year)
        self.board.show_year(
            self._year,
            cells,
            self.desk.month(),
            timings=dict(dates.year(self._year)),
            rates=dates.rates(self._year),
            since=dates.begun_on,
            unknown=dates.years_unknown(self._year),
        )

    @Slot()
    def show_board(self) -> None:
        """Show the months and forms of the year."""
        self._stack.setCurrentWidget(self.board)
        self._show_year(self.desk.month().year)
        self.board.setFocus()

    @Slot(object, str)
    def show_form(self, month: Month, form: str) -> None:
        """Show one form of one month; the window turns to that month."""
        head = next(each for each in self.filings.forms(month.year) if each.id == form)
        self._stack.setCurrentWidget(self.detail)
        self.detail.show_form(month, head)
        self.desk.set_month(month)
        self.detail.setFocus()

    @Slot()
    def _print_papers(self) -> None:
        show_papers(self, self.services, self.desk)

    @Slot()
    def _tell_month(self) -> None:
        show_report(self, self.services, self.desk)

    @Slot()
    def _file_all(self) -> None:
        month = self.desk.month()
        now = Month.containing(self.desk.today())
        cells = {cell.form: cell for cell in self.filings.board(month.year) if cell.month == month}
        lines = [
            ExportLine(form.id, form.title, state_words(cell, now), not cell.rows, up_to_date(cell))
            for form in self.filings.forms(month.year)
            if (cell := cells.get(form.id)) is not None
        ]
        answer = ask_export(self, self.desk, month, lines, sealed=self.hand.knows_county())
        if answer is not None:
            forms, folder, package = answer
            wish = self._wish(month, forms)
            filed = None if wish is None else self.file(month, forms, folder, wish)
            if filed is not None:
                self._show_year(month.year)
                self.hand.offer_folder(filed, written_words(filed, folder), folder, package=package)

    @Slot()
    def _file_one(self) -> None:
        form, preview = self.detail.form, self.detail.preview
        if form is None or preview is None:
            return
        if asks(preview) and not ask_yes(self, "还有要说明的", _UNEXPLAINED, "生成草稿", "先去说明"):
            return
        self._file_into(form)

    @Slot()
    def _file_nothing(self) -> None:
        form = self.detail.form
        if form is None:
            return
        month = shown.month(self.detail.month)
        text = f"{form.title} {month}：生成一张“本月无（零报告）”，算作已填。确实没有，才能这样报。"
        if ask_yes(self, "零报告", text, "生成零报告"):
            self._file_into(form, nothing=True)

    def _file_into(self, form: FormHead, *, nothing: bool = False) -> None:
        wish = self._wish(self.detail.month, (form.id,), nothing=nothing)
        folder = None if wish is None else ask_folder(self, self.desk, "报表存到哪个文件夹")
        if wish is None or folder is None:
            return
        filed = self.file(self.detail.month, (form.id,), folder, wish)
        if filed is not None and not filed.files:
            self.detail.say_written(written_words(filed, folder), folder=False)
        elif filed is not None:
            rounds = self.filings.rounds(self.detail.month, form.id)
            self.detail.side.show_rounds(rounds)
            self.detail.show_round(rounds[-1])
            self.detail.say_written(written_words(filed, folder))

    def _wish(self, month: Month, forms: Sequence[str], *, nothing: bool = False) -> FilingWish | None:
        """Return what the clerk says to what filing asks: a month to come, a 更正, a month that is closed."""
        if not clock_agreed(self, self.services.notes):
            return None
        timing = self.services.filing_dates.timing(month)
        early, name = timing.stage is Stage.FUTURE, shown.month(month)
        if early:
            text = f"{name}还没有开始。请先核对所属期；提前生成的，数很可能不全。"
            if not ask_yes(self, "还没有开始的月份", text, "确实要提前生成", danger=True):
                return None
        reason: str | None = ""
        if any(corrected(self.filings.rounds(month, form)) is not None for form in forms):
            text = (
                f"{name}已经交接或写进上报包，再报就是更正：纸上印“更正第几次”，另附一张更正说明，逐格列出原报和现报。"
            )
            reason = ask_reason(self, "更正", text + self.hand.permission(month, forms))
        elif timing.stage is Stage.CLOSED:
            text = f"{name}{timing_words(timing)}。补报要写明原因。"
            reason = ask_reason(self, "补报", text + self.hand.permission(month, forms))
        return None if reason is None else FilingWish(nothing, early, reason)

    def file(self, month: Month, forms: Sequence[str], folder: Path, wish: FilingWish = _PLAIN) -> Filed | None:
        """File *forms* of *month* into *folder* behind a progress window; None where it was stopped or failed."""
        filings = self.filings
        title = f"生成 {shown.month(month)} 报表"
        filed = run_job(self, self.desk, title, lambda progress: filings.export(month, forms, folder, progress, wish))
        if filed is not None:
            self.hand.folder = folder
            self.desk.say_kept(f"已生成 {shown.month(month)} 报表")
        return filed

    @Slot(object)
    def _follow(self, problem: FilingProblem) -> None:
        """Open the row that causes *problem*."""
        form = self.detail.form
        page = _PAGES.get(form.subject) if form is not None else None
        if page is None or not problem.owner:
            return
        field = f":{problem.problem.field}" if page == "figures" else ""
        self.open_requested.emit(page, f"{problem.owner}{field}")


def written_words(filed: Filed, folder: Path) -> str:
    """Return what was written, round by round, and what was left out and why."""
    papers = [paper for each in filed.files for paper in (each.pdf, each.xlsx, each.correction) if paper]
    left_out = [each.problem for each in filed.problems if each.problem.severity is Severity.ERROR]
    lines = [f"· {Path(paper).name}" for paper in papers] + [f"没有生成：{told(each)}" for each in left_out]
    lines += [told(each.problem) for each in filed.problems if each.problem.code == WRITTEN_BESIDE]
    drafts = any(each.state is FilingState.DRAFT for each in filed.files)
    if drafts:
        lines.append("其中有草稿：说明原因后再生成一次，才能登记交接。")
    head = f"已写入 {folder}：" if papers else ""
    return "\n".join([head, *lines] if head else lines)
