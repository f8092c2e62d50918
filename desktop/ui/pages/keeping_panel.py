"""备份与恢复: the copies there are, making, checking and bringing one back, and where else they are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.domain.copies import CopyCheck, CopyReason, CopyRow
from desktop.kernel.errors import KnownError
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.dialogs.find_back_dialog import find_back
from desktop.ui.dialogs.reason_dialog import ask_yes
from desktop.ui.job_dialog import run_job
from desktop.ui.models.table_model import LEFT, RIGHT, Column, TableModel
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording.findings import finding_word
from desktop.wording.shown import moment
from desktop.wording.words_keeping import copy_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.backups import Keeping
    from desktop.wiring import Services

_HEADS = (
    ("时间", 140, LEFT),
    ("原因", 120, LEFT),
    ("户数", 80, RIGHT),
    ("走访", 80, RIGHT),
    ("最后修改", 140, LEFT),
    ("校验", 130, LEFT),
)
COLUMNS: tuple[Column[CopyRow], ...] = (
    *(
        Column(head, lambda row, place=place: copy_words(row)[place], width=width, align=align)  # type: ignore[misc]
        for place, (head, width, align) in enumerate(_HEADS)
    ),
    Column("文件", lambda row: row.path.name, width=380),
)
_FILES = "升规台账备份 (*.sgbak)"
_SHOWN = 6


class KeepingPanel(QWidget):
    """The list of copies with what can be done to them; bringing one back goes through `desk.restore_wanted`."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._desk = services, desk
        self.model = TableModel(COLUMNS, self)
        self.table = TableView("备份列表")
        self.table.setModel(self.model)
        self.table.opened.connect(self._restore)
        self.state, self.outcome = words("", wrap=True), words("", wrap=True)
        self.elsewhere = words("", wrap=True)
        self.make = _pressed("立即备份", self._make, "primary", tip="做一份完整备份，做完当场校验")
        self.restore = _pressed("恢复所选备份…", self._restore_chosen, tip="现在的数据移到隔离文件夹，不会删除")
        self.check = _pressed("校验所选备份", self._check, tip="恢复到临时文件里逐页逐条核对，不动现在的数据")
        self.open = _pressed("从别处的备份恢复…", self._restore_file, tip="U 盘或别的文件夹里的备份文件")
        self.search = _pressed("找回恢复前的修改…", self._find, tip="恢复以后，从原来的数据里找回备份之后的修改")
        self.choose = _pressed("选择位置…", self._choose)
        self.carry = _pressed("现在另存", self._carry, tip="写完读回核对，核对好再提示拔盘")
        self.table.selectionModel().selectionChanged.connect(self._judge)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.state)
        box.addLayout(_row(self.make, self.restore, self.check, self.open, self.search))
        box.addWidget(self.table, 1)
        box.addWidget(self.outcome)
        box.addWidget(self._build_elsewhere())

    def _build_elsewhere(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 10, 16, 10)
        box.addWidget(words("另存到别的磁盘", "subtitle"))
        box.addWidget(self.elsewhere)
        hint = "备份文件没有加密，里面有企业数据和联系电话：请用单位的移动介质，妥善保管。"
        box.addWidget(words(hint, "hint", wrap=True))
        box.addLayout(_row(self.choose, self.carry))
        return card

    def reload(self) -> None:
        """Read anew what copies there are."""
        chosen = {row.path for row in self.table.selected_rows()}
        self.model.set_rows(self._services.backups.list())
        for place, row in enumerate(self.model.rows):
            if row.path in chosen:
                self.table.selectRow(place)
        keeping = self._services.backups.keeping()
        self.state.setText(state_words(keeping))
        self.elsewhere.setText(elsewhere_words(keeping))
        self.carry.setEnabled(keeping.second_place is not None)
        self.search.setEnabled(bool(self._services.find_back.quarantined()))
        self._judge()

    def _judge(self) -> None:
        row = self._chosen()
        for press in (self.restore, self.check):
            press.setEnabled(row is not None and row.label is not None)

    def _chosen(self) -> CopyRow | None:
        rows = self.table.selected_rows()
        return rows[0] if rows else None

    @Slot()
    def _make(self) -> None:
        def make(progress: Progress) -> CopyRow:
            return self._services.backups.make(CopyReason.MANUAL, progress)

        made = run_job(self, self._desk, "备份", make)
        if made is not None:
            self.reload()
            self._say(f"✓ 已备份并校验：{made.path.name}", "good")

    @Slot()
    def _check(self) -> None:
        row = self._chosen()
        if row is None:
            return

        def check(progress: Progress) -> CopyCheck:
            return self._services.backups.check(row.path, progress)

        found = run_job(self, self._desk, "校验备份", check)
        if found is not None:
            self._say(check_words(found), "good" if found.ok else "problem")

    @Slot()
    def _restore_chosen(self) -> None:
        row = self._chosen()
        if row is not None:
            self._restore(row)

    @Slot()
    def _restore_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择备份文件", "", _FILES)
        if name:
            self._restore(self._services.backups.row(Path(name)))

    def _restore(self, row: CopyRow) -> None:
        if row.label is None:
            self._desk.errors.show(KnownError("not_a_copy", path=row.path))
            return
        if ask_yes(
            self, "恢复备份", restore_words(row, self._services.backups.changes_after(row)), "恢复", danger=True
        ):
            self._desk.restore_wanted.emit(row.path)

    @Slot()
    def _find(self) -> None:
        taken = find_back(self._services, self._desk, self)
        if taken is not None and taken.taken:
            refused = f"，{len(taken.refused)} 条因位置已被占用没有写入" if taken.refused else ""
            self._desk.say_kept(f"已找回 {len(taken.taken)} 条记录{refused}")
        self.reload()

    @Slot()
    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "另存备份的文件夹")
        if name:
            try:
                self._services.backups.set_second_place(Path(name))
            except KnownError as error:
                self._desk.errors.show(error)
            self.reload()

    @Slot()
    def _carry(self) -> None:
        path = run_job(self, self._desk, "另存备份", self._services.backups.carry)
        if path is not None:
            self.reload()
            self._say(f"✓ 已另存并读回核对：{path}。现在可以拔出 U 盘。", "good")

    def _say(self, text: str, role: str) -> None:
        give_role(self.outcome, role)
        self.outcome.setText(text)


def state_words(keeping: Keeping) -> str:
    """Return how the copies stand, in one line."""
    if keeping.newest is None or keeping.newest.label is None:
        return "还没有备份。程序会在打开、关闭时和每半小时自动备份，导入、报送之前也先备份。"
    after = f"，之后有 {keeping.changes} 条修改" if keeping.changes else "，之后没有修改"
    return f"共 {keeping.count} 份，最近一份 {moment(keeping.newest.label.at)}{after}。{rehearsal_words(keeping)}"


def rehearsal_words(keeping: Keeping) -> str:
    """Return how the last rehearsal went."""
    if keeping.rehearsed_at is None:
        return "恢复演练：还没有做过，每月自动做一次。"
    outcome = "恢复成功，内容一致" if keeping.rehearsal_ok else "没有通过，请重新备份并全面检查"
    return f"恢复演练：{moment(keeping.rehearsed_at)}，{outcome}。"


def elsewhere_words(keeping: Keeping) -> str:
    """Return where else copies are kept and since when."""
    if keeping.second_place is None:
        return "还没有选位置。电脑坏了、丢了，只有另存的备份能找回数据；选好以后每周自动另存一次。"
    last = "还没有另存过" if keeping.carried_at is None else f"最近一次 {moment(keeping.carried_at)}"
    missing = "" if keeping.second_place.is_dir() else "（现在没有接上）"
    return f"{keeping.second_place}{missing}　{last}。"


def restore_words(row: CopyRow, lost: int) -> str:
    """Return what bringing *row* back does, before it is done."""
    time, _, firms, visits, last, verdict = copy_words(row)
    after = (
        f"这份备份之后的 {lost} 条修改会没有，恢复后可以用“找回恢复前的修改”找回。"
        if lost
        else "这份备份之后没有修改。"
    )
    return (
        f"用 {time} 的备份换下现在的数据：{firms} 户，{visits} 次走访，最后修改 {last}，{verdict}。\n\n"
        f"{after}现在的数据整个移到隔离文件夹，不会删除。恢复后程序会重新打开台账。"
    )


def check_words(found: CopyCheck) -> str:
    """Return what checking a copy found."""
    if found.ok:
        return f"✓ {found.row.path.name} 完好：已恢复到临时文件逐页逐条核对，附件齐全。"
    said = [f"{finding_word(code)} {where}" for code, where in found.findings[:_SHOWN]]
    said += [f"附件找不到 {name[:12]}" for name in found.missing[:_SHOWN]]
    return f"× {found.row.path.name} 有 {len(found.findings) + len(found.missing)} 处问题：{'；'.join(said)}"


def _pressed(text: str, slot: object, role: str = "", *, tip: str = "") -> QPushButton:
    press = button(text, role, tip=tip)
    press.clicked.connect(slot)
    return press


def _row(*presses: QPushButton) -> QHBoxLayout:
    row = QHBoxLayout()
    for press in presses:
        row.addWidget(press)
    row.addStretch()
    return row
