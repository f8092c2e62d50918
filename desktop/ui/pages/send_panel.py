"""待发送: what a letter would take out of this computer, what stays, and the deed that writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.letter import Leaving
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.dialogs.clock_question import clock_agreed
from desktop.ui.dialogs.paper_dialog import ask_folder
from desktop.ui.letter_printing import print_leaving
from desktop.ui.letter_writing import unit_names, write_letters
from desktop.ui.models.letter_columns import LEAVING, LeavingLine
from desktop.ui.models.table_model import TableModel
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.messages import message

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.steps.letter_writing import Posted
    from desktop.wiring import Services

_COUNTY = ""
_FULL = "从头到尾全部带上（对方说缺包时才用）"
_NO_COUNTY = (
    "还没有县里的钥匙：先在“收到的”里读入县里第一个下发包（照纸上的指纹填），"
    "或在“登记”里收县里的登记包；急用时可以填口令。"
)
_PASSPHRASE = "对方还没有登记时才填；口令用电话告诉，不要写在 U 盘上"


class SendPanel(QWidget):
    """Writes to *units*; none named means the county office. `sent` says that something was written."""

    sent = Signal()

    def __init__(
        self, services: Services, desk: Desk, units: Sequence[str] = (_COUNTY,), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services, self._desk, self._units = services, desk, tuple(units)
        self._asked = 0
        self._found: list[tuple[str, Leaving]] = []
        self._stale = True
        self.setAccessibleName("待发送")
        to_county = self._units == (_COUNTY,)
        self._title = "生成上报包" if to_county else "生成下发包"
        self.month = QCheckBox()
        self.month.setChecked(True)
        self.personal = QCheckBox("带联系电话")
        self.attachments = QCheckBox("带走访照片等附件")
        self.attachments.setToolTip("只带这个包里的记录的附件；要以前的，再勾“从头到尾全部带上”")
        self.full = QCheckBox(_FULL)
        self.note, self.passphrase = QLineEdit(), QLineEdit()
        self.fresh = button("生成口令", tip="五组数字，打电话念给对方")
        self.model = TableModel(LEAVING, self)
        self.table = TableView("会带出的内容")
        self.table.setModel(self.model)
        self.table.setColumnHidden(0, len(self._units) == 1)
        self.standing, self.summary = words("", "question", wrap=True), words("", wrap=True)
        self.outcome = words("", wrap=True)
        self.paper = button("打印清单…", tip="带出内容清单，请领导看过再写包")
        self.write = button(f"{self._title}…", "primary", tip="选 U 盘或文件夹，写好以后读回核对")
        self._build()
        for box in (self.personal, self.attachments, self.full):
            box.toggled.connect(self.reload)
        self.paper.setVisible(len(self._units) == 1)
        self.paper.setEnabled(False)
        self.paper.clicked.connect(self._print)
        self.write.clicked.connect(self._write)
        self.fresh.clicked.connect(self._make_passphrase)

    def _build(self) -> None:
        self.note.setPlaceholderText("给对方的一句话，可以不写")
        self.passphrase.setPlaceholderText(_PASSPHRASE)
        checks = QHBoxLayout()
        for check in (self.month, self.personal, self.attachments, self.full):
            checks.addWidget(check)
        checks.addStretch()
        lines = QGridLayout()
        for row, (caption, editor) in enumerate((("附言", self.note), ("口令", self.passphrase))):
            name = words(caption, "hint")
            name.setBuddy(editor)
            editor.setAccessibleName(caption)
            lines.addWidget(name, row, 0)
            lines.addWidget(editor, row, 1)
        lines.addWidget(self.fresh, 1, 2)
        foot = QHBoxLayout()
        foot.addWidget(self.summary, 1)
        foot.addWidget(self.paper)
        foot.addWidget(self.write)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.addWidget(self.standing)
        box.addLayout(checks)
        box.addLayout(lines)
        box.addWidget(self.table, 1)
        box.addLayout(foot)
        box.addWidget(self.outcome)
        self.setFocusProxy(self.write)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Count when somebody looks for the first time."""
        super().showEvent(event)
        if self._stale:
            self.reload()

    @Slot()
    def reload(self) -> None:
        """Count anew what would leave; a large ledger is counted beside the window."""
        self._stale = False
        self._asked += 1
        asked, outgoing = self._asked, self._services.letters.outgoing
        how = {
            "personal": self.personal.isChecked(),
            "attachments": self.attachments.isChecked(),
            "full": self.full.isChecked(),
        }
        self.month.setText(f"写明所属期 {shown.month(self._desk.month())}")
        self.summary.setText("正在清点……")
        self.paper.setEnabled(False)
        self.standing.setText(self._standing_words())
        self.standing.setVisible(bool(self.standing.text()))

        def count(_: Progress) -> tuple[int, list[tuple[str, Leaving]] | KnownError]:
            try:
                return asked, [(unit, outgoing.leaving(unit, **how)) for unit in self._units]
            except KnownError as error:
                return asked, error

        job = self._desk.runner.start(count)
        job.done.connect(self._show_leaving)
        job.failed.connect(self._desk.errors.show)

    @Slot(object)
    def _show_leaving(self, answer: tuple[int, list[tuple[str, Leaving]] | KnownError]) -> None:
        asked, found = answer
        if asked != self._asked:
            return  # the choice has changed since
        if isinstance(found, KnownError):
            self.model.set_rows(())
            self.summary.setText(message(found))
            return
        names = unit_names(self._services)
        self._found = found
        self.paper.setEnabled(True)
        self.model.set_rows([line for unit, each in found for line in leaving_lines(each, names.get(unit, unit))])
        self.summary.setText(leaving_words([each for _, each in found]))

    def _standing_words(self) -> str:
        """Say beforehand that nobody's key is known, instead of letting the deed fail."""
        offices = {each.unit for each in self._services.letters.keys.offices() if each.retired_from is None}
        if self._units != (_COUNTY,):
            names = unit_names(self._services)
            missing = [names.get(unit, unit) for unit in self._units if unit not in offices]
            return f"还没有登记：{'、'.join(missing)}。请先收它的登记包，或者填口令。" if missing else ""
        if offices:
            return ""
        return _NO_COUNTY

    @Slot()
    def _make_passphrase(self) -> None:
        self.passphrase.setText(self._services.letters.outgoing.new_passphrase())

    @Slot()
    def _print(self) -> None:
        for unit, leaving in self._found:
            print_leaving(self, self._services, self._desk, leaving, unit)

    @Slot()
    def _write(self) -> None:
        if not clock_agreed(self, self._services.notes):
            return
        folder = ask_folder(self, self._desk, f"{self._title}：写到哪个 U 盘或文件夹")
        if folder is None:
            return
        outgoing, month = self._services.letters.outgoing, self._desk.month()
        period = month if self.month.isChecked() else None
        personal, attachments = self.personal.isChecked(), self.attachments.isChecked()
        full, passphrase, note = self.full.isChecked(), self.passphrase.text(), self.note.text().strip()

        def write(unit: str) -> Posted:
            return outgoing.send(
                folder,
                unit,
                month=period,
                personal=personal,
                attachments=attachments,
                full=full,
                passphrase=passphrase,
                note=note,
            )

        names: Mapping[str, str] = {_COUNTY: "县里", **unit_names(self._services)}
        done = write_letters(self, self._desk, self._title, self._units, names, write)
        if done is None:
            return
        give_role(self.outcome, done.role)
        self.outcome.setText(done.words(names))
        if done.written:
            self._desk.say_kept(f"{self._title}：已写好 {len(done.written)} 个")
            self.reload()
            self.sent.emit()


def leaving_lines(leaving: Leaving, name: str) -> list[LeavingLine]:
    """Return each ledger of a letter to *name*, in the order of the ledgers."""
    subjects = sorted(leaving.told.keys() | leaving.withheld.keys(), key=list(Subject).index)
    return [
        LeavingLine(name, subject, leaving.told.get(subject, 0), leaving.withheld.get(subject, 0))
        for subject in subjects
    ]


def leaving_words(found: Sequence[Leaving]) -> str:
    """Return what leaves in one line."""
    rounds, files = sum(len(each.rounds) for each in found), sum(each.attachments for each in found)
    told = sum(sum(each.told.values()) for each in found)
    if not told and not rounds and not files:
        return "上次发过以后没有新的内容。"
    phones = "带" if any(each.personal for each in found) else "不带"
    firms = sum(each.enterprises for each in found)
    counts = f"带出 {told} 处填写，涉及企业 {firms} 家，报表 {rounds} 份，附件 {files} 个"
    return f"{counts}，联系电话{phones}。不带出的留在本机。"
