"""The year's calendar of windows (窗口日历): typed from the notice, or an example of elsewhere until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.problems import Problem, blocks
from desktop.domain.windows import AdmissionWindow, Milestone, Procedure, WindowDraft, WindowOrigin
from desktop.ui.desk import Desk
from desktop.ui.dialogs.dialog_buttons import save_buttons
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.inputs import Checks, DayEdit
from desktop.ui.widgets.problem_label import FormFields, ProblemLabel
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.labels import label
from desktop.wording.words_admission import window_word

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


def _cited(step: Milestone) -> str:
    return "本程序的建议" if step.citation is None else f"{step.citation.document} {step.citation.clause}"


def _accepts(window: AdmissionWindow) -> str:
    return "、".join(label(procedure) for procedure in window.accepts)


COLUMNS: tuple[Column[AdmissionWindow], ...] = (
    Column("窗口", lambda window: window_word(window.kind, window.month), width=96),
    Column("开始", lambda window: window.opens_on, shown.day, width=90),
    Column("截止日期", lambda window: shown.day(window.closes_on) if window.held else "本年不设", width=96),
    Column("数据到", lambda window: shown.month(window.cutoff) if window.held else "", width=100),
    Column("受理范围", _accepts, width=230, tip=_accepts),
    Column(
        "来源",
        lambda window: window.origin,
        label,
        width=76,
        tone=lambda window: "soon" if window.origin is WindowOrigin.EXAMPLE else "good",
    ),
    Column("依据", lambda window: window.basis, width=300, tip=lambda window: window.basis),
)
PLAN_COLUMNS: tuple[Column[Milestone], ...] = (
    Column("到这一天", lambda step: step.on, shown.day, width=96),
    Column("做到", lambda step: step.label, width=360),
    Column("依据", _cited, width=220),
)


class WindowEditor(QDialog):
    """One window of *year*, as the notice has it."""

    def __init__(self, services: Services, desk: Desk, window: AdmissionWindow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._admissions, self._window = services.admissions, window
        self._asked: list[Problem] = []
        self.setWindowTitle(f"照通知填写：{window_word(window.kind, window.month, window.year)}")
        self.setMinimumWidth(560)
        typed = window.origin is WindowOrigin.NOTICE
        self.held = QCheckBox("本年设这一批")
        self.held.setChecked(window.held)
        self.opens_on, self.closes_on = DayEdit(desk.today), DayEdit(desk.today)
        self.opens_on.set_value(window.opens_on)
        self.closes_on.set_value(window.closes_on if typed and window.held else None)
        self.accepts = Checks(tuple(Procedure))
        self.accepts.set_value(window.accepts)
        self.basis = QLineEdit(window.basis if typed else "")
        self.basis.setPlaceholderText("通知的名称、文号，或谁在哪天告知")
        self.fields = FormFields(Subject.ADMISSION_WINDOW)
        self._rest = ProblemLabel(Subject.ADMISSION_WINDOW)
        self._build()

    def _build(self) -> None:
        for name, caption, editor, needed in (
            ("held", "", self.held, False),
            ("opens_on", "开始日期", self.opens_on, False),
            ("closes_on", "截止日期", self.closes_on, True),
            ("accepts", "受理范围", self.accepts, True),
            ("basis", "依据", self.basis, True),
        ):
            self.fields.add(name, caption, editor, needed=needed)
        self.held.toggled.connect(self._judge)
        box = QVBoxLayout(self)
        examples = self._examples()
        box.addWidget(words(f"外地示例（不是本县日期）：{examples}", "hint", wrap=True))
        box.addWidget(self.fields)
        box.addWidget(self._rest)
        box.addWidget(save_buttons(self))
        self._judge()

    def _examples(self) -> str:
        rules = self._admissions.rules().windows.kinds
        found = next(rule for rule in rules if rule.kind is self._window.kind)
        return "；".join(
            f"{each.place} {'' if each.month is None else f'{each.month}月'}{each.day}日" for each in found.examples
        )

    def _judge(self) -> None:
        for editor in (self.opens_on, self.closes_on, self.accepts):
            editor.setEnabled(self.held.isChecked())

    def draft(self) -> WindowDraft:
        """Return the window as it stands."""
        held = self.held.isChecked()
        return WindowDraft(
            kind=self._window.kind,
            month=self._window.month,
            opens_on=self.opens_on.value() if held else None,
            closes_on=self.closes_on.value() if held else None,
            accepts=self.accepts.value(),
            basis=self.basis.text().strip(),
            held=held,
        )

    @override
    def accept(self) -> None:
        """Keep the window; what only asks is asked once, and a second press keeps it all the same."""
        problems = [
            Problem(name, "bad_day", {"text": day.text()})
            for name, day in (("opens_on", self.opens_on), ("closes_on", self.closes_on))
            if day.unreadable
        ] or self._admissions.check_window(self.draft(), self._window.year)
        if blocks(problems) or (problems and problems != self._asked):
            self._asked = problems
            self._rest.show_problems(self.fields.show_problems(problems))
            self.fields.focus_first_problem(problems)
            return
        self._admissions.set_window(self.draft(), self._window.year)
        super().accept()


class WindowCalendar(QDialog):
    """Every window of the year, and the days to be ready before the chosen one."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.changed = False
        year = services.settings.workspace().year
        self.setWindowTitle(f"{year}年申报窗口日历")
        self.resize(1060, 640)
        self.model = TableModel(COLUMNS, self)
        self.table = TableView("申报窗口")
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.opened.connect(self.edit)
        self.plan = TableModel(PLAN_COLUMNS, self)
        plan = TableView("倒排")
        plan.setModel(self.plan)
        plan.horizontalHeader().setStretchLastSection(True)
        self._about = words("", "hint", wrap=True)
        self._title = words("", "subtitle")
        box = QVBoxLayout(self)
        notice = services.admissions.rules().windows.notice
        box.addWidget(words(f"外地示例只用来提醒，{notice}。收到通知后，选一行，点“照通知填写”。", "hint", wrap=True))
        box.addWidget(self.table, 3)
        box.addLayout(self._head())
        box.addWidget(plan, 2)
        box.addWidget(self._about)
        box.addWidget(self._buttons())
        self.reload()
        self.table.selectionModel().currentRowChanged.connect(self._show_plan)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        self._edit = button("照通知填写", "primary")
        self._edit.clicked.connect(self.edit)
        row.addWidget(self._edit)
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        return buttons

    def reload(self) -> None:
        """Read the year's windows anew; the cursor begins at the next one."""
        place = self.table.currentIndex().row()
        windows = self._services.admissions.windows()
        self.model.set_rows(windows)
        following = (n for n, each in enumerate(windows) if each.held and each.closes_on >= self._desk.today())
        self.table.selectRow(place if place >= 0 else next(following, 0))
        self._show_plan()

    def edit(self) -> None:
        """Type the chosen window from the notice."""
        window = self.table.current_row()
        if window is None:
            return
        dialog = WindowEditor(self._services, self._desk, window, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.changed = True
            self._desk.say_kept("申报窗口已填写")
            self.reload()
        dialog.deleteLater()

    def _show_plan(self) -> None:
        window = self.table.current_row()
        if window is None:
            return
        self._title.setText(f"{window_word(window.kind, window.month, window.year)}倒排（工作日）")
        self.plan.set_rows(self._services.admissions.plan(window) if window.held else ())
        calendar = self._services.calendars.working_days()
        unknown = not calendar.knows(window.closes_on.year)
        holidays = f"{window.closes_on.year}年的节假日安排还没有，只按双休日算。" if unknown else ""
        self._about.setText(holidays + window.note)


def show_windows(services: Services, desk: Desk, parent: QWidget | None) -> bool:
    """Show the calendar until the user closes it; return whether a window was typed."""
    dialog = WindowCalendar(services, desk, parent)
    dialog.exec()
    changed = dialog.changed
    dialog.deleteLater()
    return changed
