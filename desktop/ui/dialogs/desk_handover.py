"""工作交接: what is open at this desk, and the copy of the ledger with the list to sign for the next person."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.codes import Subject
from desktop.domain.handover import HandoverLine
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.dialogs.paper_dialog import ask_folder, show_paper
from desktop.ui.job_dialog import run_job
from desktop.ui.models.table_model import Column, TableModel
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.problem_label import FormFields
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.handovers import KINDS, LIST

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.printing import PrintedFile
    from desktop.wiring import Services

_ABOUT = (
    "下面是还没有办完的事。写明接收人，选一个 U 盘或文件夹：程序写出交接包（台账副本，写好读回核对）"
    "和工作交接清单（打印签字）。现在的台账不变。"
)
_NOTHING = "没有未办完的事项；交接包和清单照样可以写。"
COLUMNS: tuple[Column[HandoverLine], ...] = (
    Column("事项", lambda line: KINDS[line.kind], width=96),
    Column("内容", lambda line: line.content, width=320, tip=lambda line: line.content),
    Column("企业（单位）", lambda line: line.party, width=200, tip=lambda line: line.party),
    Column("时限", lambda line: line.due_on, shown.day, width=100),
    Column("状态", lambda line: line.state, width=120),
)


class DeskHandoverDialog(QDialog):
    """Lists what is open; nothing is written before somebody takes over and a folder is chosen."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.setWindowTitle("工作交接")
        self.resize(900, 560)
        self.model = TableModel(COLUMNS, self)
        table = TableView("未办完的事")
        table.setModel(self.model)
        table.horizontalHeader().setStretchLastSection(True)
        self.taker = QLineEdit()
        self.fields = FormFields(Subject.WORKSPACE)
        self.fields.add("taker", "接收人", self.taker, needed=True)
        self.outcome = words("", wrap=True)
        self.write = button("写出交接包和清单…", "primary")
        leave = button("关闭")
        for press in (self.write, leave):
            press.setAutoDefault(False)
        self.write.clicked.connect(self._write)
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.write)
        row.addWidget(leave)
        box = QVBoxLayout(self)
        box.addWidget(words(_ABOUT, "hint", wrap=True))
        box.addWidget(table, 1)
        box.addWidget(self.fields)
        box.addWidget(self.outcome)
        box.addLayout(row)
        lines = services.handovers.pending()
        self.model.set_rows(lines)
        self.outcome.setText("" if lines else _NOTHING)

    @Slot()
    def _write(self) -> None:
        problems = self._services.handovers.check(self.taker.text())
        self.fields.show_problems(problems)
        if problems:
            self.taker.setFocus()
            return
        folder = ask_folder(self, self._desk, "交接包和清单写到哪个 U 盘或文件夹")
        if folder is not None:
            self.hand_over(folder)

    def hand_over(self, folder: Path) -> None:
        """Write the copy and the list into *folder*, and show the list ready to be printed."""
        services, taker = self._services, self.taker.text()
        unit = services.settings.workspace().unit_name

        def work(progress: Progress) -> tuple[Path, PrintedFile]:
            copy = services.backups.hand_over(folder, progress)
            listed = folder / f"{LIST}_{unit}_{copy.stem}.pdf"
            return copy, services.handovers.print(taker, copy, listed, progress)

        done = run_job(self, self._desk, "工作交接", work)
        if done is None:
            return
        copy, printed = done
        give_role(self.outcome, "good")
        self.outcome.setText(
            f"✓ 交接包：{copy}\n✓ 清单：{printed.path}\n写好并读回核对过，现在可以拔出 U 盘。"
            "清单签字以后，在新电脑上用交接包恢复；这台电脑上的台账不要再用。"
        )
        show_paper(self, self._desk, LIST, printed, services.filings.page_image)


def show_handover(services: Services, desk: Desk, parent: QWidget | None) -> None:
    """Show what is open, and let the user write what the next person needs."""
    dialog = DeskHandoverDialog(services, desk, parent)
    dialog.exec()
    dialog.deleteLater()
