"""One form of one month: the PDF itself with what to check beside it, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from desktop.domain.codes import FilingKind
from desktop.domain.filing import FilingRound, FormHead, FormSubject
from desktop.domain.filing_code import spaced
from desktop.domain.month import Month
from desktop.domain.problems import Severity
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job
from desktop.ui.pages.filing_side import FilingSide
from desktop.ui.theme import button, give_role, words
from desktop.ui.widgets.pdf_panel import PdfPanel
from desktop.wording import shown
from desktop.wording.filing_words import badge, state_text
from desktop.wording.words_filing import timing_words
from desktop.wording.words_permit import AHEAD, permission_words, permit_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.filings import Preview
    from desktop.wiring import Services

_LEAST = 280  # pixels of the paper and of what stands beside it
LIVE = "预览：现在生成就是这样，还没有留存，没有核对码。"


class FilingDetail(QWidget):
    """Shows the preview of a form, or one of its kept rounds."""

    left = Signal()
    file_wanted = Signal()
    nothing_wanted = Signal()
    print_wanted = Signal(object)  # the round on screen
    folder_wanted = Signal()
    changes_wanted = Signal()
    each_wanted = Signal()
    ready = Signal()  # the preview is on screen

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        filings = self._filings = services.filings
        self._rounds = services.rounds
        self._dates = services.filing_dates
        self._permits = services.letters.permits
        self._desk = desk
        self._job: Job | None = None
        self.month = desk.month()
        self.form: FormHead | None = None
        self.preview: Preview | None = None
        self.kept: FilingRound | None = None  # the round on screen; None while the preview is
        self.watched: FilingRound | None = None  # whose changes the badge counts
        self.side = FilingSide({person.uid: person.name for person in services.settings.people()})
        self.panel = PdfPanel(filings.page_image)
        self.side.looked_at.connect(self.show_round)
        self._build()

    def _build(self) -> None:
        self.title = words("", "title")
        self.said = words("", "hint", wrap=True)
        self.badge = button("", "link", tip="看改了哪几处：纸上是多少，台账现在是多少")
        self.badge.clicked.connect(self.changes_wanted)
        self.live_button = button("回到预览")
        self.file_button = button("生成", "primary", tip="写出 PDF 和 Excel，并留存这一次")
        self.print_button = button("打印", tip="打印留存的那一份；先生成，再打印")
        self.each_button = button("分户打印", tip="每户一张，供企业核对签字；已有相同的不重印")
        self.each_button.clicked.connect(self.each_wanted)
        self.nothing_button = button("零报告", tip="本月确实没有，报一张“本月无”")
        back = button("← 各月报表", "flat")
        back.clicked.connect(self.left)
        self.live_button.clicked.connect(self.show_preview)
        self.file_button.clicked.connect(self.file_wanted)
        self.print_button.clicked.connect(self._print)
        self.nothing_button.clicked.connect(self.nothing_wanted)
        head = QHBoxLayout()
        for part in (back, self.title, self.badge):
            head.addWidget(part)
        head.addStretch()
        for press in (self.live_button, self.each_button, self.nothing_button, self.print_button, self.file_button):
            head.addWidget(press)
        split = QSplitter()
        split.addWidget(self.panel)
        split.addWidget(self.side)
        split.setStretchFactor(0, 1)
        split.setSizes([800, 420])
        split.setChildrenCollapsible(False)
        # what the sides would like to have must not make the page scroll once the banner is shown
        split.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        split.setMinimumHeight(_LEAST)
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
        self._folder = button("打开所在文件夹", "flat")
        self._folder.clicked.connect(self.folder_wanted)
        row = QHBoxLayout(self.banner)
        row.addWidget(self._written, 1)
        row.addWidget(self._folder, 0, Qt.AlignmentFlag.AlignTop)
        self.banner.hide()
        return self.banner

    def show_form(self, month: Month, form: FormHead) -> None:
        """Show *form* of *month* as filing now would write it."""
        if (month, form) != (self.month, self.form):
            self.banner.hide()
        self.month, self.form, self.kept = month, form, None
        self.title.setText(f"{form.title}　{shown.month(month)}")
        self.each_button.setVisible(form.subject is FormSubject.ENTERPRISE_MONTH)
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
        self.said.setText(LIVE + self._about(preview))
        rounds = self._filings.rounds(self.month, self.form.id) if self.form else ()
        self._watch(rounds[-1] if rounds else None)
        self._judge()
        self.ready.emit()

    def _about(self, preview: Preview) -> str:
        """Return what to know before filing: the day, and what this round would be."""
        said = [f"报送期限：{timing_words(self._dates.timing(self.month))}。"]
        if not preview.rows:
            said.append("本月没有记录，可以做零报告。")
        if preview.kind is FilingKind.CORRECTION:
            said.append(f"已经报送过，再报就是更正（{preview.changes} 处变动），要写明原因。")
        if told := permission_words(preview.permission):
            said.append(f"{told}。")
        if asks(preview):
            said.append("有没说明的空缺或疑问：生成的是草稿，不能登记交接。")
        return "".join(said)

    def _watch(self, kept: FilingRound | None) -> None:
        """Say beside the title how many cells read otherwise now than on the paper of *kept*."""
        self.watched = kept
        text = badge(kept, len(self._rounds.changes(kept.uid))) if kept is not None else ""
        if kept is not None and not text:
            text = "更正说明" if kept.correction else "与前几次对照" if kept.round > 1 else ""
        self.badge.setText(text)
        self.badge.setVisible(bool(text))

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
        unsaid = "，已随上报包发出" if kept.posted else "，还没有交接"
        handed = f"，{state_text(kept)}" if kept.sent_on else unsaid
        made = shown.moment(kept.made_at.astimezone())
        why = f"，更正第 {kept.correction} 次：{kept.reason}" if kept.correction else ""
        why += self._permitted(kept)
        why += f"，{AHEAD}" if self._rounds.ahead(kept) else ""
        self.said.setText(f"留存的第 {kept.round} 次（{made} 生成，核对码 {spaced(kept.code)}{handed}{why}）")
        self._watch(kept)
        self._judge()

    def _permitted(self, kept: FilingRound) -> str:
        """Return which permission *kept* was made under."""
        rows = self._permits.list(kept.month) if kept.permit else ()
        return next((f"，{permit_words(row)}" for row in rows if row.uid == kept.permit), "")

    def say_written(self, text: str, *, folder: bool = True) -> None:
        """Say what was written, with a way to its *folder* where there is one."""
        self._written.setText(text)
        self._folder.setVisible(folder)
        self.banner.show()

    def _print(self) -> None:
        self.print_wanted.emit(self.kept)

    def _judge(self) -> None:
        ready = self.kept is None and self.preview is not None
        empty = self.preview is not None and not self.preview.rows
        corrects = self.preview is not None and self.preview.kind is FilingKind.CORRECTION
        self.file_button.setText("更正…" if corrects else "生成草稿" if self.preview and asks(self.preview) else "生成")
        give_role(self.file_button, "" if self.preview and asks(self.preview) else "primary")  # to explain comes first
        self.file_button.setEnabled(ready and not empty)
        self.nothing_button.setEnabled(ready and empty)
        self.print_button.setEnabled(self.kept is not None)
        self.live_button.setVisible(self.kept is not None)


def asks(preview: Preview) -> bool:
    """Return whether something of *preview* still wants a reason, so that filing makes a draft."""
    return any(each.problem.severity is Severity.CHECK for each in preview.problems)
