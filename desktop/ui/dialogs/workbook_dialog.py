"""Takes in a workbook of the county's: which file, what fills it, and what the check says before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.codes import Subject
from desktop.domain.problems import Severity, blocks
from desktop.domain.workbook import CheckedWorkbook, MarkWord, WorkbookDraft
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.problem_label import FormFields
from desktop.ui.widgets.table_view import TableView
from desktop.wording.messages import message, told
from desktop.wording.words_workbook import KEPT

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.workbooks import WorkbookService

_FOLDER = "papers/folder"

MARK_COLUMNS: tuple[Column[MarkWord], ...] = (
    Column("占位符", lambda row: row.mark, width=300),
    Column("填在", lambda row: row.once, lambda once: "全表只填一处的内容" if once else "重复行，一户一行", width=160),
    Column("单位可以写", lambda row: "、".join(row.units), width=220),
)


class WorkbookDialog(QDialog):
    """Nothing is kept before 留存 is pressed, and it can be pressed only when everything can be filled."""

    def __init__(self, workbooks: WorkbookService, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbooks = workbooks
        self._desk = desk
        self._checked = ("", "")  # the file and the form that were looked at
        self._fillable = False
        self.uid = ""
        self.setWindowTitle("加入县里的表")
        self.resize(720, 560)
        box = QVBoxLayout(self)
        box.addWidget(
            words(
                "县里发的 xlsx 里，在要填的格写 {填报单位} 这样的占位符；列表的第一行写 {.企业名称}、"
                "{.主营业务收入累计:万元}，有几户就重复几行。版式、公式、打印设置都不动。",
                "hint",
                wrap=True,
            )
        )
        box.addWidget(self._build_fields())
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName("检查结果")
        self.report.setPlaceholderText("选好文件和取数的报表后，这里列出能不能填、填好后哪里与原样不同。")
        box.addWidget(self.report, 1)
        box.addWidget(self._build_buttons())
        self._judge()

    def _build_fields(self) -> FormFields:
        self.file = QLineEdit()
        self.file.setPlaceholderText("县里发的 xlsx 文件")
        look = button("浏览…")
        look.clicked.connect(self._browse)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.file, 1)
        row.addWidget(look)
        line.setFocusProxy(self.file)
        self.file.setAccessibleName("文件")
        titles = dict(self._workbooks.forms())
        self.form = ChoiceBox(tuple(titles), titles.__getitem__)
        self.name, self.note = QLineEdit(), QLineEdit()
        fields = FormFields(Subject.WORKBOOK)
        fields.add("file_name", "文件", line, needed=True)
        fields.add("form", "取数的报表", self.form, needed=True)
        fields.add("name", "表名", self.name, needed=True)
        fields.add("note", "说明", self.note)
        self.file.editingFinished.connect(self.look)
        self.form.currentIndexChanged.connect(self.look)
        self.name.textChanged.connect(self._judge)
        self.fields = fields
        return fields

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        marks = buttons.addButton("可用的占位符", QDialogButtonBox.ButtonRole.ActionRole)
        marks.clicked.connect(self._show_marks)
        again = buttons.addButton("重新检查", QDialogButtonBox.ButtonRole.ActionRole)
        again.clicked.connect(self.check)
        self.accept_button = buttons.addButton("留存", QDialogButtonBox.ButtonRole.AcceptRole)
        give_role(self.accept_button, "primary")
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        return buttons

    def choose(self, path: Path) -> None:
        """Look at the workbook at *path*."""
        self.file.setText(str(path))
        if not self.name.text().strip():
            self.name.setText(path.stem)
        self.look()

    def look(self) -> None:
        """Check the file, if it or the form is another than the one looked at."""
        if (self.file.text().strip(), self.form.value() or "") != self._checked:
            self.check()

    def check(self) -> None:
        """Read the file anew and say what stands in it."""
        self._checked = (self.file.text().strip(), self.form.value() or "")
        self._fillable = False
        if all(self._checked):
            try:
                found = self._workbooks.check(Path(self._checked[0]), self._checked[1])
            except KnownError as error:
                self.report.setPlainText(message(error))
            else:
                self._fillable = not blocks(list(found.problems))
                self.report.setPlainText("\n".join(report_lines(found)))
        self._judge()

    def _judge(self) -> None:
        self.accept_button.setEnabled(self._fillable and bool(self.name.text().strip()))

    def _browse(self) -> None:
        begin = self._desk.remember.text(_FOLDER)
        chosen, _ = QFileDialog.getOpenFileName(self, "选择县里的表", begin, "Excel 工作簿 (*.xlsx)")
        if chosen:
            self.choose(Path(chosen))

    def _show_marks(self) -> None:
        form = self.form.value()
        if form is not None:
            show_marks(self._workbooks, ((form, self.form.currentText()),), form, self)

    def _keep(self) -> None:
        self.look()
        draft = WorkbookDraft(self.name.text(), self._checked[1], self.note.text())
        try:
            saved = self._workbooks.add(Path(self._checked[0]), draft)
        except KnownError as error:
            self._desk.errors.show(error)
            return
        self.fields.show_problems([each for each in saved.problems if each.severity is Severity.ERROR])
        if saved.uid:
            self.uid = saved.uid
            self.accept()


def report_lines(found: CheckedWorkbook) -> list[str]:
    """Return what a check found, what cannot be filled first."""
    errors = [each for each in found.problems if each.severity is Severity.ERROR]
    others = [each for each in found.problems if each.severity is not Severity.ERROR]
    head = f"有 {len(errors)} 处填不了，改好后再检查：" if errors else "可以填。"
    lines = [head, *(f"　{told(each)}" for each in errors)]
    if others:
        lines += ["填好后请留意：", *(f"　{told(each)}" for each in others)]
    for sheet in found.sheets:
        row = f"重复行是第 {sheet.row} 行" if sheet.row else "没有重复行"
        lines.append(f"工作表“{sheet.name}”：单个占位符 {sheet.singles} 处，{row}；用到 {'、'.join(sheet.marks)}")
    if found.kept:
        lines.append("原样保留：" + "、".join(f"{KEPT[kind]} {count} 个" for kind, count in found.kept))
    return lines


def show_report(parent: QWidget, name: str, found: CheckedWorkbook) -> bool:
    """Show what the check of the template *name* found; return whether the user wants it filled."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(f"检查{name}")
    dialog.resize(680, 420)
    report = QPlainTextEdit("\n".join(report_lines(found)))
    report.setReadOnly(True)
    report.setAccessibleName("检查结果")
    buttons = QDialogButtonBox()
    if not blocks(list(found.problems)):
        give_role(buttons.addButton("填表…", QDialogButtonBox.ButtonRole.AcceptRole), "primary")
    buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    box = QVBoxLayout(dialog)
    box.addWidget(report)
    box.addWidget(buttons)
    wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return wanted


def ask_workbook(parent: QWidget, workbooks: WorkbookService, desk: Desk) -> str:
    """Return the uid of the template that was kept, empty for none."""
    dialog = WorkbookDialog(workbooks, desk, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.uid


class MarksDialog(QDialog):
    """The marks that a workbook filled from one of *forms* (id and title) may hold; they can be copied."""

    def __init__(
        self, workbooks: WorkbookService, forms: Sequence[tuple[str, str]], chosen: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workbooks = workbooks
        titles = dict(forms)
        self.setWindowTitle("可用的占位符")
        self.resize(740, 520)
        self.form: ChoiceBox[str] = ChoiceBox(tuple(titles), lambda form: titles[form])
        self.form.setAccessibleName("取数的报表")
        self.form.setEnabled(len(titles) > 1)
        self.model = TableModel(MARK_COLUMNS, self)
        table = TableView("可用的占位符")
        table.setModel(self.model)
        table.horizontalHeader().setStretchLastSection(True)
        buttons = QDialogButtonBox()
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        head = QHBoxLayout()
        head.addWidget(words("取数的报表", "hint"))
        head.addWidget(self.form, 1)
        box = QVBoxLayout(self)
        box.addLayout(head)
        box.addWidget(words("选中后 Ctrl+C 复制，粘贴到县里的表里。金额和电量必须写单位。", "hint"))
        box.addWidget(table)
        box.addWidget(buttons)
        self.form.currentIndexChanged.connect(self._show)
        self.form.set_value(chosen or next(iter(titles), ""))
        self._show()

    def _show(self) -> None:
        form = self.form.value()
        self.model.set_rows(() if form is None else self._workbooks.words(form))


def show_marks(workbooks: WorkbookService, forms: Sequence[tuple[str, str]], chosen: str, parent: QWidget) -> None:
    """Show the marks of the form *chosen* among *forms* until the user closes the window."""
    dialog = MarksDialog(workbooks, forms, chosen, parent)
    dialog.exec()
    dialog.deleteLater()
