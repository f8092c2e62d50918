"""A ledger that does not open: what it is, and what a person may do about it. Nothing here deletes anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.ui.dialogs.reason_dialog import ask_yes
from desktop.ui.job_dialog import JobPlace, run_job
from desktop.ui.theme import button, words
from desktop.wording.messages import message
from desktop.wording.shown import moment

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.restores import RestoreService

DAMAGED = frozenset({"ledger_damaged", "not_a_ledger", "restore_unclear", "cannot_open"})
# whole, but of another schema: bringing a copy back would end at the same place
OF_OTHER_PROGRAM = frozenset({"newer_data", "migration_failed"})
MISPLACED = frozenset({"place_network", "place_removable", "place_cloud", "place_read_only"})
TROUBLES = DAMAGED | OF_OTHER_PROGRAM | MISPLACED
_WIDTH = 680
_HEADS = {"newer_data": "这份数据由更新的程序建立", "migration_failed": "台账升级没有成功，数据保持原样"}
_SAFE = "数据文件都还在原处，程序没有改动，也没有删除任何东西。"


class TroublePage(QWidget):
    """Stands in the window instead of the pages.

    `again` asks to open the ledger anew (*True*: then offer to find back what came after the copy), `moved(Path)` to
    open another folder, `leave` to end the program.
    """

    again = Signal(bool)
    moved = Signal(object)
    leave = Signal()

    def __init__(
        self,
        error: KnownError,
        restorer: RestoreService,
        place: JobPlace,
        *,
        local: Path,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self._error, self._restorer, self._place = error, restorer, place
        self._local, self._now = local, now
        self._newest = next((row for row in restorer.copies() if row.verified), None)
        self.buttons: dict[str, QPushButton] = {}
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(_WIDTH)
        self._box = QVBoxLayout(card)
        self._box.setContentsMargins(28, 24, 28, 24)
        self._box.setSpacing(12)
        self._box.addWidget(words(self._head(), "title"))
        self._box.addWidget(words(message(error), "problem", wrap=True))
        self._box.addWidget(words(_SAFE, "hint", wrap=True))
        self._offer()
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(card)
        row.addStretch()
        outer = QVBoxLayout(self)
        outer.addStretch()
        outer.addLayout(row)
        outer.addStretch()

    def _head(self) -> str:
        if self._error.code in MISPLACED:
            return "数据文件夹放的位置不合适"
        return _HEADS.get(self._error.code, "台账打不开")

    def _offer(self) -> None:
        code = self._error.code
        if code in MISPLACED:
            self._door("move", f"复制到本机后打开\n复制到 {self._local}，原来的文件夹不动", self._move)
        if code in DAMAGED:
            self._door("restore", self._restore_words(), self._restore, enabled=self._newest is not None)
            self._door(
                "salvage",
                "尝试找回\n先恢复最近的备份，再从打不开的文件里找回核对得上的修改，逐条列出由您决定",
                self._salvage,
                enabled=self._newest is not None,
            )
            self._door("file", "从别处的备份恢复\n选 U 盘或别的文件夹里的备份文件（.sgbak）", self._restore_file)
        if code in OF_OTHER_PROGRAM:
            self._door(
                "tables", "把各表存成表格来看\n每张表一个 xlsx 文件，供查看和打印；台账只读，不会改动", self._tables
            )
        if code in DAMAGED | OF_OTHER_PROGRAM:
            self._door("bundle", self._bundle_words(), self._bundle)
        self._door("leave", "退出\n什么都不做，数据保持原样", self.leave.emit)

    def _door(self, name: str, text: str, slot: Callable[[], object], *, enabled: bool = True) -> None:
        press = button(text, "door")
        press.setAccessibleName(text.partition("\n")[0])
        press.setEnabled(enabled)
        press.clicked.connect(slot)
        self.buttons[name] = press
        self._box.addWidget(press)

    def _restore_words(self) -> str:
        if self._newest is None or self._newest.label is None:
            return "恢复最近已校验的备份\n这个数据文件夹里没有可用的备份"
        lost = self._restorer.changes_lost(self._newest)
        after = "缺多少修改读不出来" if lost is None else f"缺 {lost} 条修改" if lost else "不缺修改"
        facts = self._newest.label.facts
        return (
            f"恢复最近已校验的备份\n{moment(self._newest.label.at)}，{facts.enterprises} 户、{facts.visits} 次走访，"
            f"{after}；打不开的文件移到隔离文件夹"
        )

    def _bundle_words(self) -> str:
        if self._error.code == "newer_data":
            return "原样另存一份\n把数据文件存成一个压缩包，可以拿到装有新版程序的电脑上打开"
        return "导出故障包\n把数据文件和日志存成一个压缩包，交给技术人员；里面有企业数据，请按规定交接"

    @Slot()
    def _restore(self) -> None:
        if self._newest is not None:
            self._bring_back(self._newest.path, then_find=False)

    @Slot()
    def _salvage(self) -> None:
        if self._newest is not None:
            self._bring_back(self._newest.path, then_find=True)

    @Slot()
    def _restore_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择备份文件", "", "升规台账备份 (*.sgbak)")
        if name:
            self._bring_back(Path(name), then_find=False)

    def _bring_back(self, copy: Path, *, then_find: bool) -> None:
        def restore(progress: Progress) -> object:
            return self._restorer.restore(copy, progress, reason=self._error.code)

        if run_job(self, self._place, "恢复备份", restore) is not None:
            self.again.emit(then_find)

    @Slot()
    def _move(self) -> None:
        text = f"把整个数据文件夹复制到 {self._local} 并打开。以后请在本机登记，不要再用原来的文件夹。"
        if not ask_yes(self, "复制到本机", text, "复制并打开"):
            return

        def move(progress: Progress) -> bool:
            self._restorer.move_to(self._local, progress)
            return True

        if run_job(self, self._place, "复制到本机", move):
            self.moved.emit(self._local)

    @Slot()
    def _tables(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "存到哪个文件夹")
        if not chosen:
            return
        folder = Path(chosen) / f"升规台账各表-{self._now():%Y%m%d-%H%M}"
        written = run_job(self, self._place, "存成表格", lambda progress: self._restorer.tables(folder, progress))
        if written is not None:
            self._done("tables", f"已存好 {len(written)} 张表：{folder}\n先看里面的“说明.txt”")

    @Slot()
    def _bundle(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "存为", f"升规台账故障包-{self._now():%Y%m%d-%H%M}.zip", "压缩包 (*.zip)"
        )
        if not name:
            return
        told = {"error": str(self._error), "at": self._now().isoformat(timespec="seconds")}

        def write(progress: Progress) -> Path:
            return self._restorer.bundle(Path(name), told, progress)

        written = run_job(self, self._place, "导出", write)
        if written is not None:
            self._done("bundle", f"已存好：{written}\n再按一次可以另存一份")

    def _done(self, name: str, text: str) -> None:
        self.buttons[name].setText(text)
        self.buttons[name].setFocus(Qt.FocusReason.OtherFocusReason)
