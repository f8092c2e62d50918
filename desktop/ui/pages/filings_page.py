"""The page of forms (报表): the year at a glance, and each form as the PDF that is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.filing import Filed, FilingProblem, FilingRound, FormHead, FormSubject
from desktop.domain.month import Month
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.export_dialog import ask_export
from desktop.ui.dialogs.hand_over import ask_hand_over
from desktop.ui.dialogs.paper_dialog import ask_folder, open_folder
from desktop.ui.dialogs.papers_dialog import show_papers
from desktop.ui.dialogs.reason_dialog import ask_yes
from desktop.ui.dialogs.report_dialog import show_report
from desktop.ui.job_dialog import run_job
from desktop.ui.page import Page
from desktop.ui.pages.filing_board import FilingBoard, state_words
from desktop.ui.pages.filing_detail import FilingDetail
from desktop.ui.printing import print_pdf
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

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
        self._folder: Path | None = None
        self.board = FilingBoard(self.forms, Month.containing(desk.today()))
        self.detail = FilingDetail(self.filings, desk)
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
        self.detail.print_wanted.connect(self._print)
        self.detail.folder_wanted.connect(self._open_folder)
        self.detail.side.followed.connect(self._follow)
        self.detail.side.reprinted.connect(self._reprint)
        self.detail.side.handed_over.connect(self._hand_over)

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
        self.board.show_year(self._year, self.filings.board(self._year), self.desk.month())

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
            (form.id, form.title, state_words(cell, now), not cell.rows)
            for form in self.filings.forms(month.year)
            if (cell := cells.get(form.id)) is not None
        ]
        answer = ask_export(self, self.desk, month, lines)
        if answer is not None:
            forms, folder = answer
            filed = self.file(month, forms, folder)
            if filed is not None and filed.files:
                self._show_year(month.year)
                self._offer_folder(filed, folder)

    def _offer_folder(self, filed: Filed, folder: Path) -> None:
        if ask_yes(self, "已生成", written_words(filed, folder), "打开所在文件夹", "关闭"):
            self._folder = folder
            self._open_folder()

    @Slot()
    def _file_one(self) -> None:
        form, preview = self.detail.form, self.detail.preview
        if form is None or preview is None:
            return
        count = len(preview.problems)
        text = f"还有 {count} 处要核实（右边列着）。照样生成的话，没有报的数在表上空着，不会当作 0。"
        if count and not ask_yes(self, "还有要核实的", text, "照样生成", "先去核实"):
            return
        self._file_into(form, nothing=False)

    @Slot()
    def _file_nothing(self) -> None:
        form = self.detail.form
        if form is None:
            return
        month = shown.month(self.detail.month)
        text = f"{form.title} {month}：生成一张“本月无（零报告）”，算作已填。确实没有，才能这样报。"
        if ask_yes(self, "零报告", text, "生成零报告"):
            self._file_into(form, nothing=True)

    def _file_into(self, form: FormHead, *, nothing: bool) -> None:
        folder = ask_folder(self, self.desk, "报表存到哪个文件夹")
        if folder is None:
            return
        filed = self.file(self.detail.month, (form.id,), folder, nothing=nothing)
        if filed is not None and filed.files:
            rounds = self.filings.rounds(self.detail.month, form.id)
            self.detail.side.show_rounds(rounds)
            self.detail.show_round(rounds[-1])
            self.detail.say_written(written_words(filed, folder))

    def file(self, month: Month, forms: Sequence[str], folder: Path, *, nothing: bool = False) -> Filed | None:
        """File *forms* of *month* into *folder* behind a progress window; None where it was stopped or failed."""
        filings = self.filings
        title = f"生成 {shown.month(month)} 报表"
        filed = run_job(
            self, self.desk, title, lambda progress: filings.export(month, forms, folder, progress, nothing=nothing)
        )
        if filed is not None:
            self._folder = folder
            self.desk.say_kept(f"已生成 {shown.month(month)} 报表")
        return filed

    @Slot(object)
    def _print(self, kept: FilingRound | None) -> None:
        if kept is None:
            return
        path = self.filings.kept_pdf(kept.uid)
        pages = self.filings.page_count(path)
        try:
            print_pdf(self, self.desk, path, pages, self.filings.page_image)
        except KnownError as error:
            self.desk.errors.show(error)

    @Slot(object)
    def _reprint(self, kept: FilingRound | None) -> None:
        folder = ask_folder(self, self.desk, "原样再存到哪个文件夹") if kept is not None else None
        if kept is not None and folder is not None:
            self._folder = folder
            path = self.filings.reprint(kept.uid, folder)
            self.detail.say_written(f"已原样再存一份：{path}")

    @Slot(object)
    def _hand_over(self, kept: FilingRound | None) -> None:
        if kept is None or not ask_hand_over(self.services.rounds, self.desk, kept, self):
            return
        rounds = self.filings.rounds(kept.month, kept.form)
        self.detail.side.show_rounds(rounds)
        if self.detail.kept is not None:
            shown_one = next(each for each in rounds if each.uid == self.detail.kept.uid)
            self.detail.show_round(shown_one)
        self.desk.say_kept("交接日期已登记")

    @Slot(object)
    def _follow(self, problem: FilingProblem) -> None:
        """Open the row that causes *problem*."""
        form = self.detail.form
        page = _PAGES.get(form.subject) if form is not None else None
        if page is None or not problem.owner:
            return
        field = f":{problem.problem.field}" if page == "figures" else ""
        self.open_requested.emit(page, f"{problem.owner}{field}")

    @Slot()
    def _open_folder(self) -> None:
        if self._folder is None:
            return
        try:
            open_folder(self._folder)
        except KnownError as error:
            self.desk.errors.show(error)


def written_words(filed: Filed, folder: Path) -> str:
    """Return what was written, round by round."""
    names = [name for each in filed.files for name in (Path(each.pdf).name, Path(each.xlsx).name)]
    return f"已写入 {folder}：\n" + "\n".join(f"· {name}" for name in names)
