"""Takes a workbook into the ledger: look first, change what was misread, then take what is good (导入)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.importing import TAKEN, UNSAID_SPAN, Bucket, ImportPlan, ImportResult
from desktop.kernel.progress import Progress
from desktop.ui.desk import Desk
from desktop.ui.dialogs.import_columns import ImportColumns
from desktop.ui.dialogs.import_files import choose_file, choose_place, dropped_file
from desktop.ui.dialogs.import_notes import notes_text
from desktop.ui.dialogs.import_options import ImportOptions
from desktop.ui.dialogs.import_rows import ImportRows, Place
from desktop.ui.job_dialog import run_job
from desktop.ui.theme import button, give_role, words
from desktop.ui.written import written_words
from desktop.wording.labels import label

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.intake import ErrorFile
    from desktop.wiring import Services

LEFT = (Bucket.TO_CHECK, Bucket.ERROR, Bucket.IGNORED)
# reading anew makes the choices anew, and none may go while it is still telling of its change
_LATER = Qt.ConnectionType.QueuedConnection
_LAST_FOLDER = "import/folder"


class ImportDialog(QDialog):
    """Nothing is written before 导入 is pressed; closing the dialog leaves the ledger as it was."""

    def __init__(
        self, services: Services, desk: Desk, parent: QWidget | None = None, path: str = "", kind: str = "enterprises"
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        self._path = path
        self.plan: ImportPlan | None = None
        self.answer: ImportResult | None = None
        self.setWindowTitle("导入表格")
        self.setAcceptDrops(True)
        self.resize(1180, 660)
        self._build_inputs(kind)
        self._build_layout()
        self._judge()
        if path:
            QTimer.singleShot(0, self.look)

    def take_path(self, path: str) -> None:
        """Look at the workbook at *path*."""
        self._path = path
        if Path(path).parent != self._services.desk:  # a pasted block lies where nothing stays
            self._desk.remember.keep_text(_LAST_FOLDER, str(Path(path).parent))
        self.columns.forget()
        self.look()

    def look(self) -> None:
        """Read the workbook as it is set now; nothing is written."""
        if not self._path:
            return
        options = self.options
        work = partial(
            self._services.intake.look,
            Path(self._path),
            options.kind,
            month=options.month,
            scale=options.scale,
            choices={**({UNSAID_SPAN: options.span} if options.span else {}), **self.columns.choices},
            hidden_sheets=self.columns.hidden_sheets,
            sender=options.sent_by,
            mode=options.mode,
            blanks=options.blanks,
        )
        plan = run_job(self, self._desk, f"正在读取 {Path(self._path).name}", partial(_with_progress, work))
        if plan is not None:
            self._show(plan)

    def take(self) -> None:
        """Take the good rows into the ledger, in one go."""
        plan = self.plan
        if plan is None:
            return
        result = run_job(self, self._desk, "正在导入", partial(self._take, plan, self.rows.confirmed))
        if result is None:
            return
        self.answer = result
        self._tell(result)
        self._desk.say_kept(self.summary.text())

    def write_errors(self) -> None:
        """Write the rows that were not good to a workbook of their own."""
        if self.plan is None:
            return
        name = f"{Path(self._path).stem}_错误行.xlsx"
        lies = Path(self._path).parent
        folder = Path(self._desk.remember.text(_LAST_FOLDER)) if lies == self._services.desk else lies
        place = choose_place(self, str(folder / name))
        if not place:
            return
        written = run_job(self, self._desk, "正在写错误行", partial(self._write, self.plan, Path(place)))
        if written is not None:
            self.summary.setText(f"错误行 {written.rows} 行。{written_words(written)}")

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._path = dropped_file(event.mimeData())
        # the program the file comes from waits until the drop has returned
        QTimer.singleShot(0, self._take_dropped)

    def _take_dropped(self) -> None:
        self.take_path(self._path)

    def _choose(self) -> None:
        path = choose_file(self, self._desk.remember.text(_LAST_FOLDER))
        if path:
            self.take_path(path)

    def _other_kind(self) -> None:
        self.columns.forget()
        self._judge()
        self.look()

    # in the worker's thread: no widget is touched here
    def _take(self, plan: ImportPlan, confirmed: frozenset[Place], progress: Progress) -> ImportResult:
        return self._services.intake.take(plan, progress, confirmed=confirmed)

    def _write(self, plan: ImportPlan, place: Path, progress: Progress) -> ErrorFile:
        progress.step(0, 1, place.name)
        return self._services.intake.write_errors(plan, place)

    def _show(self, plan: ImportPlan) -> None:
        self.plan, self.answer = plan, None
        self.notes.setHtml(notes_text(plan))
        fields = self._services.intake.fields(plan.kind)
        self.columns.show_sheets(plan.sheets, fields)
        self.rows.show_plan(plan)
        some = any(row.bucket in TAKEN or row.confirmable for row in plan.rows)
        self.summary.setText("还没有写入任何内容。" + ("核对无误后按“导入”。" if some else ""))
        give_role(self.summary, "hint")
        self._judge()

    def _judge(self) -> None:
        """Set what can be pressed, and what the buttons say, by what there is to take."""
        plan, taken = self.plan, self.answer is not None
        # the name is what a person knows a workbook by; a long path would push it out of sight
        self.file.setText(Path(self._path).name if self._path else "（还没有选择文件，也可以把文件拖到这里）")
        self.file.setToolTip(self._path)
        good = sum(plan.buckets.get(bucket, 0) for bucket in TAKEN) + len(self.rows.confirmed) if plan else 0
        bad = sum(plan.buckets.get(bucket, 0) for bucket in LEFT) if plan else 0
        self.take_button.setText(f"导入 {good} 行" if good and not taken else "导入")
        self.take_button.setEnabled(bool(good) and not taken)
        self.errors_button.setEnabled(bool(bad))
        self.why.setText(_why_not(plan, good=good, taken=taken))
        self.leave_button.setText("关闭" if taken else "取消")

    def _tell(self, result: ImportResult) -> None:
        told = [f"{label(bucket)} {number} 行" for bucket, number in result.taken.items() if number]
        buckets = self.plan.buckets if self.plan else {}
        rest = {bucket: buckets.get(bucket, 0) - result.taken.get(bucket, 0) for bucket in LEFT}
        left = [f"{label(bucket)} {number} 行" for bucket, number in rest.items() if number]
        self.summary.setText(f"已导入：{'，'.join(told) or '没有'}。没有导入：{'，'.join(left) or '没有'}。")
        give_role(self.summary, "good")
        self._judge()

    def _build_inputs(self, kind: str) -> None:
        self.file = words("", wrap=True)
        self.options = ImportOptions(self._desk, kind)
        self.options.offer_senders(self._services.intake.senders())
        self.options.kind_changed.connect(self._other_kind)
        self.options.changed.connect(self.look)
        self.columns = ImportColumns()
        self.columns.changed.connect(self.look, _LATER)
        self.rows = ImportRows()
        self.rows.changed.connect(self._judge)
        self.notes = QTextBrowser()
        self.notes.setAccessibleName("对整个文件的提示")
        self.notes.setFixedHeight(92)
        self.summary = words("", "hint", wrap=True)

    def _build_layout(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.rows)
        split.addWidget(self._side())
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([800, 340])
        layout = QVBoxLayout(self)
        layout.addLayout(self._head())
        layout.addWidget(self.options)
        layout.addWidget(self.notes)
        layout.addWidget(split, 1)
        layout.addLayout(self._bottom())

    def _head(self) -> QHBoxLayout:
        choose = button("选择文件…")
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(choose)
        row.addWidget(self.file, 1)
        return row

    def _side(self) -> QWidget:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(words("各列读作什么", "subtitle"))
        layout.addWidget(words("读错的可以改，改后重新读一遍。", "hint", wrap=True))
        layout.addWidget(self.columns, 1)
        return side

    def _bottom(self) -> QHBoxLayout:
        self.errors_button = button("导出错误行…", tip="把没有导入的行连同原因写到一个新表里，改好后再导入")
        self.errors_button.clicked.connect(self.write_errors)
        self.take_button = button("导入", "primary")
        self.take_button.setDefault(True)
        self.take_button.clicked.connect(self.take)
        self.leave_button = button("取消")
        self.leave_button.clicked.connect(self.reject)
        self.why = words("", "hint")
        row = QHBoxLayout()
        row.addWidget(self.summary, 1)
        row.addWidget(self.why)
        for press in (self.errors_button, self.take_button, self.leave_button):
            row.addWidget(press)
        return row


def _with_progress(work: Callable[..., ImportPlan], progress: Progress) -> ImportPlan:
    return work(progress=progress)


def _why_not(plan: ImportPlan | None, *, good: int, taken: bool) -> str:
    """Return why nothing can be taken; empty where it can, or where it has been."""
    if taken or good:
        return ""
    if plan is None:
        return "还没有选择文件"
    counts = {bucket: plan.buckets.get(bucket, 0) for bucket in Bucket}
    if counts[Bucket.ERROR] or counts[Bucket.TO_CHECK]:
        return "没有可以导入的行：有错的请改正，待核对的请逐行核对后勾选"
    return "和台账完全相同，不用导入" if counts[Bucket.UNCHANGED] else "没有读到可以导入的行，原因见上面的提示"


def ask(
    services: Services, desk: Desk, parent: QWidget | None, path: str = "", kind: str = "enterprises"
) -> ImportResult | None:
    """Let the user take a workbook into the ledger; return what was taken, or None."""
    dialog = ImportDialog(services, desk, parent, path, kind)
    dialog.exec()
    dialog.deleteLater()
    return dialog.answer
