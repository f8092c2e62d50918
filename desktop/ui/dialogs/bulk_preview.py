"""What setting many would do: who changes, who cannot and why; then all of it in one save."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.bulk import BulkPlan, Pick
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.models.library_columns import preview_columns
from desktop.ui.models.table_model import TableModel
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.table_view import TableView

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


class BulkPreview(QDialog):
    """Nothing is written before 全部保存; who cannot stays as it is."""

    def __init__(self, services: Services, desk: Desk, plan: BulkPlan, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.plan = plan
        self.setWindowTitle("预览：将怎样变更")
        self.resize(860, 520)
        libraries = services.libraries
        self.model = TableModel(preview_columns(services.settings.preset(), libraries.routes()), self)
        self.model.set_rows((*plan.cannot, *plan.will, *plan.same))
        table = TableView("预览")
        table.setModel(self.model)
        table.horizontalHeader().setStretchLastSection(True)
        self.summary = words(summary(plan), "subtitle", wrap=True)
        buttons = QDialogButtonBox()
        self.take_button = buttons.addButton(
            f"保存这 {len(plan.will)} 家的变更", QDialogButtonBox.ButtonRole.AcceptRole
        )
        give_role(self.take_button, "primary")
        self.take_button.setEnabled(bool(plan.will))
        buttons.addButton("返回", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(self.summary)
        box.addWidget(words("还没有写入。保存后每家都有修改记录；不能变更的保持原样。", "hint", wrap=True))
        box.addWidget(table, 1)
        box.addWidget(buttons)

    @override
    def accept(self) -> None:
        """Keep all of it in one save; a ledger that changed meanwhile is said."""
        try:
            saved = self._services.libraries.take(self.plan)
        except KnownError as error:
            self._desk.errors.show(error)
            super().reject()
            return
        if saved.uid:
            self._desk.say_kept(f"已保存：{len(self.plan.will)} 家")
            super().accept()


def summary(plan: BulkPlan) -> str:
    """Return the preview in one line: 37 家将变更、4 家不能、2 家本来如此."""
    parts = [f"{len(plan.will)} 家将变更"]
    parts += [f"{len(plan.cannot)} 家不能"] if plan.cannot else []
    parts += [f"{len(plan.same)} 家本来如此"] if plan.same else []
    return "、".join(parts)


def preview(services: Services, desk: Desk, picks: Sequence[Pick], parent: QWidget | None) -> bool:
    """Look at what *picks* come to and let the user save it; return whether it was saved."""
    dialog = BulkPreview(services, desk, services.libraries.look(picks), parent)
    done = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return done
