"""The applications (申报): who applies by which route and window, the materials, and what the bureau told us."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.admission import UNDER_WAY, AdmissionAction, AdmissionFilter, AdmissionRow
from desktop.domain.materials import MaterialLine
from desktop.ui.desk import Desk
from desktop.ui.dialogs.admission_editor import ask_application
from desktop.ui.dialogs.admission_step import ask_admission_step
from desktop.ui.dialogs.history_dialog import show_history
from desktop.ui.dialogs.material_dialog import ask_material, ask_papers
from desktop.ui.dialogs.papers_action import PapersAction
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.dialogs.window_calendar import show_windows
from desktop.ui.models.table_model import TableModel
from desktop.ui.page import Page
from desktop.ui.pages.admission_columns import ALL, GROUPS, columns, states_of, window_of
from desktop.ui.pages.admission_panel import AdmissionPanel
from desktop.ui.pages.admission_print import print_paper
from desktop.ui.theme import words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.deed_button import deed_row
from desktop.ui.widgets.rows_or_note import RowsOrNote, beside, search_line
from desktop.ui.widgets.struck_delegate import StruckDelegate
from desktop.ui.widgets.table_view import TableView
from desktop.ui.widgets.window_cards import WindowCards
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NOTHING_YET = "这里是入库申报。把准备申报的企业列进来，按窗口倒排备齐材料；统计局告知到哪一步，就记到哪一步。"
_NOTHING_FOUND = "没有符合条件的申报。点“全部”可以看所有申报。"


class AdmissionsPage(Page):
    """The year's applications and one of them beside the list.

    `open` takes a uid, `new:<enterprise>`, `windows:` or `text:<words>`.
    """

    key = "admissions"
    title = "申报"

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(services, desk, parent)
        self.new = self._deed("列入申报", self.add, "Ctrl+N")
        self.calendar = self._deed("窗口日历", self.show_calendar)
        self.checklist = self._deed("打印核对表", self._print_checklist, "Ctrl+P")
        self.months = self._deed("打印分月台账", self._print_months)
        self.papers = PapersAction("打印名单", self, services, desk, ("admitted-list", "changes"))
        self.story = self._deed("修改记录", self._show_history)
        self.void = self._deed("作废", self._void_current)
        routes = services.admissions.routes()
        self.model = TableModel(columns(routes), self)
        self.table = TableView("入库申报")
        self.panel = AdmissionPanel(routes)
        self.windows = WindowCards()
        self.chips = ChipBar(((ALL, "全部"), *((code, word) for code, word, _ in GROUPS)), "申报状态")
        self._build()
        self._connect()
        self._show_current()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(StruckDelegate(self.table))
        self.table.make_sortable()
        self.table.remember(self.desk.remember, self.key)
        self.table.addActions([self.checklist, self.months, self.story, self.void])
        self.listed = RowsOrNote(self.table, self.model, _NOTHING_YET, (self.new, self.calendar))
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(self._build_head())
        box.addWidget(self.windows)
        box.addLayout(self._build_filters())
        box.addWidget(beside(self.listed, self.panel, (600, 600)), 1)
        self.setFocusProxy(self.table)

    def _build_head(self) -> QHBoxLayout:
        self.count = words("", "hint")
        deeds = (self.void, self.story, self.papers, self.months, self.checklist, self.calendar, self.new)
        return deed_row((words(self.title, "title"), self.count), deeds, self.new)

    def _build_filters(self) -> QHBoxLayout:
        self.text = search_line("查找申报", "企业名称、拼音首字母", 220)
        self.years = QCheckBox("所有年度")
        self.voided = QCheckBox("显示作废")
        row = QHBoxLayout()
        for part in (self.chips, self.text, self.years, self.voided):
            row.addWidget(part)
        row.setStretchFactor(self.chips, 1)
        return row

    def _connect(self) -> None:
        self.chips.choose(ALL)
        self.chips.chosen.connect(self.reload)
        self.text.textChanged.connect(self.reload)
        self.years.toggled.connect(self.reload)
        self.voided.toggled.connect(self.reload)
        self.windows.pressed.connect(self.show_calendar)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.panel.wanted.connect(self._step)
        self.panel.linked.connect(self.open_requested)
        self.panel.tabs.materials.marked.connect(self._toggle_materials)
        self.panel.tabs.materials.opened.connect(self._note_material)
        self.panel.tabs.precheck.papers_wanted.connect(self._note_papers)

    @override
    @Slot()
    def reload(self) -> None:
        admissions = self.services.admissions
        year = 0 if self.years.isChecked() else self.services.settings.workspace().year
        query = AdmissionFilter(self.text.text().strip(), year=year, voided=self.voided.isChecked())
        rows = admissions.list(query)
        counted = [row for row in rows if not row.voided]
        self.chips.show_counts(
            {ALL: len(counted)} | {code: sum(row.state in states for row in counted) for code, _, states in GROUPS}
        )
        self.windows.show_windows(admissions.glance().windows)
        wanted = states_of(self.chips.choice)
        shown = tuple(row for row in rows if not wanted or row.state in wanted)
        self._show(shown, any_kept=bool(rows) or bool(query.text))

    def _show(self, rows: tuple[AdmissionRow, ...], *, any_kept: bool) -> None:
        under_way = sum(row.state in UNDER_WAY and not row.voided for row in rows)
        self.count.setText(f"{len(rows)} 份，在办 {under_way} 份")
        self.listed.show_rows(rows, _NOTHING_FOUND if any_kept else _NOTHING_YET)
        self._show_current()

    @override
    def open(self, argument: str) -> None:
        kind, _, rest = argument.partition(":")
        match kind:
            case "":
                pass
            case "new":
                self.add(rest)
            case "windows":
                self.show_calendar()
            case "text":
                self.text.setText(rest)
            case uid:
                self._show_application(uid)

    def _show_application(self, uid: str) -> None:
        """Put the cursor on the application *uid*, widening what is listed where need be."""
        if not self.listed.select(uid):
            self.text.clear()
            self.chips.choose(ALL)
            self.years.setChecked(True)
            self.voided.setChecked(self.services.admissions.get(uid).voided)
            self.reload()
            self.listed.select(uid)
        self.table.setFocus()

    @Slot()
    def add(self, enterprise: str = "") -> None:
        """Enter an enterprise among the applications."""
        uid = ask_application(self.services, self.desk, self, enterprise=enterprise or "")
        if uid:
            self._kept("已列入申报")
            self._show_application(uid)

    @Slot()
    def show_calendar(self) -> None:
        """Show the year's windows; what was typed there changes the cards."""
        if show_windows(self.services, self.desk, self):
            self.reload()

    def _kept(self, said: str) -> None:
        self.desk.say_kept(said)
        self.reload()

    @Slot(object)
    def _step(self, action: AdmissionAction) -> None:
        row = self.table.current_row()
        if row is not None and ask_admission_step(self.services, self.desk, row, action, self):
            self._kept(f"已记：{row.enterprise_name} {label(action)}")

    @Slot(object)
    def _toggle_materials(self, lines: tuple[MaterialLine, ...]) -> None:
        row = self.table.current_row()
        if row is None or row.voided or not lines:
            return
        have = not all(line.mark.have for line in lines)
        self.services.admissions.mark(row.uid, {line.material.id: line.mark_have(have=have) for line in lines})
        self._kept(f"已记：{len(lines)} 项材料{'已有' if have else '还缺'}")

    @Slot(object)
    def _note_material(self, line: MaterialLine) -> None:
        row = self.table.current_row()
        if row is not None and not row.voided and ask_material(self.services, self.desk, row.uid, line, self):
            self._kept(f"已记材料：{line.material.label}")

    @Slot()
    def _note_papers(self) -> None:
        row = self.table.current_row()
        if row is not None and not row.voided and ask_papers(self.services, self.desk, row, self):
            self._kept("已记核对情况")

    def _print_checklist(self) -> None:
        self._print("核对表")

    def _print_months(self) -> None:
        self._print("分月台账")

    def _print(self, paper: str, place: Path | None = None) -> None:
        row = self.table.current_row()
        if row is not None:
            print_paper(self, self.services, self.desk, row, paper, place)

    def _void_current(self) -> None:
        row = self.table.current_row()
        if row is None or row.voided:
            return
        text = f"{row.enterprise_name} {window_of(row)}的申报将作废：划线保留，不能恢复。企业的在库状态不变。"
        reason = ask_reason(self, "作废", text)
        if reason is not None:
            self.services.admissions.void(row.uid, reason)
            self._kept("申报已作废")

    def _show_history(self) -> None:
        row = self.table.current_row()
        if row is not None:
            names = {row.enterprise: row.enterprise_name}
            show_history(self, row.enterprise_name, self.services.admissions.history(row.uid), names)

    @Slot()
    def _show_current(self) -> None:
        row = self.table.current_row()
        self.panel.show_case(None if row is None else self.services.admissions.case(row.uid))
        for action in (self.checklist, self.months, self.story):
            action.setEnabled(row is not None)
        self.void.setEnabled(row is not None and not row.voided)
