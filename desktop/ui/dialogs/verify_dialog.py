"""Holds a paper against the ledger: type or scan its code, or choose the file (核对纸件)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.filing_code import NotACode, spaced
from desktop.domain.problems import Problem
from desktop.kernel.errors import KnownError
from desktop.ui.dialogs.filing_changes import changed_columns
from desktop.ui.models.table_model import TableModel
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.filing_words import round_name, state_text, verdict_text
from desktop.wording.messages import message, told

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.filing_rounds import FilingRoundService, Verdict

_HINT = (
    "输入纸上的核对码（9 位，大小写、空格、横线不论），或用扫码枪扫纸上的二维码；也可以选报送时生成的 PDF 或 Excel。"
    "核对的是文字和数是否一致，不能证明数是真的。"
)
_FILES = "报送时生成的文件（*.pdf *.xlsx）"


class VerifyDialog(QDialog):
    """A field for the code: a scanner types like a keyboard, and Enter accepts."""

    def __init__(self, rounds: FilingRoundService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rounds = rounds
        self.setWindowTitle("核对纸件")
        self.resize(720, 460)
        self.code = QLineEdit()
        self.code.setAccessibleName("核对码")
        self.code.setPlaceholderText("例如 7K3M-9QPT-V")
        self.code.returnPressed.connect(self.look)
        self.look_button = button("核对", "primary")
        self.look_button.setAutoDefault(False)  # Enter in the field asks once, not twice
        self.look_button.clicked.connect(self.look)
        choose = button("选文件…")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self.verdict = words("", "subtitle", wrap=True)
        self.which = words("", wrap=True)
        self.changed = TableModel(changed_columns("纸上", "台账现在"), self)
        self.table = TableView("不同的地方")
        self.table.setModel(self.changed)
        self.table.horizontalHeader().setStretchLastSection(True)
        row = QHBoxLayout()
        for part, share in ((self.code, 1), (self.look_button, 0), (choose, 0)):
            row.addWidget(part, share)
        buttons = QDialogButtonBox()
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(words(_HINT, "hint", wrap=True))
        box.addLayout(row)
        box.addWidget(self.verdict)
        box.addWidget(self.which)
        box.addWidget(self.table, 1)
        box.addWidget(buttons)

    def look(self) -> None:
        """Say what the code in the field means; it stays selected, so that the next scan replaces it."""
        try:
            self._say(self._rounds.verify(self.code.text()))
        except NotACode as error:
            self._refuse(told(Problem("code", error.reason)))
        self.code.selectAll()

    def look_at(self, path: Path) -> None:
        """Say what the file at *path* means."""
        try:
            self._say(self._rounds.verify_file(path))
        except KnownError as error:
            self._refuse(message(error))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "核对哪个文件", "", _FILES)
        if name:
            self.look_at(Path(name))

    def _refuse(self, text: str) -> None:
        self.verdict.setText(text)
        give_role(self.verdict, "problem")
        self.which.setText("")
        self.changed.set_rows(())

    def _say(self, found: Verdict) -> None:
        kept, later = found.kept, found.latest.round if found.superseded and found.latest else 0
        changed = len(found.changed)
        self.verdict.setText(
            verdict_text(kept, matches=found.matches, genuine=found.genuine, later=later, changed=changed)
        )
        give_role(self.verdict, "good" if found.matches else "problem")
        self.changed.set_rows(found.changed)
        if kept is None:
            self.which.setText("")
            return
        self.code.setText(spaced(found.code))
        said = f"{round_name(kept, self._rounds.title(kept))}，{state_text(kept)}"
        cells = "".join(
            f"\n文件里 {each.place} 格：原件“{each.handed_out}”，文件“{each.read}”" for each in found.differing[:20]
        )
        self.which.setText(said + cells)


def show_verify(rounds: FilingRoundService, parent: QWidget | None) -> None:
    """Open the dialog."""
    dialog = VerifyDialog(rounds, parent)
    dialog.exec()
    dialog.deleteLater()
