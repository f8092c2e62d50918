"""What a person does with the rounds of a form: print again, tell what became of them, explain, verify."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.codes import Subject, UnitKind
from desktop.domain.filing import Filed, FilingRound
from desktop.domain.filing_round import FilingWord
from desktop.domain.month import Month
from desktop.kernel.errors import KnownError
from desktop.ui.desk import Desk
from desktop.ui.dialogs.choice_dialog import ask_choice
from desktop.ui.dialogs.filing_changes import show_changes
from desktop.ui.dialogs.filing_dates_dialog import ask_dates
from desktop.ui.dialogs.filing_explain import ask_explanations
from desktop.ui.dialogs.filing_word import ask_word
from desktop.ui.dialogs.hand_over import ask_hand_over
from desktop.ui.dialogs.paper_dialog import ask_folder, open_folder
from desktop.ui.dialogs.reason_dialog import ask_yes
from desktop.ui.dialogs.verify_dialog import show_verify
from desktop.ui.job_dialog import run_job
from desktop.ui.pages.filing_detail import FilingDetail
from desktop.ui.printing import print_pdf
from desktop.wording.labels import label
from desktop.wording.messages import told
from desktop.wording.words_permit import permission_words

if TYPE_CHECKING:  # the window paints before the services are loaded
    from desktop.wiring import Services

_APART, _TOGETHER = "每户一个文件", "合成一个文件"
_SCANS = "扫描件（*.pdf *.jpg *.jpeg *.png）"


class FilingHand(QObject):
    """The deeds of the page of forms on the rounds that *detail* shows; `board_wanted` asks to read the year anew."""

    board_wanted = Signal()

    def __init__(self, services: Services, desk: Desk, detail: FilingDetail, page: QWidget) -> None:
        super().__init__(page)
        self._services = services
        self._desk = desk
        self._detail = detail
        self._page = page
        self.folder: Path | None = None
        detail.print_wanted.connect(self.print_round)
        detail.folder_wanted.connect(self.open_folder)
        detail.changes_wanted.connect(self.show_changes)
        detail.each_wanted.connect(self.print_each)
        detail.side.reprinted.connect(self.reprint)
        detail.side.told.connect(self.tell)
        detail.side.scanned.connect(self.scan)
        detail.side.explain_wanted.connect(self.explain)

    @Slot(object)
    def print_round(self, kept: FilingRound | None) -> None:
        """Send the kept PDF of *kept* to a printer."""
        if kept is None:
            return
        filings = self._services.filings
        path = filings.kept_pdf(kept.uid)
        try:
            print_pdf(self._page, self._desk, path, filings.page_count(path), filings.page_image)
        except KnownError as error:
            self._desk.errors.show(error)

    @Slot(object)
    def reprint(self, kept: FilingRound | None) -> None:
        """Save the papers of *kept* again, byte for byte."""
        folder = ask_folder(self._page, self._desk, "原样再存到哪个文件夹") if kept is not None else None
        if kept is None or folder is None:
            return
        self.folder = folder
        paths = [self._services.filings.reprint(kept.uid, folder)]
        if kept.correction:
            paths.append(self._services.filings.reprint_correction(kept.uid, folder))
        self._detail.say_written("已原样再存一份：\n" + "\n".join(map(str, paths)))

    @Slot(object, object)
    def tell(self, kept: FilingRound | None, word: FilingWord) -> None:
        """Record *word* about *kept*: handed over, accepted, returned, or that the last word was a slip."""
        if kept is None:
            return
        rounds = self._services.rounds
        if word is FilingWord.SENT:
            done = ask_hand_over(rounds, self._desk, kept, self._page)
        else:
            done = ask_word(rounds, self._desk, kept, word, self._page)
        if done:
            self.show_rounds(kept)
            self._desk.say_kept(f"{label(word)}：已记下")

    @Slot(object)
    def scan(self, kept: FilingRound | None) -> None:
        """Keep scans of the signed paper with the very round *kept*."""
        if kept is None:
            return
        names, _ = QFileDialog.getOpenFileNames(self._page, "签字盖章后的扫描件", "", _SCANS)
        if not names:
            return
        paths = [Path(name) for name in names]
        saved = self._services.attachments.add(Subject.FILING, kept.uid, paths, "签章扫描件")
        if saved.problems:
            text = "\n".join(told(problem, Subject.ATTACHMENT) for problem in saved.problems)
            self._detail.say_written(f"没有存：\n{text}", folder=False)
            return
        count = len(self._services.attachments.list(Subject.FILING, kept.uid))
        self._detail.say_written(f"第 {kept.round} 次已有 {count} 份签章扫描件。", folder=False)
        self._desk.say_kept("签章扫描件已存")

    @Slot()
    def explain(self) -> None:
        """Ask for the reasons of what the form on screen still asks about."""
        form = self._detail.form
        if form is None:
            return
        month = self._detail.month
        if ask_explanations(self._services.answers, month, form, self._page):
            self._desk.say_kept("说明已记下")
            self._detail.show_form(month, form)

    @Slot()
    def print_each(self) -> None:
        """Print the form on screen for every enterprise alone, behind a progress window."""
        form, month, batch = self._detail.form, self._detail.month, self._services.filing_batch
        if form is None:
            return
        how = ask_choice(self._page, "分户打印", "每户一张，供企业核对签字，不作报送。", (_APART, _TOGETHER))
        folder = ask_folder(self._page, self._desk, "分户的表存到哪个文件夹") if how else None
        if folder is None:
            return
        together = how == _TOGETHER
        done = run_job(
            self._page,
            self._desk,
            "分户打印",
            lambda progress: batch.each(month, form.id, folder, progress, together=together),
        )
        if done is not None:
            self.folder = folder
            count = f"写出 {len(done.written)} 份，原有相同的 {len(done.left)} 份没有动。"
            self._detail.say_written("\n".join([count, f"在 {folder}", *map(told, done.problems)]))

    @Slot()
    def show_changes(self) -> None:
        """Show what reads otherwise now than on the round on screen."""
        kept, form = self._detail.watched, self._detail.form
        if kept is not None and form is not None:
            show_changes(self._services.rounds, kept, self._services.rounds.title(kept), self._page)

    @Slot()
    def verify(self) -> None:
        """Hold a paper's code or a file against the ledger."""
        show_verify(self._services.rounds, self._page)

    @Slot()
    def set_dates(self) -> None:
        """Type the dates of the window's month from the notice."""
        if ask_dates(self._services.filing_dates, self._desk, self._page):
            self._desk.say_kept("报送日期已保存")
            self.board_wanted.emit()

    @Slot()
    def open_folder(self) -> None:
        """Open the folder that was written to last."""
        if self.folder is None:
            return
        try:
            open_folder(self.folder)
        except KnownError as error:
            self._desk.errors.show(error)

    def permission(self, month: Month, forms: Sequence[str]) -> str:
        """Return what the county permits of *forms*, as a paragraph of its own; what is missing comes first."""
        found = [self._services.filings.permission(month, form) for form in forms]
        found.sort(key=lambda each: each.missing is None)
        said = next((words for each in found if (words := permission_words(each))), "")
        return f"\n\n{said}。" if said else ""

    def knows_county(self) -> bool:
        """Return whether a package can be sealed for the county office from here."""
        if self._services.settings.workspace().unit_kind is UnitKind.COUNTY:
            return False
        return any(each.kind is UnitKind.COUNTY for each in self._services.letters.keys.offices())

    def offer_folder(self, filed: Filed, said: str, folder: Path, *, package: bool) -> None:
        """Say what was written to *folder*, the *package* for the county among it, and offer to open the folder."""
        title = "已生成" if filed.files else "没有生成"
        if package and filed.files:
            said += "\n" + self._send(filed.month, folder)
        if ask_yes(self._page, title, said, "打开所在文件夹", "关闭"):
            self.folder = folder
            self.open_folder()

    def _send(self, month: Month, folder: Path) -> str:
        outgoing = self._services.letters.outgoing
        posted = run_job(self._page, self._desk, "生成上报包", lambda progress: outgoing.send(folder, month=month))
        return "上报包没有生成。" if posted is None else f"上报包：{posted.path.name}，已写好并核对。草稿不在包里。"

    def show_rounds(self, kept: FilingRound) -> None:
        """Read the rounds of the form of *kept* anew, and the one on screen with them."""
        rounds = self._services.filings.rounds(kept.month, kept.form)
        self._detail.side.show_rounds(rounds)
        if self._detail.kept is not None:
            self._detail.show_round(next(each for each in rounds if each.uid == self._detail.kept.uid))
