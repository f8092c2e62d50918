"""某人信息: what is kept about a contact person, and its erasure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.person_data import PersonLine, PersonReport
from desktop.ui.desk import Desk
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.fields import field_label
from desktop.wording.labels import label
from desktop.wording.messages import sentence

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_NAMED = 8
LINES: tuple[Column[PersonLine], ...] = (
    Column("台账", lambda line: label(line.subject), width=100),
    Column("名称", lambda line: line.title, width=300, tip=lambda line: line.title),
    Column("项目", lambda line: field_label(line.field, line.subject), width=120),
    Column("内容", lambda line: line.value, width=200),
)
_HINT = (
    "写联系人的姓名或电话。更正请在原记录里改；本人依法要求删除的，在这里删除，修改记录里也不再有原来的内容，不能撤销。"
)


class PersonDataDialog(QDialog):
    """Looks for a name or a number as it is typed; 依法删除 asks why and takes all that is listed."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self._report: PersonReport | None = None
        self.setWindowTitle("某人信息")
        self.resize(820, 460)
        self.name = QLineEdit()
        self.name.setAccessibleName("姓名或电话")
        self.name.setPlaceholderText("姓名或电话")
        self.name.textChanged.connect(self.reload)
        self.model = TableModel(LINES, self)
        table = TableView("某人信息")
        table.setModel(self.model)
        table.horizontalHeader().setStretchLastSection(True)
        self.said = words("", "hint", wrap=True)
        buttons = QDialogButtonBox()
        self.erase_button = buttons.addButton("依法删除…", QDialogButtonBox.ButtonRole.ActionRole)
        give_role(self.erase_button, "danger")
        self.erase_button.clicked.connect(self._erase)
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        for press in (self.erase_button, close):
            press.setAutoDefault(False)  # Enter ends a search; it must not begin to erase, nor close
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(words(_HINT, "hint", wrap=True))
        box.addWidget(self.name)
        box.addWidget(table, 1)
        box.addWidget(self.said)
        box.addWidget(buttons)
        self.reload()

    def reload(self) -> None:
        """Look anew for what is typed."""
        found = self._services.person_data.look(self.name.text())
        self._report = found if isinstance(found, PersonReport) else None
        lines = self._report.lines if self._report is not None else ()
        self.model.set_rows(lines)
        self.erase_button.setEnabled(bool(lines))
        if isinstance(found, tuple):
            self.said.setText(" ".join(sentence(problem) for problem in found) if self.name.text() else "")
            return
        kept = f"另有 {found.filed} 份已留档的报表写着，留档不改。" if found.filed else ""
        self.said.setText(f"共 {len(lines)} 处。{kept}备份和已经交出的文件里仍有，备份到期自动清除。")

    def _erase(self) -> None:
        if self._report is None:
            return
        reason = ask_reason(self, "依法删除", erase_words(self._report))
        if reason is None:
            return
        saved = self._services.person_data.erase(self._report, reason)
        if saved.problems:
            self.said.setText(" ".join(sentence(problem) for problem in saved.problems))
            return
        self._desk.say_kept("已依法删除")
        self.reload()


def erase_words(report: PersonReport) -> str:
    """Return what would be erased, value by value: a piece of a name finds others, too."""
    values = tuple(dict.fromkeys(line.value for line in report.lines))
    named = "、".join(values[:_NAMED]) + (f"等 {len(values)} 种内容" if len(values) > _NAMED else "")
    warned = "里面有别人的，请先写全姓名再删。" if len(values) > 1 else ""
    return f"将删除上面列出的 {len(report.lines)} 处：{named}。{warned}不能恢复。"


def show_person_data(parent: QWidget | None, services: Services, desk: Desk) -> None:
    """Show what is kept about somebody until the user closes the window."""
    dialog = PersonDataDialog(services, desk, parent)
    dialog.exec()
    dialog.deleteLater()
