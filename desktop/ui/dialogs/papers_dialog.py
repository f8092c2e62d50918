"""Forms to be printed when somebody wants them: looked at as they are, filled or to be written on by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.release import Release, ReleaseLevel
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.paper_dialog import FOLDER, open_folder
from desktop.ui.dialogs.papers_choice import Wanted, wanted_of
from desktop.ui.job_dialog import run_job
from desktop.ui.jobs import Job
from desktop.ui.printing import print_pdf
from desktop.ui.theme import button, words
from desktop.ui.widgets.chip_bar import ChipBar
from desktop.ui.widgets.inputs import ChoiceBox
from desktop.ui.widgets.pdf_panel import PdfPanel
from desktop.ui.widgets.problem_label import ProblemLabel
from desktop.ui.written import written_words
from desktop.wording import shown
from desktop.wording.words_release import LEVEL_WORDS

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.services.printing import PrintedFile
    from desktop.wiring import Services

_FILLED, _BLANK = "filled", "blank"
_RECORD = "这里只有空白的；填好的在那次走访、那个问题、那份帮扶措施上打印。"


class PapersDialog(QDialog):
    """Shows one of *wanted* as of the window's month; nothing is written before the user says where."""

    ready = Signal()  # the paper is on screen

    def __init__(self, services: Services, desk: Desk, wanted: Sequence[Wanted], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers = services.papers
        self._desk = desk
        self._job: Job | None = None
        self.printed: PrintedFile | None = None
        self.setWindowTitle(f"打印　{shown.month(desk.month())}")
        self.resize(1040, 760)
        self._wanted = {each.key: each for each in wanted}
        self.choice: ChoiceBox[str] = ChoiceBox(tuple(self._wanted), lambda key: self._wanted[key].title)
        self.choice.setAccessibleName("哪张表")
        self.kind = ChipBar(((_FILLED, "填好的"), (_BLANK, "空白表（手写用）")), "填好的还是空白的")
        self.level = ChipBar(tuple((each.value, word) for each, word in LEVEL_WORDS.items()), "对外详略")
        self.recipient = QLineEdit()
        self.recipient.setAccessibleName("给谁")
        self.recipient.setPlaceholderText("交给哪个单位；记入导出记录，可以不写")
        self.panel = PdfPanel(services.papers.page_image)
        self.said = words("", "hint", wrap=True)
        self.notes = ProblemLabel()
        self._build()
        self.choice.currentIndexChanged.connect(self.look)
        self.kind.chosen.connect(self.look)
        self.level.choose(ReleaseLevel.FULL.value)
        self.level.chosen.connect(self.look)
        self.kind.choose(_FILLED)

    @property
    def wanted(self) -> Wanted | None:
        """The paper that is chosen, None while there is none to choose."""
        return self._wanted.get(self.choice.value() or "")

    @property
    def blank(self) -> bool:
        """Whether the paper is to be written on by hand."""
        return self.kind.choice == _BLANK

    @property
    def release(self) -> Release:
        """How much goes out, and to whom."""
        return Release(ReleaseLevel(self.level.choice or ReleaseLevel.FULL), self.recipient.text().strip())

    @Slot()
    def look(self) -> None:
        """Lay the chosen paper out anew, beside the window's work, and show it."""
        wanted = self.wanted
        if wanted is None:
            return
        if not self.blank and self._papers.head(wanted.form).record:
            self.kind.choose(_BLANK)  # a filled one is printed where the visit, the issue or the plan stands
            return
        if self._job is not None:
            self._job.cancel()
        self.printed = None
        self.said.setText("正在排版……")
        self._judge()
        papers, month, blank, release = self._papers, self._desk.month(), self.blank, self.release
        self._job = self._desk.runner.start(
            lambda progress: papers.look(wanted.form, month, progress, blank=blank, of=wanted.of, release=release)
        )
        self._job.done.connect(self._looked)
        self._job.failed.connect(self._failed)

    def save(self, suffix: str, path: Path | None = None) -> Path | None:
        """Write the chosen paper at *path*, asked for where none is given; return where it was written."""
        wanted, month, blank = self.wanted, self._desk.month(), self.blank
        if wanted is None:
            return None
        place = path or self._ask_place(f"{self._papers.file_name(wanted.form, month, blank=blank)}{suffix}", suffix)
        if place is None:
            return None
        papers, release = self._papers, self.release
        printed = run_job(
            self,
            self._desk,
            wanted.title,
            lambda progress: papers.print(
                wanted.form, month, place, progress, blank=blank, of=wanted.of, release=release
            ),
        )
        if printed is None:
            return None
        self.said.setText(written_words(printed))
        self._folder = printed.path.parent
        self.folder_button.setEnabled(True)
        return printed.path

    def _build(self) -> None:
        self._folder = Path()
        self.pdf_button = button("另存 PDF", "primary")
        self.xlsx_button = button("另存 Excel")
        self.print_button = button("打印")
        self.folder_button = button("打开所在文件夹")
        self.folder_button.setEnabled(False)
        leave = button("关闭")
        self.pdf_button.clicked.connect(self._save_pdf)
        self.xlsx_button.clicked.connect(self._save_xlsx)
        self.print_button.clicked.connect(self._print)
        self.folder_button.clicked.connect(self._open_folder)
        leave.clicked.connect(self.reject)
        top = QFormLayout()
        top.addRow("哪张表", self.choice)
        top.addRow("打印成", self.kind)
        top.addRow("对外详略", self.level)
        top.addRow("给谁", self.recipient)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        for press in (self.folder_button, self.print_button, self.xlsx_button, self.pdf_button, leave):
            row.addWidget(press)
        box = QVBoxLayout(self)
        box.addLayout(top)
        box.addWidget(self.panel, 1)
        box.addWidget(self.notes)
        box.addLayout(row)

    @Slot(object)
    def _looked(self, printed: PrintedFile) -> None:
        if self.sender() is not self._job:
            return  # another paper was chosen meanwhile
        self._job = None
        self.printed = printed
        self.panel.show_pdf(printed.path, printed.pages)
        self.notes.show_problems(printed.problems)
        wanted = self.wanted
        record = wanted is not None and self._papers.head(wanted.form).record
        self.said.setText(f"共 {printed.pages} 页。只是看看，还没有存成文件。{_RECORD if record else ''}")
        self._judge()
        self.ready.emit()

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self.said.setText("没有排成，请看提示。")
        self._desk.errors.show(error)

    def _judge(self) -> None:
        wanted = self.wanted
        here = self.printed is not None and wanted is not None
        record = wanted is not None and self._papers.head(wanted.form).record
        self.pdf_button.setEnabled(here)
        self.print_button.setEnabled(here)
        self.xlsx_button.setEnabled(here and not record)

    def _ask_place(self, name: str, suffix: str) -> Path | None:
        folder = self._desk.remember.text(FOLDER)
        begin = Path(folder) / name if folder else Path(name)
        chosen, _ = QFileDialog.getSaveFileName(self, "存到", str(begin), f"*{suffix}")
        if not chosen:
            return None
        path = Path(chosen)
        path = path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
        self._desk.remember.keep_text(FOLDER, str(path.parent))
        return path

    def _save_pdf(self) -> None:
        self.save(".pdf")

    def _save_xlsx(self) -> None:
        self.save(".xlsx")

    def _print(self) -> None:
        if self.printed is None:
            return
        try:
            print_pdf(self, self._desk, self.printed.path, self.printed.pages, self._papers.page_image)
        except KnownError as error:
            self._desk.errors.show(error)

    def _open_folder(self) -> None:
        try:
            open_folder(self._folder)
        except KnownError as error:
            self._desk.errors.show(error)


def show_papers(
    parent: QWidget | None, services: Services, desk: Desk, forms: Sequence[str] = (), *, of: str = ""
) -> None:
    """Let the user look at *forms* (all there are where none is said), save and print them; *of* comes first."""
    wanted = sorted(wanted_of(services, forms), key=lambda each: each.of != of if of else False)
    dialog = PapersDialog(services, desk, wanted, parent)
    dialog.exec()
    dialog.deleteLater()
