"""One form of one month: the PDF itself with what to check beside it, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.domain.filing import FilingRound, FormHead
from desktop.domain.month import Month
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job
from desktop.ui.pages.filing_side import FilingSide
from desktop.ui.theme import button, words
from desktop.ui.widgets.pdf_panel import PdfPanel
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.filings import FilingService, Preview

LIVE = "预览：现在生成就是这样，还没有留存。"


class FilingDetail(QWidget):
    """Shows the preview of a form, or one of its kept rounds."""

    left = Signal()
    file_wanted = Signal()
    nothing_wanted = Signal()
    print_wanted = Signal(object)  # the round on screen
    folder_wanted = Signal()
    ready = Signal()  # the preview is on screen

    def __init__(self, filings: FilingService, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filings = filings
        self._desk = desk
        self._job: Job | None = None
        self.month = desk.month()
        self.form: FormHead | None = None
        self.preview: Preview | None = None
        self.kept: FilingRound | None = None  # the round on screen; None while the preview is
        self.side = FilingSide()
        self.panel = PdfPanel(filings.page_image)
        self.side.looked_at.connect(self.show_round)
        self._build()

    def _build(self) -> None:
        self.title = words("", "title")
        self.said = words("", "hint", wrap=True)
        self.live_button = button("回到预览")
        self.file_button = button("生成", "primary", tip="写出 PDF 和 Excel，并留存这一次")
        self.print_button = button("打印", tip="打印留存的那一份；先生成，再打印")
        self.nothing_button = button("零报告", tip="本月确实没有，报一张“本月无”")
        back = button("← 各月报表", "flat")
        back.clicked.connect(self.left)
        self.live_button.clicked.connect(self.show_preview)
        self.file_button.clicked.connect(self.file_wanted)
        self.print_button.clicked.connect(self._print)
        self.nothing_button.clicked.connect(self.nothing_wanted)
        head = QHBoxLayout()
        for part in (back, self.title):
            head.addWidget(part)
        head.addStretch()
        for press in (self.live_button, self.nothing_button, self.print_button, self.file_button):
            head.addWidget(press)
        split = QSplitter()
        split.addWidget(self.panel)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setSizes([880, 340])
        split.setChildrenCollapsible(False)
        self._desk.remember.follow_splitter("filings", split)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addLayout(head)
        box.addWidget(self._build_banner())
        box.addWidget(self.said)
        box.addWidget(split, 1)
        self.setFocusProxy(self.panel)

    def _build_banner(self) -> QFrame:
        self.banner = QFrame()
        self.banner.setProperty("role", "banner")
        self._written = words("", wrap=True)
        folder = button("打开所在文件夹", "flat")
        folder.clicked.connect(self.folder_wanted)
        row = QHBoxLayout(self.banner)
        row.addWidget(self._written, 1)
        row.addWidget(folder, 0, Qt.AlignmentFlag.AlignTop)
        self.banner.hide()
        return self.banner

    def show_form(self, month: Month, form: FormHead) -> None:
        """Show *form* of *month* as filing now would write it."""
        if (month, form) != (self.month, self.form):
            self.banner.hide()
        self.month, self.form, self.kept = month, form, None
        self.title.setText(f"{form.title}　{shown.month(month)}")
        self.side.show_rounds(self._filings.rounds(month, form.id))
        self.show_preview()

    @Slot()
    def show_preview(self) -> None:
        """Lay the form out anew, beside the window's work, and show it."""
        form, month = self.form, self.month
        if form is None:
            return
        if self._job is not None:
            self._job.cancel()
        self.kept, self.preview = None, None
        self.said.setText("正在排版……")
        self._judge()
        self._job = self._desk.runner.start(lambda progress: self._filings.preview(month, form.id, progress))
        self._job.done.connect(self._previewed)
        self._job.failed.connect(self._failed)

    @Slot(object)
    def _previewed(self, preview: Preview) -> None:
        if self.sender() is not self._job:
            return  # another form was opened meanwhile
        self._job = None
        self.preview = preview
        self.side.show_checks(preview.problems)
        self.panel.show_pdf(preview.path, preview.pages)
        empty = "本月没有记录，可以做零报告。" if not preview.rows else ""
        self.said.setText(LIVE + empty)
        self._judge()
        self.ready.emit()

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self.said.setText("没有排成，请看提示。")
        self._desk.errors.show(error)

    @Slot(object)
    def show_round(self, kept: FilingRound | None) -> None:
        """Show the PDF that was kept of a round, byte for byte."""
        if kept is None:
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        path = self._filings.kept_pdf(kept.uid)
        self.kept = kept
        self.panel.show_pdf(path, self._filings.page_count(path))
        handed = f"，{shown.day(kept.sent_on)} 已交接" if kept.sent_on else "，还没有交接"
        made = shown.moment(kept.made_at.astimezone())
        self.said.setText(f"留存的第 {kept.round} 次（{made} 生成，核对码 {kept.digest[:8]}{handed}）")
        self._judge()

    def say_written(self, text: str) -> None:
        """Say what was written, with a way to its folder."""
        self._written.setText(text)
        self.banner.show()

    def _print(self) -> None:
        self.print_wanted.emit(self.kept)

    def _judge(self) -> None:
        ready = self.kept is None and self.preview is not None
        empty = self.preview is not None and not self.preview.rows
        self.file_button.setEnabled(ready and not empty)
        self.nothing_button.setEnabled(ready and empty)
        self.print_button.setEnabled(self.kept is not None)
        self.live_button.setVisible(self.kept is not None)
