"""更正许可: what the county has permitted units after the usual time, given and taken back here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.codes import Subject
from desktop.domain.month import Month
from desktop.domain.permit import PermitDraft, PermitKind, PermitRow
from desktop.domain.problems import Problem
from desktop.domain.saved import Saved
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_dialog import FormDialog, run
from desktop.ui.letter_writing import unit_names
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.inputs import ChoiceBox, DayEdit
from desktop.ui.widgets.table_view import TableView
from desktop.ui.widgets.text_box import TextBox
from desktop.wording import shown
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_SIZE = (940, 420)
_MONTHS = 22  # two years of reporting months
_HINT = (
    "已经接收的月份要改，或者截止以后才报，由县里准许。许可只对一个单位、一个月，到期自动失效；随下一个包送到这个单位。"
    "没有许可的，单位写明原因也能报，报送情况里写“没有许可”。"
)
_ALL_FORMS = "这个月的各表"
_WHY = "至少 5 个字：谁申请的、为什么准许"
_TAKE_BACK = "许可随下一个包作废；已经照它报的不受影响。"


class PermitLine(NamedTuple):
    """One permission with what stands for its ids, and where it stands today."""

    permit: PermitRow
    unit: str
    form: str
    state: str


COLUMNS: tuple[Column[PermitLine], ...] = (
    Column("单位", lambda line: line.unit, width=130),
    Column("所属期", lambda line: line.permit.month, shown.month_text, width=90),
    Column("准许", lambda line: line.permit.kind, label, width=50),
    Column("哪张表", lambda line: line.form, width=150, tip=lambda line: line.form),
    Column("有效至", lambda line: line.permit.until, shown.day, width=90),
    Column("状态", lambda line: line.state, width=70, tone=lambda line: "good" if line.state == "有效" else "off"),
    Column("理由", lambda line: line.permit.reason, width=190, tip=lambda line: line.permit.reason),
    Column("发出", lambda line: line.permit.given_on, shown.day, width=90),
)


class PermitsDialog(QDialog):
    """The permissions there are; *unit* is the one a new permission is for at first."""

    def __init__(self, services: Services, desk: Desk, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk, self._unit = services, desk, unit
        self._names = unit_names(services)
        self._titles = {head.id: head.title for head in services.filings.forms()}
        self.setWindowTitle("更正许可、补报许可")
        self.resize(*_SIZE)
        self.model = TableModel(COLUMNS, self)
        self.table = TableView("许可")
        self.table.setModel(self.model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.selectionModel().currentRowChanged.connect(self._judge)
        self.give = button("发许可…", "primary")
        self.take_back = button("收回…")
        close = button("关闭")
        row = QHBoxLayout()
        row.addWidget(self.give)
        row.addWidget(self.take_back)
        row.addStretch()
        row.addWidget(close)
        box = QVBoxLayout(self)
        box.addWidget(words(_HINT, "hint", wrap=True))
        box.addWidget(self.table, 1)
        box.addLayout(row)
        self.give.clicked.connect(self._give)
        self.take_back.clicked.connect(self._take_back)
        close.clicked.connect(self.reject)
        self.reload()

    def reload(self) -> None:
        """Read the permissions anew."""
        self.model.set_rows([self._line(each) for each in self._services.letters.permits.list()])
        self.table.selectRow(0)
        self._judge()

    def _line(self, permit: PermitRow) -> PermitLine:
        state = "已收回" if permit.voided else "有效" if permit.holds(self._desk.today()) else "已过期"
        form = self._titles.get(permit.form, permit.form) or _ALL_FORMS
        return PermitLine(permit, self._names.get(permit.unit, permit.unit), form, state)

    def _judge(self) -> None:
        line = self.table.current_row()
        self.take_back.setEnabled(line is not None and not line.permit.voided)

    def _give(self) -> None:
        form = permit_form(self._services, self._desk, self._unit, self)
        self._run(form, "许可已发，随下一个包送到单位")

    def _take_back(self) -> None:
        line = self.table.current_row()
        if line is not None:
            form = reason_form("收回许可", "收回", Subject.PERMIT, _TAKE_BACK, self)
            services, uid = self._services, line.permit.uid
            keep_reason(form, lambda reason: services.letters.permits.take_back(uid, reason))
            self._run(form, "许可已收回，随下一个包告诉单位")

    def _run(self, form: FormDialog, said: str) -> None:
        if run(form):
            self._desk.say_kept(said)
            self.reload()


def permit_form(services: Services, desk: Desk, unit: str, parent: QWidget | None) -> FormDialog:
    """Return the form of a new permission, *unit* chosen at first."""
    dialog = FormDialog("发许可", "发许可", Subject.PERMIT, parent)
    names = unit_names(services)
    whom = ChoiceBox(services.letters.permits.units(), lambda each: names.get(each, each), blank="请选择")
    newest = Month.containing(desk.today())
    month = ChoiceBox([str(newest.back(steps)) for steps in range(_MONTHS)], shown.month_text)
    kind = ChoiceBox(tuple(PermitKind), blank="请选择")
    titles: Mapping[str, str] = {head.id: head.title for head in services.filings.forms()}
    form = ChoiceBox(tuple(titles), titles.__getitem__, blank=_ALL_FORMS)
    until, reason = DayEdit(desk.today), TextBox(2, _WHY)
    whom.set_value(unit or None)
    month.set_value(str(min(desk.month(), newest)))
    dialog.fields.add("unit", "单位", whom, needed=True)
    dialog.fields.add("month", "所属期", month, needed=True)
    dialog.fields.add("kind", "准许什么", kind, needed=True, hint="更正：已经接收的改后再报；补报：截止以后才报")
    dialog.fields.add("form", "哪张表", form)
    dialog.add_day("until", "有效至", until, needed=True)
    dialog.fields.add("reason", "理由", reason, needed=True)

    def keep() -> Saved | list[Problem]:
        chosen, what = whom.value(), kind.value()
        missing = [Problem(name, "missing") for name, value in (("unit", chosen), ("kind", what)) if value is None]
        if missing or chosen is None or what is None:
            return missing
        period = Month.parse(month.value() or "")
        draft = PermitDraft(chosen, period, what, until.value(), reason.text(), form.value() or "")
        return services.letters.permits.give(draft)

    dialog.keep = keep
    return dialog


def reason_form(title: str, deed: str, subject: Subject, hint: str, parent: QWidget | None) -> FormDialog:
    """Return a form that asks for a reason and nothing else."""
    dialog = FormDialog(title, deed, subject, parent, hint=hint)
    dialog.fields.add("reason", "理由", TextBox(2, "至少 5 个字"), needed=True)
    return dialog


def keep_reason(dialog: FormDialog, deed: Callable[[str], Saved]) -> None:
    """Let *dialog* do *deed* with the reason that was typed."""

    def keep() -> Saved:
        editor = dialog.fields.editor("reason")
        return deed(editor.text() if isinstance(editor, TextBox) else "")

    dialog.keep = keep


def show_permits(services: Services, desk: Desk, unit: str, parent: QWidget | None) -> None:
    """Show the permissions until the window is closed."""
    dialog = PermitsDialog(services, desk, unit, parent)
    dialog.exec()
    dialog.deleteLater()
