"""The month told in sentences (本月工作情况): a draft of the ledgers, mended here, copied or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.codes import Subject
from desktop.domain.month_report import MonthReport, ReportDraft, ReportPart
from desktop.domain.problems import blocks
from desktop.ui.desk import Desk
from desktop.ui.dialogs.paper_dialog import ask_place, show_paper
from desktop.ui.dialogs.reason_dialog import ask_yes
from desktop.ui.job_dialog import run_job
from desktop.ui.theme import button, words
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.wording import shown

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_ABOUT = "文字是按台账起草的，没有单户的数；请改定后再用。复制出来的和印出来的都是现在这里的文字。"


class ReportDialog(QDialog):
    """Three texts under their headings, as they are kept or as the ledgers tell them."""

    def __init__(self, services: Services, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reports = services.month_reports
        self._desk = desk
        self._month = desk.month()
        self.setWindowTitle(f"本月工作情况　{shown.month(self._month)}")
        self.resize(820, 720)
        self.title = words("", "subtitle", wrap=True)
        self.state = words("", "hint", wrap=True)
        self.problems = ProblemLabel(Subject.MONTH_REPORT)
        self.texts: dict[ReportPart, QPlainTextEdit] = {}
        self._headings: dict[ReportPart, QLabel] = {}
        self._build()
        self.show_report(self._reports.report(self._month))

    @property
    def draft(self) -> ReportDraft:
        """What the three texts say now."""
        return ReportDraft(**{part.value: text.toPlainText() for part, text in self.texts.items()})

    def show_report(self, report: MonthReport) -> None:
        """Show *report*; what was typed and not kept is gone."""
        self._shown = report
        self.title.setText(report.title)
        for part in ReportPart:
            self._headings[part].setText(report.headings[part])
            self.texts[part].setPlainText(report.draft.text(part))
        kept = (
            f"{report.who} 保存过（{shown.moment(report.at)}）。" if report.kept else "还没有保存，是按台账写的草稿。"
        )
        self.state.setText(kept + _ABOUT)

    @Slot()
    def save(self) -> bool:
        """Keep the texts; return whether they are kept."""
        saved = self._reports.save(self._month, self.draft)
        self.problems.show_problems(saved.problems)
        if blocks(list(saved.problems)):
            return False
        self.show_report(self._reports.report(self._month))
        self._desk.say_kept(f"已保存{shown.month(self._month)}工作情况")
        return True

    @Slot()
    def copy(self) -> None:
        """Put the whole text on the clipboard, as it stands here."""
        report = MonthReport(self._month, self._shown.title, self._shown.headings, self.draft)
        QApplication.clipboard().setText(report.whole)
        self.state.setText("已复制，可以粘到公文、简报或消息里。发出前请再看一遍。")

    @Slot()
    def renew(self) -> None:
        """Draft the texts anew from the ledgers, asked first where something was written."""
        fresh = self._reports.draft(self._month)
        if self.draft not in {fresh.draft, self._shown.draft} or self._shown.kept:
            text = "三段文字换成按台账现在的样子重写的草稿；保存以前，原来保存的还在。"
            if not ask_yes(self, "重新起草", text, "重新起草"):
                return
        self.show_report(fresh)

    @Slot()
    def write(self) -> None:
        """Keep what is typed, write it as a PDF and show it."""
        changed = self.draft != self._shown.draft
        if (changed or not self._shown.kept) and not self.save():
            return
        place = ask_place(self, self._desk, "工作情况存到", f"{self._shown.title}.pdf")
        if place is None:
            return
        reports, month = self._reports, self._month
        printed = run_job(self, self._desk, "本月工作情况", lambda progress: reports.print(month, place, progress))
        if printed is not None:
            show_paper(self, self._desk, "本月工作情况", printed, reports.page_image)

    @override
    def reject(self) -> None:
        if self.draft != self._shown.draft:
            text = "改过的文字还没有保存。"
            if not ask_yes(self, "没有保存", text, "不保存，关闭", "回去保存"):
                return
        super().reject()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.addWidget(self.title)
        box.addWidget(self.state)
        for part in ReportPart:
            self._headings[part] = words("", "subtitle")
            self.texts[part] = QPlainTextEdit()
            self.texts[part].setTabChangesFocus(True)
            self._headings[part].setBuddy(self.texts[part])
            box.addWidget(self._headings[part])
            box.addWidget(self.texts[part], 1)
        box.addWidget(self.problems)
        row = QHBoxLayout()
        self.renew_button, self.copy_button = button("重新起草"), button("复制")
        self.pdf_button, self.save_button, leave = button("存成 PDF"), button("保存", "primary"), button("关闭")
        for press, slot in (
            (self.renew_button, self.renew),
            (self.copy_button, self.copy),
            (self.pdf_button, self.write),
            (self.save_button, self.save),
            (leave, self.reject),
        ):
            press.setAutoDefault(False)
            press.clicked.connect(slot)
        row.addWidget(self.renew_button)
        row.addStretch()
        for press in (self.copy_button, self.pdf_button, self.save_button, leave):
            row.addWidget(press)
        box.addLayout(row)


def show_report(parent: QWidget | None, services: Services, desk: Desk) -> None:
    """Let the user read, mend, copy and print the report of the window's month."""
    dialog = ReportDialog(services, desk, parent)
    dialog.exec()
    dialog.deleteLater()
