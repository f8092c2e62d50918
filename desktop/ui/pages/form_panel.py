"""表样: every edition of every form, and what can be done with the forms themselves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.codes import UnitKind
from desktop.domain.filing import RECORD_SUBJECTS
from desktop.domain.form_entry import FormEdition
from desktop.domain.month import Month
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.form_designer import ask_design
from desktop.ui.dialogs.form_file_dialog import ask_form_file
from desktop.ui.dialogs.paper_dialog import show_paper
from desktop.ui.dialogs.reason_dialog import ask_reason
from desktop.ui.job_dialog import run_job
from desktop.ui.models.table_model import RIGHT, Column, TableModel
from desktop.ui.theme import button, words
from desktop.ui.widgets.table_view import TableView
from desktop.wording import shown
from desktop.wording.form_subjects import subject_words
from desktop.wording.messages import sentence

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services


_OF_COUNTY = "县里停用的表由县里恢复，随下发包下来"


def _state(row: FormEdition) -> str:
    if not row.readable:
        return "本版程序读不出来"
    if row.retired:
        return f"{shown.month_text(row.retired)}起停用" + ("（县里）" if row.retired_by_county else "")
    return "在用" if row.in_force else ""


def _tone(row: FormEdition) -> str:
    if not row.readable:
        return "late"
    return "off" if row.retired else "good" if row.in_force else ""


def _added(row: FormEdition) -> str:
    if row.added_at is None:
        return "随程序"
    day = shown.day(row.added_at.astimezone().date())
    return f"县里下发 {day}" if row.issued_by else f"{row.added_by} {day}"


EDITIONS: tuple[Column[FormEdition], ...] = (
    Column("标题", lambda row: row.title, width=230, tip=lambda row: row.title),
    Column("版次", lambda row: row.edition, align=RIGHT, width=48),
    Column("状态", _state, width=190, tone=_tone),
    Column("起用", lambda row: row.effective_from, lambda text: shown.month_text(text) if text else "一直", width=100),
    Column("按月报送", lambda row: "是" if row.monthly else "", width=72),
    Column("一行是什么", lambda row: subject_words(row.subject), width=190),
    Column("栏数", lambda row: row.columns, align=RIGHT, width=48),
    Column("来源", _added, width=150),
    Column("代号", lambda row: row.id, width=150),
)


class FormPanel(QWidget):
    """The list, and the deeds on the edition it stands on."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._forms, self._desk = services, services.forms, desk
        county = services.settings.workspace().unit_kind is UnitKind.COUNTY
        self._for_all = "随下一个下发包告诉各单位。" if county else ""
        self.editions = TableModel(EDITIONS, self)
        self.table = TableView("表样和版次")
        self.table.setModel(self.editions)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.opened.connect(self._show)
        self.table.selectionModel().currentRowChanged.connect(self._judge)
        self.take_file = button("加入表样文件", "primary", tip="县里下发的表样文件：先检查，看清改了什么，再加入")
        self.design = button("设计新表", tip="从数据项目录里选栏目，自己做一张表")
        self.show_one = button("查看", tip="印成 PDF 看看，用台账里的数")
        self.change = button("改为新版次", tip="从这一版次改起，存成新版次；旧版次照样能重印。一事一表请导出文件来改")
        self.save_file = button("导出表样文件")
        self.stop = button("停用")
        for press, slot in (
            (self.take_file, self._take_file),
            (self.design, self._design),
            (self.show_one, self._show),
            (self.change, self._change),
            (self.save_file, self._save_file),
            (self.stop, self._stop),
        ):
            press.clicked.connect(slot)
        self._build()
        self._judge()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(
            words("报表的样子是数据：改表、造表不用换程序；版次只增不改，已报送的照原样重印。", "hint", wrap=True), 1
        )
        head.addWidget(self.design)
        head.addWidget(self.take_file)
        row = QHBoxLayout()
        for press in (self.show_one, self.change, self.save_file, self.stop):
            row.addWidget(press)
        row.addStretch()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addLayout(head)
        box.addWidget(self.table, 1)
        box.addLayout(row)

    def reload(self) -> None:
        """Read the editions anew; the cursor stays on its form."""
        before = self.current()
        rows = self._forms.list()
        self.editions.set_rows(rows)
        keys = [(row.id, row.edition) for row in rows]
        place = keys.index((before.id, before.edition)) if before and (before.id, before.edition) in keys else 0
        if rows:
            self.table.selectRow(place)
        self._judge()

    def current(self) -> FormEdition | None:
        """Return the edition the cursor is on."""
        row = self.table.current_row()
        return row if isinstance(row, FormEdition) else None

    def _judge(self) -> None:
        row = self.current()
        for press in (self.show_one, self.change, self.save_file, self.stop):
            press.setEnabled(row is not None)
        self.stop.setText("恢复使用" if row is not None and row.retired_here else "停用")
        if row is not None:
            self.show_one.setEnabled(row.readable)
            of_county = not row.retired_here and "" < row.retired <= str(Month.containing(self._desk.today()))
            self.stop.setEnabled(row.readable and not of_county)
            self.stop.setToolTip(_OF_COUNTY if of_county else "")
            self.change.setEnabled(row.readable and row.subject not in RECORD_SUBJECTS)

    def _show(self) -> None:
        row = self.current()
        if row is None:
            return
        forms, month = self._forms, self._desk.month()
        printed = run_job(
            self,
            self._desk,
            "印出来看看",
            lambda progress: forms.look_at(forms.text(row.id, row.edition), row.id, month, progress),
        )
        if printed is not None:
            show_paper(self, self._desk, f"{row.title} 第 {row.edition} 版次", printed, forms.page_image)

    def _take_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选表样文件", "", "表样文件 (*.toml);;全部文件 (*)")
        if not chosen:
            return
        try:
            kept = ask_form_file(self._forms, self._desk, Path(chosen), self)
        except KnownError as error:
            self._desk.errors.show(error)
            return
        self._kept(kept, "已加入表样版次")

    def _design(self) -> None:
        self._kept(ask_design(self._forms, self._desk, None, self), "已加入新表")

    def _change(self) -> None:
        row = self.current()
        if row is not None:
            draft = self._forms.draft(row.id, row.edition)
            self._kept(ask_design(self._forms, self._desk, draft, self), "已加入新版次")

    def _save_file(self) -> None:
        row = self.current()
        if row is None:
            return
        name = f"{row.id}-{row.edition}.toml"
        chosen, _ = QFileDialog.getSaveFileName(self, "导出表样文件", name, "表样文件 (*.toml)")
        if chosen:
            path = Path(chosen)
            path = path if path.suffix.lower() == ".toml" else path.with_name(f"{path.name}.toml")
            try:
                self._forms.write(row.id, path, row.edition)
            except KnownError as error:
                self._desk.errors.show(error)
                return
            self._desk.say_kept(f"已导出 {path.name}")

    def _stop(self) -> None:
        row = self.current()
        if row is None:
            return
        if row.retired_here:
            reason = ask_reason(self, "恢复使用", f"{row.title}：恢复后又列在报表里。{self._for_all}")
            saved = self._forms.take_up(row.id, reason) if reason else None
        else:
            since = Month.containing(self._desk.today())
            text = f"{row.title}：从{shown.month(since)}起不再列在报表里；已生成的各次照样能看、能重印。{self._for_all}"
            reason = ask_reason(self, "停用", text)
            saved = self._forms.retire(row.id, str(since), reason) if reason else None
        said = [sentence(each) for each in saved.problems] if saved is not None else []
        done = "已恢复使用" if row.retired_here else "已停用"
        self._kept(saved is not None and bool(saved.uid), "".join(said) or done)

    def _kept(self, kept: bool, what: str) -> None:
        if kept:
            self._desk.say_kept(what)
            self.reload()
