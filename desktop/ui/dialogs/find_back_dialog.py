"""What may be found back from a ledger that was moved aside: listed, ticked, then written in one save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.domain.find_back import Fate, FindBack, FoundRecord, FoundTaken
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.job_dialog import run_job
from desktop.ui.models.table_model import Column
from desktop.ui.models.tick_model import TickModel
from desktop.ui.theme import give_role, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.labels import label
from desktop.wording.words_keeping import FATES, LOST, REASON_FOUND

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_COLUMNS: tuple[Column[FoundRecord], ...] = (
    Column("内容", lambda each: each.title or each.entity, width=280, tip=lambda each: each.title),
    Column("类别", lambda each: label(each.subject), width=110),
    Column("最后修改", lambda each: each.wall[:16].replace("T", " "), width=140),
    Column("能否找回", lambda each: FATES[each.fate], width=260),
)
_SHOWN = 8


class FindBackDialog(QDialog):
    """The records of *found*, those that can be taken ticked; what cannot be given back is named below."""

    def __init__(self, found: FindBack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("找回修改")
        self.resize(900, 520)
        self.model = TickModel(_COLUMNS, lambda each: each.entity, lambda each: each.fate is Fate.TAKE, self)
        self.model.set_rows(found.records)
        self.model.tick(found.takeable, on=True)
        self.table = TableView("可以找回的内容")
        self.table.setModel(self.model)
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton("找回", QDialogButtonBox.ButtonRole.AcceptRole)
        give_role(self.accept_button, "primary")
        buttons.addButton("以后再说", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.addWidget(
            words(
                f"原来的数据里有 {found.changes} 条修改，现在的台账没有。打勾的会写进台账，记一次保存；"
                "原来的数据仍留在隔离文件夹里，以后还能再找。",
                wrap=True,
            )
        )
        box.addWidget(self.table, 1)
        if found.lost:
            box.addWidget(words(lost_words(found), "question", wrap=True))
        box.addWidget(buttons)
        self.model.ticked_changed.connect(self._judge)
        self._judge()

    def chosen(self) -> frozenset[str]:
        """Return the uids that were ticked."""
        return frozenset(each.entity for each in self.model.chosen())

    def _judge(self) -> None:
        count = len(self.model.chosen())
        self.accept_button.setEnabled(count > 0)
        self.accept_button.setText(f"找回 {count} 条" if count else "找回")


def lost_words(found: FindBack) -> str:
    """Return what cannot be given back, the first of them by number."""
    named = "；".join(f"第 {seq} 条 {LOST.get(why, why)}" for _, seq, why in found.lost[:_SHOWN])
    more = "……" if len(found.lost) > _SHOWN else ""
    return f"有 {len(found.lost)} 条修改核对不上或读不出来，不会写入：{named}{more}。请对照纸质材料补录。"


def find_back(
    services: Services, desk: Desk, parent: QWidget | None, *, only_if_any: bool = False
) -> FoundTaken | None:
    """Look into the ledger that was moved aside last, ask, and take what was ticked; None where nothing was taken.

    With *only_if_any* nothing is asked where there is nothing to find.
    """

    def look(progress: Progress) -> FindBack:
        return services.find_back.look(None, progress)

    found = run_job(parent, desk, "查看原来的数据", look)
    if found is None or (only_if_any and not found.records and not found.lost):
        return None
    dialog = FindBackDialog(found, parent)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen()
    dialog.deleteLater()
    if not agreed:
        return None

    def take(progress: Progress) -> FoundTaken:
        return services.find_back.take(found, progress, only=chosen, reason=REASON_FOUND)

    return run_job(parent, desk, "找回修改", take)
